// Date, time, and both: the device's own pickers; the wire's form is kept, 2026-05-01 09:30.
import { html, live, nothing } from '../lit.js';
import { askedAgain, control, framed } from './control.js';

const TYPES = { date_picker: 'date', picker_time: 'time', picker_datetime: 'datetime-local' };

function picker(node, ctx) {
  const it = control(node, ctx);
  const type = TYPES[node.tag];
  const keep = (event) => it.set(event.target.value.replace('T', ' ').slice(0, 16));
  const done = (event) => ctx.formNode || it.done(event.target.value.replace('T', ' ').slice(0, 16));
  return framed(node, it, html`<input id=${it.id} type=${type} data-testid="control" data-name=${node.name ?? ''} data-label=${it.label}
    class="picker ${it.value ? '' : 'unset'}" max=${type === 'time' ? nothing : type === 'date' ? '9999-12-31' : '9999-12-31T23:59'}
    aria-label=${it.missing ? askedAgain(it.label) : it.label} title=${it.placeholder && !it.missing ? it.placeholder : nothing} aria-required=${node.required ? 'true' : nothing}
    aria-invalid=${it.missing ? 'true' : nothing} ?disabled=${it.disabled}
    .value=${live(it.value.replace(' ', 'T'))} @input=${keep} @change=${done}>`);
}

export const pickers = { date_picker: picker, picker_time: picker, picker_datetime: picker };
