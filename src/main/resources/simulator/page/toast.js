// What a phone says for a moment after an act.
import { alarm, aloud } from './aloud.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { phoneLabel } from './platform.js';

const SHORT_MS = 3200;
const PER_LETTER_MS = 90;
const LONG_MS = 9000;
const SIGNS = { success: '✓', info: 'i', warning: '!', error: '×' };

export function toast(phone, type, text) {
  if (!text) return;
  clearTimeout(phone.toastTimer);
  phone.toast = { type: SIGNS[type] ? type : 'info', text: String(text) };
  const said = t('phone.says', { phone: phoneLabel(phone), what: phone.toast.text });
  if (type === 'error' || type === 'warning') alarm(said);
  else aloud(said);
  phone.draw();
  phone.toastTimer = setTimeout(() => {
    phone.toast = null;
    phone.draw();
  }, Math.min(LONG_MS, SHORT_MS + PER_LETTER_MS * phone.toast.text.length));
}

export function toastOf(phone) {
  const shown = phone.toast;
  const body = shown
    ? html`<span class="toast ${shown.type}" data-testid="toast" data-type=${shown.type}>
        <span class="toast-sign" aria-hidden="true">${SIGNS[shown.type]}</span><span class="text">${shown.text}</span></span>`
    : nothing;
  return html`<div class="toast-place">${body}</div>`;
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
