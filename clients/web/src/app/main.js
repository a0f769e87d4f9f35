import { html, render } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { App } from './app.js';

render(html`<${App} />`, document.getElementById('root'));
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('/sw.js').catch((error) => console.warn('The page will not open offline:', error));
}
