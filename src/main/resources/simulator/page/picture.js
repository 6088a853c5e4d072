// Pictures: small in the chat, large on a tap.
import { mediaUrl } from './api.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing, render } from './lit.js';

/** @param options fit: how it fills its frame; plain: no tap */
export function picture(key, alt, options = {}) {
  if (!key) return html`<span class="not-drawn">${t('picture.broken')}</span>`;
  const image = html`<img class="picture ${options.fit ?? ''}" src=${mediaUrl(key)} alt=${alt} loading="lazy" decoding="async"
    @error=${(event) => event.target.closest('.picture-frame')?.classList.add('broken')}>
    <span class="picture-broken">${t('picture.broken')}</span>`;
  if (options.plain) return html`<span class="picture-frame">${image}</span>`;
  return html`<button class="picture-frame" data-testid="picture" data-key=${key}
    aria-label=${t('picture.enlarge', { name: alt })} @click=${() => enlarge(key, alt)}>${image}</button>`;
}

function enlarge(key, alt) {
  const box = document.getElementById('lightbox');
  const close = () => box.close();
  render(html`<button class="lightbox-close" aria-label=${t('close')} @click=${close}>${icons.close()}</button>
    <img src=${mediaUrl(key)} alt=${alt} @click=${close}>
    ${alt ? html`<p class="text">${alt}</p>` : nothing}`, box);
  box.setAttribute('aria-label', alt || t('message.image'));
  box.onclick = (event) => event.target === box && close();
  // Emptied when closed: a picture of the past must not stay in memory.
  box.onclose = () => render(nothing, box);
  box.showModal();
}
