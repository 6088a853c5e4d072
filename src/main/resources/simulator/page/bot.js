// The bot's process and its Redis: how they are, and the buttons that kill and start them.
import { aloud } from './aloud.js';
import { post } from './api.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { notice } from './notice.js';
import { popover } from './popover.js';
import { isBeingPrepared } from './scenes.js';
import { now, store } from './store.js';
import { moment, parse } from './time.js';

const STATES = { running: 'good', starting: 'busy', stopped: 'bad' };
const mood = (state) => STATES[state] ?? 'busy';

async function act(path, what) {
  const answer = await post(path, { act: what });
  if (answer.problem) notice(answer);
}

const states = () => t('bot.state', { bot: t(`state.${known(store.bot.state)}`), redis: t(`state.${known(store.bot.redis?.state)}`) });
let told = '';

/** Its lamps change by themselves; what is made ready says so in its own words. */
export function tellBot() {
  const now = `${store.bot.state} ${store.bot.redis?.state}`;
  if (told && told !== now && !isBeingPrepared()) aloud(states());
  told = store.known ? now : '';
}

export function bot(draw) {
  const { state, redis, pid, since } = store.bot;
  const worst = [state, redis?.state ?? 'running'].map(mood).toSorted((a, b) => rank(a) - rank(b))[0];
  return popover({
    id: 'bot',
    className: `tool bot-tool ${worst}`,
    label: states(),
    face: html`<span class="lamp ${mood(state)}" data-testid="bot-lamp" data-state=${state}></span><span class="wide-only">${t('bot.short')}</span>
      <span class="lamp ${mood(redis?.state)}" data-testid="redis-lamp" data-state=${redis?.state ?? ''}></span><span class="wide-only">Redis</span>`,
    body: () => html`<div class="stack"><h2>${icons.power()}${t('bot.title')}</h2><p class="soft">${t('bot.why')}</p>
      <div class="process"><span class="lamp ${mood(state)}"></span><b>${t('bot.process')}</b><span>${t(`state.${known(state)}`)}</span>
        ${pid && state !== 'stopped' ? html`<span class="soft">pid ${pid}</span>` : nothing}
        ${since ? html`<span class="soft">${t('bot.since', { time: moment(parse(since), now()) })}</span>` : nothing}</div>
      <div class="row">${state === 'stopped'
        ? html`<button class="primary-filled" data-testid="bot-start" @click=${() => act('bot', 'start')}>${icons.power()}${t('bot.start')}</button>`
        : html`<button class="danger-line" data-testid="bot-kill" @click=${() => act('bot', 'kill')}>${icons.power()}${t('bot.kill')}</button>
          <button class="plain" data-testid="bot-restart" @click=${() => act('bot', 'restart')}>${icons.restart()}${t('bot.restart')}</button>`}</div>
      <div class="process"><span class="lamp ${mood(redis?.state)}"></span><b>Redis</b><span>${t(`state.${known(redis?.state)}`)}</span>
        ${redis?.pid ? html`<span class="soft">pid ${redis.pid}</span>` : nothing}</div>
      <div class="row"><button class="danger-line" data-testid="redis-kill" ?disabled=${redis?.state !== 'running'} @click=${() => act('redis', 'kill')}>${icons.power()}${t('redis.kill')}</button></div>
      <p class="soft">${t('redis.why')}</p></div>`,
  }, draw);
}

const rank = (word) => ['bad', 'busy', 'good'].indexOf(word);
const known = (state) => (Object.hasOwn(STATES, state ?? '') ? state : 'starting');
