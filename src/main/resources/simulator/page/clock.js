// Business time and the jumps that move it. Time goes forward only; the bot does what falls due on the way.
import { aloud } from './aloud.js';
import { post } from './api.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { notice } from './notice.js';
import { popover } from './popover.js';
import { changed, now, setClock } from './store.js';
import { clockTime, date, forPicker, fromPicker, weekday } from './time.js';

const JUMPS = [
  ['PT1H', { advance: 'PT1H' }, 'clock.hour'],
  ['18:00', { next: '18:00' }, 'clock.evening'],
  ['P7D', { advance: 'P7D' }, 'clock.week'],
];
let jumping = false;

/** Wakes the clocks of the page when the minute turns; a hidden page sleeps on. */
export function tickMinutes() {
  let minute = '';
  setInterval(() => {
    if (document.hidden || minute === clockTime(now())) return;
    minute = clockTime(now());
    changed('minute');
  }, 1000);
}

async function jump(body, draw) {
  if (jumping) return;
  jumping = true;
  draw();
  const answer = await post('clock', body);
  jumping = false;
  if (answer.problem) notice(answer);
  else if (answer.now) {
    setClock(answer.now);
    aloud(t('clock.said', { time: spoken(now()) }));
  }
  draw();
}

const spoken = (time) => `${date(time)} ${weekday(time)} ${clockTime(time)}`;

let named = '';

/** A button whose name changes under the focus is read once more: each minute here, and after each jump. */
function nameFor(time) {
  if (document.activeElement?.dataset.popover !== 'clock-any') named = spoken(time);
  return named;
}

export function clock(draw) {
  const time = now();
  return html`<div class="clock" role="group" aria-label=${t('clock.label')} data-testid="clock" @focusout=${() => requestAnimationFrame(draw)}>
    ${popover({
      id: 'clock-any',
      className: `clock-face ${jumping ? 'busy' : ''}`,
      label: t('clock.any', { time: nameFor(time) }),
      align: 'start',
      face: html`<span class="clock-time">${clockTime(time)}</span><span class="clock-date">${date(time)} <span class="clock-weekday">${weekday(time)}</span></span>`,
      body: (close) => anyMoment(draw, close),
    }, draw)}
    <span class="clock-jumps">${jumps(draw)}</span></div>`;
}

const jumps = (draw) => JUMPS.map(([key, body, word]) => html`<button class="tool words" data-jump=${key} aria-disabled=${jumping ? 'true' : nothing}
  title=${t(`${word}.tip`)} @click=${() => jump(body, draw)}>${t(word)}</button>`);

function anyMoment(draw, close) {
  const go = (event) => {
    event.preventDefault();
    const value = new FormData(event.target).get('moment');
    if (!value) return;
    close();
    jump({ set: fromPicker(String(value)) }, draw);
  };
  return html`<form class="stack" @submit=${go}><h2>${icons.clock()}${t('clock.title')}</h2><p class="soft">${t('clock.why')}</p>
    <div class="clock-more">${jumps(draw)}</div>
    <label class="stack-field"><span>${t('clock.pick')}</span>
      <input type="datetime-local" name="moment" data-testid="clock-moment" required min=${forPicker(now())} value=${forPicker(now() + 3600_000)}></label>
    <button class="primary-filled" data-testid="clock-go">${t('clock.go')}</button></form>`;
}
