/** @import { Range, Watermark } from '../protocol.js' */

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
      const unsaid = distinct([...(known.unsaid ?? []), ...(one.unsaid ?? [])]);
      const now = {
        user: one.user,
        delivered: Math.max(one.delivered, known.delivered),
        read: Math.max(one.read, known.read),
        ...(unsaid.length > 0 && { unsaid }),
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

/** @param {Range[]} ranges */
function distinct(ranges) {
  return [...new Map(ranges.map((range) => [`${range.from}-${range.to}`, range])).values()];
}

/** Whether the member read that entry and said so. @param {Watermark | undefined} mark @param {number} seq */
export function hasRead(mark, seq) {
  return mark !== undefined && seq <= mark.read && !mark.unsaid?.some(({ from, to }) => from <= seq && seq <= to);
}
