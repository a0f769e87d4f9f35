/**
 * @typedef {import('../protocol.js').Attachment & {attach: string}} Granted an asset, with the grant that attaches it
 * @typedef {object} Content a message, or a change to an earlier one
 * @property {import('../protocol.js').Kind} [kind] absent for a message
 * @property {number} [target] the seq of the message that is changed
 * @property {string} body empty for a message only where something is attached, for a deletion without a reason, and to take a reaction back
 * @property {Granted[]} [attachments] of a message, as an upload answered; at most 10
 * @property {number} [replyTo] the seq of the entry that a message answers
 * @property {string[]} [mentions] users whom a message addresses by name; at most 50
 *
 * @typedef {Content & {conversation: string, mid: string, time: string}} Outgoing what waits in the outbox; `time` is this device's
 * @typedef {Outgoing & {code: string, reason: string}} Refused one that the server will never take
 *
 * @typedef {object} Saved what a session goes on from
 * @property {Outgoing[]} outbox in the order in which they were written
 * @property {Refused[]} refused
 * @property {Record<string, string>} lastAccepted mid by conversation
 * @property {Record<string, number>} read by conversation
 * @property {Record<string, number>} seen by conversation; empty where each session reads anew
 * @property {string} [mark]
 *
 * @typedef {object} Store
 * Where a session's outbox lives: one for each origin, user and device, so that nobody sends what another wrote. Calls take effect in
 * their order. What `queued` resolved for survives a crash; all others may be lost, and then are told again by the server.
 * @property {() => Promise<Saved>} load
 * @property {(message: Outgoing) => Promise<void>} queued
 * @property {(conversation: string, mid: string) => Promise<void>} accepted takes it from the outbox; the next one chains to it
 * @property {(message: Refused) => Promise<void>} refused moves it from the outbox to the refused
 * @property {(mid: string) => Promise<void>} dropped from the outbox or the refused
 * @property {(conversation: string, mid: string | undefined) => Promise<void>} chained
 * @property {(conversation: string, seq: number) => Promise<void>} read
 * @property {(conversation: string, seq: number) => Promise<void>} seen
 * @property {(mark: string) => Promise<void>} mark
 * @property {() => Promise<void>} discard everything
 * @property {() => Promise<void>} close
 */

/** @returns {Saved} */
export function nothing() {
  return { outbox: [], refused: [], lastAccepted: {}, read: {}, seen: {} };
}

/**
 * A change of what is saved; the file keeps these.
 *
 * @typedef {{op: 'queued', message: Outgoing}
 *   | {op: 'accepted', conversation: string, mid: string}
 *   | {op: 'refused', message: Refused}
 *   | {op: 'dropped', mid: string}
 *   | {op: 'chained', conversation: string, mid?: string | undefined}
 *   | {op: 'read', conversation: string, seq: number}
 *   | {op: 'seen', conversation: string, seq: number}
 *   | {op: 'mark', mark: string}} Change
 */

/** @param {Saved} saved @param {Change} change */
export function apply(saved, change) {
  /** @param {string} mid */
  const without = (mid) => {
    saved.outbox = saved.outbox.filter((one) => one.mid !== mid);
    saved.refused = saved.refused.filter((one) => one.mid !== mid);
  };
  switch (change.op) {
    case 'queued':
      saved.outbox.push(change.message);
      break;
    case 'accepted':
      without(change.mid);
      saved.lastAccepted[change.conversation] = change.mid;
      break;
    case 'refused':
      without(change.message.mid);
      saved.refused.push(change.message);
      break;
    case 'dropped':
      without(change.mid);
      break;
    case 'chained':
      if (change.mid) saved.lastAccepted[change.conversation] = change.mid;
      else delete saved.lastAccepted[change.conversation];
      break;
    case 'read':
      saved.read[change.conversation] = change.seq;
      break;
    case 'seen':
      saved.seen[change.conversation] = change.seq;
      break;
    case 'mark':
      saved.mark = change.mark;
      break;
  }
}
