// Leading, playing, opening a scene, starting over: everything that tells a story with the simulator.
import { post } from './api.js';
import { ask } from './ask.js';
import { forgetOpened } from './chats.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { notice } from './notice.js';
import { popover } from './popover.js';
import { changed, store } from './store.js';
import { placeChoice, placeChosen, PLACES } from './story-place.js';

/** Has this page asked for something that is not there yet? What others ask for stands in the story. */
let asked = false;

/** Is the company made new just now, by whomever? */
export const isBeingPrepared = () => asked || Boolean(store.story.preparing);

/** Meanwhile the tour says what is being done. */
async function prepared(act) {
  if (isBeingPrepared()) {
    notice(t('scene.busy'));
    return;
  }
  asked = true;
  changed('tour');
  try {
    await act();
  } finally {
    asked = false;
    changed('tour');
  }
}

async function change(path, body) {
  const answer = await post(path, body);
  if (answer.problem) notice(answer.busy ? answer.problem : answer);
  return !answer.problem;
}

export const story = (act, more) => change('story', { act, ...more });

/** Both begin with an empty company, so they ask where something would be lost. */
export async function begin(act, platform = placeChosen()) {
  if (hasData() && !(await ask({ title: t('scene.sure'), text: t('scene.sure.why'), yes: t('scene.sure.yes') }))) return;
  if (!hasData()) {
    await story(act, { platform });
    return;
  }
  await prepared(async () => (await reset()) && change('story', { act, platform }));
}

const hasData = () => store.numbers.length > 0;

/** @param on the platform of a link; what was chosen where it names none */
export async function openScene(id, on) {
  const platform = PLACES.includes(on) ? on : placeChosen();
  const scene = (store.story.scenes ?? []).find((one) => one.id === id);
  if (!scene) {
    notice(t('scene.unknown', { id: id.slice(0, 40) }));
    return;
  }
  if (isBeingPrepared()) {
    notice(t('scene.busy'));
    return;
  }
  if (hasData() && !(await ask({ title: t('scene.open', { title: scene.title }), text: t('scene.sure.why'), yes: t('scene.sure.yes') }))) return;
  await prepared(async () => {
    forgetOpened();
    if (await change('scene', { id, platform })) notice(t('scene.opened', { title: scene.title }));
  });
}

async function resetAsked() {
  if (!(await ask({ title: t('reset.sure'), text: t('reset.why'), yes: t('reset.yes'), danger: true }))) return;
  await prepared(async () => {
    if (await reset()) notice(t('reset.done'));
  });
}

/** Returns whether it is done. */
function reset() {
  forgetOpened();
  return change('reset', {});
}

async function copyLink(id) {
  const link = new URL(`#scene=${encodeURIComponent(id)}&platform=${placeChosen()}`, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    notice(t('scene.copied', { link }));
  } catch {
    notice(t('scene.link', { link }));
  }
}

async function recording() {
  const answer = await fetch('/simulator/api/recording').catch(() => null);
  if (!answer?.ok) {
    notice({ problem: t('recording.none') });
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = 'session.jsonl';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function demo(draw) {
  const { state, scenes } = store.story;
  const busy = isBeingPrepared() || state === 'walking' || state === 'playing' || state === 'paused';
  return popover({
    id: 'demo',
    className: `tool accent ${busy ? 'alarm' : ''}`,
    label: t('demo.label'),
    role: 'dialog',
    face: html`${icons.play()}<span class="wide-only">${t('demo.label')}</span>`,
    body: (close) => {
      const go = (act) => () => {
        close();
        act();
      };
      return html`<div class="stack menu">${placeChoice('story-on')}
        <button class="menu-row" data-testid="walk" ?disabled=${busy} @click=${go(() => begin('walk'))}>${icons.walk()}<span><b>${t('demo.walk')}</b><span class="soft">${t('demo.walk.what')}</span></span></button>
        <button class="menu-row" data-testid="play" ?disabled=${busy} @click=${go(() => begin('play'))}>${icons.play()}<span><b>${t('demo.play')}</b><span class="soft">${t('demo.play.what')}</span></span></button>
        ${scenes?.length ? html`<h2>${t('demo.scenes')}</h2><div class="scenes">${scenes.map((scene) => html`<div class="scene">
          <button class="menu-row" data-scene=${scene.id} @click=${go(() => openScene(scene.id))}>${icons.flag()}<span class="text">${scene.title}</span></button>
          <button class="tool" title=${t('scene.copy')} aria-label=${t('scene.copy-of', { title: scene.title })} @click=${() => copyLink(scene.id)}>${icons.link()}</button></div>`)}</div>` : nothing}
        <hr>
        <button class="menu-row" data-testid="recording" @click=${go(recording)}>${icons.download()}<span><b>${t('recording.label')}</b><span class="soft">${t('recording.what')}</span></span></button>
        <button class="menu-row danger" data-testid="reset" @click=${go(resetAsked)}>${icons.broom()}<span><b>${t('reset.label')}</b><span class="soft">${t('reset.what')}</span></span></button>
      </div>`;
    },
  }, draw);
}

