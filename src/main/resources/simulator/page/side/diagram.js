// The flow's states as a picture: where the record has been, where it is, where it may go; the token walks there.
import { t } from '../i18n.js';
import { html, nothing, ref, svg } from '../lit.js';
import { layered } from './layering.js';
import { tokenAt } from './token.js';

const LAYER_PX = 62;
const NODE_H = 34;
const PAD = 14;
const drawings = new WeakMap();

function drawing(flow) {
  if (!drawings.has(flow)) drawings.set(flow, measured(layered(flow)));
  return drawings.get(flow);
}

const letters = (text) => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 13 : 7.2), 0);
const short = (text) => ([...text].length > 14 ? `${[...text].slice(0, 13).join('')}…` : text);

function measured(plan) {
  const widest = Math.max(72, ...plan.nodes.map((node) => letters(short(node.state.name)) + 34));
  const column = widest + 30;
  const x = (row) => PAD + 16 + widest / 2 + row * column;
  const y = (layer) => PAD + NODE_H / 2 + layer * LAYER_PX;
  const place = new Map(plan.nodes.map((node) => [node.state.id, { x: x(node.row), y: y(node.layer), ...node }]));
  const edges = plan.edges.map((edge) => ({ ...edge, ...line(edge, place, x, y, widest) }));
  return {
    place, edges, widest,
    width: 2 * PAD + 32 + plan.rows * column - 30,
    height: 2 * PAD + (plan.layers - 1) * LAYER_PX + NODE_H,
  };
}

function line(edge, place, x, y, widest) {
  const a = place.get(edge.from);
  const b = place.get(edge.to);
  if (edge.back) {
    const left = Math.min(a.x, b.x) - widest / 2 - 14;
    return { path: `M${a.x - widest / 2},${a.y} C${left},${a.y} ${left},${b.y} ${b.x - widest / 2},${b.y}` };
  }
  // Past a layer in between the line runs straight down, as high as the states beside it.
  const past = edge.via.flatMap((one) => [-1, 1].map((side) => ({ x: x(one.row), y: y(one.layer) + (side * NODE_H) / 2 })));
  const points = [{ x: a.x, y: a.y + NODE_H / 2 }, ...past, { x: b.x, y: b.y - NODE_H / 2 - 3 }];
  let path = `M${points[0].x},${points[0].y}`;
  for (let at = 1; at < points.length; at++) {
    const [p, q] = [points[at - 1], points[at]];
    const half = (p.y + q.y) / 2;
    path += p.x === q.x ? ` L${q.x},${q.y}` : ` C${p.x},${half} ${q.x},${half} ${q.x},${q.y}`;
  }
  return { path };
}

export function diagram(flow, record) {
  if (!flow) return nothing;
  const plan = drawing(flow);
  const path = record?.path ?? [];
  const visited = new Set(path);
  const steps = new Set(path.slice(1).map((id, at) => `${path[at]}\n${id}`));
  const current = record?.state ?? path.at(-1);
  const called = (id) => plan.place.get(id)?.state.name ?? '';
  const been = path.slice(0, -1).map((id) => `“${called(id)}”`).join(' ');
  const sum = t(been ? 'diagram.label.been' : 'diagram.label', { flow: flow.name, state: called(current), been });
  return html`<svg class="diagram" data-testid="diagram" viewBox="0 0 ${plan.width} ${plan.height}" width=${plan.width} height=${plan.height}
      role="img" aria-label=${sum}>
    <defs>${['', 'on', 'next'].map((kind) => svg`<marker id="arrow-${kind}" class="arrow ${kind}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z"></path></marker>`)}</defs>
    ${plan.edges.map((edge) => edgeOf(edge, steps, current))}
    ${[...plan.place.values()].map((node) => nodeOf(node, plan.widest, visited, current))}
    <g class="token" ${ref((node) => node && tokenAt(node, plan, record))}><circle class="token-halo" r="9"></circle><circle class="token-dot" r="5.5"></circle></g>
  </svg>${next(plan, current)}`;
}

/** Where it may go from here, in words: on the lines they would cross each other. */
function next(plan, current) {
  const ways = plan.edges.filter((edge) => edge.from === current);
  if (!ways.length) return nothing;
  return html`<ul class="ways" aria-label=${t('diagram.next')}>${ways.map((edge) => html`<li><span class="ways-arrow" aria-hidden="true">→</span>
    <b class="text">${plan.place.get(edge.to).state.name}</b>${edge.label ? html`<span class="soft text">${edge.label}</span>` : nothing}</li>`)}</ul>`;
}

function edgeOf(edge, steps, current) {
  const kind = steps.has(`${edge.from}\n${edge.to}`) ? 'on' : edge.from === current ? 'next' : '';
  return svg`<path class="edge ${kind}" d=${edge.path} data-edge="${edge.from}→${edge.to}" marker-end="url(#arrow-${kind})"><title>${edge.label ?? ''}</title></path>`;
}

function nodeOf({ state, x, y }, widest, visited, current) {
  const kind = `${state.kind} ${visited.has(state.id) ? 'visited' : ''} ${state.id === current ? 'current' : ''}`;
  return svg`<g class="node ${kind}" data-state=${state.id}><title>${state.name}</title>
    ${state.kind === 'settled' || state.kind === 'final' ? svg`<rect class="node-ring" x=${x - widest / 2 - 3} y=${y - NODE_H / 2 - 3} width=${widest + 6} height=${NODE_H + 6} rx="20"></rect>` : nothing}
    <rect class="node-box" x=${x - widest / 2} y=${y - NODE_H / 2} width=${widest} height=${NODE_H} rx="17"></rect>
    <text x=${x + 6} y=${y + 4.5} text-anchor="middle">${short(state.name)}</text>
    <circle class="node-dot" cx=${x - widest / 2 + 15} cy=${y} r="4.5"></circle></g>`;
}
