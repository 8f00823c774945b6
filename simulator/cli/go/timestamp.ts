/** Moments as people write them for --since and --until: a duration ago, a date, a time, or seconds since the epoch. */
import { parseDuration } from './duration.ts';
import { parseTime } from './time.ts';

const DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Seconds since the epoch, as the API takes it; of dates with nine decimals. Throws for a text that is none of these. */
export function timestampOf(text: string, now: number): string {
  if (text === '0') return text;
  let ago: number;
  try {
    ago = parseDuration(text);
  } catch {
    return dateOrSeconds(text);
  }
  return String(Math.floor((now - ago / 1e6) / 1000));
}

function dateOrSeconds(text: string): string {
  const date = DATE.exec(text);
  if (date) {
    const [, day = '', clock = '', zone = 'Z'] = date;
    const full = `${clock}${'00:00:00'.slice(clock === '' ? 0 : (clock.split('.', 1)[0]?.length ?? 8))}`;
    const { seconds, nanoseconds } = parseTime(`${day}T${full}${zone}`);
    return `${seconds}.${String(nanoseconds).padStart(9, '0')}`;
  }
  if (text.includes('-')) throw new Error(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
  if (!/^\d+(\.\d*)?$/.test(text))
    throw new Error(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
  return text;
}
