// The text input: one line, several lines or a password.
import { html, live, nothing } from '../lit.js';
import { choose } from './press.js';
import { control, framed, hintId } from './control.js';

const CHARS_MAX = 1000;

function input(node, ctx) {
  const it = control(node, ctx);
  const most = Number.isInteger(node.max_length) ? Math.min(CHARS_MAX, node.max_length) : CHARS_MAX;
  const typed = (event) => {
    it.set(event.target.value);
    grow(event.target, node);
    count(event.target, most);
  };
  const sends = (event) => choose(ctx, node, event.target.value);
  return framed(node, it, node.input_type === 'multiline_text'
    ? html`<textarea id=${it.id} data-testid="control" data-name=${node.name ?? ''} data-label=${it.label} rows=${Math.min(12, node.rows || 3)}
        maxlength=${most} placeholder=${it.placeholder} aria-label=${it.label} aria-required=${node.required ? 'true' : nothing}
        aria-invalid=${it.missing ? 'true' : nothing} aria-describedby=${hintId(it)} ?disabled=${it.disabled}
        .value=${live(it.value)} @input=${typed} @change=${sends}></textarea><span class="count" aria-hidden="true"></span>`
    : html`<input id=${it.id} data-testid="control" data-name=${node.name ?? ''} data-label=${it.label} maxlength=${most}
        type=${node.input_type === 'password' ? 'password' : 'text'} autocomplete="off" placeholder=${it.placeholder}
        aria-label=${it.label} aria-required=${node.required ? 'true' : nothing} aria-invalid=${it.missing ? 'true' : nothing}
        aria-describedby=${hintId(it)} ?disabled=${it.disabled} .value=${live(it.value)} @input=${typed} @change=${sends}
        @keydown=${noSubmit}><span class="count" aria-hidden="true"></span>`);
}

/** Enter in a card's input sends nothing in the app; it only leaves the keyboard. */
function noSubmit(event) {
  if (event.key === 'Enter' && !event.isComposing) event.target.blur();
}

function grow(area, node) {
  if (area.tagName !== 'TEXTAREA' || node.auto_resize === false) return;
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight + 2, 320)}px`;
}

/** How much room is left, shown only when it gets narrow. */
function count(field, most) {
  const used = [...field.value].length;
  field.nextElementSibling.textContent = used > most * 0.8 ? `${used}/${most}` : '';
}

export const inputs = { input };
