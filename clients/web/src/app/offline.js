const KEPT = /^\/(app|client|_static)\//;

/** The page opens without a network, too: a worker keeps it. What was loaded before the worker came is loaded once more, through it. */
export async function keepThePage() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const policy = globalThis.trustedTypes?.createPolicy('parley-page', { createScriptURL: () => '/sw.js' });
  try {
    const isKept = Boolean(serviceWorker.controller);
    await serviceWorker.register(policy?.createScriptURL('') ?? '/sw.js');
    if (isKept) return;
    if (!serviceWorker.controller) await new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }));
    const loaded = performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => KEPT.test(path));
    await Promise.all(['/', ...new Set(loaded)].map((path) => fetch(path)));
  } catch (error) {
    console.warn('The page will not open offline:', error);
  }
}
