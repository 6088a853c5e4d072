// The record in focus: the newest that was started, or the one chosen from the list.
import { get } from '../api.js';
import { changed, store, watch } from '../store.js';

const SETTLE_MS = 120;
const FLOWS_MAX = 20;
const STRANGERS_MAX = 50;
const flows = new Map();
/** Numbers that are no record of this bot: the phones may remember more than its store. */
const strangers = new Set();

export const AWAY = 'away';

export const focus = { number: '', pinned: false, record: null, flow: null, problem: '' };

let timer;

export function watchRecord() {
  watch(['hello'], () => {
    if (!store.numbers.includes(focus.number)) Object.assign(focus, { number: '', pinned: false, record: null, flow: null });
    strangers.clear();
    follow(focus.pinned ? focus.number : newest());
  });
  watch(['numbers'], () => {
    if (!focus.pinned && focus.number !== newest()) follow(newest());
  });
  watch(['touched'], () => {
    if (store.touched?.includes(focus.number)) follow(focus.number);
  });
  watch(['bot'], () => {
    if (focus.problem && store.bot.state === 'running') follow(focus.number);
  });
  watch(['clock'], () => follow(focus.number));
}

export function pin(number) {
  focus.pinned = number !== '';
  follow(number || newest());
}

const newest = () => store.numbers.find((number) => !strangers.has(number));

function follow(number) {
  clearTimeout(timer);
  if (!number) {
    changed('record');
    return;
  }
  if (number !== focus.number) Object.assign(focus, { number, record: null, problem: '' });
  timer = setTimeout(read, SETTLE_MS);
  changed('record');
}

async function read() {
  const number = focus.number;
  // A bot that is away cannot answer; its state says when to ask again.
  const record = store.bot.state === 'running' ? await get(`records/${encodeURIComponent(number)}`) : { problem: AWAY };
  if (number !== focus.number) return;
  if (record.status === 404 && !focus.pinned) {
    if (strangers.size < STRANGERS_MAX) strangers.add(number);
    focus.number = '';
    follow(newest());
    return;
  }
  if (record.problem) {
    focus.problem = record.away ? AWAY : record.problem;
  } else {
    const flow = await flowOf(record);
    if (number !== focus.number) return;
    Object.assign(focus, { record, flow, problem: '' });
  }
  changed('record');
}

/** A published version never changes, so it is read once. */
async function flowOf({ flow, definitionVersion }) {
  const key = `${flow}/${definitionVersion}`;
  if (!flows.has(key)) {
    const answer = await get(`flows/${encodeURIComponent(flow)}/${encodeURIComponent(definitionVersion)}`);
    if (answer.problem) return null;
    if (flows.size >= FLOWS_MAX) flows.delete(flows.keys().next().value);
    flows.set(key, answer);
  }
  return flows.get(key);
}
