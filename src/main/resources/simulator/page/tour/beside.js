// Where the words of the tour stand: wholly in the window, and where they cover the least of what is spoken of.
const GAP = 14;
const EDGE = 8;
const PHONE_NARROW_PX = 720;
/** How bad it is to cover a square px: of the target, of something to press or to fill in, of the card around it. */
const WEIGHT = { target: 1000, control: 30, card: 3 };
const CONTROLS = 'button:not(.reply-button), input, textarea, select, .checker';

/** What should stay to be seen beside the target: its card and what can be pressed there, or an open menu. */
export function coverWhatElse(target) {
  const around = target.closest('.card, .composer, .topbar') ?? target.closest('.message')?.querySelector('.card');
  const shell = target.closest('.phone-shell');
  const menu = shell?.querySelector('.popover-panel') ?? (target.closest('.topbar')?.querySelector('.popover-panel'));
  const clip = target.closest('.messages')?.getBoundingClientRect();
  const found = [];
  for (const [node, weight] of [[around, WEIGHT.card], [menu, WEIGHT.control]]) {
    if (!node) continue;
    found.push([...rect(node, clip && node === around ? clip : null), weight]);
    if (node === around) {
      for (const control of node.querySelectorAll(CONTROLS)) {
        if (control !== target) found.push([...rect(control, clip), WEIGHT.control]);
      }
    }
  }
  return found.filter(([left, top, right, bottom]) => right > left && bottom > top);
}

function rect(node, clip) {
  const { left, top, right, bottom } = node.getBoundingClientRect();
  return clip ? [left, Math.max(top, clip.top), right, Math.min(bottom, clip.bottom)] : [left, top, right, bottom];
}

/** @param box what can be seen of the target; none when there is no target or it was scrolled away */
export function place(words, box, target, others) {
  if (words.classList.contains('tour-bar')) {
    words.classList.toggle('up', Boolean(box) && overlap(box, barAt(words, 'low')) > overlap(box, barAt(words, 'high')));
    return;
  }
  const { offsetWidth: w, offsetHeight: h } = words;
  if (box) delete words.dataset.way;
  else if (target) words.dataset.way = wayTo(target);
  else delete words.dataset.way;
  const [x, y] = box ? best(box, others, w, h) : waiting(target, w, h);
  words.style.setProperty('translate', `${Math.round(x)}px ${Math.round(y)}px`);
}

const within = (at, size, most) => Math.max(EDGE, Math.min(at, most - size - EDGE));

function wayTo(target) {
  const list = target.closest('.messages')?.getBoundingClientRect();
  return list && target.getBoundingClientRect().bottom <= list.top + EDGE ? 'up' : 'down';
}

/** At the edge of the phone that hides the target, else in the middle below. */
function waiting(target, w, h) {
  const list = target?.closest('.messages')?.getBoundingClientRect();
  if (!list) return [within((innerWidth - w) / 2, w, innerWidth), within(innerHeight, h, innerHeight)];
  const y = wayTo(target) === 'up' ? list.top + EDGE : list.bottom - h - EDGE;
  return [within(list.left + (list.width - w) / 2, w, innerWidth), within(y, h, innerHeight)];
}

function best(box, others, w, h) {
  const middle = box.left + box.width / 2 - w / 2;
  const level = box.top + box.height / 2 - h / 2;
  const around = others.reduce((sum, [left, top, right, bottom]) => ({
    left: Math.min(sum.left, left), top: Math.min(sum.top, top), right: Math.max(sum.right, right), bottom: Math.max(sum.bottom, bottom),
  }), box);
  const beside = innerWidth < PHONE_NARROW_PX ? [] : [[around.right + GAP, level], [around.left - w - GAP, level]];
  const choices = [...beside, [middle, box.bottom + GAP], [middle, box.top - h - GAP], [middle, around.bottom + GAP],
    [middle, around.top - h - GAP], [middle, innerHeight], [middle, 0]];
  let found = null;
  for (const [left, top] of choices) {
    const x = within(left, w, innerWidth);
    const y = within(top, h, innerHeight);
    const mine = { left: x, top: y, right: x + w, bottom: y + h };
    const cost = WEIGHT.target * overlap(box, mine)
      + others.reduce((sum, [l, t, r, b, weight]) => sum + weight * overlap({ left: l, top: t, right: r, bottom: b }, mine), 0)
      + Math.hypot(x + w / 2 - (box.left + box.width / 2), y + h / 2 - (box.top + box.height / 2));
    if (!found || cost < found.cost - 1) found = { cost, at: [x, y] };
  }
  return found.at;
}

function overlap(a, b) {
  return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}

/** Where the bar stands, or would. */
function barAt(bar, where) {
  const { left, right, height } = bar.getBoundingClientRect();
  const gap = parseFloat(getComputedStyle(bar).getPropertyValue(`--${where}`));
  const top = where === 'high' ? gap : innerHeight - gap - height;
  return { left, right, top: top - EDGE, bottom: top + height + EDGE };
}
