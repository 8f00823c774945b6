/**
 * The dates people write for date -d and touch -d: ISO dates, times, month names, weekdays, `@seconds`, relative
 * items such as `2 days ago`. A part of GNU's getdate grammar; what it does not know is no date.
 */
import { daysFromCivil, utcTime, weekdayOf, DAY_MS } from './calendar.ts';
import { breakDown } from './strftime.ts';
import { UTC, type Zone } from './zone.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  last: -1,
  this: 0,
  next: 1,
  a: 1,
  an: 1,
  first: 1,
  third: 3,
  fourth: 4,
  fifth: 5,
};

interface State {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  offset: number | undefined;
  dateGiven: boolean;
  timeGiven: boolean;
  weekday: { day: number; count: number } | undefined;
  /** Relative parts: months, days, milliseconds. */
  months: number;
  days: number;
  ms: number;
  relative: boolean;
}

/** Takes a piece from the front of `text`; the number of characters taken, 0 when it is not of this form. */
type Rule = [form: RegExp, take: (state: State, match: RegExpExecArray) => boolean];

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
}

function setDate(state: State, year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  Object.assign(state, { year, month, day, dateGiven: true });
  return true;
}

function setTime(state: State, hour: number, minute: number, second: number, half: string | undefined): boolean {
  let h = hour;
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return false;
    h = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  }
  if (h > 23 || minute > 59 || second >= 61) return false;
  Object.assign(state, { hour: h, minute, second, timeGiven: true });
  return true;
}

function setOffset(state: State, text: string): boolean {
  if (/^(z|utc|gmt)$/i.test(text)) {
    state.offset = 0;
    return true;
  }
  const [, sign, hours, minutes = '0'] = /^(?:utc|gmt)?([-+])(\d{1,2}):?(\d{2})?$/i.exec(text) ?? [];
  if (sign === undefined) return false;
  state.offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return true;
}

function addRelative(state: State, count: number, unit: string): boolean {
  state.relative = true;
  const name = unit.toLowerCase().replace(/s$/, '');
  const seconds: Readonly<Record<string, number>> = { sec: 1, second: 1, min: 60, minute: 60, hour: 3600 };
  const days: Readonly<Record<string, number>> = { day: 1, week: 7, fortnight: 14 };
  const months: Readonly<Record<string, number>> = { month: 1, year: 12 };
  if (seconds[name] !== undefined) state.ms += count * seconds[name] * 1000;
  else if (days[name] !== undefined) state.days += count * days[name];
  else if (months[name] !== undefined) state.months += count * months[name];
  else return false;
  return true;
}

const UNITS = '(sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weeks?|fortnights?|months?|years?)\\b';
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

const rules: readonly Rule[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[tT](?=\d))?/, (s, m) => setDate(s, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/, (s, m) => setDate(s, fullYear(m[3] ?? ''), Number(m[1]), Number(m[2]))],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})\b/, (s, m) => setDate(s, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{4})(\d{2})(\d{2})\b/, (s, m) => setDate(s, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([ap]\.?m\.?)?/i, (s, m) => setTime(s, Number(m[1]), Number(m[2]), Number((m[3] ?? '0').replace(',', '.')), m[4])],
  [/^(\d{1,2})\s*([ap]\.?m\.?)\b/i, (s, m) => setTime(s, Number(m[1]), 0, 0, m[2])],
  [new RegExp(`^(\\d{1,2})[\\s-]*${MONTH}[\\s-,]*(\\d{4})?(?!:)`, 'i'), (s, m) => setDate(s, m[3] === undefined ? s.year : Number(m[3]), monthOf(m[2]), Number(m[1]))],
  [new RegExp(`^${MONTH}\\s*(\\d{1,2})(?!\\d|:)(?:\\s*,?\\s*(\\d{4})(?!:))?`, 'i'), (s, m) => setDate(s, m[3] === undefined ? s.year : Number(m[3]), monthOf(m[1]), Number(m[2]))],
  [new RegExp(`^([-+]?)\\s*(\\d+)\\s*${UNITS}(\\s+ago\\b)?`, 'i'), (s, m) => addRelative(s, Number(m[2]) * (m[1] === '-' ? -1 : 1) * (m[4] === undefined ? 1 : -1), m[3] ?? '')],
  [new RegExp(`^(last|this|next|an?)\\s+${UNITS}(\\s+ago\\b)?`, 'i'), (s, m) => addRelative(s, (NUMBER_WORDS[(m[1] ?? '').toLowerCase()] ?? 0) * (m[3] === undefined ? 1 : -1), m[2] ?? '')],
  [/^(?:(last|this|next)\s+)?(sun|mon|tue|wed|thu|fri|sat)[a-z]*\b,?/i, (s, m) => {
    s.weekday = { day: WEEKDAYS.indexOf((m[2] ?? '').toLowerCase()), count: NUMBER_WORDS[(m[1] ?? 'this').toLowerCase()] ?? 0 };
    return true;
  }],
  [/^(now|today)\b/i, (s) => (s.relative = true)],
  [/^yesterday\b/i, (s) => addRelative(s, -1, 'day')],
  [/^tomorrow\b/i, (s) => addRelative(s, 1, 'day')],
  [/^midnight\b/i, (s) => setTime(s, 0, 0, 0, undefined)],
  [/^noon\b/i, (s) => setTime(s, 12, 0, 0, undefined)],
  [/^((?:utc|gmt)?[-+]\d{1,2}:?\d{2}|z|utc|gmt)(?=\s|$)/i, (s, m) => setOffset(s, m[1] ?? '')],
  [/^(\d{4})(?=\s|$)/, (s, m) => (s.dateGiven && !s.timeGiven ? setTime(s, Math.floor(Number(m[1]) / 100), Number(m[1]) % 100, 0, undefined) : ((s.year = Number(m[1])), s.dateGiven))],
]; // prettier-ignore

