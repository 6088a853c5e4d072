// The platforms' markdown: marked's lexer makes tokens, tokens become templates. No string ever becomes markup, and a
// tag that the platform does not know is shown as the text it is.
import { Lexer } from '/simulator/lib/marked/lib/marked.esm.js';
import { html, nothing } from './lit.js';
import { withTags } from './markdown-tags.js';
import { picture } from './picture.js';
import { webLink } from './web-link.js';

const OPTIONS = { gfm: true, breaks: true };
const DEPTH_MAX = 20;
const TEXT_CHARS_MAX = 30_000;

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', sim: '∼', ensp: '\u2002', emsp: '\u2003', copy: '©', hellip: '…' };

/** Entities as a browser reads them; they come out as text. */
export const decoded = (text) =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });

export function blocks(text, ctx) {
  return Lexer.lex(String(text).slice(0, TEXT_CHARS_MAX), OPTIONS).map((token) => block(token, ctx, 0));
}

export function inline(text, ctx) {
  return pieces(Lexer.lexInline(String(text).slice(0, TEXT_CHARS_MAX), OPTIONS), ctx, 0);
}

function block(token, ctx, depth) {
  if (depth > DEPTH_MAX) return token.raw;
  const inside = () => (token.tokens ?? []).map((one) => block(one, ctx, depth + 1));
  switch (token.type) {
    case 'space':
    case 'def':
      return nothing;
    case 'heading':
      return html`<p class="md-heading level-${token.depth}" role="heading" aria-level=${Math.min(6, token.depth + 3)}>${pieces(token.tokens, ctx, depth)}</p>`;
    case 'paragraph':
      return html`<p class="text">${pieces(token.tokens, ctx, depth)}</p>`;
    case 'text':
      return token.tokens ? pieces(token.tokens, ctx, depth) : decoded(token.text);
    case 'html':
      return html`<p class="text">${inline(token.raw.trim(), ctx)}</p>`;
    case 'code':
      return html`<pre class="md-code"><code>${token.text}</code></pre>`;
    case 'blockquote':
      return html`<blockquote class="md-quote">${inside()}</blockquote>`;
    case 'hr':
      return html`<hr>`;
    case 'list':
      return list(token, ctx, depth);
    case 'table':
      return table(token, ctx, depth);
    default:
      return token.raw ?? '';
  }
}

function list(token, ctx, depth) {
  const items = token.items.map((item) => html`<li><div class="text">${item.tokens.map((one) => block(one, ctx, depth + 1))}</div></li>`);
  return token.ordered ? html`<ol class="md-list" start=${token.start || 1}>${items}</ol>` : html`<ul class="md-list">${items}</ul>`;
}

function table(token, ctx, depth) {
  const cells = (row, tag) => row.map((cell) => (tag === 'th'
    ? html`<th scope="col">${pieces(cell.tokens, ctx, depth)}</th>`
    : html`<td>${pieces(cell.tokens, ctx, depth)}</td>`));
  return html`<div class="table-place" tabindex="0" role="group"><table class="table"><thead><tr>${cells(token.header, 'th')}</tr></thead>
    <tbody>${token.rows.map((row) => html`<tr>${cells(row, 'td')}</tr>`)}</tbody></table></div>`;
}

function pieces(tokens, ctx, depth) {
  return withTags(tokens ?? [], ctx, (token) => piece(token, ctx, depth + 1));
}

function piece(token, ctx, depth) {
  if (depth > DEPTH_MAX) return token.raw;
  switch (token.type) {
    case 'text':
    case 'escape':
      return token.tokens ? pieces(token.tokens, ctx, depth) : decoded(token.text);
    case 'strong':
      return html`<strong>${pieces(token.tokens, ctx, depth)}</strong>`;
    case 'em':
      return html`<em>${pieces(token.tokens, ctx, depth)}</em>`;
    case 'del':
      return html`<del>${pieces(token.tokens, ctx, depth)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br>`;
    case 'link': {
      const href = webLink(token.href);
      const words = pieces(token.tokens, ctx, depth);
      return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>` : words;
    }
    case 'image':
      // A picture is a key of the platform; one from elsewhere is not fetched.
      return (ctx?.dingtalk ? /^@[\w-]{1,200}$/ : /^[\w-]{1,200}$/).test(token.href) ? picture(token.href, token.text || '', { fit: 'whole' }) : token.raw;
    default:
      return decoded(token.raw ?? '');
  }
}
