// A line to tick off; its small buttons stand beside it.
import { html, live, look, nothing } from '../lit.js';
import { control } from './control.js';
import { choose } from './press.js';
import { redraw } from './state.js';
import { space } from './style.js';
import { localized } from '../summary.js';
import { textOf } from './text.js';

function checker(node, ctx) {
  // Without a name the tick stays on this phone; it still needs a place to be kept.
  const named = node.name ? node : { ...node, name: `\u0000${ctx.path}` };
  const it = control(named, ctx);
  const style = node.checked_style ?? {};
  const done = it.value === true;
  const tick = (event) => {
    it.set(event.target.checked);
    redraw(ctx);
    choose(ctx, node, event.target.checked);
  };
  return html`<div class="checker" ${look({ padding: space(node.padding) })}>
    <label class="checker-label" title=${localized(node.hover_tips) || nothing}><input type="checkbox" data-testid="control" data-name=${node.name ?? ''}
        data-label=${localized(node.text)} .checked=${live(done)} ?disabled=${it.disabled} @change=${tick}>
      <span class="text ${done && style.show_strikethrough ? 'struck' : ''}" ${look({ opacity: done && style.opacity >= 0.3 && style.opacity <= 1 ? String(style.opacity) : undefined })}>${textOf(node.text, ctx)}</span></label>
    ${node.button_area ? html`<span class="checker-buttons">${ctx.children((node.button_area.buttons ?? []).slice(0, 3), ctx)}</span>` : nothing}</div>`;
}

export const checkers = { checker };
