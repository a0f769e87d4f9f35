import { ConnectionLost } from './errors.js';
import { PATH, SUBPROTOCOL } from './protocol.js';

/**
 * @import { Notice, Reply, Request, ServerFrame } from './protocol.js'
 * @typedef {{
 *   onOpen: () => void,
 *   onPush: (frame: ServerFrame) => void,
 *   onClose: (code: number, opened: boolean) => void,
 * }} Handler
 * @typedef {Pick<WebSocket, 'send' | 'close'> & {
 *   onopen: ((event: any) => void) | null,
 *   onmessage: ((event: any) => void) | null,
 *   onerror?: ((event: any) => void) | null,
 *   onclose: ((event: any) => void) | null,
 * }} Socket what Parley needs of a WebSocket
 * @typedef {new (url: string, protocol: string) => Socket} SocketConstructor
 */

const ABNORMAL = 1006;

/** One socket: requests and their replies, pushes, and an end that is told exactly once. */
export class Connection {
  /** @type {Map<string, {resolve: (reply: Reply) => void, reject: (lost: ConnectionLost) => void, timer: ReturnType<typeof setTimeout>}>} */
  #open = new Map();
  #ids = 0;
  #ended = false;
  #opened = false;
  #heard = Date.now();
  /** @type {ReturnType<typeof setTimeout>} */
  #opening;
  #answerWithinMs;
  #handler;
  #socket;

  /**
   * @param {SocketConstructor} Socket
   * @param {string} base
   * @param {{openWithinMs: number, answerWithinMs: number}} limits
   * @param {Handler} handler
   */
  constructor(Socket, base, { openWithinMs, answerWithinMs }, handler) {
    this.#answerWithinMs = answerWithinMs;
    this.#handler = handler;
    this.#opening = setTimeout(() => this.abort(), openWithinMs);
    this.#socket = new Socket(base.replace(/^http/, 'ws') + PATH, SUBPROTOCOL);
    this.#socket.onopen = () => {
      clearTimeout(this.#opening);
      this.#opened = true;
      if (!this.#ended) handler.onOpen();
    };
    this.#socket.onmessage = (event) => this.#heardOf(event.data);
    this.#socket.onerror = () => {}; // onclose follows
    this.#socket.onclose = (event) => this.#end(event.code);
  }

  get isOpen() {
    return !this.#ended;
  }

  get silentMs() {
    return Date.now() - this.#heard;
  }

  /** Rejects only when the connection ended. A request that is not answered in time ends it. @param {Request} frame @returns {Promise<Reply>} */
  request(frame) {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new ConnectionLost());
        return;
      }
      const id = String(++this.#ids);
      const timer = setTimeout(() => this.abort(), this.#answerWithinMs);
      this.#open.set(id, { resolve, reject, timer });
      this.#write({ ...frame, id });
    });
  }

  /** @param {Notice} frame */
  tell(frame) {
    if (!this.#ended) this.#write(frame);
  }

  close() {
    this.#socket.close(1000);
    this.#end(1000);
  }

  /** Gives it up at once, without waiting for the other side. */
  abort() {
    this.#end(ABNORMAL);
    this.#socket.close();
    /** @type {any} */ (this.#socket).terminate?.();
  }

  /** @param {object} frame */
  #write(frame) {
    try {
      this.#socket.send(JSON.stringify(frame));
    } catch {
      this.abort();
    }
  }

  /** @param {unknown} data */
  #heardOf(data) {
    if (this.#ended) return;
    this.#heard = Date.now();
    /** @type {ServerFrame} */
    const frame = JSON.parse(String(data));
    const re = 're' in frame ? frame.re : undefined;
    if (re !== undefined) {
      const asked = this.#open.get(re);
      if (!asked) return;
      this.#open.delete(re);
      clearTimeout(asked.timer);
      asked.resolve(/** @type {Reply} */ (frame));
      return;
    }
    if (frame.t === 'ping') this.tell({ t: 'pong' });
    this.#handler.onPush(frame);
  }

  /** @param {number} code */
  #end(code) {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#opening);
    for (const asked of this.#open.values()) {
      clearTimeout(asked.timer);
      asked.reject(new ConnectionLost());
    }
    this.#open.clear();
    this.#handler.onClose(code, this.#opened);
  }
}
