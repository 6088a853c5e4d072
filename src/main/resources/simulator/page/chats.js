// The messages of each chat: a window of at most 400, moved by reading on upwards and downwards.
import * as api from './api.js';
import { prefs, remember } from './prefs.js';
import { changed, personNamed, setPerson, store } from './store.js';
import { messageLine } from './summary.js';

export const KEPT_MAX = 400;
const PAGE = 40;
/** Read at a time while somebody scrolls: what comes must be drawn within a frame. */
const STEP = 10;
/** The most that one read answers with. */
const NEWEST_MAX = 200;
const chats = new Map();
const opened = new Set();
let seen = prefs.seen && typeof prefs.seen === 'object' ? { ...prefs.seen } : {};

/**
 * The window of one person's chat. `later` remembers the pages that were let go below it, newest first,
 * each by the id of its first message; empty means the window ends at the newest message.
 */
export function chatOf(person) {
  if (!chats.has(person)) {
    chats.set(person, { messages: [], more: false, loaded: false, busy: false, later: [], problem: '' });
  }
  return chats.get(person);
}

const topic = (person) => `chat:${person}`;

/** Reads the newest page; called when a phone shows the person and after each new hello. */
export async function load(person) {
  const chat = chatOf(person);
  if (chat.busy) {
    chat.again = true;
    return;
  }
  chat.busy = true;
  chat.reading = true;
  changed(topic(person));
  const answer = await api.messages(person, '', PAGE);
  chat.busy = false;
  chat.reading = false;
  if (answer.problem) {
    chat.problem = answer.problem;
  } else {
    const known = new Map(chat.messages.map((message) => [message.id, message]));
    chat.messages = answer.messages.map((message) => same(known.get(message.id), message));
    Object.assign(chat, { more: answer.more, loaded: true, later: [], problem: '' });
  }
  changed(topic(person));
  if (chat.again) {
    chat.again = false;
    load(person);
  }
}

/** An unchanged message keeps its object, so that nothing of it is drawn again and nothing typed is lost. */
const same = (old, fresh) =>
  old && old.revision === fresh.revision && old.type === fresh.type && old.expired === fresh.expired && old.content?.template === fresh.content?.template ? old : fresh;

export async function loadOlder(person) {
  const chat = chatOf(person);
  if (chat.busy || !chat.more || !chat.messages.length) return;
  chat.busy = true;
  const first = chat.messages[0].id;
  const answer = await api.messages(person, first, STEP);
  chat.busy = false;
  if (!answer.problem && chat.messages[0]?.id === first) {
    chat.messages = [...answer.messages, ...chat.messages];
    chat.more = answer.more;
    while (chat.messages.length > KEPT_MAX) {
      const kept = chat.messages.slice(0, -STEP);
      chat.later.push(chat.messages[kept.length].id);
      chat.messages = kept;
    }
  }
  changed(topic(person));
}

/** Reads the page below the window again; the last one is the newest page, with what has come since. */
export async function loadLater(person) {
  const chat = chatOf(person);
  if (chat.busy || !chat.later.length) return;
  const last = chat.later.length === 1;
  chat.busy = true;
  chat.reading = last;
  const answer = await api.messages(person, last ? '' : chat.later.at(-2), last ? NEWEST_MAX : STEP);
  chat.busy = false;
  chat.reading = false;
  const from = answer.problem ? -1 : answer.messages.findIndex((message) => message.id === chat.later.at(-1));
  if (from >= 0) {
    chat.later.pop();
    chat.messages = [...chat.messages, ...answer.messages.slice(from)].slice(-KEPT_MAX);
    chat.more = true;
  }
  changed(topic(person));
  // Too much has come since, or something came while it was read.
  if (chat.again || (from < 0 && last && !answer.problem)) {
    chat.again = false;
    await load(person);
  }
}

/** A message came or changed. */
export function received({ person, message, count }) {
  const chat = chatOf(person);
  const at = chat.messages.findIndex((one) => one.id === message.id);
  const fresh = at < 0;
  if (!fresh) {
    if (message.revision >= chat.messages[at].revision) {
      chat.messages = chat.messages.with(at, same(chat.messages[at], message));
    }
  } else if (chat.reading) {
    // The page being read may have been cut just before this message.
    chat.again = true;
  } else if (chat.loaded && !chat.later.length) {
    chat.messages = [...chat.messages, message];
    if (chat.messages.length > KEPT_MAX) {
      chat.messages = chat.messages.slice(-KEPT_MAX);
      chat.more = true;
    }
  }
  const known = personNamed(person);
  const newest = fresh || !known?.last || chat.messages.at(-1)?.id === message.id;
  const last = newest ? { text: messageLine(message), at: message.sentAt } : known.last;
  setPerson({ ...known, name: person, count: count ?? (known?.count ?? 0) + (fresh ? 1 : 0), last });
  changed(topic(person));
  return fresh;
}

/** After a new hello everything is read again; chats nobody looks at are let go. */
export function afterHello(shown) {
  for (const person of [...chats.keys()]) {
    if (shown.includes(person)) load(person);
    else chats.delete(person);
  }
  // A reset empties the chats; what was read before must not hide what comes now.
  for (const person of [...store.people, ...store.colleagues, ...store.groups]) seen[person.name] = Math.min(seen[person.name] ?? 0, person.count ?? 0);
}

/** Everything on these phones is read again: what a platform shows of it is something else now. */
export const readAgain = (owners) => owners.filter((owner) => chatOf(owner).loaded).forEach(load);

export function release(person) {
  const chat = chats.get(person);
  if (chat) chats.set(person, { ...chat, messages: chat.messages.slice(-PAGE), later: [], loaded: false });
}

/** Tells the bot that the person opened the chat: once a page load, as the app would after a while away. */
export function openOnce(person) {
  if (opened.has(person)) return;
  opened.add(person);
  api.post('open', { person });
}

export const forgetOpened = () => opened.clear();

export const unread = (person) => Math.max(0, (person.count ?? 0) - (seen[person.name] ?? 0));

export function markSeen(person) {
  const count = personNamed(person)?.count ?? 0;
  if (seen[person] === count) return;
  seen = { ...seen, [person]: count };
  remember({ seen });
  changed('people');
}
