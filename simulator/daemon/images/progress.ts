/** The lines of progress that pull, push, load and import tell, as the engine writes them. */
import type { ProgressMessage } from '../../api/common.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const BAR = 50;

/** Decimal, with four digits: `1.037MB`. */
export function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${UNITS[unit] ?? 'B'}`;
}

export function status(text: string, id?: string): ProgressMessage {
  return id === undefined ? { status: text } : { status: text, id };
}

/** A step of one layer that is no measure. */
export function layerStep(id: string, text: string): ProgressMessage {
  return { status: text, progressDetail: {}, id };
}

export function layerProgress(id: string, text: string, current: number, total: number): ProgressMessage {
  return { status: text, progressDetail: { current, total }, progress: bar(current, total), id };
}

function bar(current: number, total: number): string {
  const filled = Math.min(BAR, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const numbers =
    current > total ? humanSize(current).padStart(8) : `${humanSize(current).padStart(8)}/${humanSize(total)}`;
  return `[${'='.repeat(filled)}>${' '.repeat(BAR - filled)}] ${numbers}`;
}

export function failure(message: string): ProgressMessage {
  return { errorDetail: { message }, error: message };
}

export function shortDigest(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, 12);
}

/**
 * Which readings of a transfer are told: the first after one per cent, then at most one in 100 ms, and the last.
 * `now` is in milliseconds.
 */
export function throttled(
  total: number,
  now: () => number,
  tell: (current: number) => void,
): (current: number) => void {
  const step = Math.min(512 * 1024, Math.trunc(total / 100));
  let last = 0;
  let told = -Infinity;
  return (current) => {
    if (current - last <= step && current < total) return;
    last = current;
    if (current < total && now() - told < 100) return;
    told = now();
    tell(current);
  };
}
