// The guided tour: the process tells the story step by step, the page points at what comes next and never blocks it.
import { aloud } from '../aloud.js';
import { firstToUse, keepingFocus } from '../focus.js';
import { icons } from '../icons.js';
import { post } from '../api.js';
import { avatar } from '../avatar.js';
import { chatOf } from '../chats.js';
import { messageLine } from '../summary.js';
import { lang, t } from '../i18n.js';
import { html, look, nothing, render } from '../lit.js';
import { prefs, remember } from '../prefs.js';
import { begin, isBeingPrepared, story } from '../scenes.js';
import { isDingTalk } from '../platform.js';
import { phoneOf, show, turnChat, turnTo } from '../slots.js';
import { changed, store, watch } from '../store.js';
import { choosePlace, placeChoice, placeNow } from '../story-place.js';
import { preparing, preparingIsOver } from './preparing.js';
import { back, follow, stop } from './spotlight.js';
import { control, targetOf } from './target.js';

/** How long a control that the story fills in is looked for: its card may still be on the way. */
const FILL_MS = 5000;
/** Who comes for a scene gets the scene; the welcome would stand in its way. */
const forScene = () => new URLSearchParams(location.hash.slice(1)).has('scene');

const view = { welcome: prefs.toured !== true && !forScene(), ended: '', shownStep: '', said: '', toFill: [] };

export function mountTour(root) {
  const draw = () => {
    const now = store.story;
    ended(now);
    bringWho(now);
    keepingFocus(root, () => render(tour(now), root), () => () => firstToUse(root, 'button') ?? document.getElementById('phones'));
    light(root, now);
    tell(root, now);
  };
  watch(['story', 'lang', 'hello', 'tour', 'slots', 'bot'], draw);
  addEventListener('hashchange', () => {
    if (forScene()) view.welcome = false;
  });
  watch(['story'], () => requestAnimationFrame(() => {
    tellTyped(null);
    showPlayed();
  }));
  addEventListener('change', (event) => tellTyped(event.target));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && view.welcome && !document.querySelector('dialog[open]')) later();
  });
}

/** Only the phone knows that a control was filled in before its form is sent, so the story is told. */
function tellTyped(changedField) {
  const { state, act, who, target } = store.story;
  if (state !== 'walking' || act !== 'fill' || !target?.label) return;
  const field = fieldOf(phoneOf(who), target);
  // What the card brought along is not yet what the person would say.
  if (field?.value && (field === changedField || field.value.replace('T', ' ') === target.text)) post('story', { act: 'typed', person: who, label: target.label });
}

/** What the story fills in is seen on the phone, as a person's own typing would be. */
function showPlayed() {
  const { state, act, who, target } = store.story;
  if (state !== 'playing' || act !== 'fill' || !target?.label) return;
  view.toFill.push({ who, target, until: performance.now() + FILL_MS });
  if (view.toFill.length === 1) requestAnimationFrame(fillPlayed);
}

/** The person may not be on a phone yet, or the card not on it. */
function fillPlayed() {
  view.toFill = view.toFill.filter(({ who, target, until }) => {
    const phone = phoneOf(who);
    return performance.now() < until && !(phone && fillIn(phone, target));
  });
  if (view.toFill.length) requestAnimationFrame(fillPlayed);
}

const fieldOf = (phone, target) => {
  const place = [...(phone?.shell.querySelectorAll('[data-message-id]') ?? [])].find((node) => node.dataset.messageId === target.messageId);
  return place && control(place, target.label);
};

const busy = (now) => now.state === 'walking' || now.state === 'playing' || now.state === 'paused';

function ended(now) {
  if (busy(now)) view.was = now.state;
  else if (view.was && (now.state === 'done' || now.state === 'failed')) view.ended = now.state;
  if (!busy(now)) view.was = undefined;
  if (busy(now)) Object.assign(view, { ended: '', welcome: false });
}

/** The step's person must be on a phone before anything can point at it, in the private chat of the step's platform. */
function bringWho(now) {
  if (!busy(now) || isBeingPrepared() || !now.who) return;
  if (!phoneOf(now.who)) show(now.who);
  turnTo(now.who, now.on ?? 'feishu');
  turnChat(now.who, false);
}

