import { Limits } from '../protocol.js';

/**
 * @import { Entry, Messages, Reply } from '../protocol.js'
 * @import { Link } from './link.js'
 * @import { Options } from './options.js'
 * @import { Pulls } from './pulls.js'
 * @import { Timers } from './timers.js'
 *
 * @typedef {object} Taker where entries go
 * @property {(entry: Entry) => void} take
 * @property {(last: number) => void} taken some were taken, and no more come at once
 */

const EARLY_ENTRIES = 256;
/** The server's views may lag what it accepted: so often history is asked again before a gap is one for good. */
const MOST_FRUITLESS = 300;

/** One conversation's entries on their way to the app: in order, each once, without gaps. What is missing is pulled. */
export class Feed {
  /** @type {Map<number, Entry>} */
  #early = new Map();
  /** @type {number | undefined} */
  #last;
  #target = -2;
  /** What was known before this connection told anything. @type {number | undefined} */
  #greetedAt;
  #fruitless = 0;
  #pulling = false;
  #graceRuns = false;
  #conversation;
  #link;
  #timers;
  #pulls;
  #options;
  #taker;

  /**
   * @param {string} conversation
   * @param {Link} link
   * @param {Timers} timers
   * @param {Pulls} pulls
   * @param {Options} options
   * @param {Taker} taker
   */
  constructor(conversation, link, timers, pulls, options, taker) {
    this.#conversation = conversation;
    this.#link = link;
    this.#timers = timers;
    this.#pulls = pulls;
    this.#options = options;
    this.#taker = taker;
  }

  get isUnknown() {
    return this.#last === undefined;
  }

  get last() {
    return this.#last ?? -1;
  }

  get isBehind() {
    return this.#target > (this.#last ?? -2);
  }

  /** Entries up to here are no news. @param {number} seq */
  startAt(seq) {
    this.#last = seq;
  }

  /** A connection begins. */
  greeted() {
    this.#greetedAt = this.#last;
  }

  /**
   * The server's newest entry. Where the server knows less than this device, and told nothing newer since it greeted, its store was
   * restored to an earlier time.
   *
   * @param {number} seq @param {boolean} reset
   */
  head(seq, reset) {
    if (reset && this.last > seq && this.#last === this.#greetedAt) {
      this.#last = seq;
      this.#target = seq;
      this.#early.clear();
    }
    this.#target = Math.max(this.#target, seq);
    this.pullIfBehind();
  }

  /** @param {Entry} entry @param {number} graceMs how long what is missing before it may be on its way */
  offer(entry, graceMs) {
    this.#last ??= -1;
    if (entry.seq <= this.#last) return;
    if (entry.seq === this.#last + 1 && !this.#pulling) {
      this.#take(entry);
      this.#takeEarly();
      this.#taker.taken(this.last);
      return;
    }
    this.#target = Math.max(this.#target, entry.seq);
    if (this.#early.size < EARLY_ENTRIES) this.#early.set(entry.seq, entry);
    if (graceMs === 0) this.pullIfBehind();
    else this.#pullAfter(graceMs);
  }

  /** @param {number} graceMs */
  #pullAfter(graceMs) {
    if (this.#graceRuns) return;
    this.#graceRuns = true;
    this.#timers.later(graceMs, () => {
      this.#graceRuns = false;
      this.pullIfBehind();
    });
  }

  pullIfBehind() {
    if (this.#pulling || !this.isBehind || !this.#link.isGreeted) return;
    this.#pulling = true;
    this.#pulls.enter(() => void this.#ask());
  }

  async #ask() {
    this.#answered(
      await this.#link.request({
        t: 'history',
        conversation: this.#conversation,
        after: this.last,
        limit: Limits.historyPage,
      }),
    );
  }

  /** @param {Reply | undefined} reply */
  #answered(reply) {
    if (reply?.t === 'messages') {
      this.#page(reply);
    } else if (reply?.t === 'error' && reply.retryable) {
      this.#timers.later(reply.retryAfterMs ?? this.#options.retryMs, () => void this.#ask());
    } else if (reply?.t === 'error') {
      this.#target = this.last;
      this.#done(true);
    } else {
      this.#done(false);
    }
  }

  /** @param {Messages} page */
  #page(page) {
    const before = this.last;
    for (const entry of page.entries) if (entry.seq > this.last) this.#take(entry);
    const moved = this.last > before;
    if (!page.more) this.#takeEarly();
    if (moved) {
      this.#fruitless = 0;
      this.#taker.taken(this.last);
    }
    if (moved && (page.more || this.isBehind)) {
      void this.#ask();
      return;
    }
    if (this.isBehind && ++this.#fruitless < MOST_FRUITLESS) {
      this.#timers.later(this.#options.lagMs, () => void this.#ask());
      return;
    }
    this.#fruitless = 0;
    if (this.isBehind) this.#skipTo(this.#target);
    this.#done(true);
  }

  /** History has nothing there, and had time to catch up with what was accepted: these entries are not for this user. @param {number} seq */
  #skipTo(seq) {
    this.#last = seq;
    this.#takeEarly();
    this.#taker.taken(this.last);
  }

  /** @param {boolean} complete */
  #done(complete) {
    this.#pulling = false;
    if (complete) this.#pulls.left();
    else this.#pulls.failed();
  }

  /** @param {Entry} entry */
  #take(entry) {
    this.#last = entry.seq;
    this.#taker.take(entry);
  }

  #takeEarly() {
    for (const seq of this.#early.keys()) if (seq <= this.last) this.#early.delete(seq);
    for (let next; (next = this.#early.get(this.last + 1)); ) {
      this.#early.delete(next.seq);
      this.#take(next);
    }
  }
}
