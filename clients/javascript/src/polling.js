import { Limits, PATH, POLL_PATH } from './protocol.js';

/**
 * @typedef {{session: string, frames: object[], closed?: {code: number, reason: string}}} Answer
 */

/** In one request. */
const FRAMES = Limits.openRequests;
const ABNORMAL = 1006;
const NORMAL = 1000;

/**
 * Looks like a WebSocket and speaks HTTP, for networks that let no WebSocket through: one request brings the frames that were sent, another one
 * waits for the server's. Either failing ends it, as nobody knows then what was lost.
 */
export class PollingSocket {
  /** @type {(() => void) | null} */
  onopen = null;
  /** @type {((event: {data: string}) => void) | null} */
  onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */
  onclose = null;
  /** @type {string | undefined} */
  #session;
  /** @type {string[]} */
  #unsent = [];
  #sending = false;
  #ended = false;
  #abort = new AbortController();
  #url;

  /** @param {string} url of the WebSocket that it stands for */
  constructor(url) {
    this.#url = url.replace(/^ws/, 'http').slice(0, -PATH.length) + POLL_PATH;
    queueMicrotask(() => !this.#ended && this.onopen?.());
  }

  /** @param {string} frame */
  send(frame) {
    this.#unsent.push(frame);
    void this.#sendAll();
  }

  close() {
    if (this.#ended) return;
    this.#end(NORMAL);
    if (this.#session) this.#post({ close: true }, { keepalive: true }).catch(() => {}); // the server finds out by itself, only later
  }

  async #sendAll() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#unsent.length > 0 && !this.#ended) {
      const starts = !this.#session;
      const frames = this.#unsent.splice(0, FRAMES).map((frame) => JSON.parse(frame));
      await this.#exchange({ frames });
      if (starts) void this.#receive();
    }
    this.#sending = false;
  }

  async #receive() {
    while (!this.#ended) await this.#exchange({});
  }

  /** @param {{frames?: object[]}} poll */
  async #exchange(poll) {
    try {
      this.#heard(await this.#post(poll, { signal: this.#abort.signal }));
    } catch {
      this.#end(ABNORMAL);
    }
  }

  /** @param {object} poll @param {RequestInit} how @returns {Promise<Answer>} */
  async #post(poll, how) {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ session: this.#session, ...poll }),
      cache: 'no-store',
      credentials: 'omit',
      ...how,
    });
    if (!response.ok) throw new Error(`POST ${POLL_PATH} was answered ${response.status}`);
    return response.json();
  }

  /** @param {Answer} answer */
  #heard({ session, frames, closed }) {
    if (this.#ended) return;
    this.#session = session;
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
    if (closed) this.#end(closed.code);
  }

  /** @param {number} code */
  #end(code) {
    if (this.#ended) return;
    this.#ended = true;
    this.#abort.abort();
    this.onclose?.({ code });
  }
}
