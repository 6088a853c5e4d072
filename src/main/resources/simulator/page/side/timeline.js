// What happened to the record, the newest first; and what is written on it.
import { t } from '../i18n.js';
import { html, nothing, repeat } from '../lit.js';
import { now } from '../store.js';
import { moment, parse } from '../time.js';

const SHOWN_MAX = 200;

export function timeline(record) {
  const all = (Array.isArray(record.timeline) ? record.timeline : []).map((entry, at) => ({ ...entry, key: at }));
  const newest = all.toSorted((a, b) => parse(b.at) - parse(a.at) || b.key - a.key).slice(0, SHOWN_MAX);
  if (!newest.length) return html`<p class="empty">${t('side.empty-list')}</p>`;
  return html`<ol class="timeline" data-testid="timeline">${repeat(newest, (entry) => `${record.number}/${entry.key}`, (entry) => html`
    <li><time datetime=${entry.at}>${moment(parse(entry.at), now())}</time>
      <span class="timeline-text text">${entry.text}</span>
      ${entry.detail ? html`<span class="timeline-detail text">${entry.detail}</span>` : nothing}</li>`)}</ol>`;
}

export function facts(record) {
  const fields = Array.isArray(record.fields) ? record.fields : [];
  return html`<dl class="facts" data-testid="facts">
    ${record.owner?.name ? fact(t('facts.owner'), record.owner.name) : nothing}
    ${record.stateSince ? fact(t('facts.since'), moment(parse(record.stateSince), now())) : nothing}
    ${fields.map((field) => fact(field.label, field.text))}
    ${fact(t('facts.version'), t('facts.version-of', { flow: record.flowName, definition: record.definitionVersion, version: record.version }))}</dl>`;
}

const fact = (label, text) => html`<div><dt class="text">${label}</dt><dd class="text">${text || '—'}</dd></div>`;
