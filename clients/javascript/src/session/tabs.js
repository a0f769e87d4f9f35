/**
 * @import { Outgoing, Refused } from '../store/store.js'
 *
 * @typedef {{t: 'queued', message: Outgoing}
 *   | {t: 'heard', mid: string}
 *   | {t: 'accepted', conversation: string, mid: string, seq: number, time: string}
 *   | {t: 'refused', message: Refused}
 *   | {t: 'dropped', mid: string}} Told what tabs tell each other
 *
 * @typedef {object} Tabs the tabs of one user and device, of which one sends what all of them wrote
 * @property {(events: {lead: () => void, lost: () => void, told: (message: Told) => void}) => void} start
 * @property {(message: Told) => void} tell
 * @property {() => void} takeOver from a tab that does not answer
 * @property {() => void} close
 */

/** Where there is nobody else. @returns {Tabs} */
export function alone() {
  return { start: ({ lead }) => lead(), tell: () => {}, takeOver: () => {}, close: () => {} };
}

/** The tab that holds a Web Lock sends; when it goes, the next one does. @param {string} key of user and device @returns {Tabs} */
export function browserTabs(key) {
  const locks = globalThis.navigator?.locks;
  if (!locks || !globalThis.BroadcastChannel) return alone();
  const name = `parley:outbox:${key}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  /** @type {() => void} */
  let release = () => {};
  /** @type {{lead: () => void, lost: () => void}} */
  let events;
  let leads = false;

  const hold = () => {
    if (ended.signal.aborted) return Promise.resolve();
    leads = true;
    events.lead();
    return new Promise((/** @type {(done: void) => void} */ done) => (release = () => done()));
  };
  const lost = () => {
    if (leads) events.lost();
    leads = false;
  };
  const queue = () => {
    if (ended.signal.aborted) return;
    locks.request(name, { signal: ended.signal }, hold).catch(() => {
      lost(); // another tab took it over
      queue();
    });
  };

  return {
    start(given) {
      events = given;
      channel.onmessage = (event) => given.told(event.data);
      queue();
    },
    tell: (message) => channel.postMessage(message),
    takeOver() {
      if (leads || ended.signal.aborted) return;
      locks.request(name, { steal: true }, hold).catch(lost);
    },
    close() {
      ended.abort();
      leads = false;
      release();
      channel.close();
    },
  };
}
