/**
 * @typedef {import('./http.js').Line} Line
 * @typedef {import('./http.js').LogIn} LogIn
 * @typedef {import('./http.js').Person} Person
 * @typedef {import('./http.js').Tokens} Tokens
 * @typedef {import('./protocol.js').Entry} Entry
 * @typedef {import('./protocol.js').Head} Head
 * @typedef {import('./protocol.js').Presence} Presence
 * @typedef {import('./protocol.js').Watermark} Watermark
 * @typedef {import('./session/link.js').State} State
 * @typedef {import('./session/options.js').Options} Options
 * @typedef {import('./session/session.js').Sent} Sent
 * @typedef {import('./session/session.js').SessionEvents} SessionEvents
 * @typedef {import('./store/store.js').Content} Content
 * @typedef {import('./store/store.js').Outgoing} Outgoing
 * @typedef {import('./store/store.js').Refused} Refused
 * @typedef {import('./store/store.js').Store} Store
 */

export { Client } from './client.js';
export { ConnectionLost, MessagesWaiting, NotStored, ParleyProblem, SendRefused, SessionClosed } from './errors.js';
export { ParleyHttp } from './http.js';
export { CloseCodes, ErrorCodes, Limits } from './protocol.js';
export { Session } from './session/session.js';
export { browserTabs } from './session/tabs.js';
export { IndexedDbStore } from './store/indexeddb.js';
export { hasRead } from './session/watermarks.js';
export { MemoryStore } from './store/memory.js';
export { RefreshingTokens } from './tokens.js';
export { changed, entryOf, expired } from './entries.js';
