// A form: its controls keep what is typed; only its submit button sends, after the app's own two checks.
import { html, look } from '../lit.js';
import { formState } from './state.js';
import { box } from './style.js';
import { initial, isControl } from './values.js';

function form(node, ctx) {
  const inner = { ...ctx, form: formState(ctx.state, String(node.name ?? '')), formNode: node };
  return html`<div class="card-form" role="group" data-form=${node.name ?? ''} ${look(box(node))}>${ctx.children(node.elements, inner)}</div>`;
}

/** The controls below a node in reading order. */
export function controlsIn(node) {
  const found = [];
  for (const child of [...(node.elements ?? []), ...(node.columns ?? [])]) {
    if (isControl(child)) found.push(child);
    else if (child && typeof child === 'object') found.push(...controlsIn(child));
  }
  return found;
}

export function valueOf(node, formValues) {
  return formValues.values.has(node.name) ? formValues.values.get(node.name) : initial(node);
}

const blank = (value) => (Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === '');

/** What the app would send; what was never touched and holds nothing is left out, but an input is always sent. */
export function sent(formNode, formValues) {
  const values = {};
  for (const control of controlsIn(formNode)) {
    const value = valueOf(control, formValues);
    if (control.name && !(blank(value) && control.tag !== 'input')) values[control.name] = value;
  }
  return values;
}

/** The names of the controls that must be filled and are not. */
export function missingIn(formNode, formValues) {
  return controlsIn(formNode)
    .filter((control) => control.required && !control.disabled && control.tag !== 'checker' && blank(valueOf(control, formValues)))
    .map((control) => control.name);
}

export const forms = { form };
