// The bar on top: what this is, the clock, what goes wrong, how the bot is, stories, language and looks.
import { bot, tellBot } from './bot.js';
import { clock } from './clock.js';
import { faults } from './faults.js';
import { firstToUse, keepingFocus } from './focus.js';
import { icons } from './icons.js';
import { choose, lang, t } from './i18n.js';
import { html, render } from './lit.js';
import { prefs, remember } from './prefs.js';
import { demo } from './scenes.js';
import { drawer, toggleDrawer, toggleSide } from './side/side.js';
import { changed, watch } from './store.js';

const SIGNS = { auto: icons.half, light: icons.sun, dark: icons.moon };
const WIDE_PX = 1100;

export function mountTopbar(root) {
  // The bot's buttons take each other's place, and so do those of its panel.
  const draw = () => keepingFocus(root, () => render(bar(draw), root), () => () => firstToUse(root.querySelector('.popover-panel')));
  watch(['bot'], tellBot);
  watch(['clock', 'minute', 'bot', 'faults', 'people', 'story', 'lang', 'hello', 'topbar', 'tour'], draw);
  addEventListener('resize', draw);
  draw();
}

function bar(draw) {
  return html`<div class="brand">${icons.logo()}<h1><span class="wide-only">SOP Relay </span>${t('product')}</h1><span class="chip wide-only">${t('product.where')}</span></div>
    ${clock(draw)}
    <div class="tools">${faults(draw)}${bot(draw)}${demo(draw)}
      <button class="tool" data-testid="language" lang=${other() === 'en-US' ? 'en' : 'zh-CN'} aria-label=${t('language')} title=${t('language')} @click=${speakOther}>${icons.globe()}<span class="wide-only">${other() === 'en-US' ? 'EN' : '中'}</span></button>
      ${theme(draw)}
      ${panelButton()}</div>`;
}

// The names of the two say what is now: a reader says the name of a button that changes under the focus by itself.
const other = () => (lang() === 'zh-CN' ? 'en-US' : 'zh-CN');

async function speakOther() {
  await choose(other());
  changed('lang');
}

/** The first press changes what is seen: from the system's looks to their opposite, then to the same fixed, then back. */
function themeAfter(now) {
  const round = matchMedia('(prefers-color-scheme: dark)').matches ? ['auto', 'light', 'dark'] : ['auto', 'dark', 'light'];
  return round[(round.indexOf(now) + 1) % round.length];
}

function theme(draw) {
  const now = Object.hasOwn(SIGNS, prefs.theme ?? '') ? prefs.theme : 'auto';
  return html`<button class="tool" data-testid="theme" data-theme-now=${now} aria-label=${t('theme.now', { theme: t(`theme.${now}`) })} title=${t('theme.now', { theme: t(`theme.${now}`) })}
    @click=${() => {
      const next = themeAfter(now);
      remember({ theme: next });
      if (next === 'auto') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = next;
      draw();
    }}>${SIGNS[now]()}</button>`;
}

function panelButton() {
  const wide = window.innerWidth >= WIDE_PX;
  const open = wide ? document.documentElement.dataset.side !== 'closed' : drawer.open;
  return html`<button class="tool ${wide ? '' : 'accent-line'}" data-testid="side-toggle" aria-expanded=${String(open)} aria-controls="side"
    aria-label=${t('side.toggle')} title=${t('side.toggle')} @click=${() => (wide ? toggleSide() : toggleDrawer())}>${wide ? icons.panel() : icons.flow()}</button>`;
}
