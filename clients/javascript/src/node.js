import WebSocket from 'ws';
import { Client } from './client.js';
import { ParleyHttp } from './http.js';
import { FileStore } from './store/file.js';

/**
 * @import { SocketConstructor } from './connection.js'
 * @import { LogIn } from './http.js'
 * @import { Options } from './session/options.js'
 */

export * from './index.js';
export { FileStore };

/**
 * Logs in from Node, with an outbox in a folder.
 *
 * @param {string} base such as `http://127.0.0.1:8080`
 * @param {LogIn} credentials give the `device` of an earlier log-in, and the outbox goes on
 * @param {{folder: string, options?: Partial<Options>}} where
 */
export async function logIn(base, credentials, { folder, options }) {
  const tokens = await new ParleyHttp(base).logIn(credentials);
  const store = await FileStore.open(folder, { origin: base, user: tokens.user, device: tokens.device });
  const Socket = /** @type {SocketConstructor} */ (/** @type {unknown} */ (WebSocket));
  return Client.open({ base, tokens, store, options: { WebSocket: Socket, ...options } });
}
