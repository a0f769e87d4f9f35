import { html, useEffect, useState } from '/_static/htm/3.1.1/preact/standalone.module.js';
import { possible, want, wanted } from './notifications.js';
import { Avatar, Dialog, PictureChoice } from './parts.js';
import { when } from './text.js';

/** How the person is called, and where they are logged in. */
export function Profile({ model, close }) {
  const [devices, setDevices] = useState([]);
  const [notified, setNotified] = useState(wanted);
  const load = () => model.client.call((http, token) => http.devices(token)).then(
    (answer) => setDevices(answer.devices.filter((device) => device.loggedIn)),
    (problem) => model.say(problem.message),
  );
  useEffect(() => {
    void load();
    void model.loadProfile();
  }, []);
  const rename = async (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    const profile = name && (await model.act((http, token) => http.changeName(token, name)));
    if (!profile) return;
    model.became(profile);
    close();
  };
  const told = (granted) => {
    setNotified(granted);
    if (!granted && Notification.permission === 'denied') model.say('The browser does not let this page notify you; its settings for this site say so.');
  };
  const change = async (attach) => {
    const profile = await model.act((http, token) => http.changeAvatar(token, attach));
    if (profile) model.became({ avatar: profile.avatar });
  };
  const revoke = async (device) => {
    if (!(await model.act((http, token) => http.revoke(token, device)))) return;
    setDevices(devices.filter((one) => one.device !== device));
  };
  const erase = (event) => {
    event.preventDefault();
    const { handle, password } = Object.fromEntries(new FormData(event.target));
    void model.act((http, token) => http.erase(token, handle.trim().replace(/^@/, ''), password));
  };
  return html`<${Dialog} title="Account" close=${close}>
    <p class="muted">You are @${model.handle}.</p>
    <form class="inline" onSubmit=${rename}>
      <input name="name" aria-label="Your name" maxlength="64" required value=${model.people.get(model.me)?.name ?? ''} /><button>Save</button>
    </form>
    <${PictureChoice} model=${model} has=${model.people.get(model.me)?.avatar} choose=${change}
      avatar=${html`<${Avatar} model=${model} user=${model.me} name=${model.name(model.me)} />`} />
    ${possible() && html`<label class="switch">
      <input type="checkbox" checked=${notified} onChange=${(event) => want(event.target.checked).then(told)} /> Notify me of messages while I look elsewhere
    </label>`}
    <h3>Logged in</h3>
    <ul class="people">
      ${devices.map(({ device, name, addedAt, current }) => html`<li key=${device}>
        <span dir="auto">${name || 'A device'}</span><small class="muted">since ${when(addedAt)}${current ? ', this one' : ''}</small>
        ${!current && html`<button class="danger" aria-label=${`Log out ${name || 'device'}`} onClick=${() => revoke(device)}>Log out</button>`}
      </li>`)}
    </ul>
    <details>
      <summary>Erase this account</summary>
      <p>Nobody can read anything that you wrote any more, you are in no group, and nobody can write to you. It cannot be undone.</p>
      <form onSubmit=${erase}>
        <label>Handle<input name="handle" required autocomplete="off" autocapitalize="none" /></label>
        <label>Password<input name="password" type="password" required autocomplete="current-password" /></label>
        <div class="buttons"><button class="danger">Erase for ever</button></div>
      </form>
    </details>
    <p class="error" role="alert">${model.problem}</p>
  </${Dialog}>`;
}
