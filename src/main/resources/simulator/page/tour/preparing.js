// What happens while the company is made new: a bot that starts takes its time, and an empty phone would not say why.
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { store } from '../store.js';

export function preparing(now) {
  return html`<section class="tour-card small tour-preparing" data-testid="preparing" aria-labelledby="preparing-title">
    <span class="spinner"></span><h2 id="preparing-title">${t('preparing.title')}</h2>
    <p class="text" role="status">${doing(now)}</p>
    ${now.state === 'playing' && now.step ? html`<p class="soft">${now.step}/${now.steps}</p>` : nothing}</section>`;
}

function doing({ state, scene, scenes }) {
  if (store.bot.state !== 'running') return t('preparing.starting');
  if (state === 'idle' || !scene) return t('preparing.stopping');
  return t('preparing.playing', { scene: (scenes ?? []).find((one) => one.id === scene)?.title ?? scene });
}
