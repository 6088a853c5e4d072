// Calls to the simulator's process. Every answer is an object; what went wrong is its `problem`, one sentence.
const BASE = '/simulator/api/';

async function call(path, options) {
  try {
    const response = await fetch(BASE + path, options);
    const body = await response.json().catch(() => ({}));
    if (response.ok) return body;
    return { ...body, problem: body.problem || `HTTP ${response.status}`, status: response.status };
  } catch {
    return { problem: 'offline', offline: true, status: 0 };
  }
}

export const get = (path) => call(path, { headers: { Accept: 'application/json' } });

export const post = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });

export const messages = (person, before, limit) =>
  get(`messages?person=${encodeURIComponent(person)}&limit=${limit}${before ? `&before=${encodeURIComponent(before)}` : ''}`);

export const mediaUrl = (key) => `/simulator/media?key=${encodeURIComponent(key)}`;
