// Beside the phones: the record in focus, who is waited for, what happened, and what went over the wire.
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { html, nothing, render } from '../lit.js';
import { arrowKeys } from '../keys.js';
import { prefs, remember } from '../prefs.js';
import { changed, store, watch } from '../store.js';
import { diagram } from './diagram.js';
import { AWAY, focus, pin } from './record.js';
import { facts, timeline } from './timeline.js';
import { waiting } from './waiting.js';
import { wirelog } from './wirelog.js';

const TABS = [['timeline', 'side.timeline'], ['facts', 'side.facts'], ['wire', 'side.wire']];
const view = { tab: prefs.tab ?? 'timeline' };

export const drawer = { open: false };

export function mountSide(root) {
  const draw = () => render(side(root), root);
  watch(['record', 'numbers', 'lang', 'bot', 'clock', 'hello', 'side'], draw);
  watch(['wire'], () => view.tab === 'wire' && draw());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drawer.open && !document.querySelector('dialog[open]')) toggleDrawer(false);
  });
  addEventListener('pointerdown', (event) => {
    if (drawer.open && !event.target.closest?.('#side, #tour, dialog')) toggleDrawer(false);
  }, true);
}

export function toggleDrawer(open = !drawer.open) {
  drawer.open = open;
  document.documentElement.dataset.drawer = open ? 'open' : 'closed';
  changed('side', 'topbar');
  if (open) requestAnimationFrame(() => document.querySelector('#side .side-close')?.focus());
  else document.querySelector('[data-testid=side-toggle]')?.focus();
}

/** On a wide page the panel can be folded away, which leaves room for more phones. */
export function toggleSide() {
  const closed = document.documentElement.dataset.side === 'closed';
  if (closed) delete document.documentElement.dataset.side;
  else document.documentElement.dataset.side = 'closed';
  remember({ side: closed });
  changed('topbar');
}

function side(root) {
  root.setAttribute('aria-label', t('side.label'));
  const { record, flow } = focus;
  return html`
    <div class="side-head">
      <label class="record-choice"><span class="visually-hidden">${t('side.record')}</span>
        <select data-testid="record-choice" @change=${(event) => pin(event.target.value)}>
          <option value="" ?selected=${!focus.pinned}>${focus.number && !focus.pinned ? t('side.newest', { number: focus.number }) : t('side.follow')}</option>
          ${store.numbers.map((number) => html`<option value=${number} ?selected=${focus.pinned && number === focus.number}>${number}</option>`)}
        </select>${icons.down()}</label>
      ${record ? html`<span class="state-chip" data-testid="state">${record.stateName}</span>` : nothing}
      <button class="tool side-close" aria-label=${t('close')} @click=${() => toggleDrawer(false)}>${icons.close()}</button>
    </div>
    ${focus.problem ? html`<p class="side-problem">${focus.problem === AWAY ? t('side.away') : focus.problem}</p>` : nothing}
    ${record ? html`<section class="side-record ${focus.problem ? 'stale' : ''}" aria-label=${t('side.diagram')}>
        <h2 class="side-title"><bdi>${record.flowName}</bdi><span class="soft"><bdi>${record.number}</bdi></span></h2>
        <div class="diagram-place">${diagram(flow, record)}</div>
      </section>
      ${waiting(record)}` : nothingYet()}
    <div class="tabs" role="tablist" aria-label=${t('side.more')} @keydown=${(event) => arrowKeys(event, event.currentTarget, '[role=tab]')}>
      ${TABS.map(([tab, word]) => html`<button role="tab" id="tab-${tab}" aria-controls="tab-panel" data-testid="tab-${tab}"
        aria-selected=${String(view.tab === tab)} tabindex=${view.tab === tab ? 0 : -1} @click=${() => choose(tab)}>${t(word)}</button>`)}</div>
    <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby="tab-${view.tab}">${panel(record)}</div>`;
}

function choose(tab) {
  view.tab = tab;
  remember({ tab });
  changed('side');
}

function panel(record) {
  if (view.tab === 'wire') return wirelog();
  if (!record) return html`<p class="empty">${t('side.empty-list')}</p>`;
  return view.tab === 'facts' ? facts(record) : timeline(record);
}

function nothingYet() {
  return html`<div class="side-empty">
    <svg viewBox="0 0 120 80" aria-hidden="true"><circle cx="20" cy="40" r="9"></circle><circle cx="60" cy="40" r="9"></circle><circle cx="100" cy="40" r="9"></circle><path d="M32 40h16M72 40h16"></path></svg>
    <p>${focus.number ? t('side.reading') : t('side.empty')}</p></div>`;
}
