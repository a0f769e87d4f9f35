/** Keeps the page itself, so that it opens without a network, and shows notifications. What the server has newer is taken first. */
const CACHE = 'parley-page';
const ours = (/** @type {URL} */ url) => url.pathname === '/' || /^\/(app|client|_static)\//.test(url.pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && ours(new URL(event.request.url))) event.respondWith(fresh(event.request));
});

async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('message', (event) => event.waitUntil(told(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.conversation));
});

/** The newest message of each conversation that was shown; a worker that started anew asks what still is. @type {Map<string, number>} */
const newest = new Map();

/** One after the other: two pages may tell the same. */
let telling = Promise.resolve();
function told(message) {
  telling = telling.catch(() => {}).then(() => act(message)); // whoever told it was told what failed
  return telling;
}

async function act({ t, conversation, seq, upTo, title, body }) {
  const tag = t === 'forget' ? undefined : conversation;
  if (t === 'forget') newest.clear();
  const shown = await self.registration.getNotifications(tag && { tag });
  if (t === 'notify') {
    if ((newest.get(tag) ?? -1) >= seq || shown.some(({ data }) => data.seq >= seq)) return;
    newest.set(tag, seq);
    await self.registration.showNotification(title, { body, tag, renotify: true, icon: '/app/icon.svg', data: { conversation, seq } });
  } else {
    shown.filter(({ data }) => t === 'forget' || data.seq <= upTo).forEach((one) => one.close());
  }
}

async function open(conversation) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow('/');
  page.postMessage({ t: 'open', conversation });
  return page.focus();
}
