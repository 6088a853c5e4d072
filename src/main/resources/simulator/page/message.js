// One message in a chat: a bubble, a picture, a file or a card, with the time above it where there was a pause.
import { mediaUrl } from './api.js';
import { avatar } from './avatar.js';
import { card } from './card/card.js';
import { dingTalkCard } from './card/dingtalk.js';
import { chatOf } from './chats.js';
import { fromName, senderPicture } from './group.js';
import { icons } from './icons.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { picture } from './picture.js';
import { isDingTalk, isGroup } from './platform.js';
import { now } from './store.js';
import { messageLine } from './summary.js';
import { moment, parse } from './time.js';

const PAUSE_MS = 5 * 60_000;

/** The moment to write above a message, or nothing. */
export function separatorBefore(one, previous) {
  const at = parse(one.sentAt);
  return !previous || Math.abs(at - parse(previous.sentAt)) > PAUSE_MS ? moment(at, now()) : '';
}

export function message(one, phone, time) {
  const stamp = time ? html`<time class="time" datetime=${one.sentAt}>${time}</time>` : nothing;
  if (one.type === 'recalled') {
    return html`<li class="message system" data-message-id=${one.id} data-type="recalled">${stamp}
      <span class="time">${one.mine ? t('message.recalled-mine') : t('message.recalled')}</span></li>`;
  }
  return html`<li class="message ${one.mine ? 'mine' : 'theirs'} of-${typeName(one)}" data-message-id=${one.id}
      data-type=${one.type} data-revision=${one.revision} data-testid="message">
    ${stamp}
    <div class="message-row">
      ${one.mine ? avatar(phone.name, 'small') : senderPicture(one)}
      <div class="message-body"><span class="visually-hidden">${one.mine ? phone.name : one.from ?? t('bot.name')}：</span>${fromName(one)}
        ${body(one, phone)}</div>
      ${isDingTalk(phone.person) || isGroup(phone.person) ? nothing : replyButton(one, phone)}
    </div></li>`;
}

/** DingTalk does not tell a robot what a text answers, so there is none there; in groups people just say it. */
const replyButton = (one, phone) => html`<button class="reply-button" data-testid="reply" title=${t('message.reply')}
  aria-label=${t('message.reply-to', { what: messageLine(one) })} @click=${() => startReply(phone, one)}>${icons.reply()}</button>`;

const typeName = (one) => (['text', 'image', 'file', 'card'].includes(one.type) ? one.type : 'other');

function body(one, phone) {
  const content = one.content ?? {};
  const quoted = quote(one, phone);
  switch (one.type) {
    case 'card':
      return html`${quoted}${isDingTalk(phone.person) ? dingTalkCard(one, phone) : card(one, phone)}`;
    case 'image':
      return html`<div class="bubble media">${quoted}${picture(String(content.image_key ?? ''), t('message.image'))}</div>`;
    case 'file':
      return html`<div class="bubble file-bubble">${quoted}
        <a class="file" href=${mediaUrl(String(content.file_key ?? ''))} target="_blank" rel="noopener">
          <span class="file-sign" aria-hidden="true">${icons.file()}</span><bdi class="text">${content.file_name ?? ''}</bdi></a></div>`;
    case 'text':
      return html`<div class="bubble">${quoted}<span class="text">${said(content.text)}</span></div>`;
    default:
      return html`<div class="bubble">${quoted}<span class="not-drawn">${t('message.unknown', { type: one.type })}</span></div>`;
  }
}

const AT = /<at user_id="[^"]{0,80}">([^<]{0,80})<\/at>/g;

/** A text message: mentions of Feishu's own form are shown as the app shows them, everything else as it is. */
function said(text) {
  const whole = String(text ?? '');
  const parts = [];
  let from = 0;
  for (const found of whole.matchAll(AT)) {
    parts.push(whole.slice(from, found.index), html`<bdi class="mention">@${found[1]}</bdi>`);
    from = found.index + found[0].length;
  }
  parts.push(whole.slice(from));
  return parts;
}

function quote(one, phone) {
  if (!one.parentId) return nothing;
  const parent = chatOf(phone.person).messages.find((other) => other.id === one.parentId);
  const who = parent ? (parent.mine ? phone.name : t('bot.name')) : '';
  return html`<button class="quote" @click=${() => goTo(phone, one.parentId)}>
    <span class="text">${parent ? t('message.quote', { who, what: messageLine(parent) }) : t('message.quote-gone')}</span></button>`;
}

function goTo(phone, id) {
  const found = [...phone.shell.querySelectorAll('[data-message-id]')].find((node) => node.dataset.messageId === id);
  found?.scrollIntoView({ block: 'center' });
  found?.classList.remove('flash');
  requestAnimationFrame(() => found?.classList.add('flash'));
}

export function startReply(phone, one) {
  phone.reply = { id: one.id, what: messageLine(one) };
  phone.draw();
  phone.shell.querySelector('.composer textarea')?.focus();
}
