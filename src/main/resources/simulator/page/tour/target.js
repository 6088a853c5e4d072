// Where the next step of the story is to be done: the element of the page a person would use.
import { isDingTalk } from '../platform.js';
import { phoneOf } from '../slots.js';

const among = (nodes, property, wanted) => [...nodes].find((node) => node.dataset[property] === wanted);

const DAYS_HOURS = 24;

/** The jump that fits a duration as Java writes it (PT169H); on a narrow page the clock, until its panel is open. */
function jumpButton(duration) {
  const hours = Number(/^PT(\d+)H/.exec(duration ?? '')?.[1] ?? DAYS_HOURS);
  const buttons = [...document.querySelectorAll(`[data-jump="${hours < DAYS_HOURS ? 'PT1H' : 'P7D'}"]`)];
  return buttons.findLast((one) => one.getClientRects().length) ?? document.querySelector('[data-testid=clock-any]');
}

/** The element, or the phone around it while the element is not there yet; null when there is nothing to show. */
export function targetOf(story) {
  const { act, who, target = {} } = story;
  const shell = who ? phoneOf(who)?.shell : null;
  if (act === 'clock') return jumpButton(target.text);
  if (!shell) return null;
  const message = target.messageId ? among(shell.querySelectorAll('[data-message-id]'), 'messageId', target.messageId) : null;
  const place = message ?? shell;
  switch (act) {
    case 'press':
      return among(place.querySelectorAll('[data-button]'), 'button', target.button)
        ?? among(shell.querySelectorAll('[data-word]'), 'word', target.button) ?? message ?? shell;
    case 'fill':
      return control(place, target.label)?.closest('.control, .checker') ?? message ?? shell;
    case 'picture':
      // First the card to answer, then the camera; on DingTalk a photo answers none.
      if (message && !isDingTalk(phoneOf(who).person) && phoneOf(who).reply?.id !== target.messageId) return message.querySelector('.reply-button') ?? message;
      return shell.querySelector('[data-testid=sample-picture]') ?? shell.querySelector('[data-testid=picture-menu]');
    case 'say':
      return among(shell.querySelectorAll('[data-word]'), 'word', target.button ?? '') ?? shell.querySelector('.composer-row');
    default:
      return message?.querySelector('.card') ?? message ?? shell;
  }
}

export function control(place, label) {
  const all = [...place.querySelectorAll('[data-label]')];
  return all.find((node) => node.dataset.label === label) ?? all.find((node) => node.dataset.name === label)
    ?? all.find((node) => node.dataset.label.startsWith(label ?? '\u0000'));
}
