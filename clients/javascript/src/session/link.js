import { Backoff } from '../backoff.js';
import { Connection } from '../connection.js';
import { ParleyProblem } from '../errors.js';
import { PollingSocket } from '../polling.js';
import { CloseCodes } from '../protocol.js';
import { untilRenewal } from '../tokens.js';

/**
 * @import { ErrorFrame, Notice, Reply, Request, ServerFrame, Welcome } from '../protocol.js'
 * @import { SocketConstructor } from '../connection.js'
 * @import { AccessToken } from '../tokens.js'
 * @import { Options, TokenSource } from './options.js'
 * @import { Timers } from './timers.js'
 *
 * @typedef {'connecting' | 'connected' | 'reconnecting' | 'logged-out' | 'refused' | 'closed'} State
 * @typedef {object} LinkEvents
 * @property {() => string | undefined} mark
 * @property {(welcome: Welcome) => void} greeted
 * @property {(frame: ServerFrame) => void} pushed
 * @property {(state: State) => void} state
 */

const LONGEST_PROBE_MS = 600_000;
const FINAL = ['logged-out', 'refused', 'closed'];
const LOGGED_OUT = ['device_revoked', 'device_expired'];
const WRONG_CLIENT = ['bad_frame', 'bad_json', 'unknown_type'];

/** @param {State} state */
export function isFinal(state) {
  return FINAL.includes(state);
}

/** Keeps one greeted connection, for as long as that makes sense. What belongs to an earlier attempt is told by its number and ignored. */
export class Link {
  /** @type {State} */
  state = 'connecting';
  #attempt = 0;
  #renew = false;
  /** @type {Connection | undefined} */
  #connection;
  #greeted = false;
  #polls = false;
  #heartbeatMs = 0;
  /** @type {(() => void) | undefined} */
  #cancelRetry;
  #base;
  #tokens;
  #options;
  #timers;
  #events;
  #backoff;

  /**
   * @param {string} base
   * @param {TokenSource} tokens
   * @param {Options} options
   * @param {Timers} timers
   * @param {LinkEvents} events
   */
  constructor(base, tokens, options, timers, events) {
    this.#base = base;
    this.#tokens = tokens;
    this.#options = options;
    this.#timers = timers;
    this.#events = events;
    this.#backoff = new Backoff(options.backoffBaseMs, options.backoffCapMs, options.random);
  }

  start() {
    this.#events.state(this.state);
    this.#connect();
  }

  get isGreeted() {
    return this.#greeted;
  }

  /** The connection has proved to be good: the next failure counts as the first. */
  settled() {
    this.#backoff.reset();
  }

