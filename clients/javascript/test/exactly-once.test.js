import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MemoryStore } from '../src/index.js';
import { FakeServer } from './server.js';
import { opened, until } from './support.js';

const RUNS = Number(process.env.PARLEY_RUNS ?? 25);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send'), to: fc.constantFrom('c1', 'c2'), count: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('say'), to: fc.constantFrom('c1', 'c2'), count: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resync') }) },
);

const fate = fc.oneof(
  { weight: 60, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ delayMs: fc.integer({ min: 1, max: 10 }) }) },
  { weight: 3, arbitrary: fc.constant({ twice: true }) },
  { weight: 1, arbitrary: fc.constant({ drop: true }) },
  { weight: 1, arbitrary: fc.constant({ cut: true }) },
  { weight: 1, arbitrary: fc.constant({ mute: true }) },
);

for (const takesSockets of [true, false]) {
  const over = takesSockets ? 'a WebSocket' : 'HTTP';
  test(`over ${over} that drops, delays, duplicates, reorders and half-opens, everything arrives once and in order`, () => holds(takesSockets));
}

async function holds(takesSockets) {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.array(fate, { minLength: 40, maxLength: 120 }), async (steps, fates) => {
      let at = 0;
      let calm = false;
      const server = await new FakeServer(() => (calm ? {} : (fates[at++] ?? {}))).listen();
      server.takesSockets = takesSockets;
      const store = new MemoryStore();
      const seen = [];
      const wanted = { c1: [], c2: [] };
      const settled = [];
      const stored = [];
      let number = 0;
      let { session } = await openedInto(server, store, seen);
      try {
        for (const one of steps) {
          if (one.do === 'send') {
            for (let i = 0; i < one.count; i++) {
              const body = `${number++}`;
              wanted[one.to].push(body);
              const sent = session.send(one.to, body);
              settled.push(sent.accepted.then(() => {}, (error) => assert.equal(error.name, 'SessionClosed')));
              stored.push(sent.stored);
            }
          } else if (one.do === 'say') {
            for (let i = 0; i < one.count; i++) server.say(one.to, `other ${number++}`);
          } else if (one.do === 'cut') {
            server.cut();
          } else if (one.do === 'resync') {
            server.push({ t: 'resync' });
          } else if (one.do === 'restart') {
            await session.close();
            ({ session } = await openedInto(server, store, seen));
          } else {
            await new Promise((done) => setTimeout(done, one.ms));
          }
        }
        calm = true;
        await Promise.all(stored);
        await until(() => session.waiting.length === 0, 'the outbox is empty');
        await until(() => ['c1', 'c2'].every((id) => last(seen, id) === server.conversation(id).entries.length - 1), 'all is read');
        for (const id of ['c1', 'c2']) {
          const { entries } = server.conversation(id);
          assert.deepEqual(entries.filter((entry) => entry.from === 'me').map((entry) => entry.body), wanted[id], 'sent once and in order');
          assert.deepEqual(seen.filter((entry) => entry.conversation === id).map((entry) => entry.body), entries.map((entry) => entry.body), 'read once and in order');
        }
        await Promise.all(settled);
        assert.deepEqual((await store.load()).outbox, []);
      } finally {
        await session.close();
        await server.close();
      }
    }),
    { numRuns: RUNS, timeout: 15_000, ...(process.env.PARLEY_SEED && { seed: Number(process.env.PARLEY_SEED) }), includeErrorInReport: true, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false, endOnFailure: true },
  );
}

async function openedInto(server, store, seen) {
  const { session, got } = await opened(server, store);
  session.on('message', () => seen.push(got.at(-1)));
  return { session };
}

function last(seen, id) {
  return seen.filter((entry) => entry.conversation === id).at(-1)?.seq ?? -1;
}
