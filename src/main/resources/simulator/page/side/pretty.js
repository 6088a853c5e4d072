// JSON as people read it: indented, and a string that is JSON itself (a message's content) opened up as well.
const CHARS_MAX = 200_000;
const NESTED_MAX = 4;

export function pretty(body) {
  if (body === undefined || body === null || body === '') return '';
  if (typeof body !== 'string') return JSON.stringify(opened(body, 0), null, 2).slice(0, CHARS_MAX);
  const start = body.search(/[[{]/);
  for (const at of start > 0 ? [0, start] : [0]) {
    try {
      const json = JSON.stringify(opened(JSON.parse(body.slice(at)), 0), null, 2);
      return `${body.slice(0, at)}${json}`.slice(0, CHARS_MAX);
    } catch {
      // Not JSON from here on.
    }
  }
  return body.slice(0, CHARS_MAX);
}

function opened(value, depth) {
  if (typeof value === 'string') {
    if (depth > NESTED_MAX || !/^\s*[[{]/.test(value)) return value;
    try {
      return opened(JSON.parse(value), depth + 1);
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map((one) => opened(one, depth));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, depth)]));
  return value;
}
