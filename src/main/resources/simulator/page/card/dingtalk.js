// A card of the generic DingTalk template, laid out from its variables as cards/dingtalk/task-template.md orders them.
// Every variable is a text; what cannot be laid out is named in a grey box.
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { blocks } from '../markdown.js';
import { form } from './dingtalk-form.js';
import { press } from './dingtalk-press.js';
import { notDrawn } from './known.js';
import { cardState, formState } from './state.js';

const COLORS = { open: 'f-blue', due: 'f-orange', overdue: 'f-red', done: 'f-green', closed: 'f-grey' };
const STYLES = { primary: 'primary_filled', danger: 'danger' };
const BUTTONS = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'];
const VERSION = '1';

export function dingTalkCard(message, phone) {
  const content = message.content ?? {};
  const variables = content.variables ?? {};
  const state = cardState(phone.person, message);
  const ctx = {
    person: phone.person, phone, message, state, form: formState(state, ''), dingtalk: true, variable: (name) => (typeof variables[name] === 'string' ? variables[name] : ''),
  };
  return html`<article class="card ding-card" data-testid="card" tabindex="-1" aria-label=${content.title || t('message.card')}>${inside(content, ctx)}</article>`;
}

function inside(content, ctx) {
  if (content.template === 'built-in') return builtIn(content, ctx);
  if (content.template !== 'task') return strange(t('dingtalk.template', { id: String(content.templateId ?? '') }));
  const version = ctx.variable('template_version');
  return version === VERSION ? task(ctx) : strange(t('dingtalk.version', { version, known: VERSION }));
}

const strange = (sentence) => html`<div class="card-body">${notDrawn(sentence)}</div>`;

function task(ctx) {
  const { variable } = ctx;
  const shown = BUTTONS.filter((id) => variable(`${id}_show`) === 'true');
  return html`${variable('title') ? head(variable) : nothing}
    <div class="card-body">
      ${variable('subtitle') ? html`<p class="ding-subtitle text">${variable('subtitle')}</p>` : nothing}
      ${markdown('block1', ctx)}${markdown('block2', ctx)}
      ${variable('error_show') === 'true' ? html`<p class="ding-error text" data-testid="error-line" role="status">${variable('error')}</p>` : nothing}
      ${variable('form_show') === 'true' ? form(ctx, schemaOf(ctx)) : nothing}
      ${shown.length ? html`<div class="ding-buttons">${shown.map((id) => button(ctx, id))}</div>` : nothing}
      ${markdown('block3', ctx)}${list(ctx)}
    </div>`;
}

function head(variable) {
  return html`<header class="card-head ${COLORS[variable('status')] ?? 'f-default'}" data-status=${variable('status')}>
    <h3 class="card-title"><span class="text">${variable('title')}</span></h3></header>`;
}

function markdown(name, ctx) {
  const text = ctx.variable(name);
  return text ? html`<div class="md" data-block=${name}>${blocks(text, ctx)}</div>` : nothing;
}

/** Objects and lists travel as JSON in a text. */
function read(text) {
  try {
    return JSON.parse(text || 'null');
  } catch {
    return undefined;
  }
}

/** The same object as long as the card is the same, so that its controls keep their ids. */
const schemas = new WeakMap();

function schemaOf(ctx) {
  const { content } = ctx.message;
  if (!schemas.has(content)) schemas.set(content, { schema: read(ctx.variable('form')) });
  return schemas.get(content).schema;
}

function list(ctx) {
  const lines = read(ctx.variable('list'));
  if (lines === undefined || (lines !== null && !Array.isArray(lines))) return notDrawn(t('dingtalk.variable', { name: 'list' }));
  if (!lines?.length) return nothing;
  return html`<dl class="ding-list">${lines.map((line) => html`<div class="ding-line ${line?.value ? '' : 'heading'}">
    <dt class="text">${String(line?.label ?? '')}</dt><dd class="text">${String(line?.value ?? '')}</dd></div>`)}</dl>`;
}

function button(ctx, id) {
  const label = ctx.variable(`${id}_text`);
  const busy = ctx.state.busy.has(id);
  return html`<button type="button" class="card-button medium fill ${STYLES[ctx.variable(`${id}_style`)] ?? 'default'} ${busy ? 'busy' : ''}"
      data-testid="button" data-button=${label} data-name=${id} aria-busy=${busy ? 'true' : nothing} @click=${() => press(ctx, id)}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}<span class="text">${label}</span></button>`;
}

/** DingTalk's own templates: words and buttons. */
function builtIn(content, ctx) {
  return html`<div class="card-body">${(content.texts ?? []).map((text) => html`<p class="text">${text}</p>`)}
    <div class="ding-buttons">${(content.buttons ?? []).map((one) => html`<button type="button" class="card-button default medium fill"
      data-testid="button" data-button=${one.label} ?disabled=${!one.calls} @click=${() => press(ctx, one.id)}><span class="text">${one.label}</span></button>`)}</div></div>`;
}
