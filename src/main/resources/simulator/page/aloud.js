// What is said to who listens instead of looking: one sentence at a time, never a part of the page once more. Two regions
// for the whole page, which are there before their words: one in each phone would be met empty by who reads through it.

const KEPT_MAX = 20;

/** Said once, after what is being said; the last sentences can be read again at the end of the page. */
export function aloud(text) {
  if (!text) return;
  const log = document.getElementById('announce');
  log.append(sentence(text));
  while (log.children.length > KEPT_MAX) log.firstChild.remove();
}

/** Said at once: trouble. */
export const alarm = (text) => document.getElementById('alarm').replaceChildren(sentence(text));

function sentence(text) {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}
