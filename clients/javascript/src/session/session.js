import { entryOf } from '../entries.js';
import { NotStored, SendRefused, SessionClosed } from '../errors.js';
import { Emitter } from '../events.js';
import { newMid, utf8Length } from '../ids.js';
import { Limits } from '../protocol.js';
import { Conversation } from './conversation.js';
import { Link, isFinal } from './link.js';
import { withDefaults } from './options.js';
import { Pulls } from './pulls.js';
import { Syncing } from './syncing.js';
import { alone } from './tabs.js';
import { Timers } from './timers.js';
import { OthersTyping, OwnTyping } from './typing.js';
import { Watermarks } from './watermarks.js';

/**
 * @import { Accepted, ConversationChange, Count, Entry, ErrorFrame, Head, Presence, ServerFrame, SettingsChange, Synced, Watermark, Welcome } from '../protocol.js'
 * @import { Outgoing, Refused, Saved, Store } from '../store/store.js'
 * @import { State } from './link.js'
 * @import { Options, TokenSource } from './options.js'
 * @import { Tabs, Told } from './tabs.js'
 *
 * @typedef {{conversation: string, mid: string, seq: number, time: string}} Sent
 *
 * @typedef {object} SessionEvents
 * @property {State} state
 * @property {{conversation: string, entry: Entry}} message every entry of a conversation once and in order, one's own too
 * @property {Head} head a conversation that changed while nobody listened
 * @property {{conversation: string, members: Watermark[], counts?: Count[]}} receipt in a large group `counts` says how many have one's newest messages
 * @property {Outgoing} waiting a message came to the outbox
 * @property {Sent} accepted
 * @property {Refused} refused it will never be taken, and stays with its reason until it is dropped
 * @property {{mid: string}} dropped
 * @property {{conversation: string, user: string, on: boolean}} typing
 * @property {Presence} presence
 * @property {ConversationChange} conversation
 * @property {{conversation: string, upTo: number}} expired messages up to that seq are not kept any more; what happened before a
 *   connection says the `head`
 * @property {SettingsChange} settings the person keeps a conversation in another way, on this device or another
 * @property {undefined} caughtUp everything that happened before the connection was told
 * @property {Error} problem something that the app may want to show or log, such as a store that does not store
 */

const TAKE_OVER_AFTER_MS = 5_000;
/** Acknowledgements that the last process may not have got through; older ones are covered by the next message. */
const ACKNOWLEDGED_AGAIN = 64;

/**
 * One user on one device, for as long as the log-in lasts: it connects, resumes, sends what the outbox holds exactly once and in order, and
 * gives the app every entry once and in order.
 *
 * @extends {Emitter<SessionEvents>}
 */
export class Session extends Emitter {
  /** What the server said last when it greeted this session. @type {Welcome | undefined} */
  welcome;
  /** @type {Map<string, Outgoing>} */
  #waiting = new Map();
  /** @type {Map<string, Refused>} */
  #refused = new Map();
  /** @type {Map<string, {accepted: (sent: Sent) => void, failed: (error: Error) => void}>} */
  #promises = new Map();
  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  /** @type {Map<string, () => void>} */
  #unheard = new Map();
  /** @type {string[]} */
  #watched = [];
  #watermarks = new Watermarks();
  #timers = new Timers();
  #pulls = new Pulls();
  #leading = false;
  /** What came while the outbox was read, to lead. @type {Outgoing[] | undefined} */
  #meanwhile;
  #synced = false;
  /** @type {Promise<void>} */
  #storing = Promise.resolve();
  #stopListening;
  #saved;
  #store;
  #options;
  #tabs;
  /** @type {Link} */
  #link;
  /** @type {Syncing} */
  #syncing;
  #ownTyping;
  #othersTyping;

