/** How things are said. */
export function happened(model, { kind, from, about, body, retention, attachments }) {
  const who = model.name(from);
  const whom = (about ?? []).map((user) => model.name(user)).join(', ');
  switch (kind) {
    case 'started':
      return `${who} started the conversation`;
    case 'created':
      return `${who} started the group`;
    case 'renamed':
      return `${who} named the group “${body ?? ''}”`;
    case 'pictured':
      return attachments?.length ? `${who} changed the group’s picture` : `${who} removed the group’s picture`;
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
      return `${who} removed ${whom}${body ? `: “${body}”` : ''}`;
    case 'left':
      return `${who} left`;
    case 'promoted':
      return `${whom} is an admin now`;
    case 'demoted':
      return `${whom} is no admin any more`;
    case 'retention':
      return `${who} decided: ${kept(retention)}`;
    case 'blocked':
      return 'You blocked this person';
    case 'unblocked':
      return 'You unblocked this person';
    case 'agreed':
      return 'You accepted';
    case 'deleted':
      return body ? `${who} deleted a message: “${body}”` : undefined;
    default:
      return undefined;
  }
}

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** How long messages are kept. */
export function kept({ seconds, messages } = {}) {
  if (!seconds && !messages) return 'messages are kept for ever';
  const [unit, size] = UNITS.find(([, one]) => seconds >= one && seconds % one === 0) ?? ['second', 1];
  const time = seconds ? ` for ${seconds / size} ${unit}${seconds === size ? '' : 's'}` : '';
  return messages ? `the last ${messages} messages are kept${time}` : `messages are kept${time}`;
}

/** A message in a few words. */
export function summary({ body, attachments, deleted }) {
  return deleted ? 'Deleted message' : body || attached(attachments);
}

export function attached(attachments = []) {
  const [first] = attachments;
  if (!first) return '';
  return attachments.length > 1 ? `${attachments.length} files` : (first.name ?? 'A file');
}

export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${(count / 1000 ** power).toLocaleString([], { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`;
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