function consume(state: State, text: string): string | undefined {
  for (const [form, take] of rules) {
    const match = form.exec(text);
    if (match !== null && match[0] !== '') return take(state, match) ? text.slice(match[0].length) : undefined;
  }
  return undefined;
}

function applyWeekday(days: number, weekday: { day: number; count: number }): number {
  const ahead = (weekday.day - weekdayOf(days) + 7) % 7;
  const extra = weekday.count < 0 ? -7 : weekday.count > 0 && ahead === 0 ? 7 : 0;
  return days + ahead + extra;
}

/** Milliseconds since the epoch; undefined when the words make no date. */
export function parseDate(words: string, now: number, zone: Zone = UTC): number | undefined {
  let rest = words.trim();
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(rest)?.[1];
  if (epoch !== undefined) return Number(epoch) * 1000;
  const today = breakDown(now, zone);
  const state: State = {
    year: today.year, month: today.month + 1, day: today.day, hour: today.hour, minute: today.minute, second: (((now % 60000) + 60000) % 60000) / 1000,
    offset: undefined, dateGiven: false, timeGiven: false, weekday: undefined, months: 0, days: 0, ms: 0, relative: false,
  }; // prettier-ignore
  while (rest !== '') {
    const left = consume(state, rest);
    if (left === undefined) return undefined;
    rest = left.replace(/^[\s,]+/, '');
  }
  const keepsTime = state.timeGiven || (state.relative && !state.dateGiven && state.weekday === undefined);
  if (!keepsTime) Object.assign(state, { hour: 0, minute: 0, second: 0 });
  let days = daysFromCivil(state.year, state.month + state.months, state.day) + state.days;
  if (state.weekday !== undefined && !state.dateGiven) days = applyWeekday(days, state.weekday);
  const local = days * DAY_MS + (state.hour * 60 + state.minute) * 60000 + state.second * 1000;
  const offset = state.offset ?? zone.offset(local - zone.offset(local) * 60000);
  return local - offset * 60000 + state.ms;
}

/** `[[CC]YY]MMDDhhmm[.ss]`, as touch -t takes it. */
export function parseTouchTime(text: string, now: number, zone: Zone): number | undefined {
  const [, century, year, month, day, hour, minute, second = '0'] =
    /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text) ?? [];
  if (month === undefined) return undefined;
  // With two digits only, the group named century holds the year.
  const digits = year === undefined ? century : (century ?? '') + year;
  const y = digits === undefined ? breakDown(now, zone).year : fullYear(digits);
  if (
    Number(month) < 1 ||
    Number(month) > 12 ||
    Number(day) < 1 ||
    Number(day) > 31 ||
    Number(hour) > 23 ||
    Number(minute) > 59
  )
    return undefined;
  const local = utcTime(y, Number(month), Number(day), Number(hour), Number(minute), Number(second));
  return local - zone.offset(local - zone.offset(local) * 60000) * 60000;
}
