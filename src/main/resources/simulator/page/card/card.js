// A card JSON 2.0: header, body, and every component by its tag. What cannot be drawn is named in a grey box.
import { html, look, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { localized } from '../summary.js';
import { buttons } from './button.js';
import { charts } from './chart.js';
import { checkers } from './checker.js';
import { families as dataFamilies } from './table.js';
import { forms } from './form.js';
import { inputs } from './input.js';
import { notDrawn, unknownProperties } from './known.js';
import { layouts } from './layout.js';
import { media } from './media.js';
import { pickers } from './pickers.js';
import { selects } from './select.js';
import { cardState, formState } from './state.js';
import { color, family, space } from './style.js';
import { texts, textOf } from './text.js';

const components = { ...texts, ...media, ...layouts, ...forms, ...inputs, ...selects, ...pickers, ...checkers, ...buttons, ...charts, ...dataFamilies };
const DEPTH_MAX = 12;

export function card(message, phone) {
  const content = message.content ?? {};
  const state = cardState(phone.person, message);
  const ctx = {
    person: phone.person, phone, message, state, form: formState(state, ''), formNode: null, depth: 0, path: '', children,
  };
  const body = content.body ?? {};
  const wide = content.config?.width_mode === 'compact' ? 'compact' : '';
  return html`<article class="card ${wide} ${message.expired ? 'expired' : ''}" data-testid="card"
      tabindex="-1" aria-label=${localized(content.header?.title) || t('message.card')}>
    ${content.header ? header(content.header, ctx) : nothing}
    <div class="card-body ${body.direction === 'horizontal' ? 'horizontal' : ''}" ${look({
      padding: space(body.padding), gap: space(body.vertical_spacing),
    })}>${children(body.elements, ctx)}</div>
    ${unknownProperties('card', content)}
    ${message.expired ? html`<p class="card-note">${t('card.expired')}</p>` : nothing}
  </article>`;
}

function header(node, ctx) {
  const tags = Array.isArray(node.text_tag_list) ? node.text_tag_list.slice(0, 3) : [];
  return html`<header class="card-head ${family(node.template)}" ${look({ padding: space(node.padding) })}>
    <h3 class="card-title"><span class="text">${textOf(node.title, ctx)}</span>
      ${tags.map((tag) => html`<span class="tag ${family(tag.color)}"><span class="text">${textOf(tag.text, ctx)}</span></span>`)}</h3>
    ${node.subtitle ? html`<p class="card-subtitle text">${textOf(node.subtitle, ctx)}</p>` : nothing}
    ${unknownProperties('header', node)}
  </header>`;
}

/** The components of a container, each with a path that names its place in the card. */
function children(elements, ctx) {
  if (!Array.isArray(elements)) return nothing;
  return elements.map((node, at) => component(node, { ...ctx, path: `${ctx.path}.${at}`, depth: ctx.depth + 1, before: elements[at - 1] }));
}

function component(node, ctx) {
  if (!node || typeof node !== 'object' || ctx.depth > DEPTH_MAX) return notDrawn(t('card.not-drawn', { what: String(node?.tag ?? typeof node) }));
  const draw = Object.hasOwn(components, node.tag) ? components[node.tag] : null;
  if (!draw) return notDrawn(t('card.not-drawn', { what: String(node.tag) }));
  return html`<div class="part of-${node.tag}" data-tag=${node.tag} ${look({ margin: space(node.margin), color: color(node.text_color) })}>
    ${draw(node, ctx)}${unknownProperties(node.tag, node)}</div>`;
}
