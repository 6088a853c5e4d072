// What a phone says for a moment after an act.
import { t } from './i18n.js';
import { html, nothing } from './lit.js';

const SHORT_MS = 3200;
const PER_LETTER_MS = 90;
const LONG_MS = 9000;
const SIGNS = { success: '✓', info: 'i', warning: '!', error: '×' };

export function toast(phone, type, text) {
  if (!text) return;
  clearTimeout(phone.toastTimer);
  phone.toast = { type: SIGNS[type] ? type : 'info', text: String(text) };
  phone.draw();
  phone.toastTimer = setTimeout(() => {
    phone.toast = null;
    phone.draw();
  }, Math.min(LONG_MS, SHORT_MS + PER_LETTER_MS * phone.toast.text.length));
}

/** The regions stay in the page, so that a screen reader hears what comes into them. */
export function toastOf(phone) {
  const shown = phone.toast;
  const body = shown
    ? html`<span class="toast ${shown.type}" data-testid="toast" data-type=${shown.type}>
        <span class="toast-sign" aria-hidden="true">${SIGNS[shown.type]}</span><span class="text">${shown.text}</span></span>`
    : nothing;
  const urgent = shown?.type === 'error' || shown?.type === 'warning';
  return html`<div class="toast-place"><div role="status">${urgent ? nothing : body}</div>
    <div role="alert">${urgent ? body : nothing}</div></div>`;
}

/** A call to the simulator that failed, in words. Returns whether it failed. */
export function toastProblem(phone, answer) {
  if (!answer.problem) return false;
  toast(phone, 'error', answer.offline ? t('problem.offline') : answer.problem);
  return true;
}

/** What the app shows after a press. */
export function toastPress(phone, answer) {
  if (toastProblem(phone, answer)) return;
  if (answer.errorCode) toast(phone, 'error', t('press.failed', { code: answer.errorCode }));
  else if (answer.failed) toast(phone, 'error', answer.failed);
  else if (answer.blocked) toast(phone, 'warning', answer.blocked);
  else if (answer.toast) toast(phone, answer.toast.type, answer.toast.content);
}
