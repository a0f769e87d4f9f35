import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import 'fake-indexeddb/auto';
import { Client, IndexedDbStore, MemoryStore, MessagesWaiting } from '../src/index.js';
import { FileStore } from '../src/store/file.js';
import { FakeServer, tokens } from './server.js';
import { opened, quick, until } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'parley-outbox-'));
after(() => rmSync(folder, { recursive: true }));

const message = (mid, body = mid) => ({ conversation: 'c1', mid, body, time: '2026-01-01T00:00:00.000Z' });
const whose = { origin: 'http://127.0.0.1:1', user: 'u', device: 'd' };
let files = 0;

const kinds = {
  FileStore: (name) => FileStore.open(join(folder, name), whose),
  IndexedDbStore: (name) => IndexedDbStore.open({ user: name, device: 'd' }),
};

for (const [kind, open] of Object.entries(kinds)) {
  test(`${kind}: what was written is there again, in order, after it was opened again`, async () => {
    let store = await open('again');
    await Promise.all(['a', 'b', 'c', 'd'].map((mid) => store.queued(message(mid))));
    await store.accepted('c1', 'a');
    await store.refused({ ...message('c'), code: 'body_too_large', reason: 'no' });
    await store.read('c1', 7);
    await store.close();
    store = await open('again');
    const saved = await store.load();
    assert.deepEqual(saved.outbox.map((one) => one.mid), ['b', 'd']);
    assert.deepEqual(saved.refused, [{ ...message('c'), code: 'body_too_large', reason: 'no' }]);
    assert.deepEqual([saved.lastAccepted, saved.read], [{ c1: 'a' }, { c1: 7 }]);
    await store.discard();
    assert.deepEqual((await store.load()).outbox, []);
    await store.close();
  });
}

test('FileStore: a line that a crash tore takes no other with it', async () => {
  let store = await FileStore.open(join(folder, 'torn'), whose);
  await store.queued(message('a'));
  await store.close();
  const [file] = readdirSync(join(folder, 'torn')).filter((name) => name.endsWith('.jsonl'));
  appendFileSync(join(folder, 'torn', file), '{"op":"queued","mess');
  store = await FileStore.open(join(folder, 'torn'), whose);
  await store.queued(message('b'));
  await store.close();
  store = await FileStore.open(join(folder, 'torn'), whose);
  assert.deepEqual((await store.load()).outbox.map((one) => one.mid), ['a', 'b']);
  await store.close();
});

test('FileStore: another user, device or server has another outbox, and one outbox is open once', async () => {
  const store = await FileStore.open(join(folder, 'whose'), whose);
  await store.queued(message('a'));
  await assert.rejects(FileStore.open(join(folder, 'whose'), whose), /has this outbox open/);
  for (const other of [{ user: 'v' }, { device: 'e' }, { origin: 'http://127.0.0.1:2' }]) {
    const theirs = await FileStore.open(join(folder, 'whose'), { ...whose, ...other });
    assert.deepEqual((await theirs.load()).outbox, []);
    await theirs.close();
  }
  await store.close();
});

test('a message written offline is stored, waits, and goes out in order once the server is there', async () => {
  const server = await new FakeServer().listen();
  const store = await FileStore.open(join(folder, `offline${files++}`), whose);
  const away = { base: 'http://127.0.0.1:9', tokens };
  const offline = await opened(away, store);
  await offline.session.send('c1', 'one').stored;
  await offline.session.send('c1', 'two').stored;
  assert.deepEqual(offline.session.waiting.map((one) => one.body), ['one', 'two']);
  await offline.session.close();
  const online = await opened(server, store);
  await until(() => online.session.waiting.length === 0, 'all is sent');
  assert.deepEqual(server.conversation('c1').entries.map((entry) => entry.body), ['one', 'two']);
  await online.session.close();
  await store.close();
  await server.close();
});

test('what is refused for good stays with the reason, and what follows it goes out', async () => {
  const server = await new FakeServer().listen();
  server.conversation('c1').refuse = ({ body }) => (body === 'bad' ? { code: 'unknown_conversation' } : undefined);
  const store = new MemoryStore();
  const { session } = await opened(server, store);
  const [good, bad, next] = ['good', 'bad', 'next'].map((body) => session.send('c1', body));
  await assert.rejects(bad.accepted, { name: 'SendRefused', code: 'unknown_conversation' });
  await Promise.all([good.accepted, next.accepted]);
  assert.deepEqual(server.conversation('c1').entries.map((entry) => entry.body), ['good', 'next']);
  assert.deepEqual((await store.load()).refused.map((one) => [one.body, one.code]), [['bad', 'unknown_conversation']]);
  await session.drop(bad.message.mid);
  assert.deepEqual(session.refused, []);
  await session.close();
  await server.close();
});

