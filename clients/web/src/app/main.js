import { html, render } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { App } from './app.js';

render(html`<${App} />`, document.getElementById('root'));
if ('serviceWorker' in navigator) {
  const policy = globalThis.trustedTypes?.createPolicy('parley-page', { createScriptURL: () => '/sw.js' });
  navigator.serviceWorker.register(policy?.createScriptURL('') ?? '/sw.js').catch((error) => console.warn('The page will not open offline:', error));
}
