// The one stream of events. EventSource reconnects by itself; where it gives up (the process is gone) this tries on.
import * as chats from './chats.js';
import { isDingTalk } from './platform.js';
import { ownerOf, shown } from './slots.js';
import { addWire, changed, setClock, setNumbers, setColleagues, setGroups, setPeople, setPerson, store } from './store.js';

const WAITS_MS = [500, 1000, 2000, 4000];
let source;
let tries = 0;

const handlers = {
  hello(state) {
    Object.assign(store, { known: true, bot: state.bot, faults: state.faults ?? [], dingtalkFaults: state.dingtalkFaults ?? [], story: state.story ?? store.story });
    store.wire = (state.wire ?? []).toReversed().slice(0, 100);
    store.locale = state.locale;
    setClock(state.now);
    setNumbers(state.numbers ?? []);
    setPeople(state.people ?? []);
    setColleagues(state.dingtalkPeople ?? []);
    setGroups(state.groups ?? []);
    changed('bot', 'faults', 'story', 'wire', 'hello');
  },
  person: setPerson,
  message(event) {
    const fresh = chats.received(event);
    if (fresh) listeners.forEach((fn) => fn(event));
  },
  clock: ({ now }) => setClock(now),
  bot(bot) {
    store.bot = bot;
    changed('bot');
  },
  faults(faults) {
    store.faults = faults;
    changed('faults');
  },
  'dingtalk-faults'(faults) {
    const drafts = () => store.dingtalkFaults.find((fault) => fault.kind === 'TEMPLATE_UNPUBLISHED')?.on;
    const before = drafts();
    store.dingtalkFaults = faults;
    changed('faults');
    // A draft is not drawn, whichever card is of it.
    if (drafts() !== before) chats.readAgain(shown().map(ownerOf).filter(isDingTalk));
  },
  wire: addWire,
  story(story) {
    store.story = { ...story, scenes: story.scenes ?? store.story.scenes };
    changed('story');
  },
  numbers: setNumbers,
  touched({ numbers }) {
    store.touched = numbers ?? [];
    changed('touched');
  },
};

const listeners = new Set();

/** Hears every message that is new, with its person. */
export const onMessage = (fn) => listeners.add(fn);

export function connect() {
  source?.close();
  source = new EventSource('/simulator/api/events');
  let greeted = false;
  source.onopen = () => {
    tries = 0;
  };
  for (const [type, handle] of Object.entries(handlers)) {
    source.addEventListener(type, (event) => {
      // What came before the first hello belongs to a state this page does not have.
      greeted ||= type === 'hello';
      if (!greeted) return;
      link(true);
      handle(JSON.parse(event.data));
    });
  }
  source.onerror = () => {
    greeted = false;
    link(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, WAITS_MS[Math.min(tries++, WAITS_MS.length - 1)]);
    }
  };
}

function link(up) {
  if (store.linked === up) return;
  store.linked = up;
  changed('link');
}
