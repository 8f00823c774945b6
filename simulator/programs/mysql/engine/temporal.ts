/** Dates and times: reading what people write, computing, and writing the server's form. */
import { civilFromDays, DAY_MS, daysFromCivil } from '../../text/calendar.ts';
import type { IntervalUnit } from '../sql/ast.ts';

/** A moment of the calendar, without a zone. */
export interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micros: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function daysInMonth(year: number, month: number): number {
  return daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysFromCivil(year, month, 1);
}

/** Reads a date with or without a time. Undefined when it is none. */
export function parseMoment(text: string): Moment | undefined {
  const found =
    /^\s*(\d{4}|\d{2})[-/.:](\d{1,2})[-/.:](\d{1,2})(?:[T ]+(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6})\d*)?)?)?)?\s*(?:Z|[+-]\d\d:\d\d)?\s*$/.exec(
      text,
    ) ?? /^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(?:\.(\d{1,6}))?)?\s*$/.exec(text);
  if (found === null) return undefined;
  const [, y = '', mo, d, h = '0', mi = '0', s = '0', f = ''] = found;
  const short = Number(y);
  const moment: Moment = {
    year: y.length === 2 ? short + (short < 70 ? 2000 : 1900) : short,
    month: Number(mo), day: Number(d), hour: Number(h), minute: Number(mi), second: Number(s), micros: Number(f.padEnd(6, '0')),
  }; // prettier-ignore
  return isValid(moment) ? moment : undefined;
}

function isValid(m: Moment): boolean {
  if (m.year === 0 && m.month === 0 && m.day === 0) return true;
  if (m.month < 1 || m.month > 12 || m.day < 1 || m.day > daysInMonth(m.year, m.month)) return false;
  return m.hour < 24 && m.minute < 60 && m.second < 60;
}

export function momentOfMillis(time: number): Moment {
  const days = Math.floor(time / DAY_MS);
  const rest = Math.floor(time - days * DAY_MS);
  const { year, month, day } = civilFromDays(days);
  return {
    year, month, day, hour: Math.floor(rest / 3_600_000), minute: Math.floor(rest / 60_000) % 60, second: Math.floor(rest / 1000) % 60, micros: (rest % 1000) * 1000,
  }; // prettier-ignore
}

export function millisOf(m: Moment): number {
  return daysFromCivil(m.year, m.month, m.day) * DAY_MS + m.hour * 3_600_000 + m.minute * 60_000 + m.second * 1000 + m.micros / 1000; // prettier-ignore
}

export function formatDate(m: Moment): string {
  return `${String(m.year).padStart(4, '0')}-${two(m.month)}-${two(m.day)}`;
}

/** `decimals`: digits after the second. */
export function formatTime(m: Moment, decimals = 0): string {
  const fraction = decimals > 0 ? `.${String(Math.floor(m.micros)).padStart(6, '0').slice(0, decimals)}` : '';
  return `${two(m.hour)}:${two(m.minute)}:${two(m.second)}${fraction}`;
}

export function formatDateTime(m: Moment, decimals = 0): string {
  return `${formatDate(m)} ${formatTime(m, decimals)}`;
}

/** A duration as TIME shows it, from seconds. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  return `${seconds < 0 ? '-' : ''}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`; // prettier-ignore
}

/** Seconds of a TIME text, undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const [, sign, days, h, m, s] =
    /^\s*(-?)(?:(\d+) )?(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?\s*$/.exec(text) ?? [];
  if (h === undefined) {
    const moment = parseMoment(text);
    return moment === undefined ? undefined : moment.hour * 3600 + moment.minute * 60 + moment.second;
  }
  const seconds = Number(days ?? 0) * 86_400 + Number(h) * 3600 + Number(m) * 60 + Number(s ?? 0);
  return sign === '-' ? -seconds : seconds;
}

const MILLIS: Readonly<Partial<Record<IntervalUnit, number>>> = { MICROSECOND: 0.001, SECOND: 1000, MINUTE: 60_000, HOUR: 3_600_000, DAY: DAY_MS, WEEK: 7 * DAY_MS }; // prettier-ignore
const MONTHS: Readonly<Partial<Record<IntervalUnit, number>>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

export function addInterval(m: Moment, amount: number, unit: IntervalUnit): Moment {
  const months = MONTHS[unit];
  if (months === undefined) return momentOfMillis(millisOf(m) + amount * (MILLIS[unit] ?? 0));
  const total = m.year * 12 + m.month - 1 + Math.round(amount) * months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  return { ...m, year, month, day: Math.min(m.day, daysInMonth(year, month)) };
}

/** Whole units from `a` to `b`, towards zero. */
export function difference(a: Moment, b: Moment, unit: IntervalUnit): number {
  const months = MONTHS[unit];
  if (months === undefined) return Math.trunc((millisOf(b) - millisOf(a)) / (MILLIS[unit] ?? 1));
  const [early, late, sign] = millisOf(a) <= millisOf(b) ? [a, b, 1] : [b, a, -1];
  let whole = (late.year - early.year) * 12 + late.month - early.month;
  if (millisOf(addInterval(early, whole, 'MONTH')) > millisOf(late)) whole--;
  return Math.trunc(whole / months) * sign || 0;
}

/** 0 is Sunday. */
export function weekdayOfMoment(m: Moment): number {
  return (((daysFromCivil(m.year, m.month, m.day) + 4) % 7) + 7) % 7;
}

export function dayOfYear(m: Moment): number {
  return daysFromCivil(m.year, m.month, m.day) - daysFromCivil(m.year, 1, 1) + 1;
}

export const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** DATE_FORMAT. */
export function formatBy(m: Moment, format: string): string {
  const hour12 = m.hour % 12 === 0 ? 12 : m.hour % 12;
  const suffix = m.day >= 11 && m.day <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][m.day % 10] ?? 'th');
  const parts: Readonly<Record<string, string>> = {
    Y: String(m.year).padStart(4, '0'), y: two(m.year % 100), m: two(m.month), c: String(m.month), d: two(m.day), e: String(m.day), D: `${m.day}${suffix}`,
    H: two(m.hour), k: String(m.hour), h: two(hour12), I: two(hour12), l: String(hour12), i: two(m.minute), s: two(m.second), S: two(m.second), f: String(m.micros).padStart(6, '0'),
    p: m.hour < 12 ? 'AM' : 'PM', r: `${two(hour12)}:${two(m.minute)}:${two(m.second)} ${m.hour < 12 ? 'AM' : 'PM'}`, T: formatTime(m),
    W: DAY_NAMES[weekdayOfMoment(m)] ?? '', a: (DAY_NAMES[weekdayOfMoment(m)] ?? '').slice(0, 3), w: String(weekdayOfMoment(m)), j: String(dayOfYear(m)).padStart(3, '0'),
    M: MONTH_NAMES[m.month - 1] ?? '', b: (MONTH_NAMES[m.month - 1] ?? '').slice(0, 3), '%': '%',
  }; // prettier-ignore
  return format.replace(/%(.)/g, (_, letter: string) => parts[letter] ?? letter);
}
