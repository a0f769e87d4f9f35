import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore } from '../src/index.js';
import { FakeServer } from './server.js';
import { opened, until } from './support.js';

const other = (delivered, read) => ({ user: 'other', delivered, read });

/** What a session tells of the other person, one after another. */
async function told(server) {
  const { session } = await opened(server, new MemoryStore());
  const marks = [];
  session.on('receipt', ({ members }) => marks.push(...members.filter((one) => one.user === 'other')));
  return { session, marks };
}

const receipt = (mark) => ({ t: 'receipt', conversation: 'c1', members: [mark] });

test('an older receipt lowers no watermark', async (t) => {
  const server = await new FakeServer().listen();
  t.after(() => server.close());
  const { session, marks } = await told(server);
  t.after(() => session.close());
  await session.send('c1', 'one').accepted;
  server.push(receipt(other(5, 3)));
  server.push(receipt(other(4, 2)));
  server.push(receipt(other(6, 1)));
  await until(() => marks.length === 3, 'three receipts were told');
  assert.deepEqual(marks, [other(5, 3), other(5, 3), other(6, 3)]);
});

test('another history may have lower watermarks; the first state of the views may be behind what was pushed', async (t) => {
  const server = await new FakeServer((direction, frame) => ({ delayMs: direction === 'out' && frame.t === 'synced' ? 30 : 0 })).listen();
  t.after(() => server.close());
  server.conversation('c1');
  server.others = [other(4, 4)];
  const { session, marks } = await told(server);
  t.after(() => session.close());
  await until(() => server.connections === 1 && session.welcome, 'the session is greeted');
  server.push(receipt(other(5, 5)));
  await until(() => marks.length === 2, 'the push and the first state were told');
  assert.deepEqual(marks, [other(5, 5), other(5, 5)]);

  server.others = [other(2, 1)];
  server.push({ t: 'resync' });
  await until(() => marks.length === 3, 'the second state was told');
  assert.deepEqual(marks.at(-1), other(2, 1));
});