function light(root, now) {
  const ring = root.querySelector('.spotlight');
  if (!ring || isBeingPrepared()) {
    stop();
    view.shownStep = '';
    return;
  }
  const key = `${now.state}/${now.step}/${now.who}/${now.act}/${JSON.stringify(now.target ?? {})}`;
  if (key === view.shownStep) return;
  view.shownStep = key;
  follow(ring, root.querySelector('.tour-bubble, .tour-bar'), () => targetOf(now), () => phoneOf(now.who)?.handAt ?? 0);
}

/** Each step once: the bubble has buttons and a bar, which would be read with it. */
function tell(root, now) {
  const words = root.querySelector('.tour-hint, .tour-doing, #tour-title');
  const said = words ? [isBeingPrepared() ? '' : now.who, words.textContent].filter(Boolean).join('：') : '';
  if (said === view.said) return;
  view.said = said;
  const choices = root.querySelector('.tour-choices');
  // A question that comes over the page is where to go on; a step is done elsewhere on it.
  if (choices) firstToUse(choices)?.focus();
  else aloud(said);
}

function tour(now) {
  if (isBeingPrepared()) return preparing(now);
  preparingIsOver();
  if (now.state === 'walking') return walking(now);
  if (now.state === 'playing' || now.state === 'paused') return playing(now);
  if (view.ended) return endCard(now);
  return view.welcome && store.known ? welcome() : nothing;
}

function welcome() {
  return html`<section class="tour-card" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-what" data-testid="tour-card">
    <button class="tool tour-close" aria-label=${t('close')} @click=${later}>${icons.close()}</button>
    ${icons.logo()}<h2 id="tour-title">${t('tour.title')}</h2><p id="tour-what">${t('tour.what')}</p>${placeChoice('tour-on')}
    <div class="tour-choices">
      <button class="primary-filled" data-testid="tour-walk" @click=${() => chosen(() => begin('walk'))}>${icons.walk()}<span>${t('tour.walk')}</span></button>
      <button class="plain" data-testid="tour-play" @click=${() => chosen(() => begin('play'))}>${icons.play()}<span>${t('tour.play')}</span></button>
      <button class="plain" data-testid="tour-self" @click=${later}><span>${t('tour.self')}</span></button></div>
    <p class="soft tour-again">${t('tour.again')} ${icons.play()} ${t('demo.label')}</p>${languages()}</section>`;
}

/** A flow's words are its author's, and the bot speaks the language it was started in, not the page's. */
function languages() {
  if (!store.locale || (lang() === 'zh-CN' && store.locale === 'zh-CN')) return nothing;
  const other = store.locale !== lang();
  return html`<p class="soft" data-testid="tour-languages">${t('tour.cards')}${other ? html` ${t('tour.locale')} <code>RELAY_LOCALE=${lang()} scripts/run</code>` : nothing}</p>`;
}

function later() {
  chosen(() => {});
}

function chosen(act) {
  Object.assign(view, { welcome: false, ended: '' });
  remember({ toured: true });
  changed('tour');
  act();
}

const progress = (now) => html`<span class="tour-progress" role="progressbar" aria-label=${t('tour.progress')} aria-valuemin="0"
  aria-valuemax=${now.steps ?? 0} aria-valuenow=${now.step ?? 0}><i ${look({ width: `${now.steps ? Math.round((100 * now.step) / now.steps) : 0}%` })}></i></span>`;

function walking(now) {
  return html`<div class="spotlight" aria-hidden="true"></div>
    <section class="tour-bubble" data-testid="tour-bubble" aria-label=${t('tour.label')}>
      <p class="tour-who">${now.who ? html`${avatar(now.who, 'tiny')}<bdi>${now.who}</bdi>` : nothing}<span class="soft">${now.step || 1}/${now.steps}</span></p>
      <p class="tour-hint text">${isWritten(now) ? t('tour.press-send') : now.hint || t('tour.preparing')}</p>
      ${now.problem ? html`<p class="soft text">${now.problem}</p>` : nothing}
      <div class="row"><button class="plain small tour-back" data-testid="tour-back" @click=${back}>${icons.down()}${t('tour.back')}</button>${help(now)}${now.act ? html`<button class="plain small" data-testid="tour-skip" @click=${() => story('skip')}>${t('tour.skip')}</button>` : nothing}
        <button class="plain small" data-testid="tour-stop" @click=${() => story('stop')}>${t('tour.stop')}</button></div>
      ${otherPlace()}${progress(now)}</section>`;
}

