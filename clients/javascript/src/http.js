import { LEAST_RESUMABLE, refused, resumable, sent } from './uploads.js';
import { ParleyProblem } from './errors.js';

/**
 * @import { Entry, Presence, Retention, Settings } from './protocol.js'
 *
 * @typedef {{accessToken: string, refreshToken?: string, expiresIn: number, user: string, device: string}} Tokens
 * @typedef {{user: string, handle?: string, name?: string}} Person
 * @typedef {Person & {standing: 'member' | 'invited', admin: boolean}} Member
 *
 * @typedef {{device: string, name?: string, addedAt: string, loggedIn: boolean, current: boolean}} Device
 *
 * @typedef {object} Line a conversation of the inbox
 * @property {string} conversation
 * @property {'direct' | 'group'} kind
 * @property {'member' | 'invited' | 'gone' | 'blocked'} standing
 * @property {string} [title]
 * @property {number} size
 * @property {boolean} admin
 * @property {number} seq
 * @property {number} unread
 * @property {boolean} request a stranger started it, and the person has neither answered nor agreed
 * @property {Settings} settings
 * @property {Retention} [retention] absent where messages are kept for ever
 * @property {number} [expired] the seq up to which no message is kept
 * @property {{asset: string, seq: number}} [picture] of a group
 * @property {Person[]} members
 * @property {Entry} [last]
 *
 * @typedef {object} EntryReceipts
 * @property {number} of how many others may see it
 * @property {number} delivered
 * @property {number} read
 * @property {{user: string, deliveredAt?: string, readAt?: string}[]} receipts
 * @property {string} [next]
 *
 * @typedef {object} LogIn
 * @property {string} handle
 * @property {string} password
 * @property {string} [device] of an earlier log-in by the same user on this device
 * @property {string} [deviceName]
 * @property {boolean} [cookie] browsers: the refresh token comes as a cookie that scripts cannot read
 */

const DEADLINE_MS = 15_000;

/** The HTTP side of Parley. Every call rejects with {@link ParleyProblem} where it fails, at the latest after 15 s. */
export class ParleyHttp {
  /** @param {string} base such as `http://127.0.0.1:8080`; empty for the page's own server */
  constructor(base) {
    this.base = base.replace(/\/$/, '');
  }

  /**
   * @param {string} handle
   * @param {string} password
   * @param {string} [name]
   * @returns {Promise<{user: string}>}
   */
  register(handle, password, name) {
    return this.#call('POST', '/v1/accounts', undefined, { handle, password, name });
  }

  /** @param {LogIn} credentials @returns {Promise<Tokens>} */
  logIn(credentials) {
    return this.#call('POST', '/v1/sessions', undefined, credentials);
  }

  /** @param {string} [refreshToken] none where it is in the cookie @returns {Promise<Tokens>} */
  refresh(refreshToken) {
    return this.#call('POST', '/v1/sessions/refresh', undefined, refreshToken ? { refreshToken } : { cookie: true });
  }

  /** @param {string} token @returns {Promise<void>} */
  logOut(token) {
    return this.#call('DELETE', '/v1/sessions/current', token);
  }

  /** The conversation with one other person. @param {string} token @param {string} handle @returns {Promise<{conversation: string}>} */
  direct(token, handle) {
    return this.#call('POST', '/v1/conversations/direct', token, { with: handle });
  }

  /** @param {string} token @param {number} [limit] @param {string} [from] @returns {Promise<{conversations: Line[], next?: string}>} */
  inbox(token, limit = 200, from) {
    return this.#call('GET', `/v1/conversations?limit=${limit}${from ? `&from=${from}` : ''}`, token);
  }

  /**
   * @param {string} token
   * @param {string} conversation
   * @param {number} [before] none asks for the newest
   * @returns {Promise<{entries: Entry[], more: boolean}>}
   */
  entriesBefore(token, conversation, before) {
    const query = before === undefined ? '' : `&before=${before}`;
    return this.#call('GET', `${of(conversation)}/entries?limit=100${query}`, token);
  }

  /** @param {string} token @param {string} conversation @param {number} seq @returns {Promise<EntryReceipts>} */
  receipts(token, conversation, seq) {
    return this.#call('GET', `${of(conversation)}/entries/${seq}/receipts`, token);
  }

