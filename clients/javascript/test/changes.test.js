import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MemoryStore, changed, expired } from '../src/index.js';
import { FakeServer } from './server.js';
import { opened, until } from './support.js';

const at = (second) => new Date(second * 1000).toISOString();
const message = { seq: 1, kind: 'message', from: 'me', body: 'one', time: at(1) };

test('an answer, an edit, a reaction and a deletion go out in order, and come back as entries', async () => {
  const server = await new FakeServer().listen();
  const { session } = await opened(server, new MemoryStore());
  const got = [];
  session.on('message', ({ entry }) => got.push(entry));
  const { seq } = await session.send('c1', 'one').accepted;
  await Promise.all([
    session.send('c1', { body: 'two', replyTo: seq, mentions: ['other'] }).accepted,
    session.edit('c1', seq, 'one!').accepted,
    session.react('c1', seq, '👍').accepted,
    session.react('c1', seq, '').accepted,
    session.delete('c1', seq).accepted,
  ]);
  const shown = ({ kind, body, target, replyTo, mentions }) => ({ kind, body, target, replyTo, mentions });
  const none = { target: undefined, replyTo: undefined, mentions: undefined };
  const expected = [
    { ...none, kind: 'message', body: 'one' },
    { ...none, kind: 'message', body: 'two', replyTo: seq, mentions: ['other'] },
    { ...none, kind: 'edited', body: 'one!', target: seq },
    { ...none, kind: 'reacted', body: '👍', target: seq },
    { ...none, kind: 'reacted', body: undefined, target: seq },
    { ...none, kind: 'deleted', body: undefined, target: seq },
  ];
  await until(() => got.length === expected.length, 'all entries came');
  assert.deepEqual(got.map(shown), expected);
  assert.deepEqual(server.conversation('c1').entries.map(shown).map((one) => ({ ...one, body: one.body || undefined })), expected);
  await session.close();
  await server.close();
});

test('what no server would take is refused at once', async () => {
  const server = await new FakeServer().listen();
  const { session } = await opened(server, new MemoryStore());
  for (const sent of [
    session.edit('c1', 1, ''),
    session.react('c1', 1, 'x'.repeat(65)),
    session.send('c1', { body: 'hello', mentions: Array(51).fill('u') }),
  ]) {
    await assert.rejects(sent.accepted, { name: 'SendRefused' });
  }
  assert.deepEqual(session.waiting, []);
  await session.close();
  await server.close();
});

test('a message after changes is what a fold says', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('edited'), from: fc.constant('me'), body: fc.option(fc.string({ minLength: 1 }), { nil: undefined }) }),
    fc.record({ kind: fc.constant('reacted'), from: fc.constantFrom('a', 'b', 'c'), body: fc.option(fc.constantFrom('👍', '👎'), { nil: undefined }) }),
    fc.record({ kind: fc.constant('deleted'), from: fc.constant('me') }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const numbered = changes.map((one, i) => ({ ...one, seq: i + 2, target: 1, time: at(i + 2) }));
      const now = numbered.reduce(changed, message);
      const upTo = numbered.findIndex((one) => one.kind === 'deleted');
      const before = upTo < 0 ? numbered : numbered.slice(0, upTo);
      assert.equal(now.deleted, numbered[upTo]?.time);
      if (now.deleted) {
        assert.deepEqual([now.body, now.reactions, now.attachments], [undefined, undefined, undefined]);
        return;
      }
      const texts = before.filter((one) => one.kind === 'edited' && one.body !== undefined);
      assert.equal(now.body, texts.at(-1)?.body ?? 'one');
      const last = Object.fromEntries(before.filter((one) => one.kind === 'reacted').map((one) => [one.from, one.body]));
      const left = Object.fromEntries(Object.entries(last).filter(([, body]) => body !== undefined));
      assert.deepEqual(Object.fromEntries((now.reactions ?? []).map((one) => [one.user, one.body])), left);
      assert.ok(!now.reactions || now.reactions.length > 0);
    }),
  );
});

test('of a message that is not kept nothing is left but that it was sent, whatever comes later', () => {
  const gone = expired({ ...message, reactions: [{ user: 'a', body: '👍' }] }, 1, at(9));
  assert.deepEqual(gone, { seq: 1, kind: 'message', from: 'me', time: at(1), deleted: at(9) });
  assert.deepEqual(changed(gone, { seq: 5, kind: 'edited', from: 'me', target: 1, body: 'again', time: at(10) }), gone);
  assert.equal(expired(message, 0), message);
});
