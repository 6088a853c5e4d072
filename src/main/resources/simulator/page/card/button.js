// Buttons and the overflow menu.
import { icons } from '../icons.js';
import { arrowKeys } from '../keys.js';
import { t } from '../i18n.js';
import { html, look, nothing } from '../lit.js';
import { localized } from '../summary.js';
import { linkOf, press } from './press.js';
import { webLink } from '../web-link.js';
import { redraw } from './state.js';
import { width } from './style.js';
import { icon } from './text.js';

const TYPES = new Set(['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text', 'primary_filled', 'danger_filled', 'laser']);
const SIZES = new Set(['tiny', 'small', 'medium', 'large']);

function button(node, ctx) {
  const label = localized(node.text);
  const busy = ctx.state.busy.has(ctx.path);
  const tips = localized(node.disabled ? node.disabled_tips : node.hover_tips);
  const opens = linkOf(node);
  return html`<button type="button" class="card-button ${TYPES.has(node.type) ? node.type : 'default'} ${SIZES.has(node.size) ? node.size : 'medium'}
      ${node.width === 'fill' ? 'fill' : ''} ${busy ? 'busy' : ''}" data-testid="button" data-button=${label} data-name=${node.name ?? nothing}
      aria-busy=${busy ? 'true' : nothing} ?disabled=${node.disabled === true} title=${tips || nothing} ${look({ width: width(node.width) })}
      @click=${() => press(ctx, node, { label })}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon(node.icon)}<span class="text">${label}</span>
    ${opens ? html`<span class="visually-hidden">${t('opens-tab')}</span>` : nothing}</button>`;
}

function overflow(node, ctx) {
  const key = `${ctx.path}:menu`;
  const open = ctx.state.open.get(key) === true;
  const busy = ctx.state.busy.has(ctx.path);
  const show = (yes) => {
    ctx.state.open.set(key, yes);
    redraw(ctx);
  };
  const keyed = (event) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      show(false);
      event.currentTarget.querySelector('.card-button').focus();
    } else if (open) {
      arrowKeys(event, event.currentTarget, '[role=menuitem]');
    }
  };
  const left = (event) => !event.currentTarget.contains(event.relatedTarget) && open && show(false);
  const choose = (option) => {
    show(false);
    const href = webLink(option.multi_url?.pc_url || option.multi_url?.url);
    if (href) window.open(href, '_blank', 'noopener');
    else press(ctx, node, { label: localized(option.text), option });
  };
  return html`<div class="overflow ${open ? 'open' : ''}" @keydown=${keyed} @focusout=${left}>
    <button type="button" class="card-button default medium" data-testid="overflow" data-name=${node.name ?? nothing} aria-haspopup="menu"
      aria-expanded=${String(open)} aria-label=${t('card.more')} ?disabled=${node.disabled === true} @click=${() => show(!open)}>
      ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icons.more()}</button>
    ${open ? html`<div class="overflow-list" role="menu" aria-label=${t('card.more')}>
      ${(node.options ?? []).map((option) => html`<button type="button" role="menuitem" class="menu-row" data-button=${localized(option.text)}
        @click=${() => choose(option)}><span class="text">${localized(option.text)}</span></button>`)}</div>` : nothing}
  </div>`;
}

export const buttons = { button, overflow };
