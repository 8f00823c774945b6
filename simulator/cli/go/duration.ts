/** Go's time.Duration: nanoseconds, read from and printed as texts such as `1h15m30.918s`. */
import { quote } from './strconv.ts';

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1, us: 1e3, 'µs': 1e3, 'μs': 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9,
}; // prettier-ignore

/** time.ParseDuration, in nanoseconds. */
export function parseDuration(text: string): number {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0;
  if (rest === '') throw new Error(`time: invalid duration ${quote(text)}`);
  let total = 0;
  while (rest !== '') {
    const number = /^(\d*)(\.\d*)?/.exec(rest);
    const digits = number?.[0] ?? '';
    if (digits === '' || digits === '.') throw new Error(`time: invalid duration ${quote(text)}`);
    rest = rest.slice(digits.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new Error(`time: missing unit in duration ${quote(text)}`);
    const factor = NANOSECONDS[unit];
    if (factor === undefined) throw new Error(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    rest = rest.slice(unit.length);
    total += Number(digits) * factor;
  }
  if (total >= 2 ** 63) throw new Error(`time: invalid duration ${quote(text)}`);
  return Math.trunc(sign === '-' ? -total : total);
}

/** A count with up to `places` decimals, without trailing zeros. */
function decimal(value: number, places: number): string {
  const text = value.toFixed(places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Duration.String. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const value = Math.abs(nanoseconds);
  if (value < 1e3) return `${sign}${value}ns`;
  if (value < 1e6) return `${sign}${decimal(value / 1e3, 3)}µs`;
  if (value < 1e9) return `${sign}${decimal(value / 1e6, 6)}ms`;
  const whole = Math.floor(value / 1e9);
  const seconds = decimal((whole % 60) + (value % 1e9) / 1e9, 9);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
