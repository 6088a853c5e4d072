// Every call between bot and platform, decrypted: one line each, request and response on demand.
import { get } from '../api.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { html, nothing, repeat } from '../lit.js';
import { changed, store } from '../store.js';
import { clockSeconds, parse } from '../time.js';
import { pretty } from './pretty.js';

const BODIES_MAX = 40;
const COPIED_MS = 1600;
const bodies = new Map();
const view = { text: '', direction: '', bad: false, copied: '', selected: '', open: new Set() };

export function wirelog() {
  const lines = store.wire.filter(fits);
  return html`<div class="wire-tools">
      <input type="search" data-testid="wire-filter" placeholder=${t('wire.filter')} aria-label=${t('wire.filter')} .value=${view.text}
        @input=${(event) => change({ text: event.target.value })}>
      <select aria-label=${t('wire.direction')} @change=${(event) => change({ direction: event.target.value })}>
        <option value="" ?selected=${!view.direction}>${t('wire.both')}</option>
        <option value="BOT_TO_FEISHU" ?selected=${view.direction === 'BOT_TO_FEISHU'}>${t('wire.out')}</option>
        <option value="FEISHU_TO_BOT" ?selected=${view.direction === 'FEISHU_TO_BOT'}>${t('wire.in')}</option>
        <option value="BOT_TO_DINGTALK" ?selected=${view.direction === 'BOT_TO_DINGTALK'}>${t('wire.dingtalk.out')}</option>
        <option value="DINGTALK_TO_BOT" ?selected=${view.direction === 'DINGTALK_TO_BOT'}>${t('wire.dingtalk.in')}</option></select>
      <label class="tick"><input type="checkbox" .checked=${view.bad} @change=${(event) => change({ bad: event.target.checked })}>${t('wire.bad')}</label>
    </div>
    ${lines.length ? html`<ol class="wire" data-testid="wire">${repeat(lines, (line) => line.number, lineOf)}</ol>` : html`<p class="empty">${t('wire.empty')}</p>`}`;
}

function change(changes) {
  Object.assign(view, changes);
  changed('side');
}

const failed = (line) => line.status < 200 || line.status >= 300;

function fits(line) {
  if (view.direction && line.direction !== view.direction) return false;
  if (view.bad && !failed(line)) return false;
  const words = `${line.direction} ${line.method} ${line.path} ${line.status} ${line.what ?? ''}`.toLowerCase();
  return view.text.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}

function lineOf(line) {
  const open = view.open.has(line.number);
  const out = line.direction.startsWith('BOT_TO');
  const dingtalk = line.direction.includes('DINGTALK');
  const way = dingtalk ? (out ? t('wire.dingtalk.out') : t('wire.dingtalk.in')) : out ? t('wire.out') : t('wire.in');
  return html`<li class="wire-line ${failed(line) ? 'bad' : ''}" data-wire=${line.number}>
    <button class="wire-head" aria-expanded=${String(open)} @click=${() => toggle(line.number)}>
      <span class="wire-way ${out ? 'out' : 'in'}" title=${way} aria-hidden="true">${out ? '↗' : '↙'}</span><span class="visually-hidden">${way}</span>
      <span class="wire-path"><b><span class="chip wire-platform ${dingtalk ? 'f-indigo' : 'f-blue'}">${dingtalk ? t('platform.dingtalk') : t('platform.feishu')}</span>${line.what || `${line.method} ${shortPath(line.path)}`}</b>${line.what ? html`<span class="soft">${line.method} ${shortPath(line.path)}</span>` : nothing}</span>
      <span class="wire-numbers"><span class="wire-status">${line.status || '—'}</span><span>${line.millis} ms</span><time>${clockSeconds(parse(line.at))}</time></span>
    </button>
    ${open ? bodyOf(line) : nothing}</li>`;
}

const shortPath = (path) => String(path).replace('/open-apis/', '…/').replace(/(om_|ou_|oc_)[\w-]{10,}/g, '$1…');

async function toggle(number) {
  if (view.open.has(number)) {
    view.open.delete(number);
  } else {
    if (view.open.size >= BODIES_MAX) view.open.delete(view.open.values().next().value);
    view.open.add(number);
    if (!bodies.has(number)) {
      if (bodies.size >= BODIES_MAX) bodies.delete(bodies.keys().next().value);
      bodies.set(number, null);
      bodies.set(number, await get(`wire/${number}`));
    }
  }
  changed('side');
}

function bodyOf(line) {
  const body = bodies.get(line.number);
  if (!body) return html`<div class="wire-body"><span class="spinner"></span></div>`;
  if (body.problem) return html`<p class="wire-body soft">${t('wire.gone')}</p>`;
  return html`<div class="wire-body"><p class="wire-full text">${line.method} ${line.path}</p>
    ${part(line, t('wire.request'), pretty(body.request))}${part(line, t('wire.response'), pretty(body.response))}</div>`;
}

function part(line, title, text) {
  const key = `${line.number}/${title}`;
  const said = view.copied === key ? t('wire.copied') : view.selected === key ? t('wire.selected') : t('wire.copy');
  return html`<div class="wire-part"><div class="wire-part-head"><span>${title}</span>
    <button class="plain small" data-testid="copy" @click=${(event) => copy(event.currentTarget, key, text)}>${icons.copy()}<span role="status">${said}</span></button></div>
    <pre tabindex="0" aria-label=${title}>${text || t('wire.nothing')}</pre></div>`;
}

async function copy(button, key, text) {
  const pre = button.closest('.wire-part').querySelector('pre');
  try {
    await navigator.clipboard.writeText(text);
    change({ copied: key, selected: '' });
  } catch {
    // Without the clipboard's permission the text is selected, and the keyboard copies it.
    getSelection().selectAllChildren(pre);
    change({ copied: '', selected: key });
  }
  setTimeout(() => change({ copied: '', selected: '' }), COPIED_MS);
}
