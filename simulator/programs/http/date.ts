/** Dates in header fields: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7). */
import { breakDown, strftime } from '../text/strftime.ts';
import { parseDate } from '../text/date-words.ts';

export function httpDate(time: number): string {
  return strftime('%a, %d %b %Y %H:%M:%S GMT', breakDown(time));
}

export function parseHttpDate(text: string): number | undefined {
  return parseDate(text.replace(/^[A-Za-z]+,\s*/, ''), 0);
}
