import { html, useEffect, useLayoutEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Composer } from './composer.js';
import { Group, Keep, SeenBy } from './dialogs.js';
import { Entry, Unsent } from './message.js';
import { Avatar } from './parts.js';
import { seen } from './text.js';

const NEAR_PX = 120;

export function Conversation({ model, one }) {
  const [dialog, setDialog] = useState();
  const title = model.title(one);
  const typing = [...one.typing].filter((user) => user !== model.me);
  const subtitle =
    typing.length > 0
      ? one.kind === 'group' ? `${typing.map((user) => model.name(user)).join(', ')} typing…` : 'typing…'
      : one.kind === 'group' ? `${one.size} ${one.size === 1 ? 'member' : 'members'}` : seen(model.presence.get(model.other(one)));
  return html`<main class="conversation" aria-label=${`Conversation: ${title}`}>
    <header>
      <button class="icon back" aria-label="Back to conversations" onClick=${() => model.open(undefined)}>‹</button>
      <${Avatar} model=${model} user=${model.other(one)} group=${one.kind === 'group' && one} name=${title} online=${model.presence.get(model.other(one))?.online} />
      <div class="who"><h2 dir="auto">${title}</h2><p class=${typing.length > 0 ? 'accent' : 'muted'} aria-live="polite">${subtitle}</p></div>
      ${one.kind === 'group' && html`<button class="icon" aria-label="Group" title="Group" onClick=${() => setDialog({ group: true })}>⋯</button>`}
      <button class="icon" aria-label="Options" title="Options" onClick=${() => setDialog({ keep: true })}>⋮</button>
    </header>
    <${Messages} model=${model} one=${one} seenBy=${(seq) => setDialog({ seq })} />
    ${one.standing === 'invited'
      ? html`<${Invitation} model=${model} one=${one} />`
      : one.standing === 'blocked'
        ? html`<${Blocked} model=${model} one=${one} title=${title} />`
        : html`${one.request && html`<${Request} model=${model} one=${one} title=${title} />`}<${Composer} model=${model} one=${one} title=${title} />`}
    ${dialog?.keep && html`<${Keep} model=${model} one=${one} close=${() => setDialog()} />`}
    ${dialog?.group && html`<${Group} model=${model} one=${one} close=${() => setDialog()} />`}
    ${dialog?.seq !== undefined && html`<${SeenBy} model=${model} one=${one} seq=${dialog.seq} close=${() => setDialog()} />`}
  </main>`;
}

function Messages({ model, one, seenBy }) {
  const ref = useRef();
  const kept = useRef({ bottom: true, first: undefined, height: 0 });
  const { session } = model.client;
  const waiting = session.waiting.filter((message) => message.conversation === one.id);
  const refused = session.refused.filter((message) => message.conversation === one.id);
  const gone = one.expired ?? -1;
  const shown = one.entries.filter((entry) => entry.seq > gone || entry.kind !== 'message');
  const mids = new Set(one.entries.map((entry) => entry.mid));

  const look = () => {
    if (document.visibilityState === 'visible' && kept.current.bottom) model.read(one.id);
  };
  useLayoutEffect(() => {
    const box = ref.current;
    const first = one.entries[0]?.seq;
    if (kept.current.bottom) box.scrollTop = box.scrollHeight;
    else if (first < kept.current.first) box.scrollTop += box.scrollHeight - kept.current.height;
    kept.current.first = first;
    kept.current.height = box.scrollHeight;
    look();
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const scrolled = () => {
    const box = ref.current;
    kept.current.bottom = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    look();
    if (box.scrollTop < 400 && one.loaded) void model.older(one.id);
  };

  return html`<div class="messages" ref=${ref} onScroll=${scrolled} tabindex="0" role="log" aria-label="Messages">
    <ol>
      ${one.entries[0]?.seq <= gone && html`<li class="happened" key="gone"><p>Earlier messages are not kept any more</p></li>`}
      ${shown.map((entry, i) => html`<${Entry} key=${entry.seq} model=${model} one=${one} entry=${entry} before=${shown[i - 1]} seenBy=${seenBy} />`)}
      ${waiting
        .filter((message) => !mids.has(message.mid) && !message.kind)
        .map((message) => html`<${Unsent} key=${message.mid} model=${model} one=${one} message=${message} />`)}
      ${refused.map((message) => html`<${Unsent} key=${message.mid} model=${model} one=${one} message=${message} drop=${() => session.drop(message.mid)} />`)}
    </ol>
  </div>`;
}

function Invitation({ model, one }) {
  const answer = async (accept) => {
    const done = await model.act((http, token) => http.answerInvitation(token, one.id, accept));
    if (done) Object.assign(one, { loaded: false, joined: accept });
    if (done) await model.open(accept ? one.id : undefined);
  };
  return html`<div class="invitation">
    <p>You are invited to this group.</p>
    <button class="primary" onClick=${() => answer(true)}>Join</button><button onClick=${() => answer(false)}>Decline</button>
  </div>`;
}

function Request({ model, one, title }) {
  return html`<div class="invitation" role="region" aria-label="Request">
    <p><b dir="auto">${title}</b> has not written to you before. An answer accepts, too.</p>
    <button class="primary" onClick=${() => model.act((http, token) => http.acceptRequest(token, one.id))}>Accept</button>
    <button class="danger" onClick=${() => model.act((http, token) => http.block(token, one.id))}>Block</button>
  </div>`;
}

function Blocked({ model, one, title }) {
  return html`<div class="invitation" role="region" aria-label="Blocked">
    <p>You blocked <b dir="auto">${title}</b>. Nothing of theirs reaches you.</p>
    <button onClick=${() => model.act((http, token) => http.unblock(token, one.id))}>Unblock</button>
  </div>`;
}
