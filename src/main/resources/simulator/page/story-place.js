// On which platforms a story is told: the choice beside everything that begins one, and what a story under way says of it.
import { t } from './i18n.js';
import { html } from './lit.js';
import { prefs, remember } from './prefs.js';
import { changed, store } from './store.js';

export const PLACES = ['feishu', 'dingtalk', 'both'];

const known = (place) => (PLACES.includes(place) ? place : PLACES[0]);

/** Where the next one is to be told. */
export const placeChosen = () => known(prefs.storyOn);

export function choosePlace(place) {
  remember({ storyOn: known(place) });
  changed('tour', 'topbar');
}

/** Where the one under way is told. */
export const placeNow = () => known(store.story.platform);

/** @param names an id for tests, and what is chosen for whom */
export function placeChoice(testid) {
  const chosen = placeChosen();
  return html`<div class="story-place"><span class="platforms" role="group" aria-label=${t('story.on')} data-testid=${testid}>${PLACES.map((place) => html`
      <button type="button" class="platform" data-story-on=${place} aria-pressed=${String(place === chosen)} @click=${() => choosePlace(place)}>${t(`story.on.${place}`)}</button>`)}</span>
    <span class="soft">${t(`story.on.${chosen}.what`)}</span></div>`;
}
