// Moments as people say them, in the company's zone: the offset that the simulator's own clock shows.
import { t } from './i18n.js';

let offsetMs = 8 * 3600_000;

export function setZoneOf(iso) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(iso || '');
  if (found) offsetMs = (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}

const two = (n) => String(n).padStart(2, '0');
const local = (ms) => new Date(ms + offsetMs);
const dayNumber = (ms) => Math.floor((ms + offsetMs) / 86_400_000);

export const parse = (iso) => (typeof iso === 'number' ? iso : Date.parse(iso));

export function clockTime(ms) {
  const d = local(ms);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

export function clockSeconds(ms) {
  return `${clockTime(ms)}:${two(local(ms).getUTCSeconds())}`;
}

export function date(ms) {
  const d = local(ms);
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}

export const fullDate = (ms) => `${local(ms).getUTCFullYear()}-${date(ms)}`;

export const weekday = (ms) => t(`weekday.${local(ms).getUTCDay()}`);

/** 16:03, or 昨天 16:03, or 11-22 周日 16:03, seen from now. */
export function moment(ms, now) {
  if (!Number.isFinite(ms)) return '';
  const days = dayNumber(now) - dayNumber(ms);
  if (days === 0) return clockTime(ms);
  if (days === 1) return t('time.yesterday', { time: clockTime(ms) });
  if (days === -1) return t('time.tomorrow', { time: clockTime(ms) });
  const year = local(ms).getUTCFullYear() === local(now).getUTCFullYear() ? date(ms) : fullDate(ms);
  return `${year} ${weekday(ms)} ${clockTime(ms)}`;
}

export const sameDay = (a, b) => dayNumber(a) === dayNumber(b);

/** For a datetime-local control. */
export const forPicker = (ms) => `${fullDate(ms)}T${clockTime(ms)}`;

/** What a datetime-local control holds, as an ISO moment with the company's offset. */
export function fromPicker(value) {
  const minutes = Math.abs(offsetMs) / 60_000;
  return `${value.length === 16 ? `${value}:00` : value}${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