  /** @param {string} base @param {TokenSource} tokens @param {Store} store @param {Saved} saved @param {Options} options @param {Tabs} tabs */
  constructor(base, tokens, store, saved, options, tabs) {
    super();
    this.#store = store;
    this.#saved = saved;
    this.#options = options;
    this.#tabs = tabs;
    this.#link = new Link(base, tokens, options, this.#timers, {
      mark: () => this.#syncing.mark,
      greeted: (welcome) => this.#greeted(welcome),
      pushed: (frame) => this.#pushed(frame),
      state: (state) => this.#become(state),
    });
    this.#syncing = new Syncing(
      this.#link,
      this.#timers,
      options.retryMs,
      saved.mark,
      (head, reset) => this.#head(head, reset),
      (last) => this.#headsAreIn(last),
    );
    this.#ownTyping = new OwnTyping(this.#link);
    this.#othersTyping = new OthersTyping((change) => this.emit('typing', change));
    for (const [id, seq] of Object.entries(saved.seen)) this.#conversation(id).feed.startAt(seq);
    for (const [id, seq] of Object.entries(saved.seen).slice(-ACKNOWLEDGED_AGAIN)) this.#conversation(id).acks.delivered(seq);
    for (const [id, seq] of Object.entries(saved.read)) this.#conversation(id).acks.read(seq);
    for (const message of saved.outbox) this.#waiting.set(message.mid, message);
    for (const message of saved.refused) this.#refused.set(message.mid, message);
    this.#stopListening = listenToTheBrowser(() => this.#link.check());
  }

  /**
   * Opens the store's outbox; `start` connects, once the app listens. The store stays the caller's to close, after the session.
   *
   * @param {{base: string, tokens: TokenSource, store: Store, options?: Partial<Options>, tabs?: Tabs}} parts
   */
  static async open({ base, tokens, store, options = {}, tabs = alone() }) {
    return new Session(base, tokens, store, await store.load(), withDefaults(options), tabs);
  }

  start() {
    this.#tabs.start({
      lead: () => void this.#lead(),
      lost: () => this.#follow(),
      told: (message) => this.#told(message),
    });
    this.#link.start();
  }

  get state() {
    return this.#link.state;
  }

  /** Messages of the outbox that the server did not accept yet, in the order in which they were written. */
  get waiting() {
    return [...this.#waiting.values()];
  }

  get refused() {
    return [...this.#refused.values()];
  }

  /** As `send`: another text for an own message. @param {string} conversation @param {number} target @param {string} body */
  edit(conversation, target, body) {
    return this.send(conversation, { kind: 'edited', target, body });
  }

  /**
   * As `send`: takes a message away from everybody, an own one, or as an admin of the group anybody's.
   *
   * @param {string} conversation @param {number} target @param {string} [reason] for others to see
   */
  delete(conversation, target, reason = '') {
    return this.send(conversation, { kind: 'deleted', target, body: reason });
  }

  /**
   * As `send`: in place of the person's reaction before; an empty one takes it back.
   *
   * @param {string} conversation @param {number} target @param {string} reaction mostly one emoji
   */
  react(conversation, target, reaction) {
    return this.send(conversation, { kind: 'reacted', target, body: reaction });
  }

  /**
   * Puts a message into the outbox, from where it goes out as soon as it can, also after a restart on the same store.
   *
   * @param {string} conversation
   * @param {string | import('../store/store.js').Content} content the text, where there is nothing else
   * @returns {{message: Outgoing, stored: Promise<void>, accepted: Promise<Sent>}} `stored`: it will be sent, whatever happens; rejects with
   *   NotStored. `accepted`: it is in the conversation; rejects with SendRefused, NotStored, or SessionClosed where the session ends first.
   */
  send(conversation, content) {
    const { kind, target, body, attachments = [], replyTo, mentions = [] } = typeof content === 'string' ? { body: content } : content;
    const message = {
      conversation,
      mid: newMid(),
      ...(kind && { kind, target }),
      body,
      ...(attachments.length > 0 && { attachments }),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions.length > 0 && { mentions }),
      time: new Date().toISOString(),
    };
    const unfit = this.#unfit(message);
    /** @type {Promise<Sent>} */
    const accepted = new Promise((resolve, reject) => {
      if (unfit) reject(unfit);
      else this.#promises.set(message.mid, { accepted: resolve, failed: reject });
    });
    const stored = unfit ? Promise.reject(unfit) : this.#queue(message);
    accepted.catch(() => {}); // whoever waits for only one of them is not punished for the other
    stored.catch(() => {});
    return { message, stored, accepted };
  }

  /** @param {Outgoing} message */
  #unfit({ kind, body, attachments = [], mentions = [] }) {
    const bytes = utf8Length(body);
    const empty = bytes === 0 && (kind === 'edited' || (!kind && attachments.length === 0));
    /** @param {string} code @param {string} message */
    const refusal = (code, message) => new SendRefused({ t: 'error', code, message, retryable: false });
    if (isFinal(this.state)) return new SessionClosed(this.state);
    if (bytes < 0 || empty) return refusal('bad_frame', 'The message is empty or not valid text.');
    if (bytes > (kind === 'reacted' ? Limits.reactionBytes : Limits.bodyBytes)) return refusal('body_too_large', 'The message is too long.');
    if (attachments.length > Limits.attachments) return refusal('bad_frame', 'Too much is attached.');
    if (mentions.length > Limits.mentions) return refusal('bad_frame', 'Too many people are mentioned.');
    if (this.#waiting.size >= this.#options.outboxCapacity) {
      return refusal('unavailable', 'The outbox is full; wait until the server has taken some messages.');
    }
    return undefined;
  }

  /** In the order of the calls. @param {Outgoing} message */
  #queue(message) {
    const stored = this.#storing.then(async () => {
      try {
        await this.#store.queued(message);
      } catch (error) {
        const failure = new NotStored(error);
        this.#settle(message.mid)?.failed(failure);
        throw failure;
      }
      this.#ownTyping.ended(message.conversation);
      this.#queued(message);
      this.#tabs.tell({ t: 'queued', message });
      if (!this.#leading) this.#expectToBeHeard(message.mid);
    });
    this.#storing = stored.catch(() => {});
    return stored;
  }

  /** @param {Outgoing} message */
  #queued(message) {
    if (this.#waiting.has(message.mid)) return;
    this.#waiting.set(message.mid, message);
    this.emit('waiting', message);
    this.#meanwhile?.push(message);
    if (this.#leading) this.#conversation(message.conversation).chain.add(message);
  }

  /** @param {string} mid */
  #expectToBeHeard(mid) {
    const cancel = this.#timers.later(TAKE_OVER_AFTER_MS, () => {
      this.#unheard.delete(mid);
      this.#tabs.takeOver();
    });
    this.#unheard.set(mid, cancel);
  }

  /** Takes a message back: a refused one, or one that waits and is not on its way. @param {string} mid */
  async drop(mid) {
    await this.#store.dropped(mid);
    this.#dropped(mid);
    this.#tabs.tell({ t: 'dropped', mid });
  }

  /** @param {string} mid */
  #dropped(mid) {
    const message = this.#waiting.get(mid);
    if (message) this.#conversation(message.conversation).chain.forget(mid);
    this.#waiting.delete(mid);
    this.#refused.delete(mid);
    this.#settle(mid)?.failed(new SendRefused({ t: 'error', code: 'dropped', message: 'The message was taken back.', retryable: false }));
    this.emit('dropped', { mid });
  }

  /** The person types, or stopped. To be called with every key: the server is told as often as it needs to hear it. @param {string} conversation @param {boolean} on */
  typing(conversation, on) {
    this.#ownTyping.set(conversation, on);
  }

  /** The person has seen everything up to and including `upTo`. Told until the server knows it. @param {string} conversation @param {number} upTo */
  read(conversation, upTo) {
    if (isFinal(this.state)) return;
    if (this.#conversation(conversation).acks.read(upTo)) this.#keep(this.#store.read(conversation, upTo));
  }

  /** Whose presence the app wants to know from now on, instead of all before. @param {string[]} people at most 200 */
  watch(people) {
    this.#watched = [...new Set(people)].slice(0, Limits.watched);
    if (this.#link.isGreeted) this.#tellWatched();
  }

  #tellWatched() {
    void this.#link.request({ t: 'watch', people: this.#watched, conversations: [] });
  }

  /** Resolves once nothing waits; rejects where the session ends first, or the time is over. @param {number} withinMs @returns {Promise<void>} */
  drained(withinMs) {
    return new Promise((resolve, reject) => {
      const offs = [
        this.on('accepted', () => check()),
        this.on('refused', () => check()),
        this.on('dropped', () => check()),
        this.on('state', () => check()),
      ];
      const timer = setTimeout(() => end(() => reject(new SessionClosed(this.state))), withinMs);
      /** @param {() => void} settle */
      const end = (settle) => {
        clearTimeout(timer);
        offs.forEach((off) => off());
        settle();
      };
      const check = () => {
        if (this.#waiting.size === 0) end(resolve);
        else if (isFinal(this.state)) end(() => reject(new SessionClosed(this.state)));
      };
      check();
    });
  }

  /** Ends the connection; messages without an answer stay in the store's outbox. Resolves when the session uses its store no more. */
  async close() {
    this.#link.close();
    this.#tabs.close();
    this.#stopListening();
    await this.#storing;
  }

  /** @param {Promise<void>} stored */
  #keep(stored) {
    const kept = stored.catch((error) => this.emit('problem', new NotStored(error)));
    this.#storing = Promise.all([this.#storing, kept]).then(() => {});
  }

  /** @param {string} mid */
  #settle(mid) {
    const promise = this.#promises.get(mid);
    this.#promises.delete(mid);
    return promise;
  }

  // --- of several tabs, one sends ---

  async #lead() {
    this.#unheard.forEach((cancel) => cancel());
    this.#unheard.clear();
    this.#meanwhile = [];
    const saved = await this.#store.load();
    const outbox = [...saved.outbox, ...this.#meanwhile];
    this.#meanwhile = undefined;
    if (isFinal(this.state)) return;
    this.#leading = true;
    this.#saved.lastAccepted = saved.lastAccepted;
    for (const [id, mid] of Object.entries(saved.lastAccepted)) this.#conversations.get(id)?.chain.chainTo(mid);
    const left = new Set(outbox.map((message) => message.mid));
    for (const { mid, conversation } of this.waiting) {
      if (left.has(mid)) continue;
      this.#conversation(conversation).chain.forget(mid); // another tab sent it
      this.#waiting.delete(mid);
    }
    for (const message of outbox) {
      this.#queued(message);
      this.#conversation(message.conversation).chain.add(message);
    }
    this.#sendIfReady();
  }

  #follow() {
    this.#leading = false;
    this.#conversations.forEach((one) => one.chain.pause());
  }

  #sendIfReady() {
    if (this.#leading && this.#synced) this.#conversations.forEach((one) => one.chain.resume());
  }

  /** @param {Told} told */
  #told(told) {
    if (told.t === 'queued') {
      this.#queued(told.message);
      if (this.#leading) this.#tabs.tell({ t: 'heard', mid: told.message.mid });
    } else if (told.t === 'heard') {
      this.#unheard.get(told.mid)?.();
      this.#unheard.delete(told.mid);
    } else if (told.t === 'accepted') {
      this.#accepted(told);
    } else if (told.t === 'refused') {
      this.#refuse(told.message);
    } else {
      this.#dropped(told.mid);
    }
  }

  // --- conversations ---

  /** @param {string} id */
  #conversation(id) {
    const known = this.#conversations.get(id);
    if (known) return known;
    const parts = { link: this.#link, timers: this.#timers, pulls: this.#pulls, options: this.#options };
    const made = new Conversation(id, this.#saved.lastAccepted[id], parts, (acks) => this.#taker(id, acks), {
      accepted: (message, accepted) => this.#acceptedByServer(message, accepted),
      refused: (message, error) => this.#refusedByServer(message, error),
      chained: (mid) => this.#keep(this.#store.chained(id, mid)),
    });
    this.#conversations.set(id, made);
    if (this.#leading && this.#synced) made.chain.resume();
    return made;
  }

  /** @param {string} id @param {import('./acks.js').Acks} acks @returns {import('./feed.js').Taker} */
  #taker(id, acks) {
    let newestOfOthers = -1;
    return {
      take: (entry) => {
        this.emit('message', { conversation: id, entry });
        if (entry.from !== this.welcome?.user) newestOfOthers = entry.seq;
      },
      taken: (last) => {
        this.#keep(this.#store.seen(id, last));
        if (newestOfOthers >= 0) acks.delivered(newestOfOthers);
      },
    };
  }

  /** @param {Outgoing} message @param {Accepted} frame */
  #acceptedByServer(message, { conversation, mid, seq, time }) {
    this.#keep(this.#store.accepted(conversation, mid));
    this.#accepted({ conversation, mid, seq, time });
    this.#tabs.tell({ t: 'accepted', conversation, mid, seq, time });
    if (!this.welcome) return;
    const { user: from, device } = this.welcome;
    this.#conversation(conversation).feed.offer({ ...entryOf(message), seq, from, device, time }, this.#options.gapGraceMs);
  }

  /** @param {Sent} sent */
  #accepted({ conversation, mid, seq, time }) {
    this.#waiting.delete(mid);
    this.emit('accepted', { conversation, mid, seq, time });
    this.#settle(mid)?.accepted({ conversation, mid, seq, time });
  }

  /** @param {Outgoing} message @param {ErrorFrame} error */
  #refusedByServer(message, error) {
    const refused = { ...message, code: error.code, reason: error.message };
    this.#keep(this.#store.refused(refused));
    this.#refuse(refused);
    this.#tabs.tell({ t: 'refused', message: refused });
  }

  /** @param {Refused} message */
  #refuse(message) {
    this.#waiting.delete(message.mid);
    this.#refused.set(message.mid, message);
    this.emit('refused', message);
    this.#settle(message.mid)?.failed(
      new SendRefused({ t: 'error', code: message.code, message: message.reason, retryable: false }),
    );
  }

  // --- what the server says ---

  /** @param {Welcome} welcome */
  #greeted(welcome) {
    this.welcome = welcome;
    this.#conversations.forEach((one) => one.feed.greeted());
    this.#syncing.restart();
    if (this.#watched.length > 0) this.#tellWatched();
  }

  /** @param {State} next */
  #become(next) {
    if (next !== 'connected') {
      this.#synced = false;
      this.#conversations.forEach((one) => one.chain.pause());
      this.#ownTyping.endedEverywhere();
      this.#othersTyping.replace([]);
    }
    this.emit('state', next);
    if (isFinal(next)) for (const mid of [...this.#promises.keys()]) this.#settle(mid)?.failed(new SessionClosed(next));
  }

  /** @param {Head} head @param {boolean} reset */
  #head(head, reset) {
    const { feed, acks } = this.#conversation(head.conversation);
    const own = this.#own(head.watermarks);
    if (feed.isUnknown) feed.startAt(own?.delivered ?? -1);
    if (own) acks.confirmed(own);
    this.emit('head', head);
    // Who gave no mark is answered 'reset' by the same history, too, whose views may be behind for a moment.
    if (reset && this.#syncing.mark) this.#watermarks.forget(head.conversation);
    this.emit('receipt', {
      conversation: head.conversation,
      members: this.#watermarks.raise(head.conversation, head.watermarks),
    });
    feed.head(head.seq, reset);
  }

  /** @param {Watermark[]} watermarks */
  #own(watermarks) {
    return watermarks.find((one) => one.user === this.welcome?.user);
  }

  /** @param {Synced} last */
  #headsAreIn(last) {
    this.#othersTyping.replace(last.typing ?? []);
    this.#link.settled();
    this.#synced = true;
    for (const { acks, feed } of this.#conversations.values()) {
      acks.synced();
      feed.pullIfBehind();
    }
    this.#sendIfReady();
    this.#pulls.whenIdle(() => {
      this.#reached(last.mark);
      this.emit('caughtUp', undefined);
    });
  }

  /** @param {string} mark */
  #reached(mark) {
    if (this.#syncing.isRunning || mark === this.#syncing.mark) return;
    if ([...this.#conversations.values()].some((one) => one.feed.isBehind)) return;
    this.#syncing.mark = mark;
    this.#keep(this.#store.mark(mark));
  }

  /** @param {ServerFrame} frame */
  #pushed(frame) {
    switch (frame.t) {
      case 'message': {
        const { t: _, conversation: id, ...entry } = frame;
        this.#othersTyping.set(id, entry.from, false);
        const { feed, chain } = this.#conversation(id);
        feed.offer(entry, chain.isOpen ? this.#options.gapGraceMs : 0);
        break;
      }
      case 'receipt': {
        const own = this.#own(frame.members);
        if (own) this.#conversation(frame.conversation).acks.confirmed(own);
        const members = this.#watermarks.raise(frame.conversation, frame.members);
        this.emit('receipt', { conversation: frame.conversation, members, counts: frame.counts });
        break;
      }
      case 'conversation':
        this.emit('conversation', frame);
        break;
      case 'settings':
        this.emit('settings', frame);
        break;
      case 'expired':
        this.emit('expired', { conversation: frame.conversation, upTo: frame.upTo });
        break;
      case 'typing':
        this.#othersTyping.set(frame.conversation, frame.user, frame.on);
        break;
      case 'presence':
        this.emit('presence', frame);
        break;
      case 'ping':
        this.#pulls.whenIdle(() => this.#reached(frame.mark));
        break;
      case 'resync':
        this.#syncing.start();
        break;
      case 'goaway':
        this.#link.moveWithin(frame.withinMs);
        break;
      case 'error':
        this.emit('problem', new Error(`The server did not understand a frame: ${frame.code}`));
        break;
      default: // a type that this client does not know
    }
  }
}

/** The moments at which a browser knows more than the timers do. @param {() => void} check */
function listenToTheBrowser(check) {
  const page = globalThis.document;
  if (!page || !globalThis.addEventListener) return () => {};
  const shown = () => page.visibilityState === 'visible' && check();
  globalThis.addEventListener('online', check);
  page.addEventListener('visibilitychange', shown);
  return () => {
    globalThis.removeEventListener('online', check);
    page.removeEventListener('visibilitychange', shown);
  };
}