  /** The reply, or undefined where the connection ended first. @param {Request} frame @returns {Promise<Reply | undefined>} */
  async request(frame) {
    const connection = this.#connection;
    if (!connection || !this.#greeted) return undefined;
    return connection.request(frame).catch(() => undefined);
  }

  /** @param {Notice} frame */
  tell(frame) {
    if (this.#greeted) this.#connection?.tell(frame);
  }

  /** Gives the connection up and makes another one, after a wait. */
  distrust() {
    this.#connection?.abort();
  }

  /** The network came back, or the person did: no more waiting, and a connection that was silent for long is not believed. */
  check() {
    if (this.#cancelRetry) {
      this.#cancelRetry();
      this.#connect();
    } else if (this.#greeted && this.#connection && this.#connection.silentMs > this.#heartbeatMs * 1.5) {
      this.distrust();
    }
  }

  /** @param {number} withinMs */
  moveWithin(withinMs) {
    const mine = this.#attempt;
    this.#timers.later(this.#options.random() * withinMs, () =>
      this.#ifCurrent(mine, () => {
        this.#drop(true);
        this.#become('reconnecting');
        this.#connect();
      }),
    );
  }

  close() {
    this.#finish('closed');
  }

  async #connect() {
    this.#cancelRetry = undefined;
    const mine = ++this.#attempt;
    try {
      const token = await this.#tokens.token(this.#renew);
      this.#ifCurrent(mine, () => this.#open(mine, token, this.#options.WebSocket));
    } catch (problem) {
      this.#ifCurrent(mine, () => this.#noToken(problem, () => this.#retry()));
    }
  }

  /** @param {number} mine @param {() => void} step */
  #ifCurrent(mine, step) {
    if (mine === this.#attempt && !isFinal(this.state)) step();
  }

  /** @param {unknown} problem @param {() => void} later */
  #noToken(problem, later) {
    if (problem instanceof ParleyProblem && !problem.retryable) this.#finish('logged-out');
    else later();
  }

  /** @param {number} mine @param {AccessToken} token @param {SocketConstructor} Socket */
  #open(mine, token, Socket) {
    this.#renew = false;
    this.#polls = Socket === PollingSocket;
    const connection = new Connection(Socket, this.#base, this.#options, {
      onOpen: () => this.#ifCurrent(mine, () => void this.#hello(mine, connection, token)),
      onPush: (frame) => this.#ifCurrent(mine, () => this.#events.pushed(frame)),
      onClose: (code, opened) =>
        this.#ifCurrent(mine, () => {
          if (!opened && this.#options.polling) this.#open(mine, token, PollingSocket);
          else this.#lost(code);
        }),
    });
    this.#connection = connection;
  }

  /** @param {number} mine @param {Connection} connection @param {AccessToken} token */
  async #hello(mine, connection, token) {
    const mark = this.#events.mark();
    const reply = await connection
      .request({ t: 'hello', token: token.value, client: this.#options.client, ...(mark && { mark }) })
      .catch(() => undefined); // and what comes of that depends on the close code
    this.#ifCurrent(mine, () => {
      if (reply?.t === 'welcome') this.#welcomed(mine, reply, token);
      else if (reply?.t === 'error') this.#unwelcome(reply);
      else if (reply) this.#retry();
    });
  }

  /** @param {number} mine @param {Welcome} welcome @param {AccessToken} token */
  #welcomed(mine, welcome, token) {
    this.#greeted = true;
    this.#heartbeatMs = welcome.heartbeatMs;
    this.#watchSilence(mine);
    this.#renewBefore(mine, token);
    if (this.#polls) this.#probe(mine, this.#options.probeMs);
    this.#events.greeted(welcome);
    this.#become('connected');
  }

  /** Half-open links make no other sound. @param {number} mine */
  #watchSilence(mine) {
    this.#timers.later(this.#heartbeatMs / 2, () =>
      this.#ifCurrent(mine, () => {
        if (!this.#connection) return;
        if (this.#connection.silentMs > 2 * this.#heartbeatMs) this.distrust();
        else this.#watchSilence(mine);
      }),
    );
  }

  /** Moves to a WebSocket once one opens. @param {number} mine @param {number} afterMs */
  #probe(mine, afterMs) {
    this.#timers.later(afterMs, () =>
      this.#ifCurrent(mine, () => {
        const probe = new Connection(this.#options.WebSocket, this.#base, this.#options, {
          onOpen: () => {
            probe.close();
            this.#ifCurrent(mine, () => this.moveWithin(0));
          },
          onPush: () => {},
          onClose: (_code, opened) => !opened && this.#ifCurrent(mine, () => this.#probe(mine, Math.min(2 * afterMs, LONGEST_PROBE_MS))),
        });
      }),
    );
  }

  /** @param {ErrorFrame} error */
  #unwelcome(error) {
    if (LOGGED_OUT.includes(error.code)) {
      this.#finish('logged-out');
    } else if (WRONG_CLIENT.includes(error.code)) {
      this.#finish('refused');
    } else {
      this.#renew = !error.retryable;
      this.#retry(error.retryAfterMs);
    }
  }

  /** @param {number} mine @param {AccessToken} token */
  #renewBefore(mine, token) {
    this.#timers.later(untilRenewal(token, this.#options.refreshBeforeMs), () =>
      this.#ifCurrent(mine, () => void this.#renewNow(mine, token)),
    );
  }

  /** @param {number} mine @param {AccessToken} old */
  async #renewNow(mine, old) {
    try {
      const token = await this.#tokens.token(true);
      if (mine !== this.#attempt) return;
      const reply = await this.request({ t: 'auth', token: token.value });
      this.#ifCurrent(mine, () => {
        if (reply?.t === 'ok') this.#renewBefore(mine, token);
        else if (reply) this.distrust();
      });
    } catch (problem) {
      this.#ifCurrent(mine, () => this.#noToken(problem, () => this.#renewBefore(mine, old)));
    }
  }

  /** @param {number} code */
  #lost(code) {
    this.#greeted = false;
    if (code === CloseCodes.logged_out) {
      this.#finish('logged-out');
    } else if (code >= 4200 && code < 4300) {
      this.#finish('refused');
    } else {
      this.#renew ||= code >= 4100 && code < 4200;
      this.#retry();
    }
  }

  #retry(atLeastMs = 0) {
    const mine = ++this.#attempt;
    this.#drop(false);
    this.#become('reconnecting');
    this.#cancelRetry = this.#timers.later(Math.max(atLeastMs, this.#backoff.next()), () =>
      this.#ifCurrent(mine, () => void this.#connect()),
    );
  }

  /** @param {State} last */
  #finish(last) {
    if (isFinal(this.state)) return;
    this.#attempt++;
    this.#drop(true);
    this.#become(last);
    this.#timers.end();
  }

  /** @param {boolean} politely */
  #drop(politely) {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#greeted = false;
    if (politely) connection?.close();
    else connection?.abort();
  }

  /** @param {State} next */
  #become(next) {
    if (this.state === next) return;
    this.state = next;
    this.#events.state(next);
  }
}
