/** Docker's units (the go-units library): sizes in both systems, and durations as people say them. */
import { formatGeneral } from './float.ts';
import { parseFloat64 } from './strconv.ts';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

function scaled(size: number, base: number, names: readonly string[], precision: number): string {
  let value = size;
  let unit = 0;
  while (value >= base && unit < names.length - 1) {
    value /= base;
    unit++;
  }
  return formatGeneral(value, precision) + (names[unit] ?? '');
}

/** Bytes in powers of 1000 with `precision` significant digits: `1.98MB` with 3, `1.983MB` with the usual 4. */
export function humanSize(size: number, precision = 4): string {
  return scaled(size, 1000, DECIMAL, precision);
}

/** Bytes in powers of 1024 with four significant digits: `23.54GiB`. */
export function bytesSize(size: number): string {
  return scaled(size, 1024, BINARY, 4);
}

const POWERS = 'bkmgtp';

/** The factor of a size suffix such as `k`, `KB` or `kib`. */
function suffixFactor(suffix: string): number {
  const bad = (shown: string): Error => new Error(`invalid suffix: '${shown}'`);
  if (suffix.length > 3) throw bad(suffix);
  const lower = suffix.toLowerCase();
  if (lower !== 'b' && !/^[kmgtp](b|ib)?$/.test(lower)) throw bad(lower);
  return 1024 ** POWERS.indexOf(lower.charAt(0));
}

/**
 * Bytes from a text such as `64m`, `1.5GiB` or `1024`, in powers of 1024.
 * Fails with `invalid size: 'x'` or `invalid suffix: 'x'`, as flags of type bytes do.
 */
export function ramInBytes(text: string): number {
  const split = /[\d. ](?=[^\d. ]*$)/.exec(text)?.index;
  if (split === undefined) throw new Error(`invalid size: '${text}'`);
  const number = text.slice(0, text[split] === ' ' ? split : split + 1);
  const suffix = text.slice(split + 1);
  const size = parseFloat64(number);
  if (size < 0) throw new Error(`invalid size: '${text}'`);
  return Math.trunc(suffix === '' ? size : size * suffixFactor(suffix));
}

/** A duration in milliseconds as docker says it: `Less than a second`, `About a minute`, `3 hours`. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(milliseconds / 60e3);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.trunc(milliseconds / 3600e3 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(milliseconds / 3600e3 / 24 / 365)} years`;
}
