// What may go wrong between bot and platform, as switches with one plain sentence each; and who is out of reach.
import { post } from './api.js';
import { avatar } from './avatar.js';
import { icons } from './icons.js';
import { t, tOr } from './i18n.js';
import { lineChoice, lineOf } from './lines.js';
import { html, live, nothing } from './lit.js';
import { chatOf } from './chats.js';
import { notice } from './notice.js';
import { popover } from './popover.js';
import { isDingTalk, nameIn } from './platform.js';
import { ownerOf, shown } from './slots.js';
import { store } from './store.js';
import { messageLine } from './summary.js';

const SIDES = ['api', 'callback'];

const everybody = () => [...store.people, ...store.colleagues];

export const faultsOn = () => [...store.faults, ...store.dingtalkFaults].filter((fault) => fault.on).length + everybody().filter((person) => person.reachable === false).length;

export function faults(draw) {
  const on = faultsOn();
  return popover({
    id: 'faults',
    className: `tool ${on ? 'alarm' : ''}`,
    label: on ? t('faults.some', { count: on }) : t('faults.label'),
    face: html`${icons.bolt()}<span class="wide-only">${t('faults.label')}</span>${on ? html`<span class="badge alarm">${on}</span>` : nothing}`,
    body: () => html`<div class="stack faults"><h2>${icons.bolt()}${t('faults.title')}</h2><p class="soft">${t('faults.why')}</p>${lineChoice()}
      <h3>${t('platform.feishu')}</h3>${SIDES.map((side) => group(side))}${lineOf('feishu', group('line'))}${oldCards()}${away()}
      <h3>${t('platform.dingtalk')}</h3>${SIDES.map((side) => dingTalkGroup(side))}${dingTalkGroup('console')}${lineOf('dingtalk', dingTalkGroup('line'))}${dingTalkAway()}
      <button class="plain" data-testid="faults-clear" aria-disabled=${on ? nothing : 'true'} @click=${() => on && clear()}>${t('faults.clear')}</button></div>`,
  }, draw);
}

function group(side) {
  return switches(store.faults, side, side === 'line' ? '' : t(`faults.side.${side}`), {
    id: (kind) => kind, what: (kind) => tOr(`fault.${kind}.what`, ''), name: (kind) => tOr(`fault.${kind}`, readable(kind)), set,
  });
}

function dingTalkGroup(side) {
  return switches(store.dingtalkFaults, side, side === 'line' ? '' : t(`faults.dingtalk.${side}`), {
    id: (kind) => `dingtalk:${kind}`,
    what: (kind) => tOr(`fault.dingtalk.${kind}.what`, ''),
    name: (kind) => tOr(`fault.dingtalk.${kind}`, readable(kind)),
    set: setOnDingTalk,
  });
}

function switches(faults, side, legend, of) {
  const own = faults.filter((fault) => (fault.side ?? 'api') === side);
  if (!own.length) return nothing;
  return html`<fieldset>${legend ? html`<legend>${legend}</legend>` : nothing}${own.map((fault) => html`
    <label class="switch-row"><input type="checkbox" role="switch" data-fault=${of.id(fault.kind)} aria-labelledby=${`fault-${of.id(fault.kind)}`} aria-describedby=${`why-${of.id(fault.kind)}`} .checked=${live(fault.on === true)}
        @change=${(event) => of.set({ kind: fault.kind, on: event.target.checked })}>
      <span class="switch" aria-hidden="true"></span>
      <span class="switch-words"><b id=${`fault-${of.id(fault.kind)}`}>${of.name(fault.kind)}</b>
        <span class="soft" id=${`why-${of.id(fault.kind)}`}>${of.what(fault.kind)}${fault.on && fault.left ? html` ${t('faults.left', { count: fault.left })}` : nothing}</span></span></label>`)}</fieldset>`;
}

/** A kind this page has no words for yet is shown by its name. */
const readable = (kind) => kind.toLowerCase().replaceAll('_', ' ');

/** The newest card of a phone becomes 15 days old: Feishu neither updates it nor lets it be pressed. */
function oldCards() {
  const cards = shown().filter((person) => !isDingTalk(ownerOf(person))).map((person) => [person, chatOf(person).messages.findLast((one) => one.type === 'card' && !one.expired)]).filter(([, card]) => card);
  if (!cards.length) return nothing;
  return html`<fieldset><legend>${t('faults.old')}</legend><p class="soft">${t('faults.old.what')}</p>
    <div class="away-people">${cards.map(([person, card]) => html`<button class="away-person" data-expire=${person} title=${messageLine(card)}
      @click=${() => expire(card.id)}>${avatar(person, 'tiny')}<bdi>${person}</bdi></button>`)}</div></fieldset>`;
}

async function expire(messageId) {
  const answer = await post('expire', { messageId });
  notice(answer.problem ? answer : t('faults.old.done'));
}

const away = () => outOfReach(store.people, t('faults.people'), t('faults.people.what'));

const dingTalkAway = () => outOfReach(store.colleagues, t('faults.people'), t('faults.dingtalk.people.what'));

function outOfReach(people, legend, what) {
  if (!people.length) return nothing;
  return html`<fieldset><legend>${legend}</legend><p class="soft">${what}</p>
    <div class="away-people">${people.map((person) => html`<label class="away-person"><input type="checkbox" data-away=${person.name}
      .checked=${live(person.reachable === false)} @change=${(event) => reach(person.name, !event.target.checked)}>${avatar(nameIn(person.name), 'tiny')}<bdi>${nameIn(person.name)}</bdi></label>`)}</div></fieldset>`;
}

async function set(body) {
  const answer = await post('faults', body);
  if (answer.problem) notice(answer);
}

async function setOnDingTalk(body) {
  const answer = await post('dingtalk/faults', body);
  if (answer.problem) notice(answer);
}

async function reach(person, yes) {
  const answer = await post('reachable', { person, yes });
  if (answer.problem) notice(answer);
}

async function clear() {
  await set({ clear: true });
  await setOnDingTalk({ clear: true });
  for (const person of everybody().filter((one) => one.reachable === false)) await reach(person.name, true);
}
