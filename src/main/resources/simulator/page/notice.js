// One sentence for the whole page, above the phones: for a while, or as long as something is being done.
import { t } from './i18n.js';
import { html, nothing, render } from './lit.js';
import { store } from './store.js';

const SHOWN_MS = 7000;
let said = null;
let timer;
let going = null;

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

/**
 * Says what is being done until the function that is returned is called.
 * @param words asked again at each drawing, because what is being done changes on the way
 */
export function progress(words) {
  going = words;
  drawBanner();
  return () => {
    if (going === words) going = null;
    drawBanner();
  };
}

export function drawBanner() {
  const root = document.getElementById('banner');
  const lost = !store.linked && store.known;
  // A word that stays a few seconds goes before what is being done; that is still there afterwards.
  const doing = lost ? t('link.lost') : said || !going ? '' : going();
  root.classList.toggle('on', Boolean(doing || said));
  root.classList.toggle('bad', Boolean(lost || said?.bad));
  root.setAttribute('aria-busy', String(Boolean(going)));
  render(doing ? html`<span class="spinner" aria-hidden="true"></span><span class="text">${doing}</span>`
    : said ? html`<span class="text">${said.text}</span>` : nothing, root);
}
