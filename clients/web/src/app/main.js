import { html, render } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { App } from './app.js';
import { keepThePage } from './offline.js';

render(html`<${App} />`, document.getElementById('root'));
void keepThePage();
