// Arrow keys in lists and menus: they move the focus, Home and End go to the ends.

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function arrowKeys(event, root, selector) {
  const items = [...root.querySelectorAll(selector)].filter((item) => !item.disabled);
  if (!items.length || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = items.indexOf(document.activeElement);
  let to;
  if (event.key in STEPS) to = at < 0 ? 0 : (at + STEPS[event.key] + items.length) % items.length;
  else if (event.key === 'Home') to = 0;
  else if (event.key === 'End') to = items.length - 1;
  else return;
  event.preventDefault();
  items[to].focus();
  items[to].scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
