import { html, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Profile } from './profile.js';
import { Avatar, Dialog } from './parts.js';
import { happened, summary, when } from './text.js';

const STATES = {
  connecting: 'Connecting…',
  reconnecting: 'No connection. What you write is kept and sent later.',
  refused: 'This page is out of date: load it again.',
};

export function Sidebar({ model }) {
  const [dialog, setDialog] = useState();
  const [query, setQuery] = useState('');
  const { state } = model.client.session;
  const wanted = query.trim().toLowerCase();
  const [inArchive, setArchive] = useState(false);
  const found = model.list.filter((one) => !wanted || model.title(one).toLowerCase().includes(wanted) || matches(one, wanted));
  const archived = model.list.filter((one) => one.settings.archived);
  const archive = inArchive && archived.length > 0;
  const list = wanted ? found : found.filter((one) => one.settings.archived === archive);
  return html`<nav class="sidebar" aria-label="Conversations">
    <header>
      <h1>Parley</h1>
      <button class="icon" aria-label="New conversation" title="New conversation" onClick=${() => setDialog('new')}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5v14M5 12h14" /></svg></button>
      <button class="icon" aria-label="Account" title="Account" onClick=${() => setDialog('account')}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 12a4 4 0 1 0-.01 0M4.500 20a7.500 7.500 0 0 1 15 0" /></svg></button>
      <button class="icon" aria-label="Log out" title=${`Log out @${model.handle}`} onClick=${() => setDialog('out')}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3v9M6.500 6.500a8 8 0 1 0 11 0" /></svg></button>
    </header>
    <p class="banner" role="status">${STATES[state] ?? ''}</p>
    <input class="search" type="search" aria-label="Search" placeholder="Search" value=${query} onInput=${(e) => setQuery(e.target.value)} />
    ${!wanted && archived.length > 0 && html`<button class="link archive" aria-expanded=${archive} onClick=${() => setArchive(!archive)}>
      ${archive ? 'Back to all conversations' : `Archive (${archived.length})`}</button>`}
    <ul>
      ${list.map((one) => html`<li key=${one.id}><${Row} model=${model} one=${one} /></li>`)}
    </ul>
    ${list.length === 0 && html`<p class="muted none">${wanted ? 'Nothing found.' : archived.length > 0 ? 'Everything is in the archive.' : 'Nobody here yet. Start with the plus above.'}</p>`}
    ${dialog === 'new' && html`<${NewConversation} model=${model} close=${() => setDialog()} />`}
    ${dialog === 'account' && html`<${Profile} model=${model} close=${() => setDialog()} />`}
    ${dialog === 'out' && html`<${LogOut} model=${model} close=${() => setDialog()} />`}
  </nav>`;
}

const matches = (one, wanted) => one.entries.some((entry) => entry.kind === 'message' && entry.body?.toLowerCase().includes(wanted));

/** What stands under the title. */
function preview(model, one, text) {
  if (one.standing === 'invited') return html`<em>You are invited</em>`;
  if (one.standing === 'blocked') return html`<em>Blocked</em>`;
  if ([...one.typing].some((user) => user !== model.me)) return html`<em>typing…</em>`;
  if (one.draft && model.current !== one.id) return html`<em>Draft: </em>${one.draft}`;
  return one.request ? html`<em>Request: </em>${text}` : text;
}

function Row({ model, one }) {
  const title = model.title(one);
  const waiting = model.client.session.waiting.filter((message) => message.conversation === one.id && !message.kind).at(-1);
  const last = waiting ?? one.last;
  const author = last && (waiting || last.from === model.me) ? 'You: ' : last && one.kind === 'group' && last.kind === 'message' ? `${model.name(last.from)}: ` : '';
  const kept = last && (waiting || last.seq > (one.expired ?? -1));
  const text = kept ? (waiting || last.kind === 'message' ? author + summary(last) : (happened(model, last) ?? '')) : '';
  return html`<button class="row" aria-current=${model.current === one.id} onClick=${() => model.open(one.id)}>
    <${Avatar} model=${model} user=${model.other(one)} group=${one.kind === 'group' && one} name=${title} online=${model.presence.get(model.other(one))?.online} />
    <span class="what">
      <b dir="auto">${title}</b>
      <time>${last ? when(last.time) : ''}</time>
      <span class="last" dir="auto">
        ${preview(model, one, text)}
      </span>
      <span class="badges">
        ${model.isMuted(one) && html`<svg class="kept" viewBox="0 0 24 24" role="img" aria-label="Muted"><path d="M6 16h12l-1.500-2.500V10a4.500 4.500 0 0 0-9 0v3.500zM10 19a2 2 0 0 0 4 0M4 4l16 16" /></svg>`}
        ${one.settings.pinned && html`<svg class="kept" viewBox="0 0 24 24" role="img" aria-label="Pinned"><path d="M9 4h6l-1 6 3 3H7l3-3zM12 13v7" /></svg>`}
        ${one.unread === 0 && one.settings.unread && html`<span class="unread" aria-label="Marked as unread">•</span>`}
        ${one.unread > 0 && one.mentioned > (one.marks.get(model.me)?.read ?? -1) && html`<span class="unread" aria-label="You are mentioned">@</span>`}
        ${one.unread > 0 && html`<span class="unread" aria-label=${`${one.unread} unread`}>${one.unread > 99 ? '99+' : one.unread}</span>`}
      </span>
    </span>
  </button>`;
}

function NewConversation({ model, close }) {
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const title = form.get('title').trim();
    const handles = form.get('handles').split(/[\s,@]+/).filter(Boolean);
    const made = await model.act((http, token) =>
      title || handles.length > 1 ? http.createGroup(token, title || handles.join(', '), handles) : http.direct(token, handles[0] ?? ''),
    );
    if (!made) return;
    close();
    await model.open(made.conversation);
  };
  return html`<${Dialog} title="New conversation" close=${close}>
    <form onSubmit=${submit}>
      <label>Handles<input name="handles" required placeholder="bob, or bob, carol for a group" autocapitalize="none" autofocus /></label>
      <label>Group name <small>(for a group)</small><input name="title" maxlength="128" /></label>
      <p class="error" role="alert">${model.problem}</p>
      <button class="primary">Start</button>
    </form>
  </${Dialog}>`;
}

function LogOut({ model, close }) {
  const count = model.client.session.waiting.length;
  const [problem, setProblem] = useState('');
  const out = (waiting) => model.client.logOut(waiting).catch((error) => setProblem(error.message));
  return html`<${Dialog} title="Log out" close=${close}>
    <p>${count > 0 ? `${count} ${count === 1 ? 'message waits' : 'messages wait'} to be sent. What shall become of them?` : `You are @${model.handle}.`}</p>
    <p class="error" role="alert">${problem}</p>
    <div class="buttons">
      ${count === 0
        ? html`<button class="primary" onClick=${() => out()}>Log out</button>`
        : html`<button class="primary" onClick=${() => out('send')}>Send first</button>
            <button onClick=${() => out('keep')}>Keep for next time</button>
            <button class="danger" onClick=${() => out('discard')}>Discard</button>`}
    </div>
  </${Dialog}>`;
}
