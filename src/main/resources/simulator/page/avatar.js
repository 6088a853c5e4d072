// A picture for a person: the last two letters of the name on a colour of its own.
import { html } from './lit.js';
import { store } from './store.js';

const HUES = 8;

/** People of this company differ in colour as long as there are enough colours; others get one from their name. */
function hueOf(name) {
  const at = store.people.findIndex((person) => person.name === name);
  if (at >= 0) return at % HUES;
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 0) % HUES;
}

export function avatar(name, size = '') {
  const letters = [...name];
  const shown = /[\u4e00-\u9fff]/.test(name) ? letters.slice(-2).join('') : letters.slice(0, 2).join('').toUpperCase();
  return html`<span class="avatar hue-${hueOf(name)} ${size}" aria-hidden="true">${shown}</span>`;
}
