/** Go's time.Time: moments with nanoseconds, read from RFC 3339 and printed in the layouts docker uses. Always UTC. */

/** A moment: whole seconds since the epoch, and nanoseconds on top. */
export interface Moment {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/;

/** Days since the epoch of a date in the proleptic Gregorian calendar; months count from 1. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day since the epoch. */
function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const index = Math.floor((5 * dayOfYear + 2) / 153);
  const month = index < 10 ? index + 3 : index - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * index + 2) / 5) + 1,
  };
}

/** The moment a text in RFC 3339 names; the zero time where it names none. */
export function parseTime(text: string): Moment {
  const match = RFC3339.exec(text);
  if (!match) return { seconds: daysOf(1, 1, 1) * 86_400, nanoseconds: 0 };
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const days = daysOf(Number(year), Number(month), Number(day));
  const offset =
    zone === 'Z' ? 0 : Number(`${zone[0] ?? '+'}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return {
    seconds: days * 86_400 + Number(hour) * 3600 + (Number(minute) - offset) * 60 + Number(second),
    nanoseconds: Number(fraction.slice(0, 9).padEnd(9, '0')),
  };
}

/** A moment from milliseconds since the epoch. */
export function momentOf(milliseconds: number): Moment {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanoseconds: Math.round((milliseconds - seconds * 1000) * 1000) * 1000 };
}

/** Milliseconds since the epoch. */
export const millisecondsOf = (moment: Moment): number => moment.seconds * 1000 + moment.nanoseconds / 1e6;

const two = (value: number): string => String(value).padStart(2, '0');

/** The parts of a moment as a calendar and a clock show them. */
function partsOf(moment: Moment): { year: number; month: number; day: number; clock: string; weekday: number } {
  const days = Math.floor(moment.seconds / 86_400);
  const rest = moment.seconds - days * 86_400;
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return { ...dateOf(days), clock, weekday: (((days + 4) % 7) + 7) % 7 };
}

const fractionText = (nanoseconds: number): string =>
  nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;

const dateText = (moment: Moment): string => {
  const { year, month, day } = partsOf(moment);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** Time.String: `2026-11-21 08:55:33.254989195 +0000 UTC`. */
export function formatTime(moment: Moment): string {
  return `${dateText(moment)} ${partsOf(moment).clock}${fractionText(moment.nanoseconds)} +0000 UTC`;
}

/** time.RFC3339: `2026-11-21T08:55:33Z`. */
export function formatRfc3339(moment: Moment): string {
  return `${dateText(moment)}T${partsOf(moment).clock}Z`;
}

/** time.RFC3339Nano with all nine digits, as events and logs are stamped. */
export function formatRfc3339NanoFixed(moment: Moment): string {
  return `${dateText(moment)}T${partsOf(moment).clock}.${String(moment.nanoseconds).padStart(9, '0')}Z`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** time.ANSIC: `Tue Sep 15 11:02:57 2026`. */
export function formatAnsic(moment: Moment): string {
  const { year, month, day, clock, weekday } = partsOf(moment);
  return `${WEEKDAYS[weekday] ?? ''} ${MONTHS[month - 1] ?? ''} ${String(day).padStart(2)} ${clock} ${year}`;
}