test('a refusal for now, with a time, is waited out', async () => {
  const server = await new FakeServer().listen();
  let refusals = 3;
  server.conversation('c1').refuse = () => (refusals-- > 0 ? { code: 'rate_limited', retryable: true, retryAfterMs: 4 } : undefined);
  const { session } = await opened(server, new MemoryStore());
  await Promise.all(['a', 'b', 'c'].map((body) => session.send('c1', body).accepted));
  assert.deepEqual(server.conversation('c1').entries.map((entry) => entry.body), ['a', 'b', 'c']);
  await session.close();
  await server.close();
});

test('a full disk is said, and takes no message with it', async () => {
  const server = await new FakeServer().listen();
  const store = new MemoryStore();
  store.queued = async () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const { session } = await opened(server, store);
  const sent = session.send('c1', 'lost?');
  await assert.rejects(sent.stored, { name: 'NotStored', code: 'full' });
  await assert.rejects(sent.accepted, { name: 'NotStored', code: 'full' });
  assert.deepEqual(session.waiting, []);
  await session.close();
  await server.close();
});

test('logging out with messages that wait asks', async () => {
  const store = new MemoryStore();
  const options = { ...quick };
  const whoAmI = { user: 'me', device: 'd1', accessToken: 'token', expiresIn: 3600 };
  const client = await Client.open({ base: 'http://127.0.0.1:9', tokens: whoAmI, store, options });
  client.http.logOut = async () => {};
  client.session.start();
  await client.session.send('c1', 'hello').stored;
  await assert.rejects(client.logOut(), (error) => error instanceof MessagesWaiting && error.count === 1);
  await client.logOut('keep');
  assert.deepEqual((await store.load()).outbox.map((one) => one.body), ['hello']);

  const again = await Client.open({ base: 'http://127.0.0.1:9', tokens: whoAmI, store, options });
  again.http.logOut = async () => {};
  again.session.start();
  await again.logOut('discard');
  assert.deepEqual((await store.load()).outbox, []);
});

test('a log-out at the server ends the session, and every promise settles', async () => {
  const server = await new FakeServer((direction, frame) => (frame.t === 'send' ? { mute: true } : {})).listen();
  const { session } = await opened(server, new MemoryStore());
  await until(() => session.state === 'connected');
  const sent = session.send('c1', 'never answered');
  await sent.stored;
  server.cut(4202);
  await assert.rejects(sent.accepted, { name: 'SessionClosed', code: 'logged-out' });
  await assert.rejects(session.send('c1', 'late').accepted, { name: 'SessionClosed' });
  await session.close();
  await server.close();
});

test('a message whose answers are lost again and again is never taken twice', async () => {
  const server = await new FakeServer((direction, frame) => {
    if (direction !== 'out' || frame.t !== 'accepted' || server.connections > 2) return {};
    if (frame.seq === 0) return { delayMs: 200 };
    return { drop: frame.seq === (server.connections === 1 ? 14 : 16) };
  }).listen();
  const { session } = await opened(server, new MemoryStore());
  try {
    const bodies = Array.from({ length: 40 }, (_, i) => `${i}`);
    for (const body of bodies) session.send('c1', body);
    await until(() => session.waiting.length === 0 && server.conversation('c1').entries.length >= 40);
    assert.ok(server.connections > 2);
    assert.deepEqual(server.conversation('c1').entries.map((entry) => entry.body), bodies);
  } finally {
    await session.close();
    await server.close();
  }
});

test('a state of the views that is older than what was pushed gives nothing twice', async () => {
  let answers = 0;
  const server = await new FakeServer((direction, frame) => (direction === 'out' && frame.t === 'synced' && ++answers ? { delayMs: 60 } : {})).listen();
  server.say('c1', '0');
  const { session, got } = await opened(server, new MemoryStore());
  try {
    await until(() => got.length === 1);
    server.push({ t: 'resync' });
    await until(() => answers === 2, 'the state is read, and on its way');
    for (const body of ['1', '2', '3']) server.say('c1', body);
    await new Promise((done) => session.on('caughtUp', done));
    server.say('c1', '4');
    await until(() => got.at(-1).body === '4');
    assert.deepEqual(got.map((entry) => entry.body), ['0', '1', '2', '3', '4']);
  } finally {
    await session.close();
    await server.close();
  }
});
