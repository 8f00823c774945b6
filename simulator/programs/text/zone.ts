/**
 * Time zones: UTC unless TZ (or /etc/localtime) says otherwise. A named zone counts only where the machine has the
 * zone database (/usr/share/zoneinfo), as with glibc: in an image without tzdata, TZ=Asia/Seoul is UTC by another name.
 */
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { utcTime } from './calendar.ts';

export interface Zone {
  /** Abbreviation at that moment: UTC, KST, CEST. */
  abbreviation(time: number): string;
  /** Minutes east of Greenwich at that moment. */
  offset(time: number): number;
}

export const UTC: Zone = { abbreviation: () => 'UTC', offset: () => 0 };

function fixedZone(name: string, minutes: number): Zone {
  return { abbreviation: () => name, offset: () => minutes };
}

/** Abbreviations that Intl does not give in English but the zone database does. */
const abbreviations: Readonly<Record<string, readonly [standard: string, summer: string]>> = {
  'Asia/Seoul': ['KST', 'KDT'],
  'Asia/Tokyo': ['JST', 'JDT'],
  'Asia/Shanghai': ['CST', 'CDT'],
  'Asia/Kolkata': ['IST', 'IST'],
  'Europe/London': ['GMT', 'BST'],
  'Europe/Berlin': ['CET', 'CEST'],
  'Europe/Paris': ['CET', 'CEST'],
  'Europe/Madrid': ['CET', 'CEST'],
  'Europe/Rome': ['CET', 'CEST'],
  'Australia/Sydney': ['AEST', 'AEDT'],
};

function namedZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat;
  let short: Intl.DateTimeFormat;
  try {
    // The tables of time zones are data that every host has alike.
    // eslint-disable-next-line no-restricted-globals
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    }); // prettier-ignore
    // eslint-disable-next-line no-restricted-globals
    short = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' });
  } catch {
    return undefined;
  }
  const offset = (time: number): number => {
    const parts = Object.fromEntries(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
    const local = utcTime(
      parts['year'] ?? 0,
      parts['month'] ?? 1,
      parts['day'] ?? 1,
      parts['hour'],
      parts['minute'],
      parts['second'],
    );
    return Math.round((local - Math.floor(time / 1000) * 1000) / 60000);
  };
  const abbreviation = (time: number): string => {
    const known = abbreviations[name];
    if (known !== undefined) {
      const year = Number(format.formatToParts(time).find((part) => part.type === 'year')?.value ?? 0);
      const standard = Math.min(offset(utcTime(year, 1, 1)), offset(utcTime(year, 7, 1)));
      return offset(time) === standard ? known[0] : known[1];
    }
    const text = short.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? name;
    if (!text.startsWith('GMT') || text === 'GMT') return text;
    return numericOffset(offset(time)).replace(/00$/, '');
  };
  return { offset, abbreviation };
}

/** `+0900`. */
export function numericOffset(minutes: number, colon = false): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}${colon ? ':' : ''}${two(size % 60)}`;
}

/** POSIX form: `KST-9`, `UTC0`, `EST5EDT` (summer time of that form is not modelled). */
function posixZone(text: string): Zone | undefined {
  const [, name, sign, hours, minutes] = /^([A-Za-z]{3,}|<[^>]+>)([+-]?)(\d{1,2})(?::(\d{2}))?/.exec(text) ?? [];
  if (name === undefined || hours === undefined) return undefined;
  const west = (Number(hours) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  return fixedZone(name.replace(/[<>]/g, ''), west === 0 ? 0 : -west);
}

function localtimeName(fs: ProcessFs): string | undefined {
  try {
    return /zoneinfo\/(.+)$/.exec(fs.readlink('/etc/localtime'))?.[1];
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** The zone of a process. */
export function zoneOf(p: { env: ReadonlyMap<string, string>; fs: ProcessFs }): Zone {
  const text = p.env.get('TZ');
  if (text === undefined) {
    const name = localtimeName(p.fs);
    return (name === undefined ? undefined : namedZone(name.replace(/^Etc\/UTC$/, 'UTC'))) ?? UTC;
  }
  const name = text.replace(/^:/, '');
  if (name === '' || /^(Etc\/)?(UTC|UCT|Zulu)$/.test(name)) return UTC;
  const posix = posixZone(name);
  if (posix !== undefined) return posix;
  const known = p.fs.exists(`/usr/share/zoneinfo/${name}`) ? namedZone(name) : undefined;
  return known ?? fixedZone(/^[A-Za-z]+/.exec(name)?.[0] ?? 'UTC', 0);
}
