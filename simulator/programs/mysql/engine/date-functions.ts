/** Functions of dates and times. */
import { isPostgres } from './dialect.ts';
import { isIntervalUnit, type IntervalUnit } from '../sql/ast.ts';
import { addInterval, DAY_NAMES, dayOfYear, daysInMonth, difference, formatBy, formatDate, formatDateTime, formatDuration, formatTime, millisOf, momentOfMillis, MONTH_NAMES, parseDuration, parseMoment, weekdayOfMoment, type Moment } from './temporal.ts'; // prettier-ignore
import type { SqlFunction } from './functions.ts';
import { integerOf, numberOf, textOf, typeOf, type Value } from './value.ts';

const DATE = typeOf('date');
const DATETIME = typeOf('datetime');
const TIME = typeOf('time');
const INT = typeOf('int', { length: 5 });
const TEXT = typeOf('varchar');

const text = (value: Value | undefined): string => (value === null || value === undefined ? '' : textOf(value));
const momentAt = (args: readonly Value[], at: number): Moment | undefined => parseMoment(text(args[at]));

/** A part of a date; NULL when the argument is none. */
function part(run: (m: Moment) => number | string, type = INT): SqlFunction {
  return {
    arity: [1, 2],
    type,
    run: (args) => {
      const moment = momentAt(args, 0) ?? timeOnly(args);
      if (moment === undefined) return null;
      const found = run(moment);
      return typeof found === 'number' ? BigInt(found) : found;
    },
  };
}

function timeOnly(args: readonly Value[]): Moment | undefined {
  const seconds = parseDuration(text(args[0]));
  if (seconds === undefined) return undefined;
  return { year: 0, month: 0, day: 0, hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60, micros: 0 }; // prettier-ignore
}

const now = (type: typeof DATETIME, format: (m: Moment, decimals: number) => string): SqlFunction => ({
  arity: [0, 1],
  type,
  run: ([decimals], context) => format(momentOfMillis(context.now), decimals === undefined || decimals === null ? (isPostgres() ? 6 : 0) : Number(integerOf(decimals))), // prettier-ignore
});

/** Week of the year, mode 0: weeks begin on Sunday, the first one is the first with a Sunday in it. */
function week(m: Moment): number {
  const first = weekdayOfMoment({ ...m, month: 1, day: 1 });
  return Math.floor((dayOfYear(m) - 1 + first - (first === 0 ? 0 : 7)) / 7) + 1;
}

/** A unit that has been parsed as one. */
function unitOf(value: Value | undefined): IntervalUnit {
  const name = text(value);
  if (!isIntervalUnit(name)) throw new Error('the parser lets only units through');
  return name;
}

/** Shows a date as such, and with its time once a time is involved. */
function shifted(args: readonly Value[], sign: number): Value {
  const moment = momentAt(args, 0);
  if (moment === undefined) return null;
  const result = addInterval(moment, numberOf(args[1] ?? 0) * sign, unitOf(args[2]));
  const hasTime =
    text(args[0]).trim().length > 10 || ['HOUR', 'MINUTE', 'SECOND', 'MICROSECOND'].includes(text(args[2]));
  return hasTime ? formatDateTime(result, result.micros > 0 ? 6 : 0) : formatDate(result);
}

const FORMAT_LETTERS: Readonly<Record<string, string>> = { Y: '(?<Y>\\d{4})', y: '(?<y>\\d{2})', m: '(?<m>\\d{1,2})', c: '(?<m>\\d{1,2})', d: '(?<d>\\d{1,2})', e: '(?<d>\\d{1,2})', H: '(?<H>\\d{1,2})', i: '(?<i>\\d{1,2})', s: '(?<s>\\d{1,2})', S: '(?<s>\\d{1,2})' }; // prettier-ignore

function parseBy(value: string, format: string): Value {
  const pattern = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%(.)/g, (_, letter: string) => FORMAT_LETTERS[letter] ?? letter); // prettier-ignore
  const found = new RegExp(`^${pattern}`).exec(value)?.groups;
  if (found === undefined) return null;
  const moment = parseMoment(`${found['Y'] ?? `20${found['y'] ?? '00'}`}-${found['m'] ?? '1'}-${found['d'] ?? '1'} ${found['H'] ?? '0'}:${found['i'] ?? '0'}:${found['s'] ?? '0'}`); // prettier-ignore
  if (moment === undefined) return null;
  return found['H'] === undefined ? formatDate(moment) : formatDateTime(moment);
}

