import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryStore } from './memory.js';
import { apply, nothing } from './store.js';

/**
 * @import { FileHandle } from 'node:fs/promises'
 * @import { Change, Saved } from './store.js'
 */

const COMPACT_AFTER_CHARS = 4 * 1024 * 1024;

/**
 * A store for Node: a file to which changes are added, one JSON text a line, and which is written anew when it is opened. What was queued is
 * on disk before `queued` resolves; several that wait share one fsync. One process may have it open.
 */
export class FileStore extends MemoryStore {
  /** @type {Promise<void>} */
  #line = Promise.resolve();
  /** @type {{text: string, durable: boolean, done: () => void, failed: (error: unknown) => void}[]} */
  #waiting = [];
  /** Whether the last line may lack its end, because it could not be written. */
  #torn = false;
  #added = 0;
  #path;
  #lock;
  #saved;
  #file;

  /** @param {string} path @param {string} lock @param {Saved} saved @param {FileHandle} file */
  constructor(path, lock, saved, file) {
    super();
    this.#path = path;
    this.#lock = lock;
    this.#saved = saved;
    this.#file = file;
  }

  /**
   * @param {string} folder is made where it is missing, for its owner only
   * @param {{origin: string, user: string, device: string}} whose
   */
  static async open(folder, { origin, user, device }) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(JSON.stringify([origin, user, device])).digest('hex').slice(0, 32);
    const path = join(folder, `${name}.jsonl`);
    const lock = `${path}.lock`;
    takeLock(lock);
    try {
      const saved = existsSync(path) ? replay(readFileSync(path, 'utf8')) : nothing();
      const file = await compacted(path, saved);
      return new FileStore(path, lock, saved, file);
    } catch (error) {
      rmSync(lock, { force: true });
      throw error;
    }
  }

  /** @override */
  async load() {
    return structuredClone(this.#saved);
  }

  /** @override @param {Change} change @returns {Promise<void>} */
  write(change) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        text: `${JSON.stringify(change)}\n`,
        durable: change.op === 'queued',
        done: () => {
          apply(this.#saved, change);
          resolve();
        },
        failed: reject,
      });
      if (this.#waiting.length === 1) this.#line = this.#line.then(() => this.#flush());
    });
  }

  async #flush() {
    const batch = this.#waiting;
    this.#waiting = [];
    const text = (this.#torn ? '\n' : '') + batch.map((one) => one.text).join('');
    this.#torn = true;
    try {
      await this.#file.appendFile(text);
      if (batch.some((one) => one.durable)) await this.#file.datasync();
    } catch (error) {
      batch.forEach((one) => one.failed(error));
      return;
    }
    this.#torn = false;
    batch.forEach((one) => one.done());
    this.#added += text.length;
    if (this.#added < COMPACT_AFTER_CHARS) return;
    this.#added = 0;
    const old = this.#file;
    this.#file = await compacted(this.#path, this.#saved);
    await old.close();
  }

  /** @override */
  async discard() {
    await this.#line;
    Object.assign(this.#saved, nothing(), { mark: undefined });
    await this.#file.truncate(0);
    await this.#file.datasync();
  }

  /** @override */
  async close() {
    while (this.#waiting.length > 0) await this.#line;
    await this.#line;
    await this.#file.close();
    rmSync(this.#lock, { force: true });
  }

  get path() {
    return this.#path;
  }
}

/** A torn last line is what a crash left: nobody was told that it is stored. @param {string} text */
function replay(text) {
  const saved = nothing();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let change;
    try {
      change = JSON.parse(line);
    } catch {
      continue;
    }
    apply(saved, change);
  }
  return saved;
}

/** @param {string} path @param {Saved} saved */
async function compacted(path, saved) {
  /** @type {Change[]} */
  const changes = [
    ...saved.outbox.map((message) => /** @type {Change} */ ({ op: 'queued', message })),
    ...saved.refused.map((message) => /** @type {Change} */ ({ op: 'refused', message })),
    ...Object.entries(saved.lastAccepted).map(([conversation, mid]) => /** @type {Change} */ ({ op: 'chained', conversation, mid })),
    ...Object.entries(saved.read).map(([conversation, seq]) => /** @type {Change} */ ({ op: 'read', conversation, seq })),
    ...Object.entries(saved.seen).map(([conversation, seq]) => /** @type {Change} */ ({ op: 'seen', conversation, seq })),
    ...(saved.mark ? [/** @type {Change} */ ({ op: 'mark', mark: saved.mark })] : []),
  ];
  const fresh = await open(`${path}.new`, 'w', 0o600);
  await fresh.writeFile(changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
  await fresh.datasync();
  await fresh.close();
  await rename(`${path}.new`, path);
  return open(path, 'a', 0o600);
}

/** @param {string} lock */
function takeLock(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder && isAlive(holder)) throw new Error(`Process ${holder} has this outbox open: ${lock}`);
    rmSync(lock, { force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
