// Tables, page by page.
import { t } from '../i18n.js';
import { html, look, nothing } from '../lit.js';
import { inline } from '../markdown.js';
import { nameOf } from '../store.js';
import { fullDate } from '../time.js';
import { redraw } from './state.js';
import { family, width } from './style.js';

const PAGE_MAX = 10;

function table(node, ctx) {
  const columns = Array.isArray(node.columns) ? node.columns.slice(0, 50) : [];
  const rows = Array.isArray(node.rows) ? node.rows : [];
  const size = Math.min(PAGE_MAX, Math.max(1, node.page_size || 5));
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(ctx.state.pages.get(ctx.path) ?? 0, pages - 1);
  const turn = (by) => {
    ctx.state.pages.set(ctx.path, Math.min(pages - 1, Math.max(0, page + by)));
    redraw(ctx);
  };
  return html`<div class="table-place" tabindex="0" role="group" aria-label=${t('card.table')}>
    <table class="table ${node.freeze_first_column ? 'frozen' : ''}">
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${side(column)} ${look({ 'min-width': width(column.width) })}><bdi>${column.display_name || column.name}</bdi></th>`)}</tr></thead>
      <tbody>${rows.slice(page * size, page * size + size).map((row) => html`<tr>${columns.map((column) => html`<td class=${side(column)}>${cell(row?.[column.name], column, ctx)}</td>`)}</tr>`)}</tbody>
    </table></div>
    ${pages > 1 ? html`<div class="table-pages"><button type="button" class="plain small" ?disabled=${page === 0} @click=${() => turn(-1)}>${t('card.table.before')}</button>
      <span>${page + 1} / ${pages}</span><button type="button" class="plain small" ?disabled=${page === pages - 1} @click=${() => turn(1)}>${t('card.table.next')}</button></div>` : nothing}`;
}

const side = (column) => (column.horizontal_align === 'right' ? 'to-right' : column.horizontal_align === 'center' ? 'to-center' : '');

function cell(value, column, ctx) {
  if (value === undefined || value === null) return nothing;
  switch (column.data_type) {
    case 'lark_md':
    case 'markdown':
      return html`<span class="text">${inline(String(value), ctx)}</span>`;
    case 'options':
      return (Array.isArray(value) ? value : []).map((one) => html`<span class="tag ${family(one?.color)}"><span class="text">${one?.text ?? ''}</span></span>`);
    case 'persons':
      return html`<span class="text">${[value].flat().map((id) => nameOf(String(id))).join('、')}</span>`;
    case 'date':
      return Number.isFinite(Number(value)) ? fullDate(Number(value)) : String(value);
    case 'number':
      return number(value, column.format ?? {});
    default:
      return html`<span class="text">${String(value)}</span>`;
  }
}

function number(value, format) {
  const amount = Number(value);
  if (!Number.isFinite(amount)) return String(value);
  const digits = Number.isInteger(format.precision) && format.precision >= 0 && format.precision <= 10 ? format.precision : undefined;
  const text = amount.toLocaleString('en-US', { useGrouping: format.separator === true, minimumFractionDigits: digits, maximumFractionDigits: digits ?? 10 });
  return `${typeof format.symbol === 'string' ? format.symbol : ''}${text}`;
}

export const families = { table };
