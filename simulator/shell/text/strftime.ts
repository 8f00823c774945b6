/** strftime(3) in UTC, which is the zone of containers. */
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

/** Formats seconds since the epoch in the C locale. */
export function strftime(format: string, seconds: number): string {
  const date = civil(Math.floor(seconds));
  return format.replace(/%[-_0^#]?([A-Za-z%])/g, (all, letter: string) => piece(letter, date, seconds, all));
}

interface Civil {
  year: number;
  /** 0 to 11. */
  month: number;
  day: number;
  weekday: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
}

/** The proleptic Gregorian date of a time (days counted in 400-year eras that begin in March). */
function civil(seconds: number): Civil {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (shiftedMonth + 2) % 12;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: month < 2 ? dayOfYear - 306 : dayOfYear + 59 + (leap ? 1 : 0),
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}

function piece(letter: string, date: Civil, seconds: number, all: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hour12 = date.hour % 12 === 0 ? 12 : date.hour % 12;
  switch (letter) {
    case 'Y': return String(date.year);
    case 'y': return two(date.year % 100);
    case 'C': return two(Math.floor(date.year / 100));
    case 'm': return two(date.month + 1);
    case 'd': return two(date.day);
    case 'e': return String(date.day).padStart(2);
    case 'H': return two(date.hour);
    case 'I': return two(hour12);
    case 'k': return String(date.hour).padStart(2);
    case 'l': return String(hour12).padStart(2);
    case 'M': return two(date.minute);
    case 'S': return two(date.second);
    case 'j': return String(date.yearDay + 1).padStart(3, '0');
    case 'a': return (DAYS[date.weekday] ?? '').slice(0, 3);
    case 'A': return DAYS[date.weekday] ?? '';
    case 'b':
    case 'h': return (MONTHS[date.month] ?? '').slice(0, 3);
    case 'B': return MONTHS[date.month] ?? '';
    case 'u': return String(date.weekday === 0 ? 7 : date.weekday);
    case 'w': return String(date.weekday);
    case 'p': return date.hour < 12 ? 'AM' : 'PM';
    case 'P': return date.hour < 12 ? 'am' : 'pm';
    case 's': return String(Math.floor(seconds));
    case 'Z': return 'UTC';
    case 'z': return '+0000';
    case 'n': return '\n';
    case 't': return '\t';
    case '%': return '%';
    case 'F': return strftime('%Y-%m-%d', seconds);
    case 'D':
    case 'x': return strftime('%m/%d/%y', seconds);
    case 'T':
    case 'X': return strftime('%H:%M:%S', seconds);
    case 'R': return strftime('%H:%M', seconds);
    case 'r': return strftime('%I:%M:%S %p', seconds);
    case 'c': return strftime('%a %b %e %H:%M:%S %Y', seconds);
    default: return all;
  }
} // prettier-ignore
