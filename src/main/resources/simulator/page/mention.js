// The list of people that opens at an @ and writes the chosen name.
import { avatar } from './avatar.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { BOT, isGroup } from './platform.js';
import { store } from './store.js';

const OPENING = /(?:^|\s|[^\w.])@([^\s@]{0,20})$/;

/** Looks whether the caret stands behind an @ and part of a name. */
export function mentionTyped(phone, area) {
  const before = area.value.slice(0, area.selectionStart);
  const found = OPENING.exec(before);
  const part = found?.[1] ?? '';
  const people = found ? mentionable(phone).filter((person) => person.name.includes(part)) : [];
  phone.mention = people.length ? { from: before.length - part.length, part, people, at: 0 } : null;
}

/** In a group the bot itself, before all. */
const mentionable = (phone) => (isGroup(phone.person) ? [{ name: BOT, role: t('bot.tag') }, ...store.people] : store.people);

/** Returns whether the key was meant for the list. */
export function mentionKey(phone, event) {
  const list = phone.mention;
  if (!list) return false;
  const count = list.people.length;
  switch (event.key) {
    case 'ArrowDown':
      list.at = (list.at + 1) % count;
      break;
    case 'ArrowUp':
      list.at = (list.at + count - 1) % count;
      break;
    case 'Enter':
    case 'Tab':
      choose(phone, list.people[list.at].name);
      break;
    case 'Escape':
      phone.mention = null;
      break;
    default:
      return false;
  }
  event.preventDefault();
  phone.draw();
  phone.shell.querySelector('.mention-row.on')?.scrollIntoView({ block: 'nearest' });
  return true;
}

function choose(phone, name) {
  const area = phone.shell.querySelector('.composer textarea');
  const { from, part } = phone.mention;
  const text = `${phone.text.slice(0, from)}${name} ${phone.text.slice(from + part.length)}`;
  Object.assign(phone, { text, mention: null });
  phone.draw();
  area.focus();
  area.setSelectionRange(from + name.length + 1, from + name.length + 1);
}

export const mentionId = (phone, at) => `mention-${phone.index}-${at}`;

export function mentionList(phone) {
  const list = phone.mention;
  if (!list) return nothing;
  return html`<div class="mention-list" id="mention-${phone.index}" role="listbox" aria-label=${t('composer.mention')} data-testid="mentions">
    ${list.people.map((person, at) => html`<div role="option" id=${mentionId(phone, at)} class="mention-row ${at === list.at ? 'on' : ''}" data-mention=${person.name}
        aria-selected=${String(at === list.at)} @pointerdown=${(event) => event.preventDefault()} @click=${() => choose(phone, person.name)}>
      ${avatar(person.name, 'small')}<bdi>${person.name}</bdi><span class="soft">${person.role ?? ''}</span></div>`)}
  </div>`;
}
