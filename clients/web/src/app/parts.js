import { html, useEffect, useLayoutEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';

/** Of a person or a group with a picture, that; initials otherwise. */
export function Avatar({ model, user, group, name, online }) {
  const picture = group ? group.picture?.asset : user && model.people.get(user)?.avatar;
  const [url, setUrl] = useState();
  useEffect(() => {
    let here = true;
    setUrl(undefined);
    if (picture) void model.address(picture, group ? { conversation: group.id, seq: group.picture.seq } : { user }).then((found) => here && setUrl(found?.thumbnail ?? found?.url));
    return () => {
      here = false;
    };
  }, [picture, user]);
  const called = model.people.get(user)?.name || name;
  const initials = [...called].filter((char, i, all) => i === 0 || all[i - 1] === ' ').slice(0, 2).join('').toUpperCase();
  const hue = [...called].reduce((sum, char) => sum * 31 + char.codePointAt(0), 7) % 360;
  return html`<span class="avatar" aria-hidden="true" style=${{ '--hue': String(Math.abs(hue)) }}>
    ${url ? html`<img src=${url} alt="" />` : initials}${online && html`<i class="online"></i>`}
  </span>`;
}

/** Chooses the picture of somebody or something: `choose` is given what attaches it, or nothing to take it away. */
export function PictureChoice({ model, avatar, has, choose }) {
  const picked = async (event) => {
    const [file] = event.target.files;
    const granted = file && (await model.act((http, token) => http.upload(token, file, file.name)));
    if (granted) await choose(granted.attach);
  };
  return html`<div class="picture-choice">
    ${avatar}
    <label>Choose picture<input type="file" accept="image/png,image/jpeg,image/gif,image/webp" onChange=${picked} /></label>
    ${has && html`<button onClick=${() => choose('')}>Remove picture</button>`}
  </div>`;
}

const TICKS = { waiting: 'Waiting to be sent', sent: 'Sent', delivered: 'Delivered', read: 'Read' };

export function Tick({ state }) {
  const path = { waiting: 'M8 4v4l3 2M8 1.5a6.500 6.500 0 1 0 .01 0', sent: 'm4 8.500 3 3 6-7' }[state] ?? 'm1.500 8.500 3 3 6-7m-2 6 1 1 6-7';
  return html`<svg class=${`tick ${state}`} viewBox="0 0 16 16" role="img" aria-label=${TICKS[state]}><path d=${path} /></svg>`;
}

export function Dialog({ title, close, children }) {
  const ref = useRef();
  useLayoutEffect(() => {
    if (!ref.current.open) ref.current.showModal();
  }, []);
  return html`<dialog ref=${ref} onClose=${close} aria-label=${title}>
    <header><h2>${title}</h2><button class="icon" aria-label="Close" onClick=${close}>✕</button></header>
    ${children}
  </dialog>`;
}
