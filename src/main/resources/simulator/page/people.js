// The people: the rail beside the phones (tabs on a narrow page) and the list above each phone.
import { avatar } from './avatar.js';
import { unread } from './chats.js';
import { icons } from './icons.js';
import { arrowKeys } from './keys.js';
import { t } from './i18n.js';
import { html, nothing, render, repeat } from './lit.js';
import { ownerOn } from './platform.js';
import { popover } from './popover.js';
import { narrow, phoneOf, show, shown } from './slots.js';
import { now, personNamed, store, watch } from './store.js';
import { platformSwitch } from './switch.js';
import { moment, parse } from './time.js';

const badge = (person) => {
  // Not what groups say: that is not for this person alone.
  const count = unread(person) + unread(personNamed(ownerOn('dingtalk', person.name)) ?? {});
  return count
    ? html`<span class="badge" data-testid="unread" aria-label=${t('people.unread', { count })}>${count > 99 ? '99+' : count}</span>`
    : nothing;
};

export function mountRail(root) {
  const draw = () => {
    render(rail(), root);
    // Among tabs that scroll, the one that was chosen must be seen.
    if (narrow()) root.querySelector('.rail-person.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  root.addEventListener('keydown', (event) => arrowKeys(event, root, '[data-rail]'));
  watch(['people', 'slots', 'lang', 'hello'], draw);
  addEventListener('resize', draw);
}

function rail() {
  const visible = shown();
  return html`<div class="rail-list" role=${narrow() ? 'tablist' : nothing}>
    ${repeat(store.people, (person) => person.name, (person) => {
      const on = visible.includes(person.name);
      return html`<button class="rail-person ${on ? 'on' : ''} ${person.reachable === false ? 'away' : ''}" data-rail
          data-person-tab=${person.name} role=${narrow() ? 'tab' : 'button'} title=${person.name}
          aria-selected=${narrow() ? String(on) : nothing} aria-pressed=${narrow() ? nothing : String(on)}
          @click=${() => bring(person.name)}>
        <span class="rail-avatar">${avatar(person.name)}${badge(person)}</span>
        <bdi class="rail-name">${person.name}</bdi></button>`;
    })}</div>`;
}

/** Brings a person onto a phone and lights it up for a moment. */
export function bring(name) {
  show(name);
  requestAnimationFrame(() => {
    const shell = phoneOf(name)?.shell;
    if (!shell) return;
    shell.classList.remove('flash');
    requestAnimationFrame(() => shell.classList.add('flash'));
    if (!narrow()) shell.querySelector('.owner-button')?.focus({ preventScroll: true });
  });
}

const roleOf = (person) => (person.reachable === false ? t('people.away') : person.role || t('people.no-role'));

export function ownerBar(phone) {
  const person = store.people.find((one) => one.name === phone.name) ?? { name: phone.name };
  return html`<div class="owner">${popover({
    id: `owner-${phone.index}`,
    className: 'owner-button',
    label: t('people.choose', { person: person.name, role: roleOf(person) }),
    align: 'start',
    role: 'listbox',
    face: html`${avatar(person.name)}<span class="owner-words"><bdi class="owner-name">${person.name}</bdi>
      <span class="owner-role">${roleOf(person)}</span></span>
      ${icons.down()}`,
    body: (close) => peopleList(phone, close),
  }, phone.draw)}${narrow() ? nothing : platformSwitch(phone)}</div>`;
}

function peopleList(phone, close) {
  return html`<div class="people-list" @keydown=${(event) => arrowKeys(event, event.currentTarget, '[role=option]')}>
    ${store.people.map((person) => html`<button role="option" class="people-row" data-choose=${person.name}
        aria-selected=${String(person.name === phone.name)} @click=${() => {
          show(person.name, phone.index);
          close();
        }}>
      <span class="rail-avatar">${avatar(person.name)}${badge(person)}</span>
      <span class="people-words"><span class="people-head"><bdi class="people-name">${person.name}</bdi>
        ${person.role ? html`<span class="chip">${person.role}</span>` : nothing}
        ${person.last ? html`<time>${moment(parse(person.last.at), now())}</time>` : nothing}</span>
        <span class="people-last text">${person.last?.text || t('people.nothing-yet')}</span></span></button>`)}
  </div>`;
}
