/**
 * @typedef {import('./protocol.js').Entry} Entry
 * @typedef {import('./store/store.js').Outgoing} Outgoing
 */

/**
 * What a message of the outbox looks like once the server has taken it; the server says the rest.
 *
 * @param {Outgoing} message
 */
export function entryOf({ mid, kind, target, body, attachments, replyTo, mentions }) {
  return {
    kind: kind ?? 'message',
    mid,
    ...(target !== undefined && { target }),
    ...((!kind || body) && { body }),
    ...(attachments && { attachments: attachments.map(({ attach: _, ...shown }) => shown) }),
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions && { mentions }),
  };
}

/**
 * An entry after messages up to a seq have expired: nothing is left of those but that they were sent.
 *
 * @param {Entry} entry @param {number} upTo @param {string} [time] when that was noticed @returns {Entry}
 */
export function expired(entry, upTo, time = new Date().toISOString()) {
  return entry.kind === 'message' && entry.seq <= upTo && !entry.deleted ? withoutText(entry, time) : entry;
}

/** @param {Entry} message @param {string} time @returns {Entry} */
function withoutText({ body: _body, attachments: _attachments, reactions: _reactions, edited: _edited, ...rest }, time) {
  return { ...rest, deleted: time };
}

/**
 * A message after what happened to it; to be called in the order of the entries' seqs. A change without a text is one that a later one
 * replaced, or a reaction that was taken back.
 *
 * @param {Entry} message @param {Entry} change its `target` is the message @returns {Entry}
 */
export function changed(message, change) {
  if (message.deleted) return message;
  switch (change.kind) {
    case 'edited':
      return { ...message, ...(change.body !== undefined && { body: change.body }), edited: change.time };
    case 'deleted':
      return withoutText(message, change.time);
    case 'reacted': {
      const { reactions = [], ...rest } = message;
      const others = reactions.filter((one) => one.user !== change.from);
      const now = change.body === undefined ? others : [...others, { user: change.from, body: change.body }];
      return { ...rest, ...(now.length > 0 && { reactions: now }) };
    }
    default:
      return message;
  }
}
