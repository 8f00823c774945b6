/**
 * Moments and lengths of time as Docker writes them. A moment is a number of whole microseconds since the Unix epoch
 * (the resolution of simulated time); 0 stands for Go's zero time, "never".
 *
 * Docker writes nanoseconds. The three digits that a moment does not have are made up from it, always the same ones:
 * with zeros in their place log lines would be shorter than Docker's and log files would rotate elsewhere.
 */

export type Micros = number;

export const NEVER: Micros = 0;
const MICROS_PER_SECOND = 1_000_000;

/** As Go's time.RFC3339Nano in UTC: the fraction without trailing zeros. */
export function rfc3339Nano(time: Micros): string {
  if (time === NEVER) return '0001-01-01T00:00:00Z';
  const fraction = fractionOf(time).replace(/0+$/, '');
  return `${isoSeconds(time)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** RFC 3339 in whole seconds. */
export function rfc3339(time: Micros): string {
  return time === NEVER ? '0001-01-01T00:00:00Z' : `${isoSeconds(time)}Z`;
}

/** With all nine digits of the fraction, as `docker logs --timestamps` has them. */
export function rfc3339NanoFixed(time: Micros): string {
  return `${isoSeconds(time)}.${fractionOf(time)}Z`;
}

/** Reads RFC 3339 in UTC or with an offset (as images carry in `created`); undefined for anything else. */
export function parseRfc3339(text: string): Micros | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (match === null) return undefined;
  const part = (at: number): number => Number(match[at] ?? 0);
  if (part(1) === 1) return NEVER;
  const offset = (match[8] === '-' ? -1 : 1) * (part(9) * 60 + part(10)) * 60;
  const seconds = daysSinceEpoch(part(1), part(2), part(3)) * 86400 + part(4) * 3600 + part(5) * 60 + part(6) - offset;
  return seconds * MICROS_PER_SECOND + Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
}

export function unixSeconds(time: Micros): number {
  return Math.floor(time / MICROS_PER_SECOND);
}

/** Nanoseconds since the epoch. Beyond the range in which a number is exact, but whole microseconds print right. */
export function unixNano(time: Micros): number {
  return time * 1000;
}

/**
 * Seconds since the epoch with an optional fraction ("1795257729.746487"), as the API's since and until take them.
 * undefined for what is not such a number.
 */
export function parseUnixTime(text: string): Micros | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * MICROS_PER_SECOND + Number((match[2] ?? '').slice(0, 6).padEnd(6, '0'));
}

/** A length of time in Docker's words: "Less than a second", "4 seconds", "About an hour", "3 weeks". */
export function humanDuration(micros: number): string {
  const seconds = Math.trunc(micros / MICROS_PER_SECOND);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const exactHours = micros / MICROS_PER_SECOND / 3600;
  const hours = Math.trunc(exactHours + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  const days = Math.trunc(hours / 24);
  if (days < 14) return `${days} days`;
  if (days < 60) return `${Math.trunc(days / 7)} weeks`;
  if (days < 730) return `${Math.trunc(days / 30)} months`;
  return `${Math.trunc(Math.trunc(exactHours) / 24 / 365)} years`;
}

function fractionOf(time: Micros): string {
  const micros = modulo(time, MICROS_PER_SECOND);
  const nanos = micros === 0 ? 0 : (modulo(time, 100_003) * 7919) % 1000;
  return String(micros).padStart(6, '0') + String(nanos).padStart(3, '0');
}

function isoSeconds(time: Micros): string {
  const seconds = unixSeconds(time);
  const [year, month, day] = civilDate(Math.floor(seconds / 86400));
  const rest = modulo(seconds, 86400);
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const clock = `${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}`;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

const DAYS_BEFORE_1970 = 719468;
const DAYS_PER_ERA = 146097;

/** The proleptic Gregorian date, counted in eras of 400 years that begin on the first of March. */
function civilDate(daysSince1970: number): [year: number, month: number, day: number] {
  const days = daysSince1970 + DAYS_BEFORE_1970;
  const era = Math.floor(days / DAYS_PER_ERA);
  const ofEra = days - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return [era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day];
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * DAYS_PER_ERA + ofEra - DAYS_BEFORE_1970;
}
