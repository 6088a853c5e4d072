// A ring around the target that lets every press through, and the words beside it. The target is kept in view until
// the person scrolls it away by hand; then the words wait at the edge and show the way back.
import { coverWhatElse, place } from './beside.js';

const RING = 6;
/** So long after the last change the place of everything is looked at in each frame; then nothing runs. */
const SETTLE_MS = 900;
/** At least so much of a tall target is to be seen, in px. */
const SEEN_PX = 44;

let now = null;
let until = 0;
let planned = 0;

/**
 * Keeps the ring on what `find` answers until `stop`, and the words beside it.
 *
 * @param words the bubble, or the bar of a play
 * @param handAt when the person last scrolled by hand, on the page's own clock in ms
 */
export function follow(ring, words, find, handAt) {
  now = { ring, words, find, handAt, seenAt: performance.now(), last: '', target: null };
  until = performance.now() + SETTLE_MS;
  // At once, so that nothing is seen where it was before.
  cancelAnimationFrame(planned);
  frame(performance.now());
}

export function stop() {
  now = null;
}

/** Brings the target back into view, whoever scrolled it away. */
export function back() {
  if (!now) return;
  now.seenAt = performance.now();
  wake();
}

function wake() {
  until = performance.now() + SETTLE_MS;
  if (planned || !now) return;
  planned = requestAnimationFrame(frame);
}

for (const change of ['scroll', 'resize', 'transitionend', 'animationend', 'input']) addEventListener(change, wake, { capture: true, passive: true });
document.addEventListener('load', wake, true);
new MutationObserver(wake).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'open', 'hidden'] });

function frame(time) {
  planned = 0;
  if (!now) return;
  const target = now.find();
  if (target !== now.target) Object.assign(now, { target, seenAt: performance.now(), fresh: true });
  const box = target && keepInView(target);
  put(box, target);
  if (time < until) planned = requestAnimationFrame(frame);
}

/** The part of the target that can be seen; none when the person has scrolled it away. */
function keepInView(target) {
  const list = target.closest('.messages');
  const whole = target.getBoundingClientRect();
  if (!list) return whole;
  const frameOf = list.getBoundingClientRect();
  const top = Math.max(whole.top, frameOf.top);
  const bottom = Math.min(whole.bottom, frameOf.bottom);
  const enough = Math.min(whole.height, Math.max(SEEN_PX, frameOf.height * 0.4));
  if (bottom - top >= enough - 1) {
    now.seenAt = performance.now();
    now.fresh = false;
  } else if (now.handAt() <= now.seenAt) {
    intoView(list, frameOf, whole);
  }
  return bottom - top > 8 ? new DOMRect(whole.x, top, whole.width, bottom - top) : null;
}

/** Only the list is scrolled: scrollIntoView would move the page around it as well. */
function intoView(list, frameOf, whole) {
  const room = Math.max(8, (frameOf.height - whole.height) / 2);
  const still = !now.fresh || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const by = whole.top - frameOf.top - room;
  // A smooth movement that is under way must not be begun anew in each frame.
  if (now.moving && performance.now() < now.moving) return;
  now.moving = still ? 0 : performance.now() + 500;
  list.scrollBy({ top: by, behavior: still ? 'instant' : 'smooth' });
}

function put(box, target) {
  const { ring, words } = now;
  const others = target ? coverWhatElse(target) : [];
  const key = JSON.stringify([box, others, innerWidth, innerHeight, words?.offsetWidth, words?.offsetHeight]);
  if (key === now.last) return;
  now.last = key;
  ring.hidden = !box;
  if (box) {
    ring.style.setProperty('translate', `${box.x - RING}px ${box.y - RING}px`);
    ring.style.setProperty('width', `${box.width + 2 * RING}px`);
    ring.style.setProperty('height', `${box.height + 2 * RING}px`);
  }
  if (words) place(words, box, target, others);
}
