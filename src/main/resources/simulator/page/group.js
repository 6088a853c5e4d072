// The group beside the private chat: the way there and back, and what can be said to the bot in it.
import { post } from './api.js';
import { avatar } from './avatar.js';
import { unread } from './chats.js';
import { icons } from './icons.js';
import { lang, t } from './i18n.js';
import { html, nothing } from './lit.js';
import { BOT, groupOf, isGroup, privateOf } from './platform.js';
import { narrow, turnChat } from './slots.js';
import { personNamed } from './store.js';
import { platformSwitch } from './switch.js';
import { toastProblem } from './toast.js';

/** What the bot answers to one person alone, and what to all. */
const LINES = [['todo', 'menu.todo'], ['help', 'menu.help']];

/** The bar on top of a phone: whose chat it is, and the other one beside it. */
export function chatBar(phone) {
  return isGroup(phone.person) ? groupBar(phone) : html`
    <span class="phone-back" aria-hidden="true">${icons.left()}</span>
    <span class="phone-title"><span class="avatar bot small" aria-hidden="true">${icons.logo()}</span>
      <bdi>${t('bot.name')}</bdi><span class="chip">${t('bot.tag')}</span></span>
    ${narrow() ? platformSwitch(phone) : nothing}${toGroup(phone)}`;
}

function toGroup(phone) {
  const group = personNamed(groupOf(phone.person));
  if (!group) return narrow() ? nothing : html`<span class="phone-back" aria-hidden="true">${icons.more()}</span>`;
  return html`<button type="button" class="chat-turn" data-chat="group" aria-label=${t('group.to', { group: group.group })} title=${group.group} @click=${() => turnChat(phone.name, true)}>
    ${icons.people()}<span>${t('group.short')}</span>${dot(group)}</button>`;
}

function groupBar(phone) {
  const group = personNamed(phone.person) ?? {};
  return html`<button type="button" class="phone-back chat-back" data-chat="private" aria-label=${t('group.back')} title=${t('group.back')}
      @click=${() => turnChat(phone.name, false)}>${icons.left()}${dot(personNamed(privateOf(phone.person)))}</button>
    <span class="phone-title">${icons.people()}<bdi>${group.group}</bdi><span class="soft">(${group.members})</span></span>
    ${narrow() ? platformSwitch(phone) : nothing}`;
}

const dot = (chat) => {
  const count = unread(chat ?? {});
  return count ? html`<i class="platform-dot" data-testid="chat-unread"><span class="visually-hidden">${t('people.unread', { count })}</span></i>` : nothing;
};

/** Under the bar of a group: what the bot does there. */
export const groupHint = () => html`<p class="group-hint" data-testid="group-hint">${t('group.what', { bot: `@${BOT}` })}</p>`;

/** In the place of the bot's menu, which groups do not have. */
export function groupLines(phone) {
  return html`<div class="bot-menu" role="group" aria-label=${t('group.lines')}>${LINES.map(([key, word]) => {
    const line = `@${BOT} ${lang() === 'zh-CN' ? t(word) : `/${key}`}`;
    return html`<button type="button" class="bot-menu-item" data-group-line=${key} @click=${() => say(phone, line)}>${line}</button>`;
  })}</div>`;
}

async function say(phone, text) {
  phone.toEnd();
  toastProblem(phone, await post('say', { person: phone.person, text }));
}

/** Who said it, where that is neither oneself nor the bot. */
export const fromName = (one) => (one.from ? html`<bdi class="message-from" aria-hidden="true">${one.from}</bdi>` : nothing);

export const senderPicture = (one) => (one.from ? avatar(one.from, 'small') : html`<span class="avatar bot small" aria-hidden="true">${icons.logo()}</span>`);
