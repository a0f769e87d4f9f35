import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { ParleyHttp } from '../src/http.js';

/** Speaks as much of tus as a client needs, and does to each PATCH in turn what it is told. */
async function server(t, faults) {
  const state = { bytes: Buffer.alloc(0), requests: [], length: 0 };
  const http = createServer((request, response) => {
    state.requests.push(request.method);
    const answer = (status, headers = {}, body = '') => response.writeHead(status, headers).end(body);
    const asset = () => (state.bytes.length === state.length ? { 'Parley-Asset': 'a1' } : {});
    if (request.method === 'POST' && request.url === '/v1/uploads') {
      state.length = Number(request.headers['upload-length']);
      state.name = Buffer.from(request.headers['upload-metadata'].split(' ')[1], 'base64').toString();
      return answer(201, { Location: '/v1/uploads/u1' });
    }
    if (request.method === 'HEAD') return answer(200, { 'Upload-Offset': String(state.bytes.length), ...asset() });
    if (request.method === 'POST') return answer(200, { 'Content-Type': 'application/json' }, '{"asset":"a1","attach":"grant","url":"/u"}');
    const fault = faults.shift();
    if (fault === 'busy') return answer(423);
    if (fault === 'forbidden') return answer(403, {}, '{"code":"forbidden","detail":"No."}');
    assert.equal(Number(request.headers['upload-offset']), state.bytes.length);
    request.on('data', (chunk) => {
      state.bytes = Buffer.concat([state.bytes, chunk]);
      if (fault === 'break' && state.bytes.length > 100_000) request.destroy();
    });
    request.on('error', () => {});
    request.on('end', () => answer(fault === 'lose the answer' ? 503 : 204, { 'Upload-Offset': String(state.bytes.length), ...asset() }));
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => http.close());
  return { state, client: new ParleyHttp(`http://127.0.0.1:${http.address().port}`) };
}

function file(size) {
  return new Blob([Uint8Array.from({ length: size }, (_, at) => at % 251)]);
}

test('an upload goes on where it stood, whatever happens to its parts', async (t) => {
  const { state, client } = await server(t, ['break', 'busy', 'lose the answer', undefined]);
  const whole = file(9_000_000);
  const shares = [];
  const granted = await client.upload('token', whole, 'Käse.bin', { progress: (share) => shares.push(share) });

  assert.equal(granted.attach, 'grant');
  assert.equal(state.name, 'Käse.bin');
  assert.ok(state.bytes.equals(Buffer.from(await whole.arrayBuffer())));
  assert.equal(shares.at(-1), 1);
  assert.equal(state.requests.filter((method) => method === 'POST').length, 2);
});

test('what cannot pass is told at once, and the same file goes on later', async (t) => {
  const { state, client } = await server(t, [undefined, 'forbidden', undefined]);
  const whole = file(9_000_000);
  await assert.rejects(client.upload('token', whole, 'a', {}), { code: 'forbidden' });
  const begun = state.bytes.length;
  assert.ok(begun > 0);

  assert.equal((await client.upload('token', whole, 'a', {})).asset, 'a1');
  assert.equal(state.bytes.length, whole.size);
  assert.equal(state.requests.filter((method) => method === 'POST').length, 2);
});

test('an upload that is given up ends', async (t) => {
  const { client } = await server(t, Array.from({ length: 50 }, () => 'busy'));
  const cancel = new AbortController();
  const uploading = client.upload('token', file(2_000_000), 'a', { signal: cancel.signal });
  setTimeout(() => cancel.abort(new Error('enough')), 50);
  await assert.rejects(uploading, /enough/);
});
