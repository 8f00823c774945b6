/** Durations and sizes as Compose files write them and as Compose prints them. */

const UNIT_NS: Readonly<Record<string, number>> = {
  ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, d: 86400e9, w: 604800e9,
}; // prettier-ignore

/** Nanoseconds. */
export function parseDuration(text: string): number {
  const found = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/.exec(text);
  if (text === '0') return 0;
  if (!found) throw durationError(text);
  let total = 0;
  for (const [, count, unit = 's'] of (found[2] ?? '').matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g)) {
    total += Number(count) * (UNIT_NS[unit] ?? 0);
  }
  return (found[1] === '-' ? -1 : 1) * Math.round(total);
}

function durationError(text: string): Error {
  for (const [, unit = ''] of text.matchAll(/[\d.]+([^\d.]*)/g)) {
    if (unit === '') return new Error(`time: missing unit in duration ${JSON.stringify(text)}`);
    if (UNIT_NS[unit] !== undefined) continue;
    return new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
  }
  return new Error(`time: invalid duration ${JSON.stringify(text)}`);
}

/** Go's Duration.String. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const value = Math.abs(nanoseconds);
  if (value < 1e3) return `${sign}${String(value)}ns`;
  if (value < 1e6) return `${sign}${String(value / 1e3)}µs`;
  if (value < 1e9) return `${sign}${String(value / 1e6)}ms`;
  const hours = Math.floor(value / 3600e9);
  const minutes = Math.floor((value % 3600e9) / 60e9);
  const seconds = `${String((value % 60e9) / 1e9)}s`;
  if (hours > 0) return `${sign}${String(hours)}h${String(minutes)}m${seconds}`;
  return minutes > 0 ? `${sign}${String(minutes)}m${seconds}` : sign + seconds;
}

const POWERS = 'bkmgtp';

/** Bytes; units are powers of 1024. */
export function parseBytes(text: string): number {
  const found = /^(\d+(?:\.\d+)*) ?([kKmMgGtTpP])?[iI]?[bB]?$/.exec(text);
  if (!found) throw new Error(`invalid size: '${text}'`);
  return Math.floor(Number(found[1]) * 1024 ** POWERS.indexOf((found[2] ?? 'b').toLowerCase()));
}
