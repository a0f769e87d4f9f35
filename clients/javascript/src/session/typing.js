import { Limits } from '../protocol.js';

/**
 * @import { Typists } from '../protocol.js'
 * @import { Link } from './link.js'
 */

/** Tells the server that the person types, as often as it needs to hear it. Lost where there is no connection. */
export class OwnTyping {
  /** @type {Map<string, number>} */
  #told = new Map();
  #link;

  /** @param {Link} link */
  constructor(link) {
    this.#link = link;
  }

  /** @param {string} conversation @param {boolean} on */
  set(conversation, on) {
    const last = this.#told.get(conversation);
    const isNews = on ? last === undefined || Date.now() - last >= Limits.typingRefreshMs : last !== undefined;
    if (!isNews || !this.#link.isGreeted) return;
    if (on) this.#told.set(conversation, Date.now());
    else this.#told.delete(conversation);
    this.#link.tell({ t: 'typing', conversation, on });
  }

  /** The server ended it, by a message. @param {string} conversation */
  ended(conversation) {
    this.#told.delete(conversation);
  }

  endedEverywhere() {
    this.#told.clear();
  }
}

/** Who of the others types, as the app was told. */
export class OthersTyping {
  /** @type {Map<string, {conversation: string, user: string}>} */
  #typing = new Map();
  #changed;

  /** @param {(change: {conversation: string, user: string, on: boolean}) => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {string} conversation @param {string} user @param {boolean} on */
  set(conversation, user, on) {
    const key = `${conversation} ${user}`;
    if (this.#typing.has(key) === on) return;
    if (on) this.#typing.set(key, { conversation, user });
    else this.#typing.delete(key);
    this.#changed({ conversation, user, on });
  }

  /** These and no others. @param {Typists[]} now */
  replace(now) {
    const current = new Set(now.flatMap((one) => one.users.map((user) => `${one.conversation} ${user}`)));
    for (const [key, { conversation, user }] of [...this.#typing]) if (!current.has(key)) this.set(conversation, user, false);
    for (const one of now) for (const user of one.users) this.set(one.conversation, user, true);
  }
}
