// DingTalk's Form component: a control for each type of field. The app checks only what is required, and no ticks; what
// is typed lives in the app until the card changes or the phone turns to another chat.
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { html, live, nothing } from '../lit.js';
import { askedAgain, hintId } from './control.js';
import { press } from './dingtalk-press.js';
import { notDrawn } from './known.js';
import { redraw, touch, uid } from './state.js';

const TICKS = new Set(['CHECKBOX', 'SWITCH']);
const LISTS = new Set(['MULTI_SELECT', 'MULTI_CHECKBOX_GROUP', 'TEXT_ARRAY']);
const PICKERS = { DATE: ['date', 'yyyy-MM-dd'], TIME: ['time', 'HH:mm'], DATETIME: ['datetime-local', 'yyyy-MM-dd HH:mm'] };

export function form(ctx, schema) {
  if (!Array.isArray(schema?.fields)) return notDrawn(t('dingtalk.variable', { name: 'form' }));
  const fields = schema.fields.filter((field) => field && typeof field === 'object');
  const off = ctx.variable('form_status') === 'disabled';
  const label = ctx.variable('form_submit');
  const busy = ctx.state.busy.has('form');
  return html`<div class="card-form ding-form" role="group" aria-label=${label}>
    ${fields.filter((field) => field.hidden !== true).map((field) => framed(ctx, field, off))}
    <button type="button" class="card-button primary_filled medium fill ${busy ? 'busy' : ''}" data-testid="button" data-button=${label}
        data-name="form" aria-busy=${busy ? 'true' : nothing} ?disabled=${off} @click=${() => submit(ctx, fields)}>
      ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}<span class="text">${label}</span></button></div>`;
}

/** A default has the shape it is sent in: an option with its index, several of them, a tick, a text. */
function initial(field) {
  const given = field.defaultValue;
  if (TICKS.has(field.type)) return given === true;
  const value = given && typeof given === 'object' && !Array.isArray(given) ? given.value : given;
  if (LISTS.has(field.type)) return Array.isArray(value) ? value.map(String) : [];
  return value === undefined || value === null ? '' : String(value);
}

const valueOf = (ctx, field) => (ctx.form.values.has(field.name) ? ctx.form.values.get(field.name) : initial(field));

const blank = (value) => (Array.isArray(value) ? value.every((one) => one === '') : value === '');

function submit(ctx, fields) {
  const open = fields.filter((field) => field.hidden !== true && field.readOnly !== true);
  const missing = open.filter((field) => field.required && !TICKS.has(field.type) && blank(valueOf(ctx, field)));
  ctx.form.missing = new Set(missing.map((field) => field.name));
  if (missing.length) {
    redraw(ctx);
    toFirst(ctx, missing[0].name);
    return;
  }
  press(ctx, 'form', Object.fromEntries(open.map((field) => [field.name, valueOf(ctx, field)])));
}

function toFirst(ctx, name) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const place = ctx.phone.shell.querySelector(`[data-message-id="${CSS.escape(ctx.message.id)}"]`);
    const control = [...(place?.querySelectorAll('[data-testid=control]') ?? [])].find((one) => one.dataset.name === name);
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }));
}

function framed(ctx, field, off) {
  const label = String(field.label ?? field.name ?? '');
  const missing = ctx.form.missing.has(field.name);
  const id = uid(field);
  const it = {
    id, label, missing, value: valueOf(ctx, field), disabled: off || field.readOnly === true || ctx.state.busy.has('form'),
    placeholder: String(field.placeholder ?? ''),
    set(value, draws = false) {
      ctx.form.values.set(field.name, value);
      touch(ctx);
      if (ctx.form.missing.delete(field.name) || draws) redraw(ctx);
    },
  };
  return html`<div class="control ${missing ? 'missing' : ''}" data-field=${field.type}>
    <label for=${id} class="control-label text">${label}${field.required ? html`<span class="must" aria-hidden="true">*</span>` : nothing}</label>
    <div class="control-field">${control(field, it)}</div>
    ${missing ? html`<p class="control-hint" id="${id}-hint">${String(field.requiredMsg || t('form.fill'))}</p>` : nothing}</div>`;
}

function control(field, it) {
  if (field.type === 'SELECT') return select(field, it);
  if (field.type === 'CHECKBOX_GROUP') return open(field, it, 'radio');
  if (field.type === 'MULTI_SELECT' || field.type === 'MULTI_CHECKBOX_GROUP') return open(field, it, 'checkbox');
  if (TICKS.has(field.type)) return tick(field, it);
  if (field.type === 'TEXT_ARRAY') return lines(field, it);
  if (field.type === 'TEXT_AREA') return area(field, it);
  return line(field, it);
}

