import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ClientFrameTypes, CloseCodes, ErrorCodes, ServerFrameTypes } from '../src/protocol.js';

const source = '../../../protocol/src/main/resources/io/parley/protocol/asyncapi.json';
const document = JSON.parse(readFileSync(new URL(source, import.meta.url), 'utf8'));
const at = (ref) => ref.slice(2).split('/').reduce((node, key) => node[key], document);

test('error and close codes are those of the AsyncAPI document', () => {
  const codes = document['x-error-codes'].map(({ code, retryable }) => [code, { retryable }]);
  assert.deepEqual(Object.entries(ErrorCodes), codes);
  assert.deepEqual(Object.entries(CloseCodes), document['x-close-codes'].map(({ name, code }) => [name, code]));
});

test('frame types are those of the AsyncAPI document', () => {
  const types = new Set(Object.values(document.components.messages).map((message) => at(message.payload.$ref).properties.t.const));
  assert.deepEqual(new Set([...ClientFrameTypes, ...ServerFrameTypes]), types);
});

test('what the types say of each frame is what the document says', () => {
  const text = readFileSync(new URL('../src/protocol.js', import.meta.url), 'utf8');
  const missing = Object.values(document.components.messages)
    .flatMap((message) => Object.keys(at(message.payload.$ref).properties))
    .filter((field) => field !== 'id' && !new RegExp(`\\b${field}\\??[:\\]]|\\} \\[?${field}\\]?\\b`).test(text));
  assert.deepEqual(missing, []);
});
