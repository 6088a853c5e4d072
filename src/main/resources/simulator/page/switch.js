// Above each phone: which of the two platforms it shows; and, inside it, where this person's work goes.
import { post } from './api.js';
import { unread } from './chats.js';
import { t } from './i18n.js';
import { html, nothing } from './lit.js';
import { notice } from './notice.js';
import { ownerOn, PLATFORMS, platformOf } from './platform.js';
import { turnTo } from './slots.js';
import { personNamed } from './store.js';
import { toastProblem } from './toast.js';

export function platformSwitch(phone) {
  const now = platformOf(phone.person);
  return html`<span class="platforms" role="group" aria-label=${t('platform.label', { person: phone.name })}>${PLATFORMS.map((platform) => {
    const waiting = platform === now ? 0 : unread(personNamed(ownerOn(platform, phone.name)) ?? {});
    return html`<button type="button" class="platform ${platform}" data-turn=${platform} aria-pressed=${String(platform === now)}
      @click=${() => turnTo(phone.name, platform)}>${t(`platform.${platform}`)}${waiting
        ? html`<i class="platform-dot" data-testid="platform-unread"><span class="visually-hidden">${t('people.unread', { count: waiting })}</span></i>`
        : nothing}</button>`;
  })}</span>`;
}

/** Only where there is something to say: on DingTalk, and on Feishu while the work goes elsewhere. */
export function workplace(phone) {
  const person = personNamed(phone.name);
  const here = platformOf(phone.person);
  if (!person?.canMove || (here === 'feishu' && person.worksOn === 'feishu')) return nothing;
  const to = person.worksOn === 'dingtalk' ? 'feishu' : 'dingtalk';
  return html`<div class="workplace" data-testid="workplace" data-works-on=${person.worksOn}>
    <span>${t(`workplace.${person.worksOn}`, { person: phone.name })}</span>
    <button type="button" class="workplace-move" data-testid="workplace-move" aria-disabled=${phone.moving ? 'true' : nothing}
      @click=${() => move(phone, to)}>${t(`workplace.to-${to}`, { person: phone.name })}</button></div>`;
}

/** The administrator tells the bot in the chat, as anybody could by hand. */
async function move(phone, to) {
  if (phone.moving) return;
  phone.moving = true;
  phone.draw();
  const answer = await post('workplace', { name: phone.name, dingtalk: to === 'dingtalk' });
  phone.moving = false;
  phone.draw();
  if (toastProblem(phone, answer)) return;
  notice(t(answer.delivered ? 'workplace.told' : 'workplace.waits', { line: answer.line }));
}