const options = (field) => (Array.isArray(field.options) ? field.options : []).map((one) => ({ value: String(one?.value ?? ''), text: String(one?.text ?? one?.value ?? '') }));

function select(field, it) {
  return html`<select id=${it.id} data-testid="control" data-name=${field.name} data-label=${it.label} class=${it.value ? '' : 'unset'}
      aria-required=${field.required ? 'true' : nothing} aria-invalid=${it.missing ? 'true' : nothing} aria-describedby=${hintId(it)}
      ?disabled=${it.disabled} .value=${live(it.value)} @change=${(event) => it.set(event.target.value, true)}>
    <option value="" ?selected=${!it.value}>${it.placeholder || t('form.choose')}</option>
    ${options(field).map((one) => html`<option value=${one.value} ?selected=${one.value === it.value}>${one.text}</option>`)}
  </select><span class="select-arrow">${icons.down()}</span>`;
}

/** Choices shown open, one or several of them. */
function open(field, it, type) {
  const many = type === 'checkbox';
  const has = (value) => (many ? it.value.includes(value) : it.value === value);
  const toggle = (value) => {
    if (!many) it.set(value, true);
    else it.set(has(value) ? it.value.filter((one) => one !== value) : [...it.value, value], true);
  };
  return html`<div class="ding-options" role=${many ? 'group' : 'radiogroup'} aria-label=${it.label} aria-describedby=${hintId(it)} data-options=${field.name}>${options(field).map((one, at) => html`
    <label class="many-option"><input type=${type} name=${it.id} id=${at === 0 ? it.id : nothing} data-testid="control" data-name=${field.name}
        data-label=${it.label} data-option=${one.value} ?disabled=${it.disabled} .checked=${live(has(one.value))} @change=${() => toggle(one.value)}>
      <span class="text">${one.text}</span></label>`)}</div>`;
}

function tick(field, it) {
  return html`<label class="many-option"><input type="checkbox" role=${field.type === 'SWITCH' ? 'switch' : nothing} id=${it.id} data-testid="control"
      data-name=${field.name} data-label=${it.label} ?disabled=${it.disabled} .checked=${live(it.value === true)}
      @change=${(event) => it.set(event.target.checked, true)}><span class="text">${it.placeholder || it.label}</span></label>`;
}

/** Several texts, one a line; the app has a button for one more. */
function lines(field, it) {
  const all = it.value.length ? it.value : [''];
  const change = (at, text) => it.set(all.with(at, text));
  return html`<div class="ding-lines">${all.map((text, at) => html`<input type="text" id=${at === 0 ? it.id : nothing} autocomplete="off" data-testid="control"
      data-name=${field.name} data-label=${it.label} aria-label=${it.label} placeholder=${it.placeholder} ?disabled=${it.disabled}
      .value=${live(text)} @input=${(event) => change(at, event.target.value)}>`)}
    <button type="button" class="plain small" ?disabled=${it.disabled} @click=${() => it.set([...all, ''], true)}>${String(field.addText || t('dingtalk.add-line'))}</button></div>`;
}

function area(field, it) {
  return html`<textarea id=${it.id} data-testid="control" data-name=${field.name} data-label=${it.label} rows=${Math.min(12, Number(field.minRows) || 2)}
    placeholder=${it.placeholder} aria-required=${field.required ? 'true' : nothing} aria-invalid=${it.missing ? 'true' : nothing} aria-describedby=${hintId(it)}
    ?disabled=${it.disabled} .value=${live(it.value)} @input=${(event) => it.set(event.target.value)}></textarea>`;
}

/** A text, a number, a day or a moment; in a format of its own a moment is typed. */
function line(field, it) {
  const [type, usual] = PICKERS[field.type] ?? [];
  const picks = type && (field.format ?? usual) === usual;
  return html`<input id=${it.id} type=${picks ? type : 'text'} inputmode=${field.type === 'NUMBER' ? 'decimal' : nothing} autocomplete="off"
    class=${picks ? `picker ${it.value ? '' : 'unset'}` : nothing} data-testid="control" data-name=${field.name} data-label=${it.label}
    placeholder=${it.placeholder || field.format || nothing} aria-required=${field.required ? 'true' : nothing} aria-invalid=${it.missing ? 'true' : nothing}
    aria-label=${picks && it.missing ? askedAgain(it.label) : nothing} aria-describedby=${picks ? nothing : hintId(it)}
    ?disabled=${it.disabled} .value=${live(picks ? it.value.replace(' ', 'T') : it.value)}
    @input=${(event) => it.set(picks ? event.target.value.replace('T', ' ').slice(0, 16) : event.target.value)}>`;
}
