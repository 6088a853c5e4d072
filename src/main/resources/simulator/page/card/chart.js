// Bars and lines of a chart, drawn here; every other kind is named, for drawing it needs a library this page does not have.
import { t } from '../i18n.js';
import { html, svg } from '../lit.js';
import { notDrawn } from './known.js';

const WIDTH = 320;
const SHAPES = { '1:1': 1, '2:1': 2, '4:3': 4 / 3, '16:9': 16 / 9 };
const POINTS_MAX = 60;
const TOP = 18;
const BOTTOM = 20;
const SIDE = 8;

/** Label and number of each value; null if the chart is none that is drawn here. */
function points(spec) {
  const data = Array.isArray(spec?.data) ? spec.data[0] : spec?.data;
  if (!['bar', 'line'].includes(spec?.type) || !Array.isArray(data?.values)) return null;
  return data.values.slice(0, POINTS_MAX).map((value) => ({
    label: String(value?.[spec.xField] ?? ''),
    amount: Math.max(0, Number(value?.[spec.yField]) || 0),
  }));
}

function chart(node) {
  const spec = node.chart_spec;
  const all = points(spec);
  if (!all?.length) return notDrawn(t('card.chart'));
  const height = Math.round(WIDTH / (SHAPES[node.aspect_ratio] ?? 16 / 9));
  const title = typeof spec.title?.text === 'string' ? spec.title.text : '';
  const step = (WIDTH - 2 * SIDE) / all.length;
  const most = Math.max(1, ...all.map((one) => one.amount));
  const floor = height - BOTTOM;
  const placed = all.map((one, at) => ({ ...one, x: SIDE + step * (at + 0.5), y: floor - (one.amount / most) * (floor - TOP) }));
  // Labels that would run into each other are left out, the last one never.
  const every = Math.max(1, Math.ceil(38 / step));
  const isSaid = (at) => (all.length - 1 - at) % every === 0;
  return html`<figure class="chart" data-testid="chart">
    ${title ? html`<figcaption class="text">${title}</figcaption>` : ''}
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${[title, ...all.map((one) => `${one.label} ${one.amount}`)].join(', ')}>
      <line class="chart-floor" x1=${SIDE} x2=${WIDTH - SIDE} y1=${floor} y2=${floor}></line>
      ${spec.type === 'bar' ? bars(placed, step, floor) : line(placed)}
      ${placed.map((one, at) => svg`<text class="chart-amount" x=${one.x} y=${one.y - 5}>${one.amount}</text>
        ${isSaid(at) ? svg`<text class="chart-label" x=${one.x} y=${height - 6}>${one.label}</text>` : ''}`)}
    </svg></figure>`;
}

const bars = (placed, step, floor) =>
  placed.map((one) => svg`<rect class="chart-bar" x=${one.x - step * 0.3} width=${step * 0.6} y=${one.y} height=${Math.max(0, floor - one.y)} rx="2"></rect>`);

const line = (placed) => svg`<polyline class="chart-line" points=${placed.map((one) => `${one.x},${one.y}`).join(' ')}></polyline>
  ${placed.map((one) => svg`<circle class="chart-dot" cx=${one.x} cy=${one.y} r="3"></circle>`)}`;

export const charts = { chart };
