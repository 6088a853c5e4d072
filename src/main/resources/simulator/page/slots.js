// Which person stands on which phone, and which of the two platforms that phone shows.
import { groupOf, ownerOn } from './platform.js';
import { prefs, remember } from './prefs.js';
import { changed, personNamed, store } from './store.js';

const FIRST = ['销售小王', '审批人张总', '库管小李', '财务小赵'];
const NARROW_PX = 720;

let order = Array.isArray(prefs.order) ? prefs.order.filter((name) => typeof name === 'string') : FIRST;
let fit = 1;
/** On a single phone people come and go without changing who stands where on a wider page. */
let alone = '';

/** The phones in the page, left to right. */
export const mounted = [];

/** The names on the phones that can be seen, left to right. */
export const shown = () => (fit === 1 && personNamed(alone) ? [alone] : arranged().slice(0, fit));

export const narrow = () => window.innerWidth < NARROW_PX;

export const phoneOf = (name) => mounted.find((phone) => phone.name === name);

/** Those whose phone shows DingTalk. */
let onDingTalk = Array.isArray(prefs.dingtalk) ? prefs.dingtalk.filter((name) => typeof name === 'string') : [];

/** Those whose phone shows the group. */
const inGroup = new Set();

const platformNow = (name) => (onDingTalk.includes(name) ? 'dingtalk' : 'feishu');

/** Whose chat a person's phone shows: theirs on Feishu or on DingTalk, in private or in the group there. */
export function ownerOf(name) {
  const owner = ownerOn(platformNow(name), name);
  return inGroup.has(name) && personNamed(groupOf(owner)) ? groupOf(owner) : owner;
}

/** To the group, or back to the private chat with the bot. */
export function turnChat(name, group) {
  if (inGroup.has(name) === group) return;
  if (group) inGroup.add(name);
  else inGroup.delete(name);
  changed('slots');
}

export function turnTo(name, platform) {
  if (platformNow(name) === platform) return;
  onDingTalk = onDingTalk.filter((one) => one !== name);
  if (platform === 'dingtalk') onDingTalk.push(name);
  remember({ dingtalk: onDingTalk });
  changed('slots');
}

/** Every person once: those chosen before first, then the usual cast, then the others as they joined. */
function arranged() {
  const names = store.people.map((person) => person.name);
  return [...new Set([...order, ...FIRST, ...names])].filter((name) => names.includes(name));
}

export function setFit(phones) {
  if (phones === fit) return;
  fit = phones;
  changed('slots');
}

/** Brings a person onto a phone: the given one, or the last. Returns the phone's index, -1 for a stranger. */
export function show(name, slot) {
  if (!personNamed(name)) return -1;
  if (fit === 1) {
    if (shown()[0] !== name) changed('slots');
    alone = name;
    return 0;
  }
  const all = arranged();
  const at = all.indexOf(name);
  if (at < fit && slot === undefined) return at;
  const to = Math.min(slot ?? fit - 1, fit - 1);
  // The two change places, so that nobody is shown twice and nobody is lost.
  [all[to], all[at]] = [all[at], all[to]];
  order = all;
  remember({ order });
  changed('slots');
  return to;
}