/** Which platform the walk is on, and the other by one press. */
function otherPlace() {
  const here = placeNow();
  const other = here === 'dingtalk' ? 'feishu' : 'dingtalk';
  return html`<p class="tour-place"><span class="chip" data-testid="tour-place">${t(`story.on.${here}`)}</span>
    <button type="button" class="tour-other" data-testid="tour-other" @click=${() => {
      choosePlace(other);
      begin('walk', other);
    }}>${t('tour.other', { platform: t(`story.on.${other}`) })}</button></p>`;
}

/** Is what is to be said written already, and only not sent? */
const isWritten = (now) => now.act === 'say' && Boolean(now.target?.text) && phoneOf(now.who)?.text.trim() === now.target.text;

/** What the page can do for a visitor who does not want to type. */
function help(now) {
  const phone = phoneOf(now.who);
  const text = now.target?.text;
  if (isWritten(now)) return helper(t('tour.send'), () => phone.sendsText());
  if (now.act === 'say' && text && phone) return helper(t('tour.write'), () => phone.writes(text));
  if (now.act === 'fill' && text && phone) return helper(t('tour.fill'), () => fillIn(phone, now.target));
  if (now.act === 'picture' && phone) return helper(t('tour.picture'), () => photograph(phone, now.target));
  return nothing;
}

const helper = (words, act) => html`<button class="primary-filled small" data-testid="tour-help" @click=${act}>${words}</button>`;

/** The photo answers the card it is evidence for. */
function photograph(phone, target) {
  const asked = chatOf(phone.person).messages.find((one) => one.id === target?.messageId);
  // DingTalk knows no answers; the photo goes to whatever waits for one.
  if (asked && !isDingTalk(phone.person)) phone.reply = { id: asked.id, what: messageLine(asked) };
  phone.sendSample(target?.text);
}

/** Returns whether the control was there. */
function fillIn(phone, target) {
  const field = fieldOf(phone, target);
  if (!field) return false;
  field.value = /datetime/.test(field.type) ? target.text.replace(' ', 'T') : target.text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

function playing(now) {
  const paused = now.state === 'paused';
  return html`<div class="spotlight playing" aria-hidden="true"></div>
    <section class="tour-bar" data-testid="tour-bar" aria-label=${t('tour.label')}>
      ${progress(now)}
      <div class="tour-bar-row"><span class="tour-who">${now.who ? html`${avatar(now.who, 'small')}<bdi>${now.who}</bdi>` : nothing}</span>
        <span class="chip">${t(`story.on.${placeNow()}`)}</span><span class="tour-hint text">${now.hint}</span><span class="soft">${now.step}/${now.steps}</span>
        <button class="tool" data-testid="tour-pause" aria-label=${paused ? t('tour.resume') : t('tour.pause')} title=${paused ? t('tour.resume') : t('tour.pause')}
          @click=${() => story(paused ? 'resume' : 'pause')}>${paused ? icons.play() : icons.pause()}</button>
        <button class="tool" data-testid="tour-stop" aria-label=${t('tour.end')} title=${t('tour.end')} @click=${() => story('stop')}>${icons.stop()}</button></div></section>`;
}

function endCard(now) {
  const failed = view.ended === 'failed';
  return html`<section class="tour-card small" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-what" data-testid="tour-end">
    <button class="tool tour-close" aria-label=${t('close')} @click=${later}>${icons.close()}</button>
    <h2 id="tour-title">${failed ? t('tour.failed') : t('tour.done')}</h2>
    <p class="text" id="tour-what">${failed ? now.problem : t('tour.done.what')}</p>
    <div class="tour-choices"><button class="primary-filled" @click=${later}>${t('tour.self')}</button>
      <button class="plain" @click=${() => chosen(() => begin('play'))}>${icons.play()}<span>${t('tour.replay')}</span></button></div></section>`;
}
