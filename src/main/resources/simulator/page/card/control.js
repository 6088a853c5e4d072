// The frame of every control: its label, its mark when required, its red hint, and where what is typed goes.
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { localized } from '../summary.js';
import { valueOf } from './form.js';
import { choose } from './press.js';
import { redraw, touch, uid } from './state.js';

const PICKED = /select|picker/;

/** The words a person would call the control by. */
export function labelOf(node, ctx) {
  const own = localized(node.label);
  if (own) return own;
  const above = ctx?.before?.tag === 'div' ? localized(ctx.before.text) : '';
  return above || localized(node.placeholder) || String(node.name ?? '');
}

/** What a template of a control needs. `set` keeps a value; `done` also sends it when no form is around it. */
export function control(node, ctx) {
  const id = uid(node);
  const missing = ctx.form.missing.has(node.name);
  const set = (value) => {
    ctx.form.values.set(node.name, value);
    touch(ctx);
    if (ctx.form.missing.delete(node.name)) redraw(ctx);
  };
  return {
    id,
    missing,
    value: valueOf(node, ctx.form),
    label: labelOf(node, ctx),
    placeholder: localized(node.placeholder),
    disabled: node.disabled === true || ctx.state.busy.has(ctx.path),
    set,
    done(value) {
      set(value);
      redraw(ctx);
      choose(ctx, node, value);
    },
  };
}

export function framed(node, it, field) {
  const label = localized(node.label);
  const hint = PICKED.test(node.tag) ? t('form.pick') : t('form.fill');
  const fixed = /^\d{2,3}px$/.test(node.width ?? '') ? 'fixed' : node.width === 'default' ? 'natural' : '';
  return html`<div class="control ${it.missing ? 'missing' : ''} ${node.label_position === 'left' ? 'label-left' : ''} ${fixed}">
    ${label ? html`<label for=${it.id} class="control-label text">${label}${node.required ? html`<span class="must" aria-hidden="true">*</span>` : nothing}</label>` : nothing}
    <div class="control-field">${field}
      ${node.required && !label ? html`<span class="must corner" aria-hidden="true">*</span>` : nothing}</div>
    ${it.missing ? html`<p class="control-hint" id="${it.id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** The name of a picker that is missing: as a description the hint would be said twice in each of its parts, year to minute. */
export const askedAgain = (label) => t('form.asked-again', { label, hint: t('form.pick') });

/** For aria-describedby. */
export const hintId = (it) => (it.missing ? `${it.id}-hint` : nothing);
