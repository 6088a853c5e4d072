// Calls to the simulator's process. Every answer is an object; what went wrong is its `problem`, one sentence.
import { isDingTalk, isGroup, nameIn } from './platform.js';

const BASE = '/simulator/api/';

/** A card is pressed by its message, in whatever chat it lies. */
const IN_GROUPS = new Set(['say', 'messages']);

/** The same act on the other platform, or in a group, has an address of its own. */
const on = (person, act) => (isDingTalk(person) ? 'dingtalk/' : '') + (isGroup(person) && IN_GROUPS.has(act) ? 'group/' : '') + act;

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

/** @param body person: whose phone it is done on, where it is done on one */
export const post = (act, body) => {
  const person = body.person ?? '';
  return send(on(person, act), person ? { ...body, person: nameIn(person) } : body);
};

const send = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });

export const messages = (person, before, limit) =>
  get(`${on(person, 'messages')}?person=${encodeURIComponent(nameIn(person))}&limit=${limit}${before ? `&before=${encodeURIComponent(before)}` : ''}`);

export const mediaUrl = (key) => `/simulator/media?key=${encodeURIComponent(key)}`;
