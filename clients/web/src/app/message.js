import { html, useEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Attachments } from './attachments.js';
import { Tick } from './parts.js';
import { clock, day, happened, summary } from './text.js';

const TOGETHER_MS = 5 * 60_000;
const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

export function Entry({ model, one, entry, before, seenBy }) {
  const mine = entry.from === model.me;
  const newDay = !before || day(before.time) !== day(entry.time);
  const together = !newDay && before.kind === 'message' && before.from === entry.from && new Date(entry.time) - new Date(before.time) < TOGETHER_MS;
  const divider = newDay && html`<p class="day"><span>${day(entry.time)}</span></p>`;
  if (entry.kind !== 'message') {
    const text = happened(model, entry);
    return text && html`<li class="happened">${divider}<p dir="auto">${text}</p></li>`;
  }
  const forMe = entry.mentions?.includes(model.me) ? 'for-me' : '';
  return html`<li id=${`entry-${entry.seq}`} class=${`message ${mine ? 'mine' : 'theirs'} ${together ? 'together' : ''} ${forMe}`}>
    ${divider}
    ${one.kind === 'group' && !mine && !together && html`<p class="author" dir="auto">${model.name(entry.from)}</p>`}
    <div class="line">
      <${Bubble} model=${model} one=${one} message=${entry} carrier=${{ conversation: one.id, seq: entry.seq }} tick=${mine && model.tick(one, entry)} open=${mine && (() => seenBy(entry.seq))} />
      ${!entry.deleted && one.standing === 'member' && html`<${Actions} model=${model} one=${one} entry=${entry} />`}
    </div>
    ${entry.reactions && html`<${Reactions} model=${model} one=${one} entry=${entry} />`}
  </li>`;
}

/** A message of the outbox; with `drop` one that the server will never take. */
export function Unsent({ model, one, message, drop }) {
  return html`<li class=${`message mine ${drop ? 'refused' : ''}`}>
    <div class="line"><${Bubble} model=${model} one=${one} message=${message} tick=${drop ? undefined : 'waiting'} /></div>
    ${drop && html`<p class="error">Not sent: ${message.reason} <button class="link" onClick=${drop}>Remove</button></p>`}
  </li>`;
}

function Bubble({ model, one, message, carrier, tick, open }) {
  const { body, attachments, replyTo, edited, deleted, time } = message;
  const meta = html`${edited && html`<span title=${`Edited at ${clock(edited)}`}>edited</span>`}<time>${clock(time)}</time>${tick && html`<${Tick} state=${tick} />`}`;
  return html`<div class="bubble">
    ${replyTo !== undefined && html`<${Quote} model=${model} one=${one} seq=${replyTo} />`}
    ${attachments && html`<${Attachments} model=${model} attachments=${attachments} carrier=${carrier} />`}
    <span class=${`body ${deleted ? 'muted' : ''}`} dir="auto">${deleted ? 'This message was deleted.' : (body ?? 'This message was erased.')}</span>
    ${open ? html`<button class="meta" title="Who has seen it" onClick=${open}>${meta}</button>` : html`<span class="meta">${meta}</span>`}
  </div>`;
}

/** The message that another answers, as it is now. */
export function Quote({ model, one, seq }) {
  const quoted = one.entries.find((entry) => entry.seq === seq);
  const show = () => document.getElementById(`entry-${seq}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  return html`<button type="button" class="quote" onClick=${show} disabled=${!quoted}>
    <b dir="auto">${quoted ? model.name(quoted.from) : 'Earlier message'}</b><span dir="auto">${quoted ? summary(quoted) : ''}</span>
  </button>`;
}

function Reactions({ model, one, entry }) {
  const by = Map.groupBy(entry.reactions.filter((each) => each.body), (each) => each.body);
  return html`<ul class="reactions" aria-label="Reactions">
    ${[...by].map(([body, all]) => {
      const who = all.map((each) => model.name(each.user)).join(', ');
      return html`<li key=${body}>
        <button aria-pressed=${all.some((each) => each.user === model.me)} aria-label=${`${body} by ${who}`} title=${who} onClick=${() => model.react(one.id, entry, body)}>
          ${body}${all.length > 1 && ` ${all.length}`}
        </button>
      </li>`;
    })}
  </ul>`;
}

function Actions({ model, one, entry }) {
  const [shown, setShown] = useState(false);
  const ref = useRef();
  useEffect(() => {
    if (shown) ref.current.querySelector('.menu button').focus();
  }, [shown]);
  const mine = entry.from === model.me;
  const act = (action) => () => {
    setShown(false);
    action();
  };
  const left = (event) => !ref.current.contains(event.relatedTarget) && setShown(false);
  return html`<div class="actions" ref=${ref} onFocusOut=${left} onKeyDown=${(event) => event.key === 'Escape' && setShown(false)}>
    <button class="icon" aria-label="Message actions" aria-expanded=${shown} onClick=${() => setShown(!shown)}>⋯</button>
    ${shown &&
    html`<div class="menu">
      <div class="choice" role="group" aria-label="React">
        ${REACTIONS.map((body) => html`<button key=${body} aria-label=${`React with ${body}`} onClick=${act(() => model.react(one.id, entry, body))}>${body}</button>`)}
      </div>
      <button onClick=${act(() => model.compose(one, { reply: entry }))}>Reply</button>
      ${mine && entry.body && html`<button onClick=${act(() => model.compose(one, { editing: entry }))}>Edit</button>`}
      ${!mine && html`<button onClick=${act(() => model.report(one.id, entry.seq))}>Report</button>`}
      ${(mine || one.admin) && html`<button class="danger" onClick=${act(() => model.delete(one.id, entry.seq))}>Delete for everyone</button>`}
    </div>`}
  </div>`;
}
