import { changed, entryOf, expired, hasRead } from '/client/index.js';

const KEPT_ENTRIES = 100;
const REFRESH_MS = 150;
const MOST_TRIES = 20;
/** Less than the server says yes to. */
const ADDRESS_MS = 8 * 60_000;
const HAPPENED = ['created', 'renamed', 'pictured', 'added', 'invited', 'accepted', 'declined', 'withdrawn', 'removed', 'left', 'promoted', 'demoted', 'blocked', 'unblocked', 'agreed', 'retention'];
const PLAIN = { archived: false, pinned: false, unread: false };
/** A draft is told to the other devices once the person pauses. */
const DRAFT_MS = 1_500;

/** What the page shows of one log-in; tells when that changed. */
export class Model {
  conversations = new Map();
  people = new Map();
  presence = new Map();
  current;
  problem = '';
  #listeners = new Set();
  #refreshing;
  #telling = false;
  #addresses = new Map();

  constructor(client) {
    this.client = client;
    this.me = client.user;
    const { session } = client;
    session.on('state', () => this.changed());
    session.on('head', (head) => this.#head(head));
    session.on('caughtUp', () => this.refresh());
    session.on('message', ({ conversation, entry }) => this.#message(conversation, entry));
    session.on('receipt', ({ conversation, members, counts }) => this.#receipt(conversation, members, counts));
    session.on('conversation', () => this.refresh());
    session.on('settings', ({ conversation, device, settings }) => this.#settings(this.of(conversation), settings, device));
    session.on('expired', ({ conversation, upTo }) => void this.#expired(this.of(conversation), upTo));
    session.on('waiting', () => this.changed());
    session.on('dropped', () => this.changed());
    session.on('refused', () => this.changed());
    session.on('accepted', (sent) => this.#accepted(sent));
    session.on('typing', ({ conversation, user, on }) => {
      const { typing } = this.of(conversation);
      if (on) typing.add(user);
      else typing.delete(user);
      this.changed();
    });
    session.on('presence', (presence) => {
      this.presence.set(presence.user, presence);
      this.changed();
    });
    session.on('problem', (problem) => this.say(problem.message));
  }

  async start() {
    for (const line of (await this.client.store.kept('inbox')) ?? []) this.#line(line);
    this.client.session.start();
    this.changed();
    await this.loadProfile();
  }

  /** How others see this person. */
  async loadProfile() {
    try {
      this.became(await this.client.call((http, token) => http.profile(token)));
    } catch (problem) {
      if (!problem.retryable && problem.code !== 'unknown_user') this.say(problem.message); // the views may not know a new account yet
    }
  }

  /** What this person changed, before the views say so. */
  became(change) {
    this.people.set(this.me, { user: this.me, ...this.people.get(this.me), ...change });
    this.changed();
  }

  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Once a turn at most, however much changes. */
  changed() {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      this.#listeners.forEach((listener) => listener());
    });
  }

  say(text) {
    this.problem = text;
    this.changed();
  }

  of(id) {
    if (!this.conversations.has(id)) {
      this.conversations.set(id, {
        id, kind: 'direct', standing: 'member', members: [], size: 0, admin: false, unread: 0, seq: -1, last: undefined, request: false, settings: PLAIN,
        entries: [], reply: undefined, editing: undefined, more: true, loaded: false, marks: new Map(), counts: new Map(), typing: new Set(), draft: '', known: false,
      });
    }
    return this.conversations.get(id);
  }

  get list() {
    const time = (one) => one.last?.time ?? '';
    return [...this.conversations.values()]
      .filter((one) => one.known && one.standing !== 'gone')
      .sort((a, b) => b.settings.pinned - a.settings.pinned || (time(a) < time(b) ? 1 : -1));
  }

  /** Names, titles, counts: asked for soon, once for all that changed. */
  refresh() {
    this.#refreshing ??= setTimeout(async () => {
      this.#refreshing = undefined;
      try {
        const { conversations } = await this.client.call((http, token) => http.inbox(token));
        conversations.forEach((line) => this.#line(line));
        void this.client.store.keep('inbox', conversations);
        this.client.session.watch([...this.people.keys()].filter((user) => user !== this.me));
        this.changed();
      } catch (problem) {
        if (!problem.retryable) this.say(problem.message);
      }
    }, REFRESH_MS);
  }

  #line(line) {
    const one = this.of(line.conversation);
    const { kind, standing, title, size, admin, unread, mentioned, members, request, settings, retention, picture, expired: upTo } = line;
    Object.assign(one, { kind, standing, title, size, admin, unread, mentioned, members, request, retention, picture, known: true });
    void this.#expired(one, upTo);
    this.#settings(one, settings ?? PLAIN);
    if (line.last && line.last.seq >= (one.last?.seq ?? -1)) one.last = line.last;
    members.forEach((person) => this.people.set(person.user, person));
  }

  #head(head) {
    const one = this.of(head.conversation);
    Object.assign(one, { kind: head.kind, standing: head.standing, title: head.title, unread: head.unread, mentioned: head.mentioned, admin: head.admin, size: head.size });
    one.request = head.request ?? false;
    one.retention = head.retention;
    one.picture = head.picture;
    void this.#expired(one, head.expired);
    this.#settings(one, head.settings ?? PLAIN);
    if (one.loaded && head.seq > (one.entries.at(-1)?.seq ?? -1) + 100) one.loaded = false;
    this.refresh();
  }

  #message(id, entry) {
    const one = this.of(id);
    one.typing.delete(entry.from);
    if (!one.known || HAPPENED.includes(entry.kind)) this.refresh();
    if (entry.kind === 'message' && entry.seq > (one.last?.seq ?? -1)) {
      one.last = entry;
      if (entry.from !== this.me && entry.seq > (one.marks.get(this.me)?.read ?? -1)) one.unread++;
      if (entry.mentions?.includes(this.me)) one.mentioned = entry.seq;
    }
    this.#change(one, entry);
    this.#add(one, [entry]);
    this.changed();
  }

