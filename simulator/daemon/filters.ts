/** Filters of list, events and prune requests: which names an operation knows, and how values match. */
import { filterValues } from '../api/filters.ts';
import type { Filters } from '../api/filters.ts';
import { invalidParameter } from '../api/errors.ts';
import type { Labels } from '../api/common.ts';
import type { Micros } from '../api/time.ts';
import { parseRfc3339, parseUnixTime } from '../api/time.ts';

/** Throws invalidParameter for a filter that the operation does not know. */
export function checkFilters(filters: Filters | undefined, known: readonly string[]): void {
  for (const name of Object.keys(filters ?? {})) {
    if (!known.includes(name)) throw invalidParameter(name === '' ? 'invalid filter' : `invalid filter '${name}'`);
  }
}

export function hasFilter(filters: Filters | undefined, name: string): boolean {
  return filterValues(filters, name).length > 0;
}

/** Whether `value` is one of the filter's values; true where the filter was not given. */
export function matchesExactly(filters: Filters | undefined, name: string, value: string): boolean {
  const wanted = filterValues(filters, name);
  return wanted.length === 0 || wanted.includes(value);
}

/** Whether one of the filter's values, read as a regular expression, is found in `value`. */
export function matchesPattern(filters: Filters | undefined, name: string, value: string): boolean {
  const wanted = filterValues(filters, name);
  return wanted.length === 0 || wanted.includes(value) || wanted.some((pattern) => foundIn(pattern, value));
}

function foundIn(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    // Not a regular expression: then it matches nothing but itself, as with Go's regexp.
    return false;
  }
}

/** Whether the labels have every `key` or `key=value` of the filter. */
export function matchesLabels(filters: Filters | undefined, name: string, labels: Labels | null): boolean {
  return filterValues(filters, name).every((wanted) => {
    const at = wanted.indexOf('=');
    const value = labels?.[at < 0 ? wanted : wanted.slice(0, at)];
    return value !== undefined && (at < 0 || value === wanted.slice(at + 1));
  });
}

/** The label and label! filters of prune. */
export function matchesPruneLabels(filters: Filters | undefined, labels: Labels | null): boolean {
  if (!matchesLabels(filters, 'label', labels)) return false;
  return !hasFilter(filters, 'label!') || !matchesLabels(filters, 'label!', labels);
}

/** A filter that is true or false; `fallback` where it was not given. */
export function booleanFilter(filters: Filters | undefined, name: string, fallback: boolean): boolean {
  const values = filterValues(filters, name);
  if (values.length === 0) return fallback;
  const isTrue = values.includes('1') || values.includes('true');
  const isFalse = values.includes('0') || values.includes('false');
  if (values.length === 1 && isTrue !== isFalse) return isTrue;
  throw invalidParameter(`invalid filter '${name}=[${values.join(' ')}]'`);
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000_000,
  m: 60_000_000,
  s: 1_000_000,
  ms: 1000,
  us: 1,
  µs: 1,
  ns: 0.001,
};

/** A Go duration (`1h30m`, `1.5s`) in microseconds; undefined for what is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|us|µs|ns|m|s))+$/.exec(text);
  if (match === null) return text === '0' ? 0 : undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(h|ms|us|µs|ns|m|s)/g)) {
    sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  return match[1] === '-' ? -sum : sum;
}

/** The `until` filter of prune: a duration before now, a time, or seconds since the epoch. */
export function untilFilter(filters: Filters | undefined, now: Micros): Micros | undefined {
  const values = filterValues(filters, 'until');
  const [text] = values;
  if (text === undefined) return undefined;
  if (values.length > 1) throw invalidParameter('more than one until filter specified');
  const duration = parseDuration(text);
  if (duration !== undefined) return now - duration;
  const time = parseUnixTime(text) ?? parseRfc3339(text) ?? parseRfc3339(partialTime(text));
  if (time === undefined) throw invalidParameter(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
  return time;
}

/** Docker takes dates and times that leave the end off; they count as UTC. */
function partialTime(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return `${text}:00Z`;
  return `${text}Z`;
}
