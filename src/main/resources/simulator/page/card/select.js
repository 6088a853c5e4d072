// Choices: one of a list (the device's own picker), several of a list or people (a list that opens in place), pictures.
import { avatar } from '../avatar.js';
import { icons } from '../icons.js';
import { arrowKeys } from '../keys.js';
import { t } from '../i18n.js';
import { html, live, nothing } from '../lit.js';
import { picture } from '../picture.js';
import { nameOf } from '../store.js';
import { localized } from '../summary.js';
import { control, framed, hintId } from './control.js';
import { redraw } from './state.js';

const options = (node) => (Array.isArray(node.options) ? node.options : []);

const optionText = (node, option) => localized(option.text) || (/person/.test(node.tag) ? nameOf(String(option.value)) : String(option.value));

function selectOne(node, ctx) {
  const it = control(node, ctx);
  return framed(node, it, html`<select id=${it.id} data-testid="control" data-name=${node.name ?? ''} data-label=${it.label}
      class=${it.value ? '' : 'unset'} aria-label=${it.label} aria-required=${node.required ? 'true' : nothing}
      aria-invalid=${it.missing ? 'true' : nothing} aria-describedby=${hintId(it)} ?disabled=${it.disabled}
      .value=${live(it.value)} @change=${(event) => it.done(event.target.value)}>
    <option value="" ?selected=${!it.value}>${it.placeholder || t('form.choose')}</option>
    ${options(node).map((option) => html`<option value=${String(option.value)} ?selected=${option.value === it.value}>${optionText(node, option)}</option>`)}
  </select><span class="select-arrow">${icons.down()}</span>`);
}

function selectMany(node, ctx) {
  const it = control(node, ctx);
  const key = `${ctx.path}:list`;
  const open = ctx.state.open.get(key) === true && !it.disabled;
  const show = (yes) => {
    ctx.state.open.set(key, yes);
    redraw(ctx);
  };
  const chosen = options(node).filter((option) => it.value.includes(String(option.value)));
  const toggle = (value) => {
    it.set(it.value.includes(value) ? it.value.filter((one) => one !== value) : [...it.value, value]);
    redraw(ctx);
  };
  const keyed = (event) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      show(false);
      event.currentTarget.querySelector('.many-face')?.focus();
    } else {
      arrowKeys(event, event.currentTarget, '.many-option input');
    }
  };
  return framed(node, it, html`<div class="many ${open ? 'open' : ''}" @keydown=${keyed}>
    <button type="button" id=${it.id} class="many-face" data-testid="control" data-name=${node.name ?? ''} data-label=${it.label}
      aria-expanded=${String(open)} aria-label="${it.label}：${chosen.map((one) => optionText(node, one)).join('、') || it.placeholder || t('form.choose')}"
      aria-describedby=${hintId(it)} ?disabled=${it.disabled} @click=${() => show(!open)}>
      ${chosen.length
        ? chosen.map((option) => html`<span class="many-chip">${/person/.test(node.tag) ? avatar(optionText(node, option), 'tiny') : nothing}<bdi>${optionText(node, option)}</bdi></span>`)
        : html`<span class="unset">${it.placeholder || t('form.choose')}</span>`}
      <span class="select-arrow">${icons.down()}</span></button>
    ${open ? html`<div class="many-list" role="group" aria-label=${it.label}>${options(node).map((option) => html`
      <label class="many-option"><input type="checkbox" data-option=${String(option.value)} .checked=${live(it.value.includes(String(option.value)))}
        @change=${() => toggle(String(option.value))}>
        ${/person/.test(node.tag) ? avatar(optionText(node, option), 'tiny') : nothing}<bdi class="text">${optionText(node, option)}</bdi></label>`)}
      <button type="button" class="many-done" @click=${() => show(false)}>${t('ok')}</button></div>` : nothing}
  </div>`);
}

function selectImg(node, ctx) {
  const it = control(node, ctx);
  const many = node.multi_select === true;
  const has = (value) => (many ? it.value.includes(value) : it.value === value);
  const toggle = (value) => {
    if (!many) it.done(value);
    else it.done(has(value) ? it.value.filter((one) => one !== value) : [...it.value, value]);
  };
  return framed(node, it, html`<div class="pick-pictures ${node.layout ?? ''}" role="group" aria-label=${it.label}>
    ${options(node).map((option, at) => html`<label class="pick-picture">
      <input type=${many ? 'checkbox' : 'radio'} name=${it.id} data-testid="control" data-name=${node.name ?? ''} data-label=${it.label}
        aria-label=${t('form.picture', { number: at + 1 })}
        ?disabled=${it.disabled || option.disabled === true} .checked=${live(has(String(option.value)))} @change=${() => toggle(String(option.value))}>
      ${picture(String(option.img_key ?? ''), t('form.picture', { number: at + 1 }), { fit: 'crop', plain: true })}</label>`)}</div>`);
}

export const selects = {
  select_static: selectOne,
  select_person: selectOne,
  multi_select_static: selectMany,
  multi_select_person: selectMany,
  select_img: selectImg,
};