  /** @param {string} token @param {string} conversation @returns {Promise<{members: Member[], next?: string}>} */
  members(token, conversation) {
    return this.#call('GET', `${of(conversation)}/members`, token);
  }

  /** Puts a message before the operators, as the person sees it. @param {string} token @param {string} conversation @param {number} seq @param {string} [reason] @returns {Promise<void>} */
  report(token, conversation, seq, reason) {
    return this.#call('POST', `${of(conversation)}/entries/${seq}/report`, token, { reason });
  }

  /** How others see the person. @param {string} token @returns {Promise<Person & {avatar?: string}>} */
  profile(token) {
    return this.#call('GET', '/v1/profile', token);
  }

  /** How others see the person from now on. @param {string} token @param {string} name @returns {Promise<{name: string}>} */
  changeName(token, name) {
    return this.#call('PATCH', '/v1/profile', token, { name });
  }

  /**
   * @param {string} token @param {string} attach of a picture that was uploaded; empty takes the picture away
   * @returns {Promise<{avatar?: string}>}
   */
  changeAvatar(token, attach) {
    return this.#call('PATCH', '/v1/profile', token, { avatar: attach });
  }

  /**
   * Erases the person: nobody can read anything of theirs any more, and every log-in of theirs ends. It cannot be undone.
   *
   * @param {string} token @param {string} handle @param {string} password both theirs, as for a log-in
   * @returns {Promise<void>}
   */
  erase(token, handle, password) {
    return this.#call('POST', '/v1/profile/erasure', token, { handle, password });
  }

  /**
   * Of a group, as one of its admins.
   *
   * @param {string} token @param {string} conversation @param {string} attach of a picture that was uploaded; empty takes the picture away
   * @returns {Promise<void>}
   */
  changePicture(token, conversation, attach) {
    return this.#call('PUT', `/v1/groups/${encodeURIComponent(conversation)}/picture`, token, { picture: attach });
  }

  /** The person's, the oldest first. @param {string} token @returns {Promise<{devices: Device[]}>} */
  devices(token) {
    return this.#call('GET', '/v1/devices', token);
  }

  /** Logs one of the person's devices out for good. @param {string} token @param {string} device @returns {Promise<void>} */
  revoke(token, device) {
    return this.#call('DELETE', `/v1/devices/${encodeURIComponent(device)}`, token);
  }

  /** Nothing of the other person's comes any more; they are not told. @param {string} token @param {string} conversation @returns {Promise<void>} */
  block(token, conversation) {
    return this.#call('PUT', `${of(conversation)}/block`, token);
  }

  /** @param {string} token @param {string} conversation @returns {Promise<void>} */
  unblock(token, conversation) {
    return this.#call('DELETE', `${of(conversation)}/block`, token);
  }

  /** Agrees that a stranger writes, without an answer. @param {string} token @param {string} conversation @returns {Promise<void>} */
  acceptRequest(token, conversation) {
    return this.#call('POST', `${of(conversation)}/accept`, token);
  }

  /**
   * How long messages are kept, for everybody: since they were sent, and how many; earlier ones too.
   *
   * @param {string} token @param {string} conversation @param {Retention} retention
   */
  keep(token, conversation, retention) {
    return this.#call('PUT', `${of(conversation)}/retention`, token, retention);
  }

  /**
   * What is left out stays as it is.
   *
   * @param {string} token
   * @param {string} conversation
   * @param {Partial<Settings> & {muted?: boolean}} change `muted` without `mutedUntil` mutes without end; an empty draft is none
   * @returns {Promise<Settings>} all of it, as it is now
   */
  changeSettings(token, conversation, change) {
    return this.#call('PATCH', `${of(conversation)}/settings`, token, change);
  }

  /** @param {string} token @param {string} handle @returns {Promise<Person>} */
  person(token, handle) {
    return this.#call('GET', `/v1/people?handle=${encodeURIComponent(handle)}`, token);
  }

  /** @param {string} token @param {string} user @returns {Promise<Omit<Presence, 't'>>} */
  presence(token, user) {
    return this.#call('GET', `/v1/people/${encodeURIComponent(user)}/presence`, token);
  }

