// Texts: plain_text as it is, lark_md and markdown through the reader of markdown.js. Also div, hr and icons.
import { html, look, nothing } from '../lit.js';
import { blocks, inline } from '../markdown.js';
import { localized } from '../summary.js';
import { color, textAlign, textSize, width } from './style.js';

/** A text node of a card; only lark_md and markdown are read as markdown. */
export function textOf(node, ctx) {
  const content = localized(node);
  if (node?.tag === 'lark_md') return inline(content, ctx);
  return node?.tag === 'markdown' ? blocks(content, ctx) : content;
}

export function paragraph(node, ctx) {
  if (!node) return nothing;
  const lines = Number.isInteger(node.lines) && node.lines > 0 && node.lines < 20 ? { '-webkit-line-clamp': String(node.lines) } : {};
  return html`<p class="text said ${textSize(node.text_size)} ${textAlign(node.text_align)} ${lines['-webkit-line-clamp'] ? 'clamped' : ''}"
    ${look({ color: color(node.text_color), ...lines })}>${textOf(node, ctx)}</p>`;
}

/** Feishu's icon set is its own; a mark stands for any of its icons, with the icon's name to read. */
export function icon(node) {
  if (!node?.token && !node?.img_key) return nothing;
  return html`<span class="card-icon" title=${node.token ?? ''} aria-hidden="true" ${look({ color: color(node.color) })}></span>`;
}

function div(node, ctx) {
  return html`<div class="card-div" ${look({ width: width(node.width) })}>${icon(node.icon)}
    <div class="grow">${paragraph(node.text, ctx)}
    ${Array.isArray(node.fields)
      ? html`<div class="fields">${node.fields.map((field) => html`<div class="field ${field.is_short ? 'short' : ''}">${paragraph(field.text, ctx)}</div>`)}</div>`
      : nothing}</div></div>`;
}

function markdown(node, ctx) {
  return html`<div class="md ${textSize(node.text_size)} ${textAlign(node.text_align)}">${icon(node.icon)}${blocks(localized(node), ctx)}</div>`;
}

export const texts = { div, markdown, hr: () => html`<hr>` };
