// The phones side by side: as many as fit, one on a narrow page.
import { afterHello, chatOf, load, openOnce, release } from './chats.js';
import { mountPhone } from './phone.js';
import { isDingTalk, isGroup } from './platform.js';
import { mounted, narrow, ownerOf, setFit, shown } from './slots.js';
import { changed, store, watch } from './store.js';

/** Where there is room, phones get wider before there are more of them. */
const PHONE_MIN_PX = 296;
const ROOMY_PX = 1700;
const PHONE_ROOMY_PX = 350;
const GAP_PX = 14;

export function mountPhones(root) {
  const layout = () => {
    const width = root.clientWidth - 2 * GAP_PX;
    const people = Math.max(1, store.people.length);
    const least = width > ROOMY_PX ? PHONE_ROOMY_PX : PHONE_MIN_PX;
    const fitting = Math.floor((width + GAP_PX) / (least + GAP_PX));
    setFit(narrow() ? 1 : Math.max(1, Math.min(people, fitting)));
  };
  new ResizeObserver(layout).observe(root);
  watch(['hello'], () => {
    layout();
    afterHello(shown().map(ownerOf));
    place(root);
  });
  watch(['people'], layout);
  watch(['slots', 'bot'], () => place(root));
}

function place(root) {
  if (!store.known) return;
  const owners = shown().map(ownerOf);
  root.querySelectorAll('.skeleton').forEach((node) => node.remove());
  while (mounted.length < owners.length) mounted.push(mountPhone(root, mounted.length));
  while (mounted.length > owners.length) mounted.pop().remove();
  root.style.setProperty('--phones', owners.length);
  const before = mounted.map((phone) => phone.person).filter(Boolean);
  owners.forEach((owner, index) => mounted[index].shows(owner));
  before.filter((owner) => !owners.includes(owner)).forEach(release);
  for (const owner of owners) {
    if (!chatOf(owner).loaded) load(owner);
    // A bot that is away would not hear of it, and the welcome would be lost; DingTalk tells nobody, groups neither.
    if (store.bot.state === 'running' && !isDingTalk(owner) && !isGroup(owner)) openOnce(owner);
  }
  changed('people');
}
