// What a person can say: text with mentions, pictures, files, an answer to a card, and the bot's menu.
import { post } from './api.js';
import { groupLines } from './group.js';
import { icons } from './icons.js';
import { lang, t } from './i18n.js';
import { html, live, nothing } from './lit.js';
import { mentionId, mentionKey, mentionList, mentionTyped } from './mention.js';
import { isOpen, popover } from './popover.js';
import { BOT, isDingTalk, isGroup } from './platform.js';
import { samplePicture } from './sample.js';
import { changed } from './store.js';
import { toast, toastProblem } from './toast.js';

/** As much as the process takes, of whatever kind. */
const BYTES_MAX = 10 * 1024 * 1024;
/** The bot reads a menu key as a command word. */
const MENU = [['todo', 'menu.todo'], ['start', 'menu.start'], ['help', 'menu.help']];

export function composer(phone) {
  phone.sendFiles = (files) => sendFiles(phone, files);
  phone.writes = (text) => writes(phone, text);
  phone.sendsText = () => say(phone);
  phone.sendSample = (title) => sendSample(phone, title);
  return html`<form class="composer" data-testid="composer" @submit=${(event) => {
    event.preventDefault();
    say(phone);
  }}>
    ${isGroup(phone.person) ? groupLines(phone) : botMenu(phone)}
    ${phone.reply ? replyBar(phone) : nothing}
    ${phone.files ? html`<div class="sending"><span class="spinner"></span>${t('composer.sending', { count: phone.files })}</div>` : nothing}
    ${mentionList(phone)}
    <div class="composer-row">
      <textarea rows="1" data-testid="say" .value=${live(phone.text)} placeholder=${isGroup(phone.person) ? t('group.placeholder', { bot: `@${BOT}` }) : t('composer.placeholder')}
        aria-label=${t('composer.label', { person: phone.name })} maxlength="20000" enterkeyhint="send"
        aria-autocomplete=${phone.mention ? 'list' : nothing} aria-haspopup=${phone.mention ? 'listbox' : nothing}
        aria-controls=${phone.mention ? `mention-${phone.index}` : nothing}
        aria-activedescendant=${phone.mention ? mentionId(phone, phone.mention.at) : nothing}
        @input=${(event) => typed(event, phone)} @keydown=${(event) => keyed(event, phone)} @paste=${(event) => pasted(event, phone)}></textarea>
      ${isGroup(phone.person) ? nothing : html`${pictureButton(phone)}
      <label class="composer-tool" title=${t('composer.file')}><input type="file" multiple data-testid="file" aria-label=${t('composer.file')}
        @change=${(event) => chosen(event, phone)}>${icons.clip()}</label>`}
      <button class="composer-send" data-testid="send" aria-label=${t('composer.send')} title=${t('composer.send')}
        ?disabled=${!phone.text.trim()}>${icons.send()}</button>
    </div>
  </form>`;
}

const botMenu = (phone) => html`<div class="bot-menu" role="group" aria-label=${t('menu.label')}>${MENU.map(([key, word]) => html`
  <button type="button" class="bot-menu-item" data-menu=${key} data-word=${t(word)} @click=${() => menu(phone, key, t(word))}>${t(word)}</button>`)}</div>`;

function pictureButton(phone) {
  return popover({
    id: `picture-${phone.index}`,
    testid: 'picture-menu',
    className: 'composer-tool',
    label: t('composer.picture'),
    role: 'menu',
    face: icons.camera(),
    body: (close) => html`<button role="menuitem" class="menu-row" data-testid="sample-picture" @click=${() => {
      close();
      sendSample(phone);
    }}>${icons.camera()}<span>${t('composer.sample')}</span></button>
    <button type="button" role="menuitem" class="menu-row" @click=${(event) => event.currentTarget.nextElementSibling.click()}>
      ${icons.file()}<span>${t('composer.own-picture')}</span></button>
    <input type="file" accept="image/*" multiple hidden data-testid="picture-file" @change=${(event) => {
      chosen(event, phone);
      close();
    }}>`,
  }, phone.draw);
}

