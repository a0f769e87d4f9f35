/** @import { Watermark } from '../protocol.js' */

/** The highest watermarks heard of. What is pushed may come again, and older: watermarks only rise. */
export class Watermarks {
  /** @type {Map<string, Map<string, Watermark>>} */
  #highest = new Map();

  /** The same members, none below what was told of them before. @param {string} conversation @param {Watermark[]} heard */
  raise(conversation, heard) {
    const members = this.#highest.get(conversation) ?? new Map();
    this.#highest.set(conversation, members);
    return heard.map((one) => {
      const known = members.get(one.user) ?? one;
      const now = {
        user: one.user,
        delivered: Math.max(one.delivered, known.delivered),
        read: Math.max(one.read, known.read),
      };
      members.set(one.user, now);
      return now;
    });
  }

  /** The server has another history now. @param {string} conversation */
  forget(conversation) {
    this.#highest.delete(conversation);
  }
}
