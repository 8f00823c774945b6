/** Numbers and dates as en-US writes them: what programs print when they name no locale, or that one. */
const zone = () => process.env.TZ || 'UTC';
void zone;
const group = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function number(value, options = {}) {
  if (typeof value === 'bigint') return group(String(value));
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-∞' : '∞';
  const currency = options.style === 'currency';
  const percent = options.style === 'percent';
  const least =
    options.minimumFractionDigits ??
    (currency ? (options.currency === 'KRW' || options.currency === 'JPY' ? 0 : 2) : 0);
  const most = options.maximumFractionDigits ?? Math.max(least, currency ? least : percent ? 0 : 3);
  const absolute = Math.abs(percent ? value * 100 : value);
  let [whole, part = ''] = absolute.toFixed(most).split('.');
  while (part.length > least && part.endsWith('0')) part = part.slice(0, -1);
  if (options.minimumIntegerDigits) whole = whole.padStart(options.minimumIntegerDigits, '0');
  const text = `${options.useGrouping === false ? whole : group(whole)}${part === '' ? '' : `.${part}`}`;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const symbol =
    { USD: '$', EUR: '€', GBP: '£', JPY: '¥', KRW: '₩', INR: '₹', CNY: 'CN¥' }[options.currency] ??
    `${options.currency}\u00a0`;
  return currency ? `${sign}${symbol}${text}` : percent ? `${sign}${text}%` : `${sign}${text}`;
}

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
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (n) => String(n).padStart(2, '0');

function fields(date, timeZone) {
  if (timeZone === undefined)
    return {
      year: date.getFullYear(),
      month: date.getMonth(),
      day: date.getDate(),
      weekday: date.getDay(),
      hour: date.getHours(),
      minute: date.getMinutes(),
      second: date.getSeconds(),
    };
  const moved = new Date(date.getTime() + sys('zoneOffset', [timeZone, date.getTime()]) * 60000);
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth(),
    day: moved.getUTCDate(),
    weekday: moved.getUTCDay(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    second: moved.getUTCSeconds(),
  };
}

function clock12({ hour, minute, second }, hour12 = true, seconds = true, digits = false) {
  const tail = `${two(minute)}${seconds ? `:${two(second)}` : ''}`;
  if (!hour12) return `${two(hour)}:${tail}`;
  const shown = hour % 12 === 0 ? 12 : hour % 12;
  return `${digits ? two(shown) : shown}:${tail} ${hour < 12 ? 'AM' : 'PM'}`;
}

function dateText(date, options, want) {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  const f = fields(date, options.timeZone);
  const hour12 = options.hour12 ?? !(options.hourCycle === 'h23' || options.hourCycle === 'h24');
  const given = ['weekday', 'year', 'month', 'day', 'hour', 'minute', 'second', 'dateStyle', 'timeStyle'].some(
    (key) => options[key] !== undefined,
  );
  const wantsDate = given
    ? options.dateStyle || options.weekday || options.year || options.month || options.day
    : want !== 'time';
  const wantsTime = given
    ? options.timeStyle || options.hour || options.minute || options.second || want === 'time'
    : want !== 'date';
  const parts = [];
  if (wantsDate || (want === 'date' && given)) {
    const style = options.dateStyle;
    const month =
      style === 'full' || style === 'long'
        ? 'long'
        : style === 'medium'
          ? 'short'
          : (options.month ?? (given && !style ? undefined : 'numeric'));
    const year =
      options.year === '2-digit' || style === 'short'
        ? two(f.year % 100)
        : options.year || style || !given
          ? String(f.year)
          : undefined;
    const day = options.day === '2-digit' ? two(f.day) : options.day || style || !given ? String(f.day) : undefined;
    const weekday =
      style === 'full' || options.weekday === 'long'
        ? DAYS[f.weekday]
        : options.weekday
          ? DAYS[f.weekday].slice(0, 3)
          : undefined;
    if (month === 'long' || month === 'short') {
      const name = month === 'long' ? MONTHS[f.month] : MONTHS[f.month].slice(0, 3);
      const md = day === undefined ? name : `${name} ${day}`;
      parts.push(
        [weekday, year === undefined ? md : day === undefined ? `${md} ${year}` : `${md}, ${year}`]
          .filter(Boolean)
          .join(', '),
      );
    } else {
      const m = month === undefined ? undefined : month === '2-digit' ? two(f.month + 1) : String(f.month + 1);
      const numbers = [m, day, year].filter((it) => it !== undefined).join('/');
      parts.push([weekday, numbers].filter(Boolean).join(', '));
    }
  }
  if (wantsTime)
    parts.push(
      clock12(
        f,
        hour12,
        options.timeStyle === 'short'
          ? false
          : options.second !== undefined || !(options.hour !== undefined || options.minute !== undefined),
        options.hour === '2-digit',
      ),
    );
  const long = options.dateStyle === 'full' || options.dateStyle === 'long';
  return parts.filter((it) => it !== '').join(long ? ' at ' : ', ');
}

const define = (prototype, name, value) =>
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
define(Number.prototype, 'toLocaleString', function toLocaleString(_locale, options) {
  return number(Number(this), options);
});
define(BigInt.prototype, 'toLocaleString', function toLocaleString() {
  return number(BigInt(this));
});
for (const [name, want] of [
  ['toLocaleString', 'both'],
  ['toLocaleDateString', 'date'],
  ['toLocaleTimeString', 'time'],
]) {
  define(Date.prototype, name, function (_locale, options = {}) {
    return dateText(this, options, want);
  });
}
define(String.prototype, 'localeCompare', function localeCompare(other) {
  const key = (text) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  const [a, b] = [key(String(this)), key(String(other))];
  if (a !== b) return a < b ? -1 : 1;
  const [x, y] = [String(this), String(other)];
  return x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? (x > y ? -1 : 1) : x < y ? -1 : 1;
});
// V8's Date shows the zone's name.
const plain = Date.prototype.toString;
const zoneName = () => sys('zoneName');
define(Date.prototype, 'toString', function toString() {
  const text = plain.call(this);
  return /GMT[+-]\d{4}$/.test(text) ? `${text} (${zoneName()})` : text;
});
const plainTime = Date.prototype.toTimeString;
define(Date.prototype, 'toTimeString', function toTimeString() {
  const text = plainTime.call(this);
  return /GMT[+-]\d{4}$/.test(text) ? `${text} (${zoneName()})` : text;
});
define(Date.prototype, Symbol.toPrimitive, function (hint) {
  return hint === 'number' ? this.valueOf() : this.toString();
});
module.exports = { number, dateText, fields };
