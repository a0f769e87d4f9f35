/** What every implementation of `parley.1` may rely on; the server's AsyncAPI document is the source, and a test compares. */

export const SUBPROTOCOL = 'parley.1';
export const PATH = '/socket';
/** Where frames are exchanged without a WebSocket. */
export const POLL_PATH = '/poll';

export const Limits = Object.freeze({
  bodyBytes: 16 * 1024,
  /** Of one message. */
  attachments: 10,
  mentions: 50,
  reactionBytes: 64,
  historyPage: 100,
  openRequests: 64,
  unanswered: 16,
  typingRefreshMs: 3_000,
  watched: 200,
});

/** Every code that an `error` frame may carry, and whether the same frame may succeed later. New ones may come. */
export const ErrorCodes = Object.freeze({
  bad_json: { retryable: false },
  bad_frame: { retryable: false },
  unknown_type: { retryable: false },
  frame_too_large: { retryable: false },
  body_too_large: { retryable: false },
  hello_expected: { retryable: false },
  already_greeted: { retryable: false },
  token_invalid: { retryable: false },
  token_expired: { retryable: false },
  token_mismatch: { retryable: false },
  device_revoked: { retryable: false },
  device_expired: { retryable: false },
  unknown_conversation: { retryable: false },
  out_of_order: { retryable: false },
  attachment_refused: { retryable: false },
  unknown_message: { retryable: false },
  not_author: { retryable: false },
  too_many_members: { retryable: false },
  awaiting_answer: { retryable: false },
  blocked: { retryable: false },
  too_many_unanswered: { retryable: true },
  rate_limited: { retryable: true },
  unavailable: { retryable: true },
  internal: { retryable: true },
});

/** By range: 4000-4099 reconnect and sync, 4100-4199 renew the token first, 4200-4299 do not reconnect. */
export const CloseCodes = Object.freeze({
  silent: 4000,
  slow: 4001,
  drain: 4002,
  internal: 4003,
  busy: 4004,
  token_expired: 4100,
  token_invalid: 4101,
  protocol: 4200,
  version: 4201,
  logged_out: 4202,
});

/** Types of frames that a client may send, and those that it may get. */
export const ClientFrameTypes = Object.freeze([
  'hello', 'auth', 'sync', 'history', 'send', 'delivered', 'read', 'typing', 'watch', 'pong',
]);
export const ServerFrameTypes = Object.freeze([
  'welcome', 'ok', 'synced', 'messages', 'accepted', 'message', 'receipt', 'conversation', 'settings', 'expired', 'typing', 'presence',
  'ping', 'resync', 'goaway', 'error',
]);

