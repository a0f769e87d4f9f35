import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const here = new URL('..', import.meta.url).pathname;

const PROGRAM = `
import { Client, IndexedDbStore, MemoryStore, ParleyProblem, type Entry } from '@parley/client';
import { logIn } from '@parley/client/node';

const client: Client = await logIn('http://127.0.0.1:8080', { handle: 'alice', password: 'secret' }, { folder: 'outbox' });
const stop: () => void = client.session.on('message', ({ conversation, entry }) => {
  const seen: Entry = entry;
  client.session.read(conversation, seen.seq);
});
const { accepted } = client.session.send('c1', { body: 'Hello', mentions: ['bob'] });
const seq: number = (await accepted).seq;
const { conversations } = await client.call((http, token) => http.inbox(token));
const kind: 'direct' | 'group' = conversations[0]!.kind;
const code: string = new ParleyProblem('bad_request', 'No.', 400).code;
const tokens = { accessToken: 't', expiresIn: 900, user: 'u', device: 'd' };
const inBrowser = Client.open({ base: '', tokens, store: await IndexedDbStore.open({ user: 'u', device: 'd' }) });
const forgetful = Client.open({ base: '', tokens, store: new MemoryStore() });
// @ts-expect-error there is no such event
client.session.on('messages', () => {});
// @ts-expect-error a text, or what it is made of
client.session.send('c1', 7);
export { stop, seq, kind, code, inBrowser, forgetful };
`;

test('TypeScript knows the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-types-'));
  try {
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], { cwd: here, encoding: 'utf8' }));
    const at = join(folder, 'node_modules', '@parley', 'client');
    mkdirSync(at, { recursive: true });
    execFileSync('tar', ['xf', join(folder, filename), '-C', at, '--strip-components=1']);
    symlinkSync(join(here, 'node_modules', '@types'), join(folder, 'node_modules', '@types'));
    writeFileSync(join(folder, 'program.mts'), PROGRAM);
    const options = ['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
    execFileSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, 'program.mts'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    assert.fail(`${error.message}\n${error.stdout}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
