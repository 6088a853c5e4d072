// A question with two answers. Resolves to true only for the positive one; Escape is no.
import { t } from './i18n.js';
import { html, nothing, render } from './lit.js';

/** @param question title, text, yes, no, danger; near: the phone it belongs to */
export function ask({ title, text, yes, no, danger, near }) {
  const box = document.getElementById('ask');
  return new Promise((resolve) => {
    render(html`<form method="dialog" class="ask-form">
      <h2 class="text" id="ask-title">${title}</h2>
      ${text ? html`<p class="text">${text}</p>` : nothing}
      <div class="ask-buttons"><button value="no" class="plain" data-testid="ask-no">${no ?? t('cancel')}</button>
        <button value="yes" class=${danger ? 'danger-filled' : 'primary-filled'} data-testid="ask-yes" autofocus>${yes ?? t('ok')}</button></div>
    </form>`, box);
    box.setAttribute('aria-labelledby', 'ask-title');
    box.classList.toggle('placed', Boolean(near));
    const frame = near?.getBoundingClientRect();
    box.style.setProperty('--x', frame ? `${frame.left + frame.width / 2}px` : '50vw');
    box.style.setProperty('--y', frame ? `${frame.top + frame.height / 2}px` : '50vh');
    box.style.setProperty('--w', frame ? `${frame.width - 40}px` : '26rem');
    box.returnValue = 'no';
    box.onclose = () => resolve(box.returnValue === 'yes');
    box.showModal();
  });
}
