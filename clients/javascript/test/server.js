import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * A server of one person that keeps Parley's promises and whose network keeps none: a script says, frame by frame, what becomes of it.
 * It remembers, as the real one does, the last 16 messages of the device in each conversation.
 */
export class FakeServer {
  conversations = new Map();
  /** How far the other person's watermarks are in the views. */
  others = [];
  /** Whether WebSockets open; sessions over HTTP always do. */
  takesSockets = true;
  polled = new Map();
  violations = [];
  connections = 0;
  #mark = 0;
  #sockets = new Set();

  /** @param {(direction: 'in' | 'out', frame: any) => {drop?: boolean, twice?: boolean, delayMs?: number, cut?: boolean, mute?: boolean}} fate */
  constructor(fate = () => ({})) {
    this.fate = fate;
  }

  async listen() {
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'parley.1' });
    this.server = createServer((request, response) => this.#polledBy(request, response));
    this.server.on('upgrade', (request, socket, head) => {
      if (this.takesSockets) sockets.handleUpgrade(request, socket, head, (opened) => this.#connected(opened));
      else socket.destroy();
    });
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.base = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  async close() {
    for (const one of this.#sockets) one.socket.terminate();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  async #polledBy(request, response) {
    let body = '';
    for await (const part of request) body += part;
    const { session = `p${this.connections}`, frames = [], close } = JSON.parse(body);
    const known = this.polled.get(session);
    if (!known && frames.length === 0) {
      response.end(JSON.stringify({ session, frames: [], closed: { code: 4000, reason: 'unknown' } }));
      return;
    }
    const socket = known ?? this.#startPolling(session);
    if (!known || (frames.length === 0 && !close)) socket.answer(response);
    else response.end(JSON.stringify({ session, frames: [] }));
    frames.forEach((frame) => socket.emit('message', JSON.stringify(frame)));
    if (close) socket.terminate();
  }

  #startPolling(session) {
    const socket = new PolledSocket(session);
    this.polled.set(session, socket);
    socket.on('close', () => this.polled.delete(session));
    this.#connected(socket);
    return socket;
  }

  conversation(id) {
    if (!this.conversations.has(id)) this.conversations.set(id, { entries: [], answers: [], delivered: -1, read: -1, refuse: undefined });
    return this.conversations.get(id);
  }

  /** Somebody else writes. */
  say(id, body) {
    const { entries } = this.conversation(id);
    const entry = { seq: entries.length, kind: 'message', from: 'other', body, time: new Date().toISOString() };
    entries.push(entry);
    this.push({ t: 'message', conversation: id, ...entry });
    return entry;
  }

  push(frame, except) {
    for (const one of this.#sockets) if (one.greeted && one !== except) this.#out(one, frame);
  }

  /** Every connection ends, with a close code. */
  cut(code = 4003) {
    for (const one of this.#sockets) one.socket.close(code);
  }

  #connected(socket) {
    this.connections++;
    const one = { socket, greeted: false, mute: false };
    this.#sockets.add(one);
    socket.on('close', () => this.#sockets.delete(one));
    socket.on('message', (data) => {
      const frame = JSON.parse(data);
      this.#disturbed(one, 'in', frame, () => this.#handle(one, frame));
    });
  }

  #out(one, frame) {
    this.#disturbed(one, 'out', frame, () => {
      if (one.socket.readyState === 1) one.socket.send(JSON.stringify(frame));
    });
  }

  /** TCP loses nothing in the middle of a stream: what is dropped takes the rest of the connection with it. */
  #disturbed(one, direction, frame, action) {
    if (one.mute) return;
    const { drop, twice, delayMs, cut, mute } = this.fate(direction, frame);
    if (mute) one.mute = true; // half open: both sides believe in it
    if (one.mute) return;
    if (drop) {
      one.socket.terminate();
      return;
    }
    const run = () => {
      action();
      if (twice && direction === 'out' && !frame.re) action();
      if (cut) one.socket.terminate();
    };
    if (delayMs) setTimeout(run, delayMs);
    else run();
  }

  #handle(one, frame) {
    const reply = (answer) => this.#out(one, { ...answer, re: frame.id });
    switch (frame.t) {
      case 'hello':
        one.greeted = true;
        reply({ t: 'welcome', user: 'me', device: 'd1', session: 's', mark: this.#newMark(), heartbeatMs: 80,
          limits: { frameBytes: 65536, bodyBytes: 16384, historyPage: 100, openRequests: 64, unanswered: 16 }, time: new Date().toISOString() });
        if (one.socket.readyState !== 1) break;
        one.beat = setInterval(() => this.#out(one, { t: 'ping', mark: this.#newMark() }), 40);
        one.socket.once('close', () => clearInterval(one.beat));
        break;
      case 'sync':
        reply({ t: 'synced', outcome: 'reset', heads: [...this.conversations.keys()].map((id) => this.#head(id)), mark: this.#newMark() });
        break;
      case 'history': {
        const found = this.conversation(frame.conversation).entries.filter((entry) => entry.seq > frame.after);
        reply({ t: 'messages', conversation: frame.conversation, entries: found.slice(0, 5), more: found.length > 5 });
        break;
      }
      case 'send':
        this.#send(one, frame, reply);
        break;
      case 'delivered':
      case 'read': {
        const conversation = this.conversation(frame.conversation);
        conversation[frame.t] = Math.max(conversation[frame.t], frame.upTo);
        conversation.delivered = Math.max(conversation.delivered, conversation.read);
        break;
      }
      case 'auth':
      case 'watch':
        reply({ t: 'ok' });
        break;
      default:
    }
  }

  #send(one, frame, reply) {
    const conversation = this.conversation(frame.conversation);
    const { entries, answers } = conversation;
    const known = answers.find((answer) => answer.mid === frame.mid);
    if (known) {
      reply({ t: 'accepted', conversation: frame.conversation, ...known, duplicate: true });
      return;
    }
    const refusal = conversation.refuse?.(frame);
    if (refusal) {
      reply({ t: 'error', message: 'no', retryable: false, ...refusal });
      return;
    }
    const last = answers.at(-1)?.mid;
    if (frame.after !== last) {
      reply({ t: 'error', code: 'out_of_order', message: 'out of order', retryable: false, ...(last && { lastAccepted: last }) });
      return;
    }
    const answer = { mid: frame.mid, seq: entries.length, time: new Date().toISOString() };
    const { t: _t, id: _id, conversation: _conversation, after: _after, kind = 'message', ...said } = frame;
    entries.push({ ...said, kind, from: 'me', device: 'd1', ...answer });
    answers.push(answer);
    if (answers.length > 16) answers.shift();
    reply({ t: 'accepted', conversation: frame.conversation, ...answer });
    this.push({ t: 'message', conversation: frame.conversation, ...entries.at(-1) }, one);
  }

  #head(id) {
    const { entries, delivered, read } = this.conversation(id);
    return { conversation: id, kind: 'direct', standing: 'member', size: 2, admin: false, seq: entries.length - 1, unread: 0,
      members: ['me', 'other'], watermarks: [{ user: 'me', delivered, read }, ...this.others] };
  }

  #newMark() {
    return `m${this.#mark++}`;
  }
}

export const tokens = { token: async () => ({ value: 'token', expiresAt: Date.now() + 3_600_000 }) };

/** Looks like the server's end of a WebSocket, and is polled for. */
class PolledSocket extends EventEmitter {
  readyState = 1;
  #frames = [];

  constructor(session) {
    super();
    this.session = session;
  }

  /** Holds a poll until there is something to say. */
  answer(response) {
    this.held?.end(JSON.stringify({ session: this.session, frames: [] }));
    this.held = response;
    response.on('close', () => this.held === response && this.terminate());
    this.#tell();
  }

  send(frame) {
    this.#frames.push(JSON.parse(frame));
    this.#tell();
  }

  #tell(closed) {
    if (!this.held || (this.#frames.length === 0 && !closed)) return;
    this.held.end(JSON.stringify({ session: this.session, frames: this.#frames.splice(0), ...(closed && { closed }) }));
    this.held = undefined;
  }

  close(code) {
    this.readyState = 3;
    this.#tell({ code, reason: '' });
    this.emit('close');
  }

  terminate() {
    this.readyState = 3;
    this.held?.destroy();
    this.held = undefined;
    this.emit('close');
  }
}
