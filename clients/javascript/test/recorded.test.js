import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { MemoryStore } from '../src/index.js';
import { ServerFrameTypes } from '../src/protocol.js';
import { FakeServer } from './server.js';
import { opened, until } from './support.js';

const folder = new URL('../../../protocol/src/test/resources/approved/frames/', import.meta.url);

/** What servers of every release so far say unasked, by type. */
const pushes = new Map();
for (const name of readdirSync(folder).filter((one) => one.startsWith('server.'))) {
  const frames = JSON.parse(readFileSync(new URL(name, folder), 'utf8')).filter((frame) => frame.re === undefined);
  const type = name.split('.')[1];
  pushes.set(type, [...(pushes.get(type) ?? []), ...frames]);
}

/** With a field in each object, at every depth, that only a later release knows. */
function withFutureFields(node) {
  if (Array.isArray(node)) return node.map(withFutureFields);
  if (node === null || typeof node !== 'object') return node;
  const fields = Object.entries(node).map(([name, value]) => [name, withFutureFields(value)]);
  return { ...Object.fromEntries(fields), fromTheFuture: { unknown: 1 } };
}

test('a server of every release so far, and one ahead, is understood', async (t) => {
  assert.deepEqual(new Set(pushes.keys()), new Set(ServerFrameTypes));
  for (const [release, said] of [['recorded', (frame) => frame], ['ahead', withFutureFields]]) {
    await t.test(release, async () => {
      const server = await new FakeServer((direction, frame) => {
        if (direction === 'out') Object.assign(frame, said(frame));
        return {};
      }).listen();
      const { session, got } = await opened(server, new MemoryStore());
      await session.send('c0', 'before').accepted;
      for (const frame of [...pushes.values()].flat()) {
        if (frame.t !== 'goaway') server.push(structuredClone(frame));
      }
      server.push({ t: 'fireworks', fromTheFuture: 1 });
      await session.send('c0', 'after').accepted;
      await until(() => got.filter(({ conversation }) => conversation === 'c0').length === 2, 'both came back');
      assert.equal(server.connections, 1, 'nothing broke the connection');
      server.say('c0', 'still there');
      await until(() => got.some(({ body }) => body === 'still there'));
      await session.close();
      await server.close();
    });
  }
});
