// What this browser remembers: language, theme, whose phones stand where, what was read. Never anything of a record.
const KEY = 'relay.prefs';

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) || '{}') || {};
  } catch {
    return {};
  }
}

export const prefs = read();

export function remember(changes) {
  Object.assign(prefs, changes);
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // A blocked store only costs the memory of the choice.
  }
}
