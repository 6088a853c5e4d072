// One sentence for the whole page, above the phones, for a while.
import { t } from './i18n.js';
import { html, nothing, render } from './lit.js';
import { store } from './store.js';

const SHOWN_MS = 7000;
let said = null;
let timer;

/** @param what a text, or an answer with a problem */
export function notice(what) {
  const text = typeof what === 'string' ? what : what.offline ? t('problem.offline') : what.problem;
  said = { text, bad: typeof what !== 'string' };
  clearTimeout(timer);
  timer = setTimeout(() => {
    said = null;
    drawBanner();
  }, SHOWN_MS);
  drawBanner();
}

export function drawBanner() {
  const root = document.getElementById('banner');
  const lost = !store.linked && store.known;
  root.classList.toggle('on', Boolean(lost || said));
  root.classList.toggle('bad', Boolean(lost || said?.bad));
  render(lost ? html`<span class="spinner" aria-hidden="true"></span><span class="text">${t('link.lost')}</span>` : said ? html`<span class="text">${said.text}</span>` : nothing, root);
}
