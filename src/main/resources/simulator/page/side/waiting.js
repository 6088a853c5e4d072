// Who is waited for, for what, since when, and by when.
import { avatar } from '../avatar.js';
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { bring } from '../people.js';
import { now } from '../store.js';
import { moment, parse } from '../time.js';

export function waiting(record) {
  const open = Array.isArray(record.open) ? record.open : [];
  return html`<section class="waiting" aria-label=${t('waiting.label')} data-testid="waiting">
    <h2 class="side-title">${t('waiting.label')}</h2>
    ${open.length ? html`<ul>${open.map(item)}</ul>` : html`<p class="soft">${t('waiting.nobody')}</p>`}</section>`;
}

function item(one) {
  const late = one.dueAt && parse(one.dueAt) < now();
  const who = Array.isArray(one.who) ? one.who : [];
  return html`<li class="waiting-item ${late ? 'late' : ''}">
    <div class="waiting-title"><span class="chip ${one.kind === 'approval' ? 'f-violet' : 'f-blue'}">${one.kind === 'approval' ? t('waiting.approval') : t('waiting.task')}</span>
      <span class="text">${one.title}</span></div>
    <div class="waiting-who">${who.map((name) => html`<button class="person capsule" @click=${() => bring(name)}>${avatar(name, 'tiny')}<bdi>${name}</bdi></button>`)}
      ${one.since ? html`<span class="soft">${t('waiting.since', { time: moment(parse(one.since), now()) })}</span>` : nothing}
      ${one.dueAt ? html`<span class=${late ? 'late-words' : 'soft'}>${t(late ? 'waiting.late' : 'waiting.due', { time: moment(parse(one.dueAt), now()) })}</span>` : nothing}</div></li>`;
}
