/**
 * @import { ParleyHttp, Tokens } from './http.js'
 * @typedef {{value: string, expiresAt: number}} AccessToken
 */

const SOONEST_RENEWAL_MS = 1_000;

/** Tokens of one log-in, kept fresh. One refresh at a time, also among the tabs of a browser. */
export class RefreshingTokens {
  /** @type {AccessToken | undefined} */
  #current;
  /** @type {Promise<AccessToken> | undefined} */
  #refreshing;
  #refreshToken;

  /**
   * @param {ParleyHttp} http
   * @param {Partial<Tokens>} tokens of a log-in; `refreshToken` alone goes on from one that was kept, and nothing at all from the cookie
   * @param {(refreshToken: string) => void | Promise<void>} [keep] takes every new refresh token to a safe place, before it is used
   */
  constructor(http, tokens, keep) {
    this.http = http;
    this.keep = keep;
    this.#refreshToken = tokens.refreshToken;
    if (tokens.accessToken && tokens.expiresIn) this.#current = fresh(tokens.accessToken, tokens.expiresIn);
  }

  /** @param {boolean} [renewed] @returns {Promise<AccessToken>} */
  async token(renewed = false) {
    const current = this.#current;
    if (!renewed && current && current.expiresAt > Date.now()) return current;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh() {
    const tokens = await withLock('parley:refresh', () => this.http.refresh(this.#refreshToken));
    if (tokens.refreshToken) {
      this.#refreshToken = tokens.refreshToken;
      await this.keep?.(tokens.refreshToken);
    }
    return (this.#current = fresh(tokens.accessToken, tokens.expiresIn));
  }
}

/** @param {string} value @param {number} seconds */
function fresh(value, seconds) {
  return { value, expiresAt: Date.now() + seconds * 1000 };
}

/** @template T @param {string} name @param {() => Promise<T>} action @returns {Promise<T>} */
function withLock(name, action) {
  const locks = globalThis.navigator?.locks;
  return locks ? /** @type {Promise<T>} */ (locks.request(name, action)) : action();
}

/** In time before it expires, but halfway where it lives no longer than twice that. @param {AccessToken} token @param {number} beforeMs */
export function untilRenewal(token, beforeMs) {
  const left = token.expiresAt - Date.now();
  return Math.max(SOONEST_RENEWAL_MS, left > 2 * beforeMs ? left - beforeMs : left / 2);
}
