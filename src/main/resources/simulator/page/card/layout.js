// Containers: columns, folding panels, containers that are one big button.
import { icons } from '../icons.js';
import { html, look, nothing } from '../lit.js';
import { notDrawn, unknownProperties } from './known.js';
import { press } from './press.js';
import { redraw } from './state.js';
import { align, box, color, ground, radius, space, width } from './style.js';
import { textOf } from './text.js';

function columnSet(node, ctx) {
  const mode = ['none', 'stretch', 'flow', 'bisect', 'trisect'].includes(node.flex_mode) ? node.flex_mode : 'none';
  const columns = Array.isArray(node.columns) ? node.columns : [];
  return html`<div class="columns ${mode}" ${look({
    gap: space(node.horizontal_spacing), background: ground(node.background_style), 'justify-content': align(node.horizontal_align),
  })}>${columns.map((one, at) => column(one, { ...ctx, path: `${ctx.path}.${at}` }))}</div>`;
}

function column(node, ctx) {
  if (node?.tag !== 'column') return notDrawn(String(node?.tag));
  const fixed = width(node.width);
  const flex = fixed ? `0 0 ${fixed}` : node.width === 'weighted' ? `${Math.min(5, Math.max(1, node.weight || 1))} 1 0` : '0 1 auto';
  return html`<div class="column" ${look({ ...box(node), flex, background: ground(node.background_style), margin: space(node.margin) })}>
    ${ctx.children(node.elements, ctx)}${unknownProperties('column', node)}</div>`;
}

function collapsiblePanel(node, ctx) {
  const open = ctx.state.open.get(ctx.path) ?? node.expanded === true;
  const head = node.header ?? {};
  const toggle = (event) => {
    event.preventDefault();
    ctx.state.open.set(ctx.path, !open);
    redraw(ctx);
  };
  return html`<details class="panel ${node.border ? 'bordered' : ''}" ?open=${open} ${look({
    background: ground(node.background_color), 'border-color': color(node.border?.color), 'border-radius': radius(node.border?.corner_radius),
  })}>
    <summary class="panel-head" @click=${toggle} ${look({ padding: space(head.padding), background: ground(head.background_color) })}>
      <span class="text grow">${textOf(head.title, ctx)}</span><span class="panel-arrow">${icons.down()}</span></summary>
    ${open ? html`<div class="panel-body" ${look(box(node))}>${ctx.children(node.elements, ctx)}</div>` : nothing}
  </details>`;
}

function interactiveContainer(node, ctx) {
  const acts = Array.isArray(node.behaviors) && node.behaviors.length > 0 && !node.disabled;
  const go = (event) => {
    // A control inside the container wins over it.
    if (event.target.closest('button, a, input, textarea, select, [role=button]') !== event.currentTarget) {
      if (event.target.closest('button, a, input, textarea, select')) return;
    }
    if (event.type === 'keydown') {
      if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
    }
    press(ctx, node, { label: '' });
  };
  return html`<div class="box ${node.has_border ? 'bordered' : ''} ${acts ? 'acts' : ''} ${ctx.state.busy.has(ctx.path) ? 'busy' : ''}"
    role=${acts ? 'button' : nothing} tabindex=${acts ? 0 : nothing} aria-disabled=${node.disabled ? 'true' : nothing}
    @click=${acts ? go : null} @keydown=${acts ? go : null} ${look({
      ...box(node), background: ground(node.background_style), 'border-color': color(node.border_color),
      'border-radius': radius(node.corner_radius), width: width(node.width), height: width(node.height),
    })}>${ctx.children(node.elements, ctx)}</div>`;
}

export const layouts = { column_set: columnSet, collapsible_panel: collapsiblePanel, interactive_container: interactiveContainer };
