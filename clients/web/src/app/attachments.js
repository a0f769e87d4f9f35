import { html, useEffect, useRef, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { bytes } from './text.js';

const MOST = 10;
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];
const WIDEST_PX = 320;
const HIGHEST_PX = 320;

/** Files that are on their way up, for the next message. */
export function useUploads(model) {
  const [uploads, setUploads] = useState([]);
  const all = useRef(uploads);
  const set = (change) => {
    all.current = change(all.current);
    setUploads(all.current);
  };
  const patch = (id, fields) => set((list) => list.map((one) => (one.id === id ? { ...one, ...fields } : one)));

  const add = (files) => {
    for (const file of [...files].slice(0, MOST - all.current.length)) {
      const id = crypto.randomUUID();
      const cancel = new AbortController();
      set((list) => [...list, { id, name: file.name || 'picture.png', size: file.size, share: 0, cancel }]);
      const how = { signal: cancel.signal, progress: (share) => patch(id, { share }) };
      model.client
        .call((http, token) => http.upload(token, file, file.name || 'picture.png', how))
        .then(({ url: _, thumbnail: __, ...granted }) => patch(id, { granted, share: 1 }))
        .catch((problem) => !cancel.signal.aborted && patch(id, { problem: problem.message }));
    }
  };
  const remove = (id) => {
    all.current.find((one) => one.id === id)?.cancel.abort();
    set((list) => list.filter((one) => one.id !== id));
  };
  return {
    uploads,
    add,
    remove,
    clear: () => set(() => []),
    ready: uploads.length > 0 && uploads.every((one) => one.granted),
    granted: uploads.map((one) => one.granted),
  };
}

export function Uploads({ uploads, remove }) {
  if (uploads.length === 0) return undefined;
  return html`<ul class="uploads" aria-label="Attached files">
    ${uploads.map(
      (one) => html`<li key=${one.id} class=${one.problem ? 'failed' : ''}>
        <span dir="auto">${one.name}</span>
        <small role=${one.problem ? 'alert' : undefined}>${one.problem ?? (one.granted ? bytes(one.size) : `${Math.round(one.share * 100)} %`)}</small>
        <button type="button" class="icon" aria-label=${`Remove ${one.name}`} onClick=${() => remove(one.id)}>✕</button>
        ${!one.granted && !one.problem && html`<progress value=${one.share} aria-label=${`Uploading ${one.name}`}></progress>`}
      </li>`,
    )}
  </ul>`;
}

export function Attachments({ model, attachments, carrier }) {
  return html`<div class="attachments">
    ${attachments.map((one) => html`<${Attachment} key=${one.asset} model=${model} one=${one} carrier=${carrier} />`)}
  </div>`;
}

function Attachment({ model, one, carrier }) {
  const [address, setAddress] = useState({});
  const picture = SHOWN.includes(one.type);
  useEffect(() => {
    let here = true;
    void model.address(one.asset, carrier).then((found) => here && setAddress(found ?? {}));
    return () => {
      here = false;
    };
  }, [one.asset, carrier?.seq]);
  const name = one.name ?? 'A file whose name was erased';
  if (picture) {
    const scale = Math.min(1, WIDEST_PX / (one.width ?? WIDEST_PX), HIGHEST_PX / (one.height ?? HIGHEST_PX));
    const size = one.width && one.height ? { width: Math.round(one.width * scale), height: Math.round(one.height * scale) } : {};
    return html`<a class="picture" href=${address.url} target="_blank" rel="noreferrer"><img src=${address.thumbnail ?? address.url} alt=${name} loading="lazy" ...${size} /></a>`;
  }
  return html`<a class="file" href=${address.url} download=${one.name}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 2h8l5 5v15H6zM14 2v5h5" /></svg>
    <span dir="auto">${name}</span><small>${bytes(one.size)}</small>
  </a>`;
}
