import WebSocket from 'ws';
import { Session } from '../src/index.js';
import { tokens } from './server.js';

/** Everything that waits is short, so that a schedule takes moments. */
export const quick = {
  WebSocket,
  backoffBaseMs: 2,
  backoffCapMs: 20,
  answerWithinMs: 150,
  gapGraceMs: 5,
  retryMs: 3,
  lagMs: 3,
};

export async function opened(server, store, more = {}) {
  const session = await Session.open({ base: server.base, tokens, store, options: { ...quick, ...more.options }, tabs: more.tabs });
  const got = [];
  session.on('message', ({ conversation, entry }) => got.push({ conversation, ...entry }));
  session.start();
  return { session, got };
}

/** Waits for a condition, with a deadline. */
export async function until(condition, what = condition.toString(), withinMs = 5_000) {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 2));
  }
}
