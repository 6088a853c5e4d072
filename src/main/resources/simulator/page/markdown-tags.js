// The tags the platforms add to markdown. Everything else in angle brackets is text.
import { avatar } from './avatar.js';
import { family, color } from './card/style.js';
import { t } from './i18n.js';
import { html, look } from './lit.js';
import { nameOf } from './store.js';
import { moment, weekday, clockTime, clockSeconds, fullDate, date } from './time.js';
import { now } from './store.js';
import { webLink } from './web-link.js';

const TAG = /^<(\/?)([a-z_]{1,20})((?:\s+[^<>]*)?)\s*(\/?)>$/i;
const ATTRIBUTE = /([\w-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

const open = new Map(Object.entries({
  font: (a, inner) => html`<span ${look({ color: color(a.color) })}>${inner}</span>`,
  text_tag: (a, inner) => html`<span class="tag ${family(a.color)}"><span class="text">${inner}</span></span>`,
  number_tag: (a, inner) => html`<span class="tag round ${family(a.background_color ?? a.color)}">${inner}</span>`,
  a: (a, inner) => link(a.href, inner),
  link: (a, inner) => link(a.url || a.pc_url || a.android_url || a.ios_url, inner),
  raw: (a, inner) => inner,
  at: (a) => at(a),
  person: (a) => person(a),
  local_datetime: (a, inner) => when(a, inner),
}));

/** DingTalk's few. */
const dingTalk = new Map(Object.entries({
  font: (a, inner) => html`<span ${look({ color: color(DING_COLORS.exec(a.colortokenv2 ?? '')?.[1]) })}>${inner}</span>`,
  a: (a, inner) => (a.atid ? html`<bdi class="mention">@${inner}</bdi>` : link(a.href, inner)),
}));
const DING_COLORS = /^common_([a-z]{3,8})\d?_color$/;

const single = new Map(Object.entries({ br: () => html`<br>`, hr: () => html`<hr>` }));
const SELF = new Set(['at', 'person', 'local_datetime']);

/** Turns a flat row of tokens into templates: a known tag takes what stands between it and its end. */
export function withTags(tokens, ctx, draw) {
  const known = ctx?.dingtalk ? dingTalk : open;
  const frames = [{ inner: [] }];
  const put = (one) => frames.at(-1).inner.push(one);
  for (const token of tokens) {
    const tag = token.type === 'html' ? TAG.exec(token.raw.trim()) : null;
    const name = tag?.[2].toLowerCase();
    if (!tag || (!known.has(name) && !single.has(name))) {
      put(token.type === 'html' ? token.raw : draw(token));
    } else if (single.has(name)) {
      if (!tag[1]) put(single.get(name)());
    } else if (tag[1]) {
      close(frames, known, name, token.raw);
    } else if (tag[4] && SELF.has(name)) {
      put(known.get(name)(attributes(tag[3]), []));
    } else {
      frames.push({ name, raw: token.raw, attributes: attributes(tag[3]), inner: [] });
    }
  }
  while (frames.length > 1) unfinished(frames);
  return frames[0].inner;
}

function close(frames, known, name, raw) {
  const at = frames.findLastIndex((frame) => frame.name === name);
  if (at < 0) {
    frames.at(-1).inner.push(raw);
    return;
  }
  while (frames.length - 1 > at) unfinished(frames);
  const frame = frames.pop();
  frames.at(-1).inner.push(known.get(name)(frame.attributes, frame.inner));
}

/** A tag that is never closed is text, and what follows it stays as it is; an @ needs no end. */
function unfinished(frames) {
  const frame = frames.pop();
  frames.at(-1).inner.push(SELF.has(frame.name) ? open.get(frame.name)(frame.attributes, []) : frame.raw, ...frame.inner);
}

function attributes(text) {
  const found = {};
  for (const [, name, a, b, c] of text.matchAll(ATTRIBUTE)) found[name.toLowerCase()] = a ?? b ?? c ?? '';
  return found;
}

function link(url, inner) {
  const href = webLink(url);
  return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${inner}</a>` : inner;
}

function at({ id, ids, email }) {
  if (id === 'all') return html`<span class="mention">@${t('markdown.everyone')}</span>`;
  const names = (ids ?? id ?? email ?? '').split(',').filter(Boolean).slice(0, 50);
  return names.map((one) => html`<bdi class="mention">@${nameOf(one.trim())}</bdi> `);
}

function person(a) {
  const name = nameOf(a.id ?? '');
  return html`<span class="person ${a.style === 'capsule' ? 'capsule' : ''}">${a.show_avatar === 'false' ? '' : avatar(name, 'tiny')}${a.show_name === 'false' ? '' : html`<bdi>${name}</bdi>`}</span>`;
}

const FORMATS = {
  date_num: fullDate, date_short: date, date: fullDate, week: weekday, week_short: weekday, time: clockTime, time_sec: clockSeconds,
  timezone: () => 'GMT+8',
};

function when({ millisecond, format_type: format }, inner) {
  const at = Number(millisecond);
  if (!Number.isFinite(at) || millisecond === '') return inner;
  return html`<time>${FORMATS[format]?.(at) ?? moment(at, now())}</time>`;
}
