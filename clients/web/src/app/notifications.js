import { summary } from './text.js';

const WANTED = 'parley.notifications';
/** Names may be on their way, and so may the news that it was read elsewhere. */
const SOON_MS = 400;

export const possible = () => 'Notification' in globalThis && Boolean(navigator.serviceWorker);

export const wanted = () => possible() && Notification.permission === 'granted' && localStorage.getItem(WANTED) === 'yes';

/** Whether the person is told from now on; false too where the browser does not let. */
export async function want(on) {
  const granted = on && (await Notification.requestPermission()) === 'granted';
  localStorage.setItem(WANTED, granted ? 'yes' : 'no');
  if (!granted) await tell({ t: 'forget' });
  return granted;
}

async function tell(message) {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
}

const isLooking = () => document.visibilityState === 'visible' && document.hasFocus();

/**
 * Tells whoever looks elsewhere what was written to them, as long as it is not read. The service worker shows it, so that several pages of
 * one person show it once.
 */
export function notify(model) {
  const { session } = model.client;
  session.on('message', ({ conversation, entry }) => {
    if (entry.kind === 'message' && entry.from !== model.me) setTimeout(() => shown(model, model.of(conversation), entry), SOON_MS);
  });
  session.on('receipt', ({ conversation, members }) => {
    const own = members.find(({ user }) => user === model.me);
    if (own && possible()) void tell({ t: 'read', conversation, upTo: own.read });
  });
  session.on('state', (state) => {
    if (state === 'logged-out' && possible()) void tell({ t: 'forget' });
  });
  if (possible()) {
    navigator.serviceWorker.onmessage = ({ data }) => {
      if (data.t === 'open') void model.open(data.conversation);
    };
  }
}

function shown(model, one, entry) {
  const isRead = entry.seq <= (one.marks.get(model.me)?.read ?? -1);
  if (!wanted() || isLooking() || isRead || model.isMuted(one)) return;
  const title = model.title(one);
  const author = one.kind === 'group' ? `${model.name(entry.from)}: ` : '';
  void tell({ t: 'notify', conversation: one.id, seq: entry.seq, title, body: author + summary(entry) });
}
