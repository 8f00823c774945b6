/** strftime(3) of the C locale, with GNU date's extensions (%N, %:z, padding flags). */
import { civilFromDays, DAY_MS, daysFromCivil, weekdayOf } from './calendar.ts';
import { numericOffset, UTC, type Zone } from './zone.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A moment broken down by the calendar of a zone. */
export interface BrokenDown {
  year: number;
  /** 0 to 11. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Days since Sunday. */
  weekday: number;
  /** 0 to 365. */
  yearDay: number;
  /** Milliseconds since the epoch. */
  time: number;
  offset: number;
  zone: string;
}

export function breakDown(time: number, zone: Zone = UTC): BrokenDown {
  const offset = zone.offset(time);
  const local = Math.floor(time) + offset * 60000;
  const days = Math.floor(local / DAY_MS);
  const seconds = Math.floor((local - days * DAY_MS) / 1000);
  const { year, month, day } = civilFromDays(days);
  return {
    year,
    month: month - 1,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    weekday: weekdayOf(days),
    yearDay: days - daysFromCivil(year, 1, 1),
    time,
    offset,
    zone: zone.abbreviation(time),
  };
}

/** ISO 8601 week number and the year it belongs to. */
function isoWeek(at: BrokenDown): { year: number; week: number } {
  const thursday = daysFromCivil(at.year, at.month + 1, at.day - ((at.weekday + 6) % 7) + 3);
  const { year } = civilFromDays(thursday);
  return { year, week: 1 + Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) };
}

type Field = { text: string } | { number: number; width: number; pad: '0' | ' ' };

const num = (number: number, width: number, pad: '0' | ' ' = '0'): Field => ({ number, width, pad });
const text = (value: string): Field => ({ text: value });
const hour12 = (hour: number): number => hour % 12 || 12;

function field(letter: string, at: BrokenDown, colons: number): Field | undefined {
  switch (letter) {
    case 'a': return text((DAYS[at.weekday] ?? '').slice(0, 3));
    case 'A': return text(DAYS[at.weekday] ?? '');
    case 'b': case 'h': return text((MONTHS[at.month] ?? '').slice(0, 3));
    case 'B': return text(MONTHS[at.month] ?? '');
    case 'c': return text(strftime('%a %b %e %H:%M:%S %Y', at));
    case 'C': return num(Math.floor(at.year / 100), 2);
    case 'd': return num(at.day, 2);
    case 'D': return text(strftime('%m/%d/%y', at));
    case 'e': return num(at.day, 2, ' ');
    case 'F': return text(strftime('%Y-%m-%d', at));
    case 'g': return num(isoWeek(at).year % 100, 2);
    case 'G': return num(isoWeek(at).year, 4);
    case 'H': return num(at.hour, 2);
    case 'I': return num(hour12(at.hour), 2);
    case 'j': return num(at.yearDay + 1, 3);
    case 'k': return num(at.hour, 2, ' ');
    case 'l': return num(hour12(at.hour), 2, ' ');
    case 'm': return num(at.month + 1, 2);
    case 'M': return num(at.minute, 2);
    case 'n': return text('\n');
    case 'N': return num(Math.floor((at.time - Math.floor(at.time / 1000) * 1000) * 1e6), 9);
    case 'p': return text(at.hour < 12 ? 'AM' : 'PM');
    case 'P': return text(at.hour < 12 ? 'am' : 'pm');
    case 'q': return num(Math.floor(at.month / 3) + 1, 1);
    case 'r': return text(strftime('%I:%M:%S %p', at));
    case 'R': return text(strftime('%H:%M', at));
    case 's': return num(Math.floor(at.time / 1000), 1);
    case 'S': return num(at.second, 2);
    case 't': return text('\t');
    case 'T': case 'X': return text(strftime('%H:%M:%S', at));
    case 'u': return num(at.weekday || 7, 1);
    case 'U': return num(Math.floor((at.yearDay + 7 - at.weekday) / 7), 2);
    case 'V': return num(isoWeek(at).week, 2);
    case 'w': return num(at.weekday, 1);
    case 'W': return num(Math.floor((at.yearDay + 7 - ((at.weekday + 6) % 7)) / 7), 2);
    case 'x': return text(strftime('%m/%d/%y', at));
    case 'y': return num(at.year % 100, 2);
    case 'Y': return num(at.year, 1);
    case 'z': return text(numericOffset(at.offset, colons > 0) + (colons > 1 ? ':00' : ''));
    case 'Z': return text(at.zone);
    case '%': return text('%');
    case '+': return text(strftime('%a %b %e %H:%M:%S %Z %Y', at));
    default: return undefined;
  }
} // prettier-ignore

function padded(value: Field, flags: string, width: string, letter: string): string {
  if ('text' in value) {
    let shown = flags.includes('^') ? value.text.toUpperCase() : value.text;
    if (flags.includes('#')) shown = letter === 'Z' || letter === 'p' ? shown.toLowerCase() : shown.toUpperCase();
    return shown.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  }
  if (letter === 'N' && width !== '') return String(value.number).padStart(9, '0').slice(0, Number(width));
  if (flags.includes('-')) return String(value.number);
  const pad = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : value.pad;
  return String(value.number).padStart(Math.max(Number(width), value.width), pad);
}

/** Formats `at`. Unknown conversions are printed as they are. */
export function strftime(format: string, at: BrokenDown): string {
  return format.replace(
    /%([_0^#-]*)(\d*)([EO]?)(:*)(.|$)/gsu,
    (whole, flags: string, width: string, _modifier: string, colons: string, letter: string) => {
      const value = field(letter, at, colons.length);
      return value === undefined ? whole : padded(value, flags, width, letter);
    },
  );
}
