// What happens while the company is made new: a bot that starts takes its time, and an empty phone would not say why.
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { store } from '../store.js';

/** Has the bot been away since it began? Once it is back, what was there before is gone. */
let wasAway = false;

export function preparing(now) {
  return html`<section class="tour-card small tour-preparing" data-testid="preparing" aria-labelledby="preparing-title">
    <span class="spinner"></span><h2 id="preparing-title">${t('preparing.title')}</h2>
    <p class="tour-doing text">${doing(now)}</p>
    ${now.state === 'playing' && now.step ? html`<p class="soft">${now.step}/${now.steps}</p>` : nothing}</section>`;
}

/** What comes after it begins anew. */
export function preparingIsOver() {
  wasAway = false;
}

function doing({ state, scene, scenes }) {
  const isAway = store.bot.state !== 'running';
  wasAway ||= isAway;
  if (isAway) return t('preparing.starting');
  if (state === 'idle' || !scene) return wasAway ? t('preparing.nearly') : t('preparing.stopping');
  return t('preparing.playing', { scene: (scenes ?? []).find((one) => one.id === scene)?.title ?? scene });
}