function replyBar(phone) {
  return html`<div class="reply-bar" data-testid="reply-bar"><span class="text">${t('composer.replying', { what: phone.reply.what })}</span>
    <button type="button" aria-label=${t('composer.no-reply')} @click=${() => noReply(phone)}>${icons.close()}</button></div>`;
}

function noReply(phone) {
  phone.reply = null;
  phone.draw();
  area(phone)?.focus();
}

const area = (phone) => phone.shell.querySelector('.composer textarea');

/** Puts a text into the composer and the caret behind it. */
function writes(phone, text) {
  phone.text = text;
  phone.draw();
  changed('tour');
  area(phone)?.focus();
}

function typed(event, phone) {
  phone.text = event.target.value;
  if (!isDingTalk(phone.person) || isGroup(phone.person)) mentionTyped(phone, event.target);
  phone.draw();
  changed('tour');
}

function keyed(event, phone) {
  // While a Chinese word is being composed, Enter picks the word.
  if (event.isComposing || event.keyCode === 229) return;
  if (mentionKey(phone, event)) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    say(phone);
  } else if (event.key === 'Escape' && phone.reply && !isOpen(`picture-${phone.index}`)) {
    noReply(phone);
  }
}

async function say(phone) {
  const { text, reply, person } = phone;
  if (!text.trim()) return;
  Object.assign(phone, { text: '', reply: null, mention: null });
  phone.draw();
  changed('tour');
  phone.toEnd();
  const answer = await post('say', { person, text, ...(reply && { replyTo: reply.id }) });
  if (told(phone, answer) || phone.person !== person || phone.text) return;
  // Not sent: what was written comes back.
  Object.assign(phone, { text, reply });
  phone.draw();
}

/** Says what became of it. Returns whether the message is in the chat. */
function told(phone, answer) {
  if (toastProblem(phone, answer)) return false;
  if (answer.delivered === false) toast(phone, 'warning', isDingTalk(phone.person) ? t('dingtalk.not-delivered') : t('composer.not-delivered'));
  return true;
}

/** On DingTalk an entry of the quick bar makes the person say its words; the bot knows the Chinese ones. */
async function menu(phone, key, word) {
  phone.toEnd();
  const said = isDingTalk(phone.person) ? (lang() === 'zh-CN' ? word : `/${key}`) : key;
  told(phone, await post('menu', { person: phone.person, key: said }));
}

function chosen(event, phone) {
  sendFiles(phone, [...event.target.files]);
  event.target.value = '';
}

function pasted(event, phone) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  event.preventDefault();
  sendFiles(phone, files);
}

async function sendSample(phone, title) {
  const base64 = await samplePicture(title);
  await sendOne(phone, { kind: 'picture', base64 });
}

async function sendFiles(phone, files) {
  if (isGroup(phone.person)) {
    toast(phone, 'warning', t('group.no-files'));
    return;
  }
  for (const file of files) {
    const kind = file.type.startsWith('image/') && !file.type.includes('svg') ? 'picture' : 'file';
    if (file.size > BYTES_MAX || file.size === 0) {
      toast(phone, 'error', file.size ? t('composer.too-big', { name: file.name, most: BYTES_MAX / 1024 / 1024 }) : t('composer.empty-file', { name: file.name }));
      continue;
    }
    await sendOne(phone, { kind, base64: await base64Of(file), fileName: file.name });
  }
}

async function sendOne(phone, { kind, base64, fileName }) {
  const { reply, person } = phone;
  phone.files += 1;
  phone.reply = null;
  phone.draw();
  phone.toEnd();
  const answer = await post(kind, { person, base64, ...(kind === 'file' && { fileName }), ...(reply && { replyTo: reply.id }) });
  phone.files -= 1;
  phone.draw();
  told(phone, answer);
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
