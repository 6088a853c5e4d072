// One phone: its owner above it, the chat with the bot inside it.
import { drawnTick } from './card/state.js';
import { chatOf, load, loadLater, loadOlder, markSeen } from './chats.js';
import { composer } from './composer.js';
import { keepingFocus } from './focus.js';
import { chatBar, groupHint } from './group.js';
import { icons } from './icons.js';
import { lang, t } from './i18n.js';
import { guard, html, nothing, ref, render, repeat } from './lit.js';
import { message, separatorBefore } from './message.js';
import { ownerBar } from './people.js';
import { forgetTyped } from './card/state.js';
import { isDingTalk, isGroup, nameIn, phoneLabel, platformOf } from './platform.js';
import { narrow } from './slots.js';
import { now, store, watch } from './store.js';
import { workplace } from './switch.js';
import { clockTime, fullDate } from './time.js';
import { toastOf } from './toast.js';

/** How near the newest message counts as being there, in px. */
const AT_END_PX = 120;
const EDGE_PX = 12;
/** So far before the end of what the page has, on either side, more is read. */
const AHEAD_PX = 1200;
/** So long after a wheel, a touch or a key a movement of the list still comes from the person. */
const HAND_MS = 700;

export function mountPhone(root, index) {
  const shell = document.createElement('section');
  shell.className = 'phone-shell';
  shell.dataset.testid = 'phone';
  root.append(shell);
  const phone = { index, shell, name: '', person: '', reply: null, toast: null, away: 0, menuOpen: false, text: '', files: 0, handAt: -HAND_MS };
  let stop = () => {};
  const draw = () => {
    if (document.visibilityState === 'visible' && !phone.away) markSeen(phone.person);
    const backToPlace = placeOf(phone);
    keepingFocus(shell, () => render(view(phone, draw), shell), (was) => insteadOf(was, shell));
    backToPlace();
    showBeginning(phone);
  };
  phone.draw = draw;
  phone.shows = (owner) => {
    if (phone.person === owner) return;
    stop();
    // DingTalk keeps nothing of a form in a chat that is left.
    if (isDingTalk(phone.person)) forgetTyped(phone.person);
    Object.assign(phone, { name: nameIn(owner), person: owner, newest: '', reply: null, toast: null, away: 0, text: '', mention: null });
    shell.dataset.person = phone.name;
    shell.dataset.platform = platformOf(owner);
    stop = watch([`chat:${owner}`, 'people', 'lang', 'minute', 'clock', 'bot', 'story'], draw);
    draw();
    phone.toEnd();
  };
  phone.toEnd = () => {
    const list = shell.querySelector('.messages');
    if (list) list.scrollTop = 0;
    phone.away = 0;
  };
  phone.remove = () => {
    stop();
    phone.observer?.disconnect();
    shell.remove();
  };
  dropping(phone);
  return phone;
}

function view(phone, draw) {
  const chat = chatOf(phone.person);
  phone.shell.setAttribute('aria-label', phoneLabel(phone));
  return html`${ownerBar(phone)}
    <div class="phone" data-testid="chat">
      <div class="phone-status" aria-hidden="true"><span>${clockTime(now())}</span><span class="phone-signal"><i></i><i></i><i></i><b></b></span></div>
      <div class="phone-bar">
        ${chatBar(phone)}
      </div>
      ${isGroup(phone.person) ? groupHint() : workplace(phone)}
      ${messageList(phone, chat, draw)}
      ${phone.away ? toEndButton(phone, draw) : nothing}
      ${toastOf(phone)}
      ${composer(phone)}
      <div class="drop-hint" aria-hidden="true">${t('composer.drop')}</div>
    </div>`;
}

/** A card that changes takes its button away: who pressed it goes on at the card as it is now. */
function insteadOf(was, shell) {
  if (was.closest('.popover-panel')) return null;
  const id = was.closest('[data-message-id]')?.dataset.messageId;
  const card = () => [...shell.querySelectorAll('[data-message-id]')].find((one) => one.dataset.messageId === id)?.querySelector('.card');
  return () => (id && card()) || shell.querySelector('.composer textarea');
}

