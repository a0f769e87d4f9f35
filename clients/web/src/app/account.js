import { Client, IndexedDbStore, ParleyHttp, browserTabs } from '/client/index.js';

const WHO = 'parley.who';
const devices = (handle) => `parley.device.${handle.toLowerCase()}`;

/** Who was logged in here, though perhaps no more. */
export function remembered() {
  return JSON.parse(localStorage.getItem(WHO) ?? 'null');
}

export function forget() {
  localStorage.removeItem(WHO);
}

/** Opens the outbox of whoever is logged in; the refresh token is in a cookie that scripts cannot read. */
export async function open(who) {
  const store = await IndexedDbStore.open(who);
  return Client.open({
    base: location.origin,
    tokens: who,
    store,
    tabs: browserTabs(`${who.user}:${who.device}`),
    options: { client: 'parley-web/0.1.0' },
  });
}

export async function logIn(handle, password, name, isNew) {
  const http = new ParleyHttp(location.origin);
  if (isNew) await http.register(handle, password, name || undefined);
  const device = localStorage.getItem(devices(handle)) ?? undefined;
  const credentials = { handle, password, deviceName: 'Browser', cookie: true };
  const tokens = await http.logIn({ ...credentials, device }).catch((problem) => {
    if (!device || !['unknown_device', 'device_revoked'].includes(problem.code)) throw problem;
    return http.logIn(credentials);
  });
  localStorage.setItem(devices(handle), tokens.device);
  localStorage.setItem(WHO, JSON.stringify({ user: tokens.user, device: tokens.device, handle }));
  return { ...tokens, handle };
}
