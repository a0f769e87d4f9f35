import { html, useEffect, useLayoutEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Group, SeenBy } from './dialogs.js';
import { Avatar, Tick } from './parts.js';
import { clock, day, happened, seen } from './text.js';

const NEAR_PX = 120;
const TOGETHER_MS = 5 * 60_000;

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
      <${Avatar} name=${title} online=${model.presence.get(model.other(one))?.online} />
      <div class="who"><h2 dir="auto">${title}</h2><p class=${typing.length > 0 ? 'accent' : 'muted'} aria-live="polite">${subtitle}</p></div>
      ${one.kind === 'group' && html`<button class="icon" aria-label="Group" title="Group" onClick=${() => setDialog({ group: true })}>⋯</button>`}
    </header>
    <${Messages} model=${model} one=${one} seenBy=${(seq) => setDialog({ seq })} />
    ${one.standing === 'invited' ? html`<${Invitation} model=${model} one=${one} />` : html`<${Composer} model=${model} one=${one} title=${title} />`}
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
      ${one.entries.map((entry, i) => html`<${Entry} key=${entry.seq} model=${model} one=${one} entry=${entry} before=${one.entries[i - 1]} seenBy=${seenBy} />`)}
      ${waiting
        .filter((message) => !mids.has(message.mid))
        .map((message) => html`<li key=${message.mid} class="message mine"><${Bubble} body=${message.body} time=${message.time} tick="waiting" /></li>`)}
      ${refused.map(
        (message) => html`<li key=${message.mid} class="message mine refused">
          <${Bubble} body=${message.body} time=${message.time} />
          <p class="error">Not sent: ${message.reason} <button class="link" onClick=${() => session.drop(message.mid)}>Remove</button></p>
        </li>`,
      )}
    </ol>
  </div>`;
}

function Entry({ model, one, entry, before, seenBy }) {
  const mine = entry.from === model.me;
  const newDay = !before || day(before.time) !== day(entry.time);
  const together = !newDay && before.kind === 'message' && before.from === entry.from && new Date(entry.time) - new Date(before.time) < TOGETHER_MS;
  const divider = newDay && html`<p class="day"><span>${day(entry.time)}</span></p>`;
  if (entry.kind !== 'message') {
    const text = happened(model, entry);
    return text && html`<li class="happened">${divider}<p dir="auto">${text}</p></li>`;
  }
  return html`<li class=${`message ${mine ? 'mine' : 'theirs'} ${together ? 'together' : ''}`}>
    ${divider}
    ${one.kind === 'group' && !mine && !together && html`<p class="author" dir="auto">${model.name(entry.from)}</p>`}
    <${Bubble} body=${entry.body} time=${entry.time} tick=${mine && model.tick(one, entry)} open=${mine && (() => seenBy(entry.seq))} />
  </li>`;
}

function Bubble({ body, time, tick, open }) {
  const meta = html`<time>${clock(time)}</time>${tick && html`<${Tick} state=${tick} />`}`;
  return html`<div class="bubble">
    <span class="body" dir="auto">${body ?? 'This message was erased.'}</span>
    ${open ? html`<button class="meta" title="Who has seen it" onClick=${open}>${meta}</button>` : html`<span class="meta">${meta}</span>`}
  </div>`;
}

function Composer({ model, one, title }) {
  const [text, setText] = useState(one.draft);
  const ref = useRef();
  useEffect(() => {
    if (one.draft && !text) setText(one.draft);
    if (matchMedia('(min-width: 720px)').matches) ref.current.focus();
  }, [one.loaded]);
  useLayoutEffect(() => {
    ref.current.style.height = 'auto';
    ref.current.style.height = `${ref.current.scrollHeight}px`;
  }, [text]);
  const write = (value) => {
    setText(value);
    model.draft(one.id, value);
    model.client.session.typing(one.id, value !== '');
  };
  const send = (event) => {
    event.preventDefault();
    if (!text.trim()) return;
    model.send(one.id, text.trim());
    setText('');
    ref.current.focus();
  };
  return html`<form class="composer" onSubmit=${send}>
    <textarea ref=${ref} rows="1" dir="auto" aria-label=${`Message to ${title}`} placeholder="Message" value=${text}
      onInput=${(event) => write(event.target.value)}
      onKeyDown=${(event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && send(event)}></textarea>
    <button class="send" aria-label="Send" disabled=${!text.trim()}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20.500 21.500 12 3 3.500 3 10l12 2-12 2z" /></svg></button>
  </form>`;
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
