// What the page knows, and who wants to hear of a change. Lists are bounded: four hours open cost no more than one.
import { isDingTalk, isGroup } from './platform.js';
import { parse, setZoneOf } from './time.js';

export const WIRE_LINES_MAX = 300;
export const NUMBERS_MAX = 50;

export const store = {
  linked: false,
  known: false,
  people: [],
  colleagues: [],
  groups: [],
  bot: { state: 'starting', redis: { state: 'starting' } },
  faults: [],
  dingtalkFaults: [],
  story: { state: 'idle', scenes: [] },
  numbers: [],
  wire: [],
  clockAt: 0,
  clockMs: Date.now(),
};

const watchers = new Map();
const dirty = new Set();
let planned = false;

/** Calls fn once a frame if any of the topics changed. Returns how to stop. */
export function watch(topics, fn) {
  for (const topic of topics) {
    if (!watchers.has(topic)) watchers.set(topic, new Set());
    watchers.get(topic).add(fn);
  }
  return () => topics.forEach((topic) => watchers.get(topic)?.delete(fn));
}

export function changed(...topics) {
  topics.forEach((topic) => dirty.add(topic));
  if (planned) return;
  planned = true;
  // A hidden page gets no frames; it must not pile up work either, so the flush waits for the next frame.
  requestAnimationFrame(flush);
}

function flush() {
  planned = false;
  const due = new Set();
  for (const topic of dirty) watchers.get(topic)?.forEach((fn) => due.add(fn));
  dirty.clear();
  due.forEach((fn) => fn());
}

/** Business time now, counted on from the last word of the simulator. */
export const now = () => store.clockMs + (performance.now() - store.clockAt);

export function setClock(iso) {
  setZoneOf(iso);
  store.clockMs = parse(iso);
  store.clockAt = performance.now();
  changed('clock');
}

const names = new Map();

export function setPeople(people) {
  store.people = people;
  names.clear();
  people.forEach((person) => names.set(person.openId, person.name));
  changed('people');
}

/** The same people on DingTalk. */
export function setColleagues(people) {
  store.colleagues = people;
  changed('people');
}

/** The group of each platform as each person has it. */
export function setGroups(groups) {
  store.groups = groups;
  changed('people');
}

const changedIn = (all, person) => all.map((one) => (one.name === person.name ? { ...one, ...person } : one));

export function setPerson(person) {
  if (isGroup(person.name)) {
    setGroups(changedIn(store.groups, person));
    return;
  }
  if (isDingTalk(person.name)) {
    setColleagues(changedIn(store.colleagues, person));
    return;
  }
  const at = store.people.findIndex((one) => one.name === person.name);
  setPeople(at < 0 ? [...store.people, person] : store.people.with(at, { ...store.people[at], ...person }));
}

/** By the owner of a chat, on either platform, in private or in the group. */
export const personNamed = (owner) => (isGroup(owner) ? store.groups : isDingTalk(owner) ? store.colleagues : store.people).find((person) => person.name === owner);

/** The name behind an open_id; the id itself when nobody has it. */
export const nameOf = (openId) => names.get(openId) ?? openId;

export function addWire(line) {
  store.wire = [line, ...store.wire.filter((old) => old.number !== line.number)].slice(0, WIRE_LINES_MAX);
  changed('wire');
}

export function setNumbers(numbers) {
  store.numbers = numbers.slice(0, NUMBERS_MAX);
  changed('numbers');
}