  /** @param {string} token @param {string} title @param {string[]} members handles @returns {Promise<{conversation: string}>} */
  createGroup(token, title, members) {
    return this.#call('POST', '/v1/groups', token, { title, members });
  }

  /** @param {string} token @param {string} group @param {string} title @returns {Promise<void>} */
  renameGroup(token, group, title) {
    return this.#call('PUT', `${ofGroup(group)}/title`, token, { title });
  }

  /** @param {string} token @param {string} group @param {string[]} members handles @returns {Promise<void>} */
  addMembers(token, group, members) {
    return this.#call('POST', `${ofGroup(group)}/members`, token, { members });
  }

  /** Takes somebody out, or an invitation back. @param {string} token @param {string} group @param {string} user @returns {Promise<void>} */
  removeMember(token, group, user) {
    return this.#call('DELETE', `${ofGroup(group)}/members/${encodeURIComponent(user)}`, token);
  }

  /** @param {string} token @param {string} group @returns {Promise<void>} */
  leaveGroup(token, group) {
    return this.#call('POST', `${ofGroup(group)}/leave`, token, {});
  }

  /** @param {string} token @param {string} group @param {string} user @param {boolean} admin @returns {Promise<void>} */
  setAdmin(token, group, user, admin) {
    return this.#call(admin ? 'PUT' : 'DELETE', `${ofGroup(group)}/admins/${encodeURIComponent(user)}`, token);
  }

  /** @param {string} token @param {string} group @param {boolean} accept @returns {Promise<void>} */
  answerInvitation(token, group, accept) {
    return this.#call('POST', `${ofGroup(group)}/invitation`, token, { accept });
  }

  /**
   * Uploads a file; `attachments` of a message take the answer. One of over a megabyte goes on where it stood when its connection breaks; called once
   * more with the same file, it goes on too.
   *
   * @param {string} token
   * @param {Blob} file
   * @param {string} name
   * @param {import('./uploads.js').How} [how]
   * @returns {Promise<import('./store/store.js').Granted & {url: string, thumbnail?: string}>}
   */
  async upload(token, file, name, how = {}) {
    if (file.size > LEAST_RESUMABLE) {
      return this.grants(token, await resumable(this.base, token, file, name, how));
    }
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' };
    const answer = await sent('POST', `${this.base}/v1/assets?name=${encodeURIComponent(name)}`, headers, file, how);
    if (answer.status === 201) return JSON.parse(answer.text);
    throw refused(answer);
  }

  /**
   * Grants for an asset that the person can read; `url` fetches it without a token, for some minutes.
   *
   * @param {string} token
   * @param {string} asset
   * @param {{conversation: string, seq: number} | {user: string}} [carrier] the message that carries it, or whose picture it is; nothing
   *   where it is the person's own
   * @returns {Promise<import('./store/store.js').Granted & {url: string, thumbnail?: string}>} `thumbnail` fetches a small JPEG of a picture that has one
   */
  grants(token, asset, carrier) {
    const query = carrier ? `?${new URLSearchParams(Object.entries(carrier).map(([name, value]) => [name, String(value)]))}` : '';
    return this.#call('POST', `/v1/assets/${encodeURIComponent(asset)}/grants${query}`, token);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} [token]
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #call(method, path, token, body) {
    /** @type {Record<string, string>} */
    const headers = { Accept: 'application/json' };
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    let response;
    let text;
    try {
      response = await fetch(this.base + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      text = await response.text();
    } catch {
      throw new ParleyProblem('unreachable', 'The server cannot be reached.', 0);
    }
    const answer = parsed(text);
    if (response.ok) return answer;
    const after = Number(response.headers.get('Retry-After'));
    throw new ParleyProblem(
      answer?.code ?? 'http',
      answer?.detail ?? answer?.title ?? `The server answered ${response.status}.`,
      response.status,
      after > 0 ? after * 1000 : undefined,
    );
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} conversation */
function of(conversation) {
  return `/v1/conversations/${encodeURIComponent(conversation)}`;
}

/** @param {string} group */
function ofGroup(group) {
  return `/v1/groups/${encodeURIComponent(group)}`;
}