/**
 * @typedef {keyof typeof ErrorCodes} ErrorCode
 *
 * @typedef {object} Entry one entry of a conversation
 * @property {number} seq
 * @property {string} kind `message`; what happened to one: `edited`, `deleted`, `reacted`; or to the conversation; ignore kinds that you do not know
 * @property {string} from
 * @property {string} [device]
 * @property {string} [mid]
 * @property {string} [body] of a message its newest text; what it was edited to, or a reaction, absent where a later one took its place; the
 *   reason of a deletion; absent where the kind has none, or where it was erased
 * @property {number} [target] the seq of the message that it happened to
 * @property {number} [replyTo] the seq of the entry that a message answers
 * @property {string[]} [mentions] users whom a message addresses by name
 * @property {Attachment[]} [attachments] absent where it has none
 * @property {string[]} [about]
 * @property {string} [edited] when a message was edited last
 * @property {Retention} [retention] with the kind `retention`: how long messages are kept from then on
 * @property {string} [deleted] when a message was deleted, or expired
 * @property {Reaction[]} [reactions] to a message, one a person, the newest last
 * @property {string} time
 *
 * @typedef {{user: string, body?: string}} Reaction `body` is absent where it was erased
 * @typedef {'edited' | 'deleted' | 'reacted'} Kind what happens to an earlier message
 *
 * @typedef {{asset: string, type: string, size: number, name?: string, width?: number, height?: number}} Attachment `name` is absent where it
 *   was erased; `width` and `height` are of a picture
 * @typedef {{from: number, to: number}} Range seqs, both inclusive
 * @typedef {{user: string, delivered: number, read: number, unsaid?: Range[]}} Watermark the highest seq so far, -1 for none; `unsaid` was read without saying so
 *
 * @typedef {object} Head
 * @property {string} conversation
 * @property {string} kind `direct` or `group`
 * @property {'member' | 'invited' | 'gone' | 'blocked'} standing `blocked`: the person has blocked the other one
 * @property {string} [title]
 * @property {number} size
 * @property {boolean} admin
 * @property {number} seq of the newest entry that the person may see, -1 for none
 * @property {number} unread
 * @property {number} [mentioned] the seq of the newest message that mentions the person
 * @property {true} [request] a stranger started it, and the person has neither answered nor agreed
 * @property {Settings} [settings] absent where the person never changed any
 * @property {Retention} [retention] absent where messages are kept for ever
 * @property {number} [expired] the seq up to which no message is kept; absent where all are
 * @property {{asset: string, seq: number}} [picture] of a group; fetched with its conversation and this seq
 * @property {string[]} members
 * @property {Watermark[]} watermarks
 *
 * @typedef {{t: 'welcome', re: string, user: string, device: string, session: string, mark: string, heartbeatMs: number,
 *   limits: {frameBytes: number, bodyBytes: number, historyPage: number, openRequests: number, unanswered: number}, time: string}} Welcome
 * @typedef {{t: 'ok', re: string}} Ok
 * @typedef {{conversation: string, users: string[]}} Typists
 * @typedef {{t: 'synced', re: string, outcome: 'complete' | 'changed' | 'reset', heads: Head[], typing?: Typists[], next?: string,
 *   mark: string}} Synced
 * @typedef {{t: 'messages', re: string, conversation: string, entries: Entry[], more: boolean}} Messages
 * @typedef {{t: 'accepted', re: string, conversation: string, mid: string, seq: number, time: string, duplicate?: boolean}} Accepted
 * @typedef {{t: 'message', conversation: string} & Entry} Message
 * @typedef {{t: 'receipt', conversation: string, members: Watermark[], counts?: Count[]}} Receipt
 * @typedef {{seq: number, of: number, delivered: number, read: number}} Count of a large group's message
 * @typedef {{t: 'conversation', conversation: string, change: string, kind: string, title?: string, members: string[]}} ConversationChange
 * @typedef {{mutedUntil?: string, archived: boolean, pinned: boolean, unread: boolean, draft?: string}} Settings how a person keeps a conversation
 * @typedef {{seconds?: number, messages?: number}} Retention how long messages are kept since they were sent, and how many; absent without end
 * @typedef {{t: 'expired', conversation: string, upTo: number}} Expired messages up to that seq are not kept any more
 * @typedef {{t: 'settings', conversation: string, device: string, settings: Settings}} SettingsChange on which device it was changed
 * @typedef {{t: 'typing', conversation: string, user: string, on: boolean}} Typist
 * @typedef {{t: 'presence', user: string, online: boolean, lastSeen?: string}} Presence
 * @typedef {{t: 'ping', mark: string}} Ping
 * @typedef {{t: 'resync'}} Resync
 * @typedef {{t: 'goaway', withinMs: number}} Goaway
 * @typedef {{t: 'error', re?: string, code: ErrorCode | (string & {}), message: string, retryable: boolean, retryAfterMs?: number,
 *   lastAccepted?: string}} ErrorFrame
 *
 * @typedef {Welcome | Ok | Synced | Messages | Accepted | Message | Receipt | ConversationChange | SettingsChange | Expired | Typist | Presence | Ping | Resync
 *   | Goaway | ErrorFrame} ServerFrame
 * @typedef {Welcome | Ok | Synced | Messages | Accepted | ErrorFrame} Reply
 *
 * @typedef {{t: 'hello', token: string, device?: string, mark?: string, client: string}
 *   | {t: 'auth', token: string}
 *   | {t: 'sync', mark?: string, page?: string}
 *   | {t: 'history', conversation: string, before?: number, after?: number, limit?: number}
 *   | {t: 'send', conversation: string, mid: string, after?: string, kind?: Kind, target?: number, body: string, attachments?: string[],
 *     replyTo?: number, mentions?: string[]}
 *   | {t: 'watch', people: string[], conversations: string[]}} Request without its id, which the connection adds
 * @typedef {{t: 'delivered', conversation: string, upTo: number}
 *   | {t: 'read', conversation: string, upTo: number}
 *   | {t: 'typing', conversation: string, on: boolean}
 *   | {t: 'pong'}} Notice
 */
