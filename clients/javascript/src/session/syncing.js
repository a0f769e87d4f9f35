/**
 * @import { Head, Synced } from '../protocol.js'
 * @import { Link } from './link.js'
 * @import { Timers } from './timers.js'
 */

/** Asks what changed, page by page; the mark moves on only when everything before it was pulled. */
export class Syncing {
  #running = false;
  #again = false;
  #round = 0;
  #link;
  #timers;
  #retryMs;
  #head;
  #headsAreIn;

  /**
   * @param {Link} link
   * @param {Timers} timers
   * @param {number} retryMs
   * @param {string | undefined} mark
   * @param {(head: Head, reset: boolean) => void} head
   * @param {(last: Synced) => void} headsAreIn takes the last page, whose mark holds once all of them are pulled
   */
  constructor(link, timers, retryMs, mark, head, headsAreIn) {
    this.#link = link;
    this.#timers = timers;
    this.#retryMs = retryMs;
    this.mark = mark;
    this.#head = head;
    this.#headsAreIn = headsAreIn;
  }

  get isRunning() {
    return this.#running;
  }

  /** The last connection took what was running with it. */
  restart() {
    this.#running = false;
    this.#again = false;
    this.start();
  }

  start() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    void this.#ask(++this.#round);
  }

  /** @param {number} round @param {string} [page] */
  async #ask(round, page) {
    const reply = await this.#link.request({ t: 'sync', ...(this.mark && { mark: this.mark }), ...(page && { page }) });
    if (round !== this.#round) return;
    if (!reply) {
      this.#running = false;
    } else if (reply.t === 'synced') {
      this.#synced(round, reply);
    } else if (reply.t === 'error' && reply.retryable) {
      this.#timers.later(reply.retryAfterMs ?? this.#retryMs, () => {
        if (round === this.#round) void this.#ask(round, page);
      });
    } else {
      this.#running = false;
      this.#link.distrust();
    }
  }

  /** @param {number} round @param {Synced} synced */
  #synced(round, synced) {
    for (const head of synced.heads) this.#head(head, synced.outcome === 'reset');
    if (synced.next) {
      void this.#ask(round, synced.next);
      return;
    }
    this.#running = false;
    this.#headsAreIn(synced);
    if (this.#again) {
      this.#again = false;
      this.start();
    }
  }
}
