// The connections the bot opens itself: what the bot and the platform say of them, and what can happen to them.
import { get, post } from './api.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { notice } from './notice.js';
import { bring } from './people.js';
import { closePopover, isOpen } from './popover.js';
import { changed, now, store } from './store.js';
import { moment, parse } from './time.js';

const LOOK_EVERY_MS = 1500;
const ACTS = ['disconnect', 'cut', 'freeze', 'mute', 'redeliver'];
const MOODS = { connected: 'good', connecting: 'busy', refused: 'bad', stopped: 'bad' };
/** Who may ask the bot how it is. */
const ADMIN = '管理员老周';

const view = { lines: null, turning: false, timer: 0 };

/** Looks as long as somebody looks. */
function keepLooking() {
  if (view.timer) return;
  const look = async () => {
    if (!isOpen('faults') || !store.bot.byLine) {
      view.timer = 0;
      return;
    }
    const lines = await get('lines');
    if (!lines.problem) view.lines = lines;
    changed('faults');
    view.timer = setTimeout(look, LOOK_EVERY_MS);
  };
  view.timer = setTimeout(look, 0);
}

/** How the bot is connected: called at its address, or by lines of its own. */
export function lineChoice() {
  const byLine = store.bot.byLine === true;
  if (byLine) keepLooking();
  const way = (yes) => html`<button type="button" class="platform" data-by-line=${String(yes)} aria-pressed=${String(byLine === yes)}
    ?disabled=${view.turning} @click=${() => turn(yes)}>${t(yes ? 'lines.by-line' : 'lines.by-address')}</button>`;
  return html`<fieldset class="line-choice"><legend>${t('lines.choice')}</legend>
    <div class="row"><span class="platforms" role="group" aria-label=${t('lines.choice')}>${way(false)}${way(true)}</span>
      ${view.turning ? html`<span class="spinner" aria-hidden="true"></span><span class="soft" role="status">${t('lines.turning')}</span>` : nothing}</div>
    <p class="soft">${t(byLine ? 'lines.by-line.what' : 'lines.by-address.what')}</p>
    <div class="row"><button type="button" class="plain small" data-testid="ask-status" @click=${askStatus}>${t('lines.ask', { admin: ADMIN })}</button></div></fieldset>`;
}

async function turn(yes) {
  if (view.turning || store.bot.byLine === yes) return;
  Object.assign(view, { turning: true, lines: null });
  changed('faults');
  const answer = await post('by-line', { yes });
  view.turning = false;
  changed('faults');
  if (answer.problem) notice(answer);
}

async function askStatus() {
  closePopover();
  bring(ADMIN);
  const answer = await post('say', { person: ADMIN, text: '/status' });
  if (answer.problem) notice(answer);
}

/** One platform's line: its state and what can happen to it; nothing while the bot is called at its address. */
export function lineOf(platform, switches) {
  if (!store.bot.byLine) return nothing;
  const line = view.lines?.[platform] ?? { phase: 'unknown', open: 0 };
  return html`<fieldset data-line=${platform}><legend>${t(`lines.${platform}`)}</legend>
    <p class="line-state" data-testid="line-state" data-phase=${line.phase}><span class="lamp ${MOODS[line.phase] ?? 'busy'}"></span>
      <b>${t(`lines.phase.${MOODS[line.phase] ? line.phase : 'unknown'}`)}</b>
      <span class="soft">${t('lines.counts', { opened: line.opened ?? 0, drops: line.drops ?? 0, open: line.open })}</span></p>
    ${line.waiting ? html`<p class="soft">${t('lines.waiting', { count: line.waiting })}</p>` : nothing}
    ${line.lastProblem ? problem(line.lastProblem) : nothing}
    <div class="line-acts">${ACTS.map((act) => html`<button type="button" class="line-act" data-line-act=${act} @click=${() => happens(platform, act)}>
      ${icons.bolt()}<span><b>${t(`lines.act.${act}`)}</b><span class="soft">${t(`lines.act.${platform}.${act}`)}</span></span></button>`)}</div>
    ${switches}</fieldset>`;
}

/** The bot's own words, English as in its log, with their moment at the end. */
function problem(said) {
  const [, words, at] = /^(.*) \(([^()]+Z)\)$/.exec(said) ?? [null, said, ''];
  return html`<p class="soft text line-problem"><span lang="en">${words}</span>${at ? html` · ${moment(parse(at), now())}` : nothing}</p>`;
}

async function happens(platform, act) {
  const answer = await post('lines', { platform, act });
  if (answer.problem) notice(answer);
  else view.lines = answer;
  changed('faults');
}
