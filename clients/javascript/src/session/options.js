/**
 * @import { SocketConstructor } from '../connection.js'
 * @import { AccessToken } from '../tokens.js'
 *
 * @typedef {{token: (renewed?: boolean) => Promise<AccessToken>}} TokenSource rejects with a ParleyProblem
 *
 * @typedef {object} Options
 * @property {string} client name and version, at most 64 characters
 * @property {number} backoffBaseMs the first wait before a reconnection is random up to this; it doubles with every failure
 * @property {number} backoffCapMs no wait is longer
 * @property {number} refreshBeforeMs an access token is replaced this long before it expires
 * @property {number} openWithinMs a WebSocket that does not open within that time will not, and frames are exchanged over HTTP instead
 * @property {number} answerWithinMs a connection that leaves a request unanswered for longer is given up
 * @property {number} gapGraceMs how long a missing entry may be on its way while own messages are, before history is asked
 * @property {number} retryMs the first wait before what was refused for now is asked again
 * @property {number} lagMs how soon history is asked again for what it does not have yet
 * @property {number} outboxCapacity messages not yet accepted, beyond which sends fail
 * @property {boolean} polling whether it goes on over HTTP where no WebSocket opens
 * @property {number} probeMs how long it polls before it tries first whether a WebSocket opens by now; it doubles with every failure
 * @property {SocketConstructor} WebSocket
 * @property {() => number} random from 0 to 1
 */

/** @param {Partial<Options>} given @returns {Options} */
export function withDefaults(given) {
  const options = {
    client: 'parley-js/0.1.0',
    backoffBaseMs: 250,
    backoffCapMs: 15_000,
    refreshBeforeMs: 60_000,
    openWithinMs: 5_000,
    answerWithinMs: 15_000,
    gapGraceMs: 200,
    retryMs: 250,
    lagMs: 100,
    outboxCapacity: 10_000,
    polling: true,
    probeMs: 30_000,
    WebSocket: globalThis.WebSocket,
    random: Math.random,
    ...given,
  };
  if (!options.WebSocket) throw new Error('There is no WebSocket here: in Node, import from @parley/client/node.');
  return options;
}