function messageList(phone, chat, draw) {
  const all = chat.messages;
  // A press on a button or a key in a control moves nothing; on the list itself it is its bar or a page key.
  const moves = (event) => event.type === 'wheel' || event.type === 'touchmove' || event.target === event.currentTarget;
  const byHand = { handleEvent: (event) => moves(event) && (phone.handAt = event.timeStamp), passive: true };
  return html`<div class="messages" role="group" tabindex="0" data-testid="messages" aria-label=${t('phone.messages', { phone: phoneLabel(phone) })}
      @wheel=${byHand} @touchmove=${byHand} @keydown=${byHand} @pointerdown=${byHand} @scroll=${(event) => scrolled(event, phone, chat, draw)}>
    <ol class="message-list" aria-busy=${chat.busy ? 'true' : 'false'}>
      <li class="list-edge" aria-hidden=${chat.loaded && !chat.more && all.length > 20 ? nothing : 'true'} ${ref((node) => watchEdge(node, phone))}>
        ${chat.busy && all.length ? html`<span class="spinner"></span>` : nothing}
        ${chat.loaded && !chat.more && all.length > 20 ? html`<span class="time">${t('phone.beginning')}</span>` : nothing}
      </li>
      ${repeat(all, (one) => one.id, (one, at) => guard(
        [one, all[at - 1]?.sentAt, one.expired, fullDate(now()), drawnTick(phone.person, one), lang(), store.people.length, phone.person],
        () => message(one, phone, separatorBefore(one, all[at - 1]))))}
      ${emptyChat(chat, phone.person)}
    </ol>
  </div>`;
}

/** While somebody reads old messages, those that come and go around them must not move what is being read. */
function placeOf(phone) {
  const { messages } = chatOf(phone.person);
  const ends = `${messages[0]?.id}\n${messages.at(-1)?.id}`;
  const moves = phone.away && phone.ends !== ends;
  phone.ends = ends;
  if (!moves) return () => {};
  const list = phone.shell.querySelector('.messages');
  const edge = list.getBoundingClientRect().top;
  const read = [...list.querySelectorAll('.message')].find((node) => node.getBoundingClientRect().bottom > edge);
  const before = read?.getBoundingClientRect().top;
  return () => {
    if (read?.isConnected) list.scrollTop += read.getBoundingClientRect().top - before;
  };
}

/** A new message comes into view; of a card that is taller than the phone its beginning, not its end. */
function showBeginning(phone) {
  const newest = chatOf(phone.person).messages.at(-1);
  const fresh = newest && phone.newest && newest.id !== phone.newest;
  // A chat that was seen empty has a newest message as soon as one comes.
  phone.newest = newest?.id ?? (chatOf(phone.person).loaded ? 'none' : '');
  if (!fresh || newest.mine || phone.away) return;
  const list = phone.shell.querySelector('.messages');
  requestAnimationFrame(() => {
    const over = (list.querySelector('.message:last-of-type')?.offsetHeight ?? 0) + 2 * EDGE_PX - list.clientHeight;
    list.scrollTop = over > 0 ? -over : 0;
  });
}

function emptyChat(chat, owner) {
  if (chat.messages.length) return nothing;
  if (chat.problem) return html`<li class="empty">${t('phone.unreadable')}</li>`;
  return html`<li class="empty">${chat.loaded ? t(isGroup(owner) ? 'group.empty' : 'phone.empty') : html`<span class="spinner"></span>`}</li>`;
}

// The list grows upwards from its end (column-reverse): the newest message stays in view and older ones push nothing.
function scrolled(event, phone, chat, draw) {
  const far = -event.target.scrollTop > AT_END_PX;
  // Pictures that load and cards that come move the list as well; only a person goes away from the newest.
  const byHand = event.timeStamp - phone.handAt < HAND_MS;
  if (byHand) phone.handAt = event.timeStamp;
  if (far && !byHand && !chat.later.length) return;
  const away = far || chat.later.length ? 1 : 0;
  if (chat.later.length && -event.target.scrollTop < AHEAD_PX) loadLater(phone.person);
  if (away === phone.away) return;
  phone.away = away;
  draw();
}

function watchEdge(node, phone) {
  phone.observer?.disconnect();
  if (!node) return;
  phone.observer = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && loadOlder(phone.person),
    { root: node.closest('.messages'), rootMargin: `${AHEAD_PX}px 0px 0px 0px` },
  );
  phone.observer.observe(node);
}

function toEndButton(phone, draw) {
  return html`<button class="to-end" data-testid="to-end" @click=${() => {
    if (chatOf(phone.person).later.length) load(phone.person);
    phone.toEnd();
    draw();
  }}>${icons.down()}<span>${t('phone.to-end')}</span></button>`;
}

function dropping(phone) {
  let depth = 0;
  const over = (yes) => phone.shell.classList.toggle('dropping', yes);
  phone.shell.addEventListener('dragenter', () => over(++depth > 0));
  phone.shell.addEventListener('dragleave', () => over(--depth > 0));
  phone.shell.addEventListener('dragover', (event) => event.preventDefault());
  phone.shell.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    phone.sendFiles?.([...(event.dataTransfer?.files ?? [])]);
  });
}
