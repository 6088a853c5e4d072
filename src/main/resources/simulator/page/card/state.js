// What a person did to a card since it came: typed values, red hints, opened panels, buttons that wait for an answer.
// It lives as long as the card's revision, as in the app: a changed card loses what was typed.
import { changed } from '../store.js';

// A card that nobody touched costs nothing once its message is let go: most cards are only read.
const CARDS_MAX = 3000;
const touched = new Map();
const untouched = new WeakMap();
const ticks = new Map();

const keyOf = (person, message) => `${person}\n${message.id}`;

export function cardState(person, message) {
  const key = keyOf(person, message);
  const known = touched.get(key);
  if (known && known.revision === message.revision) return known;
  touched.delete(key);
  if (!untouched.has(message)) {
    untouched.set(message, { revision: message.revision, forms: new Map(), open: new Map(), busy: new Set(), pages: new Map() });
  }
  return untouched.get(message);
}

/** From now on the card's state outlives its message's leaving the page: somebody did something to it. */
export function touch(ctx) {
  touched.set(keyOf(ctx.person, ctx.message), ctx.state);
  if (touched.size > CARDS_MAX) touched.delete(touched.keys().next().value);
}

/** What was typed into the cards of a chat is gone, as DingTalk loses it when the chat is left. */
export function forgetTyped(person) {
  for (const [key, state] of touched) {
    if (!key.startsWith(`${person}\n`)) continue;
    state.forms.forEach((form) => {
      form.values.clear();
      form.missing.clear();
    });
    touched.delete(key);
  }
}

/** The values of one form; the form named '' holds the controls that stand outside any. */
export function formState(state, name) {
  if (!state.forms.has(name)) state.forms.set(name, { values: new Map(), missing: new Set() });
  return state.forms.get(name);
}

/** A number that grows whenever something in the card must be drawn again without a new revision. */
export const drawnTick = (person, message) => ticks.get(keyOf(person, message)) ?? 0;

export function redraw(ctx) {
  touch(ctx);
  const key = keyOf(ctx.person, ctx.message);
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
