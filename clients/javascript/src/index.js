export { Client } from './client.js';
export { ConnectionLost, MessagesWaiting, NotStored, ParleyProblem, SendRefused, SessionClosed } from './errors.js';
export { ParleyHttp } from './http.js';
export { CloseCodes, ErrorCodes, Limits } from './protocol.js';
export { Session } from './session/session.js';
export { browserTabs } from './session/tabs.js';
export { IndexedDbStore } from './store/indexeddb.js';
export { MemoryStore } from './store/memory.js';
export { RefreshingTokens } from './tokens.js';
