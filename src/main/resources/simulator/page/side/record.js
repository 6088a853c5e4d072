// The record in focus: the newest that was touched, or the one chosen from the list.
import { get } from '../api.js';
import { changed, store, watch } from '../store.js';

const SETTLE_MS = 120;
const FLOWS_MAX = 20;
const flows = new Map();

export const focus = { number: '', pinned: false, record: null, flow: null, problem: '', reading: false };

let timer;

export function watchRecord() {
  watch(['hello'], () => {
    if (!store.numbers.includes(focus.number)) Object.assign(focus, { number: '', pinned: false, record: null, flow: null });
    follow(store.numbers[0]);
  });
  watch(['numbers'], () => {
    if (!focus.number) follow(store.numbers[0]);
  });
  watch(['touched'], () => {
    const touched = store.touched ?? [];
    if (focus.pinned ? touched.includes(focus.number) : touched.length > 0) follow(focus.pinned ? focus.number : touched[0]);
  });
  watch(['bot'], () => {
    if (focus.problem && store.bot.state === 'running') follow(focus.number);
  });
  watch(['clock'], () => follow(focus.number));
}

export function pin(number) {
  focus.pinned = number !== '';
  follow(number || store.numbers[0]);
}

function follow(number) {
  if (!number) {
    changed('record');
    return;
  }
  if (number !== focus.number) Object.assign(focus, { number, record: null, problem: '' });
  clearTimeout(timer);
  timer = setTimeout(read, SETTLE_MS);
  changed('record');
}

async function read() {
  const number = focus.number;
  focus.reading = true;
  const record = await get(`records/${encodeURIComponent(number)}`);
  if (number !== focus.number) return;
  focus.reading = false;
  if (record.problem) {
    focus.problem = record.problem;
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
