// What a person did to a card since it came: typed values, red hints, opened panels, buttons that wait for an answer.
// It lives as long as the card's revision, as in the app: a changed card loses what was typed.
import { changed } from '../store.js';

const CARDS_MAX = 3000;
const cards = new Map();
const ticks = new Map();

export function cardState(person, message) {
  const key = `${person}\n${message.id}`;
  const known = cards.get(key);
  if (known && known.revision === message.revision) return known;
  const fresh = { revision: message.revision, forms: new Map(), open: new Map(), busy: new Set(), pages: new Map() };
  cards.delete(key);
  cards.set(key, fresh);
  if (cards.size > CARDS_MAX) cards.delete(cards.keys().next().value);
  return fresh;
}

/** The values of one form; the form named '' holds the controls that stand outside any. */
export function formState(state, name) {
  if (!state.forms.has(name)) state.forms.set(name, { values: new Map(), missing: new Set() });
  return state.forms.get(name);
}

/** A number that grows whenever something in the card must be drawn again without a new revision. */
export const drawnTick = (person, message) => ticks.get(`${person}\n${message.id}`) ?? 0;

export function redraw(ctx) {
  const key = `${ctx.person}\n${ctx.message.id}`;
  if (ticks.size > CARDS_MAX) ticks.clear();
  ticks.set(key, (ticks.get(key) ?? 0) + 1);
  changed(`chat:${ctx.person}`);
}

let ids = 0;
const idOf = new WeakMap();

/** An id for the page that no name of a card can spoil. */
export function uid(node) {
  if (!idOf.has(node)) idOf.set(node, `c${++ids}`);
  return idOf.get(node);
}
