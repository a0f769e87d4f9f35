/** How things are said. */
export function happened(model, { kind, from, about, body }) {
  const who = model.name(from);
  const whom = (about ?? []).map((user) => model.name(user)).join(', ');
  switch (kind) {
    case 'started':
      return `${who} started the conversation`;
    case 'created':
      return `${who} started the group`;
    case 'renamed':
      return `${who} named the group “${body ?? ''}”`;
    case 'added':
      return `${who} added ${whom}`;
    case 'invited':
      return `${who} invited ${whom}`;
    case 'accepted':
      return `${who} joined`;
    case 'declined':
      return `${who} declined`;
    case 'withdrawn':
      return `${who} took back the invitation of ${whom}`;
    case 'removed':
      return `${who} removed ${whom}`;
    case 'left':
      return `${who} left`;
    case 'promoted':
      return `${whom} is an admin now`;
    case 'demoted':
      return `${whom} is no admin any more`;
    default:
      return undefined;
  }
}

export const clock = (time) => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

export function day(time) {
  const at = new Date(time);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return at.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}

export const when = (time) => (day(time) === 'Today' ? clock(time) : day(time) === 'Yesterday' ? 'Yesterday' : new Date(time).toLocaleDateString());

export function seen(presence) {
  if (!presence) return '';
  if (presence.online) return 'online';
  return presence.lastSeen ? `last seen ${day(presence.lastSeen).toLowerCase()} at ${clock(presence.lastSeen)}` : '';
}
