import { nothing } from './store.js';

/** @import { Outgoing, Refused, Saved } from './store.js' */

const VERSION = 1;

/**
 * A store for browsers: one database for each user and device of the page's origin, which all tabs share. What was seen and the mark are
 * not kept: every tab reads anew. Safari deletes what a site stored after seven days of browser use without a visit, unless it is on the
 * home screen; `navigator.storage.persist()`, which `open` asks for, keeps other browsers from doing so.
 */
export class IndexedDbStore {
  #db;

  /** @param {IDBDatabase} db */
  constructor(db) {
    this.#db = db;
    db.onversionchange = () => db.close();
  }

  /** @param {{user: string, device: string}} whose */
  static async open({ user, device }) {
    void globalThis.navigator?.storage?.persist?.();
    const request = indexedDB.open(`parley:${user}:${device}`, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true }).createIndex('mid', 'mid', { unique: true });
      db.createObjectStore('chains');
      db.createObjectStore('reads');
      db.createObjectStore('local');
    };
    return new IndexedDbStore(await settled(request));
  }

  /** @returns {Promise<Saved>} */
  async load() {
    const tx = this.#db.transaction(['outbox', 'chains', 'reads']);
    const [messages, lastAccepted, read] = await Promise.all([
      settled(tx.objectStore('outbox').getAll()),
      all(tx.objectStore('chains')),
      all(tx.objectStore('reads')),
    ]);
    return {
      ...nothing(),
      outbox: messages.filter((one) => !one.code).map(({ n: _, ...message }) => message),
      refused: messages.filter((one) => one.code).map(({ n: _, ...message }) => message),
      lastAccepted,
      read,
    };
  }

  /** @param {Outgoing} message */
  queued(message) {
    return this.#write(['outbox'], 'strict', (tx) => tx.objectStore('outbox').add(message));
  }

  /** @param {string} conversation @param {string} mid */
  accepted(conversation, mid) {
    return this.#write(['outbox', 'chains'], 'relaxed', (tx) => {
      without(tx, mid);
      tx.objectStore('chains').put(mid, conversation);
    });
  }

  /** @param {Refused} message */
  refused(message) {
    return this.#write(['outbox'], 'relaxed', (tx) => {
      without(tx, message.mid, () => tx.objectStore('outbox').add(message));
    });
  }

  /** @param {string} mid */
  dropped(mid) {
    return this.#write(['outbox'], 'strict', (tx) => without(tx, mid));
  }

  /** @param {string} conversation @param {string | undefined} mid */
  chained(conversation, mid) {
    return this.#write(['chains'], 'relaxed', (tx) => {
      if (mid) tx.objectStore('chains').put(mid, conversation);
      else tx.objectStore('chains').delete(conversation);
    });
  }

  /** @param {string} conversation @param {number} seq */
  read(conversation, seq) {
    return this.#write(['reads'], 'relaxed', (tx) => tx.objectStore('reads').put(seq, conversation));
  }

  async seen() {}

  async mark() {}

  /** Something of the app's own, such as a draft; undefined forgets it. @param {string} key @param {unknown} value */
  keep(key, value) {
    return this.#write(['local'], 'relaxed', (tx) => {
      if (value === undefined) tx.objectStore('local').delete(key);
      else tx.objectStore('local').put(value, key);
    });
  }

  /** @param {string} key @returns {Promise<any>} */
  async kept(key) {
    return settled(this.#db.transaction('local').objectStore('local').get(key));
  }

  discard() {
    const names = ['outbox', 'chains', 'reads', 'local'];
    return this.#write(names, 'strict', (tx) => names.forEach((name) => tx.objectStore(name).clear()));
  }

  async close() {
    this.#db.close();
  }

  /**
   * @param {string[]} names
   * @param {IDBTransactionDurability} durability
   * @param {(tx: IDBTransaction) => void} action
   * @returns {Promise<void>}
   */
  #write(names, durability, action) {
    return new Promise((resolve, reject) => {
      const tx = this.#db.transaction(names, 'readwrite', { durability });
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new DOMException('The transaction was aborted.', 'AbortError'));
      action(tx);
    });
  }
}

/** @param {IDBTransaction} tx @param {string} mid @param {() => void} [then] */
function without(tx, mid, then) {
  const found = tx.objectStore('outbox').index('mid').openKeyCursor(mid);
  found.onsuccess = () => {
    if (found.result) tx.objectStore('outbox').delete(found.result.primaryKey);
    then?.();
  };
}

/** @param {IDBObjectStore} store @returns {Promise<Record<string, any>>} */
async function all(store) {
  const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
  return Object.fromEntries(keys.map((key, i) => [key, values[i]]));
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
