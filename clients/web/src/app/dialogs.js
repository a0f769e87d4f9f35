import { html, useEffect, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { Avatar, Dialog, PictureChoice } from './parts.js';
import { kept, when } from './text.js';

export function SeenBy({ model, one, seq, close }) {
  const [receipts, setReceipts] = useState();
  useEffect(() => {
    void model.act((http, token) => http.receipts(token, one.id, seq)).then(setReceipts);
  }, []);
  return html`<${Dialog} title="Seen by" close=${close}>
    ${receipts && html`<p class="muted">Read by ${receipts.read} of ${receipts.of}, delivered to ${receipts.delivered}.</p>
      <ul class="people">
        ${receipts.receipts.map((one) => html`<li key=${one.user}>
          <${Avatar} model=${model} user=${one.user} name=${model.name(one.user)} /><span dir="auto">${model.name(one.user)}</span>
          <small class="muted">${one.readAt ? `read ${when(one.readAt)}` : one.deliveredAt ? `delivered ${when(one.deliveredAt)}` : 'not yet'}</small>
        </li>`)}
      </ul>`}
  </${Dialog}>`;
}

export function Group({ model, one, close }) {
  const [members, setMembers] = useState([]);
  const load = () => model.client.call((http, token) => http.members(token, one.id)).then((page) => {
    page.members.forEach((person) => model.people.set(person.user, person));
    setMembers(page.members);
  }, (problem) => model.say(problem.message));
  useEffect(() => void load(), [one.last?.seq, one.entries.length]);
  const act = (request) => model.act(request).then(load);
  const submit = (run) => (event) => {
    event.preventDefault();
    const value = new FormData(event.target).get('value').trim();
    event.target.reset();
    if (value) void run(value);
  };
  const leave = async () => {
    if (!(await model.act((http, token) => http.leaveGroup(token, one.id)))) return;
    close();
    await model.open(undefined);
  };
  return html`<${Dialog} title=${model.title(one)} close=${close}>
    <ul class="people">
      ${members.map((person) => html`<li key=${person.user}>
        <${Avatar} model=${model} user=${person.user} name=${model.name(person.user)} /><span dir="auto">${model.name(person.user)}</span>
        <small class="muted">${person.standing === 'invited' ? 'invited' : person.admin ? 'admin' : ''}</small>
        ${one.admin && person.user !== model.me && html`
          ${person.standing === 'member' && html`<button onClick=${() => act((http, token) => http.setAdmin(token, one.id, person.user, !person.admin))}>
            ${person.admin ? 'No admin' : 'Make admin'}</button>`}
          <button class="danger" aria-label=${`Remove ${model.name(person.user)}`} onClick=${() => act((http, token) => http.removeMember(token, one.id, person.user))}>Remove</button>`}
      </li>`)}
    </ul>
    ${one.admin && html`
      <form class="inline" onSubmit=${submit((value) => act((http, token) => http.addMembers(token, one.id, value.split(/[\s,@]+/).filter(Boolean))))}>
        <input name="value" aria-label="Handle to add" placeholder="Handle to add" autocapitalize="none" /><button>Add</button>
      </form>
      <form class="inline" onSubmit=${submit((value) => act((http, token) => http.renameGroup(token, one.id, value)))}>
        <input name="value" aria-label="New name" placeholder="New name" maxlength="128" /><button>Rename</button>
      </form>
      <${PictureChoice} model=${model} has=${one.picture} choose=${(attach) => act((http, token) => http.changePicture(token, one.id, attach))}
        avatar=${html`<${Avatar} model=${model} group=${one} name=${model.title(one)} />`} />`}
    <div class="buttons"><button class="danger" onClick=${leave}>Leave group</button></div>
  </${Dialog}>`;
}

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const KEPT = [{}, { seconds: DAY_SECONDS }, { seconds: 7 * DAY_SECONDS }, { seconds: 30 * DAY_SECONDS }, { seconds: 365 * DAY_SECONDS }, { messages: 1_000 }];

/** For everybody in the conversation. */
function Retention({ model, one }) {
  const now = one.retention ?? {};
  const same = (choice) => choice.seconds === now.seconds && choice.messages === now.messages;
  const choices = KEPT.some(same) ? KEPT : [now, ...KEPT];
  const choose = (event) => void model.retain(one, choices[event.target.value]);
  return html`<label class="retention">For everybody here, earlier messages too:
    <select value=${choices.findIndex(same)} onChange=${choose}>
      ${choices.map((choice, i) => html`<option key=${i} value=${i}>${kept(choice)}</option>`)}
    </select>
  </label>`;
}

/** How this person keeps a conversation: nobody else learns of it. */
export function Keep({ model, one, close }) {
  const { archived, pinned, unread } = one.settings;
  const change = (settings) => () => void model.keep(one, settings).then(close);
  const mute = (hours) => change({ mutedUntil: new Date(Date.now() + hours * HOUR_MS).toISOString() });
  const decide = (request) => () => void model.act(request).then(close);
  return html`<${Dialog} title=${model.title(one)} close=${close}>
    <div class="choices">
      ${model.isMuted(one)
        ? html`<button onClick=${change({ muted: false })}>Unmute</button>`
        : html`<button onClick=${mute(8)}>Mute for 8 hours</button><button onClick=${change({ muted: true })}>Mute always</button>`}
      <button onClick=${change({ pinned: !pinned })}>${pinned ? 'Unpin' : 'Pin to the top'}</button>
      <button onClick=${change({ archived: !archived })}>${archived ? 'Take out of the archive' : 'Archive'}</button>
      <button onClick=${change({ unread: !unread })}>${unread ? 'Mark as read' : 'Mark as unread'}</button>
      ${one.standing === 'member' && (one.kind === 'direct' || one.admin) && html`<${Retention} model=${model} one=${one} />`}
      ${one.kind === 'direct' && (one.standing === 'blocked'
        ? html`<button onClick=${decide((http, token) => http.unblock(token, one.id))}>Unblock</button>`
        : html`<button class="danger" onClick=${decide((http, token) => http.block(token, one.id))}>Block</button>`)}
    </div>
  </${Dialog}>`;
}
