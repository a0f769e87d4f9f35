/** Keeps the page itself, so that it opens without a network. What the server has newer is taken first. */
const CACHE = 'parley-page';
const ours = (/** @type {URL} */ url) => url.pathname === '/' || /^\/(app|client|_static)\//.test(url.pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && ours(new URL(event.request.url))) event.respondWith(newest(event.request));
});

async function newest(request) {
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
