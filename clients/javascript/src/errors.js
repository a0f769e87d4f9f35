/** @import { ErrorFrame } from './protocol.js' */

/** What the HTTP API answered in place of what was asked for, or that it did not answer. */
export class ParleyProblem extends Error {
  /**
   * @param {string} code of the problem; `unreachable` where there was no answer
   * @param {string} message a sentence that a person can act on
   * @param {number} status of HTTP; 0 where there was no answer
   * @param {number} [retryAfterMs]
   */
  constructor(code, message, status, retryAfterMs) {
    super(message);
    this.name = 'ParleyProblem';
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get retryable() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The server will never take this message. It stays in the outbox, with the reason. */
export class SendRefused extends Error {
  /** @param {ErrorFrame} error */
  constructor(error) {
    super(error.message);
    this.name = 'SendRefused';
    this.code = error.code;
  }
}

/** The message could not be stored, so it was not taken: the disk is full, or the store is not there. */
export class NotStored extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    const full = cause instanceof Error && (cause.name === 'QuotaExceededError' || /ENOSPC|EDQUOT/.test(cause.message));
    super(full ? 'There is no room left to store the message.' : 'The message could not be stored.', { cause });
    this.name = 'NotStored';
    this.code = full ? 'full' : 'storage';
  }
}

/** The session ended before the server answered; the message stays in the outbox. */
export class SessionClosed extends Error {
  /** @param {string} state */
  constructor(state) {
    super(`The session is ${state}.`);
    this.name = 'SessionClosed';
    this.code = state;
  }
}

/** Messages wait in the outbox: say what shall become of them. */
export class MessagesWaiting extends Error {
  /** @param {number} count */
  constructor(count) {
    super(`${count} ${count === 1 ? 'message waits' : 'messages wait'} to be sent: send, keep or discard?`);
    this.name = 'MessagesWaiting';
    this.code = 'messages_waiting';
    this.count = count;
  }
}

/** The connection ended before the reply came, so nobody knows whether the request arrived. */
export class ConnectionLost extends Error {
  constructor() {
    super('The connection was lost.');
    this.name = 'ConnectionLost';
    this.code = 'connection_lost';
  }
}
