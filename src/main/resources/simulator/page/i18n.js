// Words of the page. zh-CN is the base; both files have the same keys (a test compares them).
import { prefs, remember } from './prefs.js';

export const LANGS = ['zh-CN', 'en-US'];
let words = {};
let current = 'zh-CN';

export const lang = () => current;

/** The wire's own form of the language: zh_cn, en_us. */
export const wireLang = () => current.toLowerCase().replace('-', '_');

export async function speak(wanted) {
  const chosen = LANGS.includes(wanted) ? wanted : 'zh-CN';
  const files = await Promise.all([chosen, `faults.${chosen}`].map(async (name) => (await fetch(`/simulator/page/i18n/${name}.json`)).json()));
  words = Object.assign({}, ...files);
  current = chosen;
  document.documentElement.lang = chosen;
}

/** What the visitor chose before, else what the browser prefers. */
export function firstLang() {
  if (LANGS.includes(prefs.lang)) return prefs.lang;
  return (navigator.language || 'zh').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}

export async function choose(wanted) {
  remember({ lang: wanted });
  await speak(wanted);
}

/** A text by its key; {name} is filled in. A key nobody knows shows itself. */
export function t(key, args) {
  const text = words[key];
  if (text === undefined) return key;
  return args ? text.replace(/\{(\w+)}/g, (all, name) => String(args[name] ?? '')) : text;
}

/** The words for a key, or the other text if there are none. */
export const tOr = (key, other) => words[key] ?? other;