  /** A message after what has just happened to it, wherever it is shown. */
  #change(one, change) {
    if (change.target === undefined) return;
    one.entries = one.entries.map((entry) => (entry.seq === change.target ? changed(entry, change) : entry));
    if (one.last?.seq === change.target) one.last = changed(one.last, change);
  }

  /** Also of what is kept for a visit without a connection. */
  async #expired(one, upTo = -1) {
    if (upTo <= (one.expired ?? -1)) return;
    one.expired = upTo;
    one.entries = one.entries.map((entry) => expired(entry, upTo));
    if (one.last) one.last = expired(one.last, upTo);
    this.changed();
    const stored = await this.client.store.kept(`entries:${one.id}`);
    if (stored) await this.client.store.keep(`entries:${one.id}`, stored.map((entry) => expired(entry, upTo)));
  }

  /** How long messages are kept, for everybody. */
  async retain(one, retention) {
    if (await this.act((http, token) => http.keep(token, one.id, retention))) one.retention = retention;
  }

  #add(one, entries) {
    if (!one.loaded && !one.loading && one.entries.length === 0) return;
    const known = new Set(one.entries.map((entry) => entry.seq));
    const fresh = entries.filter((entry) => !known.has(entry.seq));
    one.entries = [...one.entries, ...fresh].sort((a, b) => a.seq - b.seq);
    void this.client.store.keep(`entries:${one.id}`, one.entries.slice(-KEPT_ENTRIES));
  }

  #accepted({ conversation, mid, seq, time }) {
    this.changed();
    const one = this.of(conversation);
    const sent = one.sending?.get(mid);
    if (sent) this.#message(conversation, { ...entryOf(sent), seq, from: this.me, time });
  }

  #receipt(id, members, counts = []) {
    const one = this.of(id);
    for (const count of counts) one.counts.set(count.seq, count);
    for (const mark of members) {
      const before = one.marks.get(mark.user)?.read ?? -1;
      one.marks.set(mark.user, mark);
      if (mark.user === this.me && mark.read > before && one.unread > 0) this.refresh();
    }
    void this.client.store.keep(`marks:${id}`, [...one.marks.values()]);
    this.changed();
  }

  async open(id) {
    this.current = id;
    this.changed();
    if (!id) return;
    const one = this.of(id);
    if (one.settings.unread) void this.keep(one, { unread: false });
    one.draft ||= (await this.client.store.kept(`draft:${id}`)) ?? '';
    if (one.loaded) return;
    if (one.entries.length === 0) one.entries = (await this.client.store.kept(`entries:${id}`)) ?? [];
    for (const mark of (await this.client.store.kept(`marks:${id}`)) ?? []) {
      if (!one.marks.has(mark.user)) one.marks.set(mark.user, mark);
    }
    this.changed();
    await this.older(id, true);
  }

  /** The page of history before what is here, or the newest. */
  async older(id, newest = false) {
    const one = this.of(id);
    if (one.loading || (!newest && !one.more)) return;
    one.loading = true;
    try {
      const before = newest ? undefined : one.entries[0]?.seq;
      const page = await this.client.call((http, token) => http.entriesBefore(token, id, before));
      const last = page.entries.at(-1)?.seq ?? -1;
      if (newest) one.entries = one.entries.filter((entry) => entry.seq > last);
      one.loaded = true;
      one.joined = false;
      one.tries = 0;
      one.more = page.more && page.entries[0]?.seq > (one.expired ?? -1);
      this.#add(one, page.entries);
    } catch (problem) {
      if (problem.code === 'unknown_conversation' && (one.joined || !one.known)) setTimeout(() => this.#again(id), REFRESH_MS);
      else if (!problem.retryable && one.standing !== 'invited') this.say(problem.message);
    } finally {
      one.loading = false;
      this.changed();
    }
  }

  /** The views may not know yet what this page has just made, or joined. */
  #again(id) {
    const one = this.of(id);
    one.tries = (one.tries ?? 0) + 1;
    if (one.tries < MOST_TRIES && this.current === id && !one.loaded) void this.older(id, true);
  }

  /** What the composer is about: `reply` or `editing`, or neither. */
  compose(one, { reply, editing }) {
    Object.assign(one, { reply, editing });
    this.changed();
  }

  send(id, content) {
    this.#sent(id, this.client.session.send(id, content));
    this.draft(id, '');
  }

  edit(id, target, body) {
    this.#sent(id, this.client.session.edit(id, target, body));
  }

  delete(id, target) {
    this.#sent(id, this.client.session.delete(id, target));
  }

  async report(id, seq) {
    if (await this.act((http, token) => http.report(token, id, seq))) this.say('Reported. The operators see the message as you do.');
  }

  /** Once more takes it back. */
  react(id, entry, reaction) {
    const mine = entry.reactions?.find((one) => one.user === this.me);
    this.#sent(id, this.client.session.react(id, entry.seq, mine?.body === reaction ? '' : reaction));
  }

  #sent(id, sent) {
    sent.stored.catch((error) => this.say(error.message));
    const one = this.of(id);
    (one.sending ??= new Map()).set(sent.message.mid, sent.message);
  }

  /** Where a file, and its small picture if it has one, can be fetched from for some minutes; undefined where it cannot. */
  async address(asset, carrier) {
    const held = this.#addresses.get(asset);
    if (held && held.until > Date.now()) return held;
    try {
      const { url, thumbnail } = await this.client.call((http, token) => http.grants(token, asset, carrier));
      const address = { url, thumbnail, until: Date.now() + ADDRESS_MS };
      this.#addresses.set(asset, address);
      return address;
    } catch {
      return undefined;
    }
  }

  draft(id, text) {
    const one = this.of(id);
    one.draft = text;
    void this.client.store.keep(`draft:${id}`, text || undefined);
    clearTimeout(one.telling);
    one.telling = setTimeout(() => this.#tellDraft(one), text ? DRAFT_MS : 0);
  }

  /** Only where the other devices know another one. */
  async #tellDraft(one) {
    one.telling = undefined;
    if (one.draft === (one.settings.draft ?? '') || !one.known) return;
    try {
      one.settings = await this.client.call((http, token) => http.changeSettings(token, one.id, { draft: one.draft }));
    } catch {
      // It stays on this device, and goes with the next change.
    }
  }

  /** A draft from another device takes the place of one that nobody is at. @param device on which it was changed */
  #settings(one, settings, device) {
    const before = one.settings.draft ?? '';
    const draft = settings.draft ?? '';
    one.settings = settings;
    if (draft !== before && device !== this.client.device && one.telling === undefined && one.draft === before) {
      one.draft = draft;
      one.draftFrom = device;
      void this.client.store.keep(`draft:${one.id}`, draft || undefined);
    }
    this.changed();
  }

  /** How this person keeps a conversation, on all devices. */
  async keep(one, change) {
    const settings = await this.act((http, token) => http.changeSettings(token, one.id, change));
    if (settings) this.#settings(one, settings);
  }

  isMuted(one) {
    return one.settings.mutedUntil !== undefined && one.settings.mutedUntil > new Date().toISOString();
  }

  read(id) {
    const one = this.of(id);
    const last = one.entries.at(-1);
    if (!last || last.seq <= Math.max(one.readUpTo ?? -1, one.marks.get(this.me)?.read ?? -1)) return;
    one.readUpTo = last.seq;
    one.unread = 0;
    this.client.session.read(id, last.seq);
    this.changed();
  }

  /** Runs something over HTTP; what is wrong is said. */
  async act(request) {
    try {
      const answer = await this.client.call(request);
      this.problem = '';
      this.refresh();
      return answer ?? true;
    } catch (problem) {
      this.say(problem.message);
      return undefined;
    }
  }

  name(user) {
    const person = this.people.get(user);
    return user === this.me ? 'You' : person?.name || person?.handle || 'Somebody';
  }

  title(one) {
    return one.kind === 'group' ? one.title || 'Group' : this.name(one.members.find((person) => person.user !== this.me)?.user);
  }

  other(one) {
    return one.kind === 'direct' ? one.members.find((person) => person.user !== this.me)?.user : undefined;
  }

  /** waiting, sent, delivered or read: what all the others have. */
  tick(one, entry) {
    const count = one.counts.get(entry.seq);
    if (count) return count.read === count.of ? 'read' : count.delivered === count.of ? 'delivered' : 'sent';
    const marks = one.members.filter((person) => person.user !== this.me).map(({ user }) => one.marks.get(user));
    const all = (reached) => marks.length > 0 && marks.every((mark) => mark && reached(mark));
    return all((mark) => hasRead(mark, entry.seq)) ? 'read' : all((mark) => mark.delivered >= entry.seq) ? 'delivered' : 'sent';
  }
}
