// A ring around the target that lets every press through, and the place of the words beside it.
const GAP = 14;
const RING = 6;
let following = 0;
let last = '';

/** Keeps the ring on what `find` answers until `stop`. The bubble is moved beside it. */
export function follow(ring, bubble, find) {
  const mine = ++following;
  last = '';
  let scrolled = null;
  const frame = () => {
    if (mine !== following) return;
    const target = find();
    if (target && target !== scrolled) {
      scrolled = target;
      intoView(target);
    }
    put(ring, bubble, target);
    requestAnimationFrame(frame);
  };
  frame();
}

export function stop() {
  following++;
}

function intoView(target) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
}

function put(ring, bubble, target) {
  const box = target?.getBoundingClientRect();
  const key = box ? `${box.x}/${box.y}/${box.width}/${box.height}/${innerWidth}/${innerHeight}/${bubble?.offsetHeight}` : 'none';
  if (key === last) return;
  last = key;
  ring.hidden = !box;
  if (!box) {
    bubble?.classList.add('free');
    return;
  }
  ring.style.setProperty('translate', `${box.x - RING}px ${box.y - RING}px`);
  ring.style.setProperty('width', `${box.width + 2 * RING}px`);
  ring.style.setProperty('height', `${box.height + 2 * RING}px`);
  if (bubble) beside(bubble, box);
}

/** Below the target, else above it, else at its side; always inside the window and never over the target. */
function beside(bubble, box) {
  const { offsetWidth: w, offsetHeight: h } = bubble;
  const free = { below: innerHeight - box.bottom, above: box.top, right: innerWidth - box.right, left: box.left };
  const within = (at, size, most) => Math.max(8, Math.min(at, most - size - 8));
  let x = within(box.left + box.width / 2 - w / 2, w, innerWidth);
  let y;
  if (free.below > h + GAP) y = box.bottom + GAP;
  else if (free.above > h + GAP) y = box.top - h - GAP;
  else {
    y = within(box.top + box.height / 2 - h / 2, h, innerHeight);
    x = free.right > w + GAP ? box.right + GAP : free.left > w + GAP ? box.left - w - GAP : within(innerWidth, w, innerWidth);
    if (free.right <= w + GAP && free.left <= w + GAP) y = 8;
  }
  bubble.classList.remove('free');
  bubble.style.setProperty('translate', `${Math.round(x)}px ${Math.round(y)}px`);
}
