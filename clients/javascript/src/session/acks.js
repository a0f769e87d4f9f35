/**
 * @import { Watermark } from '../protocol.js'
 * @import { Link } from './link.js'
 */

const NONE = { delivered: -1, read: -1 };

/** The user's own watermarks in one conversation. What the server has not confirmed is sent again on the next connection. */
export class Acks {
  #wanted = { ...NONE };
  #sent = { ...NONE };
  #confirmed = { ...NONE };
  #scheduled = false;
  #conversation;
  #link;

  /** @param {string} conversation @param {Link} link */
  constructor(conversation, link) {
    this.#conversation = conversation;
    this.#link = link;
  }

  /** @param {number} seq */
  delivered(seq) {
    this.#wanted.delivered = Math.max(this.#wanted.delivered, seq);
    this.#schedule();
  }

  /** Whether that is news. @param {number} seq */
  read(seq) {
    if (seq <= Math.max(this.#wanted.read, this.#confirmed.read)) return false;
    this.#wanted.read = seq;
    this.#schedule();
    return true;
  }

  /** @param {Watermark} own */
  confirmed(own) {
    this.#confirmed = higher(this.#confirmed, own);
    this.#sent = higher(this.#sent, this.#confirmed);
  }

  /** The server's word after a sync is final: what it does not know was lost, also on this connection. */
  synced() {
    this.#sent = { ...this.#confirmed };
    this.#flush();
  }

  /** What comes in one turn goes out in one frame. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush() {
    if (!this.#link.isGreeted) return;
    const { delivered, read } = this.#wanted;
    if (read > this.#sent.read) {
      this.#sent = higher(this.#sent, { read, delivered: read });
      this.#link.tell({ t: 'read', conversation: this.#conversation, upTo: read });
    }
    if (delivered > this.#sent.delivered) {
      this.#sent.delivered = delivered;
      this.#link.tell({ t: 'delivered', conversation: this.#conversation, upTo: delivered });
    }
  }
}

/** @typedef {{delivered: number, read: number}} Point */
/** @param {Point} one @param {Point} other */
function higher(one, other) {
  return { delivered: Math.max(one.delivered, other.delivered), read: Math.max(one.read, other.read) };
}
