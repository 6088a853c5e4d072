// The simulator's page. Hooks for browser tests, kept stable:
//   [data-testid=phone][data-person=…]      one phone; inside it: messages, composer, say, send, picture-menu,
//                                           sample-picture, picture-file, file, reply-bar, toast[data-type], mentions
//   [data-message-id=…][data-type=…]        one message, data-revision says which state of it; inside a card:
//                                           [data-testid=control][data-name][data-label], [data-testid=button][data-button]
//   [data-turn=feishu|dingtalk]             the switch above a phone; [data-platform] of the phone says which it shows;
//                                           workplace[data-works-on], workplace-move: where the person's work goes
//   [data-menu=todo|start|help]             the bot's menu of a phone
//   [data-chat=group|private]               from a private chat to the group and back; [data-group-line=todo|help], group-hint
//   [data-person-tab=…], [data-choose=…]    a person in the rail (tabs on a narrow page) and in the list above a phone
//   clock: [data-jump="PT1H"|"18:00"|"P7D"], clock-any, clock-moment, clock-go
//   faults, [data-fault=KIND], [data-fault="dingtalk:KIND"], [data-away=NAME], [data-expire=NAME], faults-clear; bot, bot-lamp[data-state], redis-lamp, bot-kill,
//   bot-start, bot-restart, redis-kill; demo, walk, play, [data-scene=…], recording, reset; language, theme, side-toggle
//   story-on, [data-story-on=feishu|dingtalk|both], tour-other; by-line[data-by-line], [data-line] line-state [data-line-act], ask-status
//   state, diagram ([data-state] per node, .current, .visited), waiting, record-choice, tab-timeline|facts|wire,
//   timeline, facts, wire, [data-wire=number], wire-filter, copy; tour-card, tour-bubble, tour-bar; ask-yes, ask-no; banner
// Addresses: #scene=<id> opens a scene (asks first where something would be lost), on the platforms of &platform=feishu|dingtalk|both;
// #person=<name> brings a person up.
import { aloud } from './aloud.js';
import { tickMinutes } from './clock.js';
import { firstLang, speak, t } from './i18n.js';
import { drawBanner } from './notice.js';
import { bring, mountRail } from './people.js';
import { mountPhones } from './phones.js';
import { isBeingPrepared, openScene } from './scenes.js';
import { watchRecord } from './side/record.js';
import { mountSide } from './side/side.js';
import { isDingTalk, isGroup, nameIn, platformOf } from './platform.js';
import { ownerOf, shown } from './slots.js';
import { changed, personNamed, store, watch } from './store.js';
import { connect, onMessage } from './stream.js';
import { messageLine } from './summary.js';
import { mountTopbar } from './topbar.js';
import { mountTour } from './tour/tour.js';

const part = (id) => document.getElementById(id);

async function start() {
  await speak(firstLang());
  labels();
  watch(['lang'], labels);
  mountTopbar(part('topbar'));
  mountRail(part('rail'));
  mountPhones(part('phones'));
  mountSide(part('side'));
  mountTour(part('tour'));
  watchRecord();
  watch(['link', 'lang'], drawBanner);
  tickMinutes();
  document.addEventListener('visibilitychange', () => document.hidden || changed('minute', 'slots'));
  onMessage(announce);
  changed('side');
  onceKnown(followAddress);
  addEventListener('hashchange', followAddress);
  connect();
}

function labels() {
  document.title = t('title');
  document.querySelector('.skip').textContent = t('skip');
  part('phones').setAttribute('aria-label', t('phones.label'));
  part('rail').setAttribute('aria-label', t('people.label'));
  part('announce').setAttribute('aria-label', t('announce.label'));
  part('lightbox').setAttribute('aria-label', t('message.image'));
}

function onceKnown(act) {
  const stop = watch(['hello'], () => {
    stop();
    act();
  });
}

function followAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const person = wanted.get('person');
  const scene = wanted.get('scene');
  if (person && personNamed(person)) bring(person);
  if (scene) {
    // The address has done its work: a reload must not empty the company again.
    history.replaceState(null, '', location.pathname + location.search);
    openScene(scene, wanted.get('platform'));
  }
}

/** What the bot writes to anybody: whoever looks sees it on a phone, or a number beside the person. */
function announce({ person, message }) {
  if (message.mine || isBeingPrepared() || (isGroup(person) && !isSaidHere(person))) return;
  const whose = isGroup(person) ? personNamed(person)?.group ?? nameIn(person) : nameIn(person);
  aloud(t(isDingTalk(person) ? 'announce.dingtalk' : 'announce', { person: whose, what: messageLine(message) }));
}

/** What a group hears is said once, however many of its phones can be seen. */
function isSaidHere(person) {
  const owners = shown().map(ownerOf);
  return owners.find((owner) => isGroup(owner) && platformOf(owner) === platformOf(person)) === person;
}

if (!store.known) start();
