// A button with a panel: Escape and a press elsewhere close it, the focus goes back to the button.
import { firstToUse } from './focus.js';
import { arrowKeys } from './keys.js';
import { html, nothing } from './lit.js';

let openId = '';
let openDraw = () => {};

export const isOpen = (id) => openId === id;

function set(id, draw) {
  const before = openDraw;
  openId = id;
  openDraw = draw;
  before();
  draw();
}

export function closePopover(focusBack = false) {
  if (!openId) return;
  const button = document.querySelector(`[data-popover="${CSS.escape(openId)}"]`);
  set('', () => {});
  if (focusBack) button?.focus();
}

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !openId) return;
  event.stopPropagation();
  closePopover(true);
}, true);
addEventListener('pointerdown', (event) => {
  if (openId && !event.target.closest?.('.popover-place.open, #tour, dialog')) closePopover();
}, true);

/**
 * @param options id; face: the button's inside; body: (close) → the panel's inside; label; className; align start|end;
 *     role of the panel
 * @param draw draws the part of the page that holds the popover again
 */
export function popover(options, draw) {
  const { id, face, body, label, className = 'tool', align = 'end', role = 'dialog', testid } = options;
  const open = isOpen(id);
  const toggle = () => {
    if (open) {
      closePopover();
      return;
    }
    set(id, draw);
    requestAnimationFrame(() => {
      const panel = document.querySelector('.popover-place.open .popover-panel');
      (firstToUse(panel, '[aria-selected=true]') ?? firstToUse(panel))?.focus({ preventScroll: true });
    });
  };
  return html`<span class="popover-place ${align} ${open ? 'open' : ''}">
    <button class=${className} data-popover=${id} data-testid=${testid ?? id} aria-expanded=${String(open)}
      aria-haspopup=${role === 'listbox' ? 'listbox' : role === 'menu' ? 'menu' : 'dialog'}
      aria-label=${label ?? nothing} title=${label ?? nothing} @click=${toggle}>${face}</button>
    ${open
      ? html`<div class="popover-panel" role=${role} aria-label=${label ?? nothing} data-testid="${id}-panel"
          @keydown=${(event) => role === 'menu' && arrowKeys(event, event.currentTarget, '[role=menuitem]')}>${body(() => closePopover(true))}</div>`
      : nothing}
  </span>`;
}
