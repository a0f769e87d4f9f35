import { html, useEffect, useLayoutEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Uploads, useUploads } from './attachments.js';
import { Quote } from './message.js';

/** Who of the conversation stands in the text, as `@handle`. */
function mentioned(model, one, body) {
  const handles = new Set([...body.matchAll(/@([\w.-]+)/g)].map(([, handle]) => handle.toLowerCase().replace(/[.-]+$/, '')));
  return one.members.filter(({ user, handle }) => user !== model.me && handles.has(handle?.toLowerCase())).map(({ user }) => user);
}

export function Composer({ model, one, title }) {
  const [text, setText] = useState(one.draft);
  const { reply, editing } = one;
  const ref = useRef();
  const picker = useRef();
  const { uploads, add, remove, clear, ready, granted } = useUploads(model);
  const fit = uploads.length > 0 ? ready : text.trim() !== '';
  useEffect(() => {
    if (editing) setText(editing.body);
    if (reply || editing) ref.current.focus();
  }, [reply, editing]);
  useEffect(() => {
    if (one.draft && !text) setText(one.draft);
    if (matchMedia('(min-width: 720px)').matches) ref.current.focus();
  }, [one.loaded]);
  useEffect(() => {
    if (one.draftFrom && !editing) setText(one.draft);
  }, [one.draftFrom, one.draft]);
  useLayoutEffect(() => {
    ref.current.style.height = 'auto';
    ref.current.style.height = `${ref.current.scrollHeight}px`;
  }, [text]);
  const write = (value) => {
    setText(value);
    if (!editing) model.draft(one.id, value);
    model.client.session.typing(one.id, value !== '');
  };
  const send = (event) => {
    event.preventDefault();
    if (!fit) return;
    const body = text.trim();
    if (editing) model.edit(one.id, editing.seq, body);
    else model.send(one.id, { body, attachments: granted, replyTo: reply?.seq, mentions: mentioned(model, one, body) });
    clear();
    leave();
    ref.current.focus();
  };
  const leave = () => {
    setText('');
    model.compose(one, {});
  };
  const pressed = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
    else if (event.key === 'Escape' && (reply || editing)) editing ? leave() : model.compose(one, {});
    else if (event.key === 'ArrowUp' && text === '') editLast(event);
  };
  const editLast = (event) => {
    const last = one.entries.findLast((entry) => entry.kind === 'message' && entry.from === model.me && !entry.deleted);
    if (!last?.body) return;
    event.preventDefault();
    model.compose(one, { editing: last });
  };
  const dropped = (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  };
  return html`<form class="composer" onSubmit=${send} onDragOver=${(event) => event.preventDefault()} onDrop=${dropped}>
    <${Uploads} uploads=${uploads} remove=${remove} />
    ${(reply || editing) &&
    html`<div class="about">
      <span>${editing ? 'Edit' : 'Reply to'}</span>
      <${Quote} model=${model} one=${one} seq=${(editing ?? reply).seq} />
      <button type="button" class="icon" aria-label="Cancel" onClick=${editing ? leave : () => model.compose(one, {})}>✕</button>
    </div>`}
    <button type="button" class="icon attach" aria-label="Attach files" title="Attach files" onClick=${() => picker.current.click()}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400L14.500 7" /></svg>
    </button>
    <input ref=${picker} type="file" multiple hidden aria-label="Files to attach" onChange=${(event) => {
      add(event.target.files);
      event.target.value = '';
    }} />
    <textarea ref=${ref} rows="1" dir="auto" aria-label=${`Message to ${title}`} placeholder="Message" value=${text}
      onInput=${(event) => write(event.target.value)}
      onPaste=${(event) => event.clipboardData.files.length > 0 && (event.preventDefault(), add(event.clipboardData.files))}
      onKeyDown=${pressed}></textarea>
    <button class="send" aria-label="Send" disabled=${!fit}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20.500 21.500 12 3 3.500 3 10l12 2-12 2z" /></svg></button>
  </form>`;
}
