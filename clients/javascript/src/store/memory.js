import { apply, nothing } from './store.js';

/** @import { Change, Outgoing, Refused } from './store.js' */

/** A store for tests, and for bots that may forget. */
export class MemoryStore {
  #saved = nothing();

  async load() {
    return structuredClone(this.#saved);
  }

  /** @param {Outgoing} message */
  queued(message) {
    return this.write({ op: 'queued', message });
  }

  /** @param {string} conversation @param {string} mid */
  accepted(conversation, mid) {
    return this.write({ op: 'accepted', conversation, mid });
  }

  /** @param {Refused} message */
  refused(message) {
    return this.write({ op: 'refused', message });
  }

  /** @param {string} mid */
  dropped(mid) {
    return this.write({ op: 'dropped', mid });
  }

  /** @param {string} conversation @param {string | undefined} mid */
  chained(conversation, mid) {
    return this.write({ op: 'chained', conversation, mid });
  }

  /** @param {string} conversation @param {number} seq */
  read(conversation, seq) {
    return this.write({ op: 'read', conversation, seq });
  }

  /** @param {string} conversation @param {number} seq */
  seen(conversation, seq) {
    return this.write({ op: 'seen', conversation, seq });
  }

  /** @param {string} mark */
  mark(mark) {
    return this.write({ op: 'mark', mark });
  }

  async discard() {
    this.#saved = nothing();
  }

  async close() {}

  /** @param {Change} change */
  async write(change) {
    apply(this.#saved, change);
  }
}
