import { html, useEffect, useReducer, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { forget, logIn, open, remembered } from './account.js';
import { Conversation } from './conversation.js';
import { Model } from './model.js';
import { notify } from './notifications.js';
import { Sidebar } from './sidebar.js';

export function App() {
  const [model, setModel] = useState();
  const [who, setWho] = useState(remembered);
  const [, render] = useReducer((n) => n + 1, 0);

  useEffect(() => {
    if (!who || model) return;
    open(who).then((client) => {
      const made = new Model(client);
      made.handle = who.handle;
      made.onChange(() => render());
      client.session.on('state', (state) => {
        if (!['logged-out', 'closed'].includes(state)) return;
        forget();
        setModel(undefined);
        setWho(undefined);
      });
      notify(made);
      setModel(made);
      return made.start();
    });
  }, [who]);

  useEffect(() => {
    const unread = model ? model.list.reduce((sum, one) => sum + one.unread, 0) : 0;
    document.title = unread > 0 ? `(${unread}) Parley` : 'Parley';
  });

  if (!who) return html`<${LogIn} done=${setWho} />`;
  if (!model) return html`<main class="loading" aria-busy="true"></main>`;
  return html`<div class=${model.current ? 'app inside' : 'app'}>
    <${Sidebar} model=${model} />
    ${model.current
      ? html`<${Conversation} key=${model.current} model=${model} one=${model.of(model.current)} />`
      : html`<main class="empty"><img src="/app/icon.svg" alt="" /><p>Choose a conversation, or start a new one.</p></main>`}
    ${model.problem &&
    html`<div class="toast" role="alert">${model.problem}<button class="icon" aria-label="Dismiss" onClick=${() => model.say('')}>✕</button></div>`}
  </div>`;
}

function LogIn({ done }) {
  const [isNew, setNew] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    setBusy(true);
    try {
      done(await logIn(form.get('handle').trim(), form.get('password'), form.get('name')?.trim(), isNew));
    } catch (error) {
      setProblem(error.message);
      setBusy(false);
    }
  };
  return html`<main class="login">
    <form onSubmit=${submit}>
      <img src="/app/icon.svg" alt="" />
      <h1>Parley</h1>
      <p class="muted">Messages that do not get lost.</p>
      <label>Handle<input name="handle" required autocomplete="username" autocapitalize="none" spellcheck="false" autofocus /></label>
      ${isNew && html`<label>Name<input name="name" autocomplete="name" placeholder="What others see" /></label>`}
      <label>Password<input name="password" type="password" required minlength="8" autocomplete=${isNew ? 'new-password' : 'current-password'} /></label>
      <p class="error" role="alert">${problem}</p>
      <button class="primary" disabled=${busy}>${isNew ? 'Create account' : 'Log in'}</button>
      <button type="button" class="link" onClick=${() => setNew(!isNew)}>
        ${isNew ? 'I have an account' : 'Create an account'}
      </button>
    </form>
  </main>`;
}
