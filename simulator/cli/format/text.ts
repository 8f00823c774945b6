/** Small forms that many tables share: short ids, cut texts, ages, label lists. */
import { formatTime } from '../go/time.ts';
import { humanDuration } from '../go/units.ts';
import { charWidth } from './width.ts';

const SHORT_LENGTH = 12;

/** The first twelve digits of an id, without its `sha256:`. */
export function truncateId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, SHORT_LENGTH);
}

/** At most `width` columns, the last of which is `…` when something was cut. */
export function ellipsis(text: string, width: number): string {
  if (width <= 0) return '';
  const chars = Array.from(text);
  if (width === 1) return chars[0] ?? '';
  // The command line counts a character that takes no column, a line's end even, as one.
  const columnsOf = (char: string): number => Math.max(1, charWidth(char));
  if (chars.reduce((sum, char) => sum + columnsOf(char), 0) <= width) return text;
  let columns = 0;
  let kept = '';
  for (const char of chars) {
    columns += columnsOf(char);
    if (columns > width - 1) return `${kept}…`;
    kept += char;
  }
  return text;
}

/** `3 hours ago`. `seconds` is since the epoch, `now` milliseconds. */
export const ago = (seconds: number, now: number): string => `${humanDuration(now - seconds * 1000)} ago`;

/** `2026-11-21 08:55:33 +0000 UTC`. */
export const createdAt = (seconds: number): string => formatTime({ seconds, nanoseconds: 0 });

/** `a=1,b=2`, sorted. */
export function labelList(labels: Readonly<Record<string, string>> | null | undefined): string {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}
