import { MessagesWaiting, ParleyProblem } from './errors.js';
import { ParleyHttp } from './http.js';
import { Session } from './session/session.js';
import { RefreshingTokens } from './tokens.js';

/**
 * @import { Tokens } from './http.js'
 * @import { Options } from './session/options.js'
 * @import { Tabs } from './session/tabs.js'
 * @import { Store } from './store/store.js'
 *
 * @typedef {object} Parts
 * @property {string} base such as `http://127.0.0.1:8080`
 * @property {Partial<Tokens> & {user: string, device: string}} tokens
 * @property {Store} store this user's and device's
 * @property {(refreshToken: string) => void | Promise<void>} [keep]
 * @property {Partial<Options>} [options]
 * @property {Tabs} [tabs]
 */

const SEND_WITHIN_MS = 30_000;

/** Somebody who is logged in: their session, and the HTTP side with their token. */
export class Client {
  /** @param {ParleyHttp} http @param {RefreshingTokens} tokens @param {Session} session @param {Store} store @param {{user: string, device: string}} who */
  constructor(http, tokens, session, store, { user, device }) {
    this.http = http;
    this.tokens = tokens;
    this.session = session;
    this.store = store;
    this.user = user;
    this.device = device;
  }

  /** Opens the outbox; `session.start()` connects, once the app listens. @param {Parts} parts */
  static async open({ base, tokens, store, keep, options, tabs }) {
    const http = new ParleyHttp(base);
    const source = new RefreshingTokens(http, tokens, keep);
    const session = await Session.open({
      base,
      tokens: source,
      store,
      ...(options && { options }),
      ...(tabs && { tabs }),
    });
    return new Client(http, source, session, store, tokens);
  }

  /**
   * Asks over HTTP, as `client.call((http, token) => http.inbox(token))`; once more with a new token where the old one is refused.
   *
   * @template T
   * @param {(http: ParleyHttp, token: string) => Promise<T>} request
   * @returns {Promise<T>}
   */
  async call(request) {
    try {
      return await request(this.http, (await this.tokens.token()).value);
    } catch (problem) {
      if (!(problem instanceof ParleyProblem) || problem.status !== 401) throw problem;
      return request(this.http, (await this.tokens.token(true)).value);
    }
  }

  /**
   * Logs this device out.
   *
   * @param {'send' | 'keep' | 'discard'} [waiting] what becomes of messages that wait: they are sent first, for at most 30 s; or they are kept
   *   until the same person logs in on this device again; or they are thrown away. Rejects with MessagesWaiting where there are some and
   *   nothing was said, or they cannot be sent.
   */
  async logOut(waiting) {
    const { session } = this;
    const count = () => session.waiting.length;
    if (count() > 0 && !waiting) throw new MessagesWaiting(count());
    if (waiting === 'send') {
      await session.drained(SEND_WITHIN_MS).catch(() => {
        throw new MessagesWaiting(count());
      });
    }
    await this.call((http, token) => http.logOut(token)).catch((problem) => {
      if (!(problem instanceof ParleyProblem) || problem.retryable) throw problem; // else it is logged out already
    });
    await session.close();
    if (waiting === 'discard' || count() === 0) await this.store.discard();
    await this.store.close();
  }
}