export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  NOW: now(DATETIME, formatDateTime), CURRENT_TIMESTAMP: now(DATETIME, formatDateTime), LOCALTIME: now(DATETIME, formatDateTime), LOCALTIMESTAMP: now(DATETIME, formatDateTime), SYSDATE: now(DATETIME, formatDateTime), UTC_TIMESTAMP: now(DATETIME, formatDateTime),
  CURDATE: now(DATE, formatDate), CURRENT_DATE: now(DATE, formatDate), UTC_DATE: now(DATE, formatDate), CURTIME: now(TIME, formatTime), CURRENT_TIME: now(TIME, formatTime), UTC_TIME: now(TIME, formatTime),
  DATE: { arity: [1, 1], type: DATE, run: (args) => { const m = momentAt(args, 0); return m === undefined ? null : formatDate(m); } },
  TIME: { arity: [1, 1], type: TIME, run: (args) => { const seconds = parseDuration(text(args[0])); return seconds === undefined ? null : formatDuration(seconds); } },
  TIMESTAMP: { arity: [1, 1], type: DATETIME, run: (args) => { const m = momentAt(args, 0); return m === undefined ? null : formatDateTime(m); } },
  YEAR: part((m) => m.year), MONTH: part((m) => m.month), DAY: part((m) => m.day), DAYOFMONTH: part((m) => m.day), HOUR: part((m) => m.hour), MINUTE: part((m) => m.minute), SECOND: part((m) => m.second), MICROSECOND: part((m) => m.micros), QUARTER: part((m) => Math.ceil(m.month / 3)),
  DAYOFWEEK: part((m) => weekdayOfMoment(m) + 1), WEEKDAY: part((m) => (weekdayOfMoment(m) + 6) % 7), DAYOFYEAR: part(dayOfYear), WEEK: part(week), WEEKOFYEAR: part(week), DAYNAME: part((m) => DAY_NAMES[weekdayOfMoment(m)] ?? '', TEXT), MONTHNAME: part((m) => MONTH_NAMES[m.month - 1] ?? '', TEXT),
  LAST_DAY: part((m) => formatDate({ ...m, day: daysInMonth(m.year, m.month) }), DATE), TO_DAYS: part((m) => Math.floor(millisOf(m) / 86_400_000) + 719_528),
  DATE_FORMAT: { arity: [2, 2], type: TEXT, run: (args) => { const m = momentAt(args, 0); return m === undefined ? null : formatBy(m, text(args[1])); } }, TIME_FORMAT: { arity: [2, 2], type: TEXT, run: (args) => { const m = momentAt(args, 0) ?? timeOnly(args); return m === undefined ? null : formatBy(m, text(args[1])); } },
  STR_TO_DATE: { arity: [2, 2], type: DATETIME, run: (args) => parseBy(text(args[0]), text(args[1])) },
  DATEDIFF: { arity: [2, 2], type: INT, run: (args) => { const [a, b] = [momentAt(args, 0), momentAt(args, 1)]; return a === undefined || b === undefined ? null : BigInt(Math.floor(millisOf(a) / 86_400_000) - Math.floor(millisOf(b) / 86_400_000)); } },
  TIMEDIFF: { arity: [2, 2], type: TIME, run: (args) => { const [a, b] = [momentAt(args, 0), momentAt(args, 1)]; return a === undefined || b === undefined ? null : formatDuration((millisOf(a) - millisOf(b)) / 1000); } },
  TIMESTAMPDIFF: { arity: [3, 3], type: INT, run: (args) => { const [a, b] = [momentAt(args, 1), momentAt(args, 2)]; return a === undefined || b === undefined ? null : BigInt(difference(a, b, unitOf(args[0]))); } },
  TIMESTAMPADD: { arity: [3, 3], type: DATETIME, run: ([unit, amount, date]) => shifted([date ?? null, amount ?? null, unit ?? null], 1) },
  // INTERVAL arguments arrive as an amount and a unit.
  DATE_ADD: { arity: [3, 3], type: DATETIME, run: (args) => shifted(args, 1) }, ADDDATE: { arity: [2, 3], type: DATETIME, run: (args) => shifted(args.length < 3 ? [...args, 'DAY'] : args, 1) }, DATE_SUB: { arity: [3, 3], type: DATETIME, run: (args) => shifted(args, -1) }, SUBDATE: { arity: [2, 3], type: DATETIME, run: (args) => shifted(args.length < 3 ? [...args, 'DAY'] : args, -1) },
  UNIX_TIMESTAMP: { arity: [0, 1], type: typeOf('bigint'), run: (args, context) => { if (args.length === 0) return BigInt(Math.floor(context.now / 1000)); const m = momentAt(args, 0); return m === undefined ? 0n : BigInt(Math.floor(millisOf(m) / 1000)); } },
  FROM_UNIXTIME: { arity: [1, 2], type: DATETIME, run: ([time, format]) => { const m = momentOfMillis(numberOf(time ?? 0) * 1000); return format === undefined || format === null ? formatDateTime(m) : formatBy(m, textOf(format)); } },
  SEC_TO_TIME: { arity: [1, 1], type: TIME, run: ([seconds]) => formatDuration(numberOf(seconds ?? 0)) }, TIME_TO_SEC: { arity: [1, 1], type: INT, run: (args) => { const seconds = parseDuration(text(args[0])); return seconds === undefined ? null : BigInt(seconds); } },
}; // prettier-ignore
