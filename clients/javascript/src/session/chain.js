import { Limits } from '../protocol.js';

/**
 * @import { Accepted, ErrorFrame, Reply } from '../protocol.js'
 * @import { Outgoing } from '../store/store.js'
 * @import { Link } from './link.js'
 * @import { Timers } from './timers.js'
 *
 * @typedef {object} Fate what becomes of messages
 * @property {(message: Outgoing, accepted: Accepted) => void} accepted
 * @property {(message: Outgoing, error: ErrorFrame) => void} refused
 * @property {(lastAccepted: string | undefined) => void} chained
 */

const LONGEST_RETRY_MS = 15_000;
const ENDS_THE_SESSION = ['device_revoked', 'device_expired', 'token_expired', 'hello_expected'];

/**
 * One conversation's outbox. Each message names the one before it, so the server takes them in order or not at all: after a refusal of any
 * kind nothing new is sent until everything on its way is answered, and then the rest is sent again from its front.
 */
export class Chain {
  /** @type {Outgoing[]} */
  #queue = [];
  #running = false;
  #held = false;
  #sent = 0;
  /**
   * Messages on their way, no more than the server remembers. Answers count in the order of the messages: of one whose answer is lost and
   * all behind it nothing is known, so what is sent again is never further behind than the server remembers.
   *
   * @type {{message: Outgoing, answered: boolean, reply?: Reply}[]}
   */
  #window = [];
  #lost = false;
  #refusals = 0;
  #waitMs = 0;
  #conversation;
  #lastAccepted;
  #link;
  #timers;
  #retryMs;
  #fate;

  /**
   * @param {string} conversation
   * @param {string | undefined} lastAccepted
   * @param {Link} link
   * @param {Timers} timers
   * @param {number} retryMs
   * @param {Fate} fate
   */
  constructor(conversation, lastAccepted, link, timers, retryMs, fate) {
    this.#conversation = conversation;
    this.#lastAccepted = lastAccepted;
    this.#link = link;
    this.#timers = timers;
    this.#retryMs = retryMs;
    this.#fate = fate;
  }

  /** Whether messages are on their way, so that their entries may be missing for a moment. */
  get isOpen() {
    return this.#window.length > 0;
  }

  get size() {
    return this.#queue.length;
  }

  /** @param {Outgoing} message */
  add(message) {
    if (this.#queue.some((one) => one.mid === message.mid)) return;
    this.#queue.push(message);
    this.#pump();
  }

  /** A new connection is ready: what was on its way before is sent again. */
  resume() {
    this.#running = true;
    this.#release();
  }

  pause() {
    this.#running = false;
  }

  /** Another tab sent it, or the person took it back. @param {string} mid */
  forget(mid) {
    const message = this.#queue.find((one) => one.mid === mid);
    if (message) this.#remove(message);
  }

  /** What the store says, which another tab wrote. @param {string | undefined} mid */
  chainTo(mid) {
    this.#lastAccepted = mid;
  }

  #pump() {
    while (this.#running && !this.#held && this.#sent < this.#queue.length && this.#window.length < Limits.unanswered) {
      const message = /** @type {Outgoing} */ (this.#queue[this.#sent]);
      const after = this.#sent === 0 ? this.#lastAccepted : this.#queue[this.#sent - 1]?.mid;
      this.#sent++;
      void this.#send(message, after);
    }
  }

  /** @param {Outgoing} message @param {string | undefined} after */
  async #send(message, after) {
    const { mid, kind, target, body, attachments, replyTo, mentions } = message;
    /** @type {{message: Outgoing, answered: boolean, reply?: Reply}} */
    const place = { message, answered: false };
    this.#window.push(place);
    place.reply = await this.#link.request({
      t: 'send',
      conversation: this.#conversation,
      mid,
      ...(after && { after }),
      ...(kind && { kind, target }),
      body,
      ...(attachments && { attachments: attachments.map((one) => one.attach) }),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions && { mentions }),
    });
    place.answered = true;
    for (let next; (next = this.#window[0])?.answered; ) {
      this.#window.shift();
      this.#answered(next.message, next.reply);
    }
    if (!this.#held) this.#pump();
    else if (this.#window.length === 0) this.#timers.later(this.#waitMs, () => this.#release());
  }

  /** @param {Outgoing} message @param {Reply | undefined} reply */
  #answered(message, reply) {
    if (reply?.t === 'error') this.#refused(message, reply);
    else if (reply?.t === 'accepted' && !this.#lost) this.#accepted(message, reply);
    else this.#held = this.#lost = true;
  }

  /** @param {Outgoing} message @param {Accepted} accepted */
  #accepted(message, accepted) {
    this.#remove(message);
    this.#refusals = 0;
    this.#lastAccepted = message.mid;
    this.#fate.accepted(message, accepted);
  }

  /** @param {Outgoing} message @param {ErrorFrame} error */
  #refused(message, error) {
    this.#held = true;
    if (error.code === 'out_of_order') {
      this.#lastAccepted = error.lastAccepted;
      this.#fate.chained(this.#lastAccepted);
      if (message === this.#queue[0]) this.#lengthenWait(error);
    } else if (error.retryable) {
      this.#lengthenWait(error);
    } else if (ENDS_THE_SESSION.includes(error.code)) {
      this.#link.distrust();
    } else {
      this.#remove(message);
      this.#fate.refused(message, error);
    }
  }

  /** The first re-chaining is no failure, and goes at once. @param {ErrorFrame} error */
  #lengthenWait(error) {
    const backedOff = !error.retryable && this.#refusals === 0 ? 0 : this.#retryMs * 2 ** Math.min(this.#refusals, 10);
    this.#waitMs = Math.min(error.retryAfterMs ?? backedOff, LONGEST_RETRY_MS);
    this.#refusals++;
  }

  /** @param {Outgoing} message */
  #remove(message) {
    const at = this.#queue.indexOf(message);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    if (at < this.#sent) this.#sent--;
  }

  #release() {
    if (this.#window.length > 0) return;
    this.#held = this.#lost = false;
    this.#sent = 0;
    this.#waitMs = 0;
    this.#pump();
  }
}
