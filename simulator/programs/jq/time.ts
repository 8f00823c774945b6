/** Times as jq breaks them down: [year, month from 0, day, hour, minute, second, weekday, day of year]. */
import { daysFromCivil } from '../text/calendar.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { JqError, type Json } from './value.ts';

export function breakDownTime(seconds: number): Json[] {
  const at = new Date(seconds * 1000);
  const year = at.getUTCFullYear();
  const day = daysFromCivil(year, at.getUTCMonth() + 1, at.getUTCDate()) - daysFromCivil(year, 1, 1);
  const fraction = seconds - Math.floor(seconds);
  return [year, at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds() + fraction, at.getUTCDay(), day]; // prettier-ignore
}

export function secondsOf(parts: readonly Json[]): number {
  const numbers = parts.map((part) => {
    if (typeof part !== 'number') throw new JqError('mktime requires parsed datetime inputs');
    return part;
  });
  if (numbers.length < 6) throw new JqError('mktime requires array of 6 numbers');
  const [year = 1970, month = 0, day = 1, hour = 0, minute = 0, second = 0] = numbers;
  return daysFromCivil(year, month + 1, day) * 86400 + hour * 3600 + minute * 60 + Math.floor(second);
}

export function formatTime(value: Json, format: string): string {
  const seconds = typeof value === 'number' ? value : Array.isArray(value) ? secondsOf(value) : undefined;
  if (seconds === undefined) throw new JqError('strftime/1 requires parsed datetime inputs');
  return strftime(format, breakDown(Math.floor(seconds) * 1000));
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** strptime(3) as far as dates in JSON need it. */
export function parseTime(text: string, format: string): Json[] {
  const fields: Record<string, number> = {};
  const names: string[] = [];
  const pattern = format
    .replace('%T', '%H:%M:%S')
    .replace('%F', '%Y-%m-%d')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%([a-zA-Z])/g, (_, letter: string) => {
      names.push(letter);
      if (letter === 'Y') return '(\\d{4})';
      if (letter === 'b' || letter === 'B' || letter === 'a' || letter === 'A') return '([A-Za-z]+)';
      if (letter === 'Z') return '([A-Za-z]+)';
      return letter === 'z' ? '([+-]\\d{2}:?\\d{2}|Z)' : '(\\d{1,2})';
    });
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (found === null) throw new JqError(`date "${text}" does not match format "${format}"`);
  for (const [at, name] of names.entries()) {
    const value = found[at + 1] ?? '';
    fields[name] = name === 'b' || name === 'B' ? MONTHS.indexOf(value.slice(0, 3).toLowerCase()) + 1 : Number(value);
  }
  const month = fields['m'] ?? fields['b'] ?? fields['B'] ?? 1;
  const seconds = secondsOf([fields['Y'] ?? 1900, month - 1, fields['d'] ?? fields['e'] ?? 1, fields['H'] ?? 0, fields['M'] ?? 0, fields['S'] ?? 0]); // prettier-ignore
  return breakDownTime(seconds);
}
