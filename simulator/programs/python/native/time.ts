/** time: the machine's clock, which may be a virtual one. */
import { integerOf, PyFloat, PyTuple, PyType, stringOf, tupleType, type Value } from '../objects/core.ts';
import { typeError, valueError } from '../objects/exceptions.ts';
import { floatOf } from '../types/numbers.ts';
import { fn, work, type NativeModule } from './define.ts';
import { named } from './sys.ts';
import type { Vm } from '../vm/vm.ts';

const structType = new PyType('struct_time', [tupleType], 'time');
const FIELDS = ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
const DAY = 86_400_000;

const started = new WeakMap<Vm, number>();

function since(vm: Vm): number {
  const begin = started.get(vm) ?? vm.p.now();
  started.set(vm, begin);
  return 1000 + (vm.p.now() - begin) / 1000;
}

function struct(date: Date): PyTuple {
  const yday = Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1; // prettier-ignore
  return named(structType, FIELDS, [
    date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7, yday, 0,
  ]); // prettier-ignore
}

function moment(vm: Vm, seconds: Value): Date {
  const value = seconds === null ? vm.p.now() / 1000 : floatOf(seconds);
  if (value === undefined) throw typeError(`'${vm.typeName(seconds)}' object cannot be interpreted as an integer`);
  return new Date(Math.floor(value) * 1000);
}

function dateOf(vm: Vm, value: Value): Date {
  if (value === null) return new Date(vm.p.now());
  if (!(value instanceof PyTuple)) throw typeError('Tuple or struct_time argument required');
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = value.items.map((it) =>
    Number(integerOf(it) ?? 0),
  );
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

const two = (value: number, fill = '0'): string => String(value).padStart(2, fill);

/** strftime(3) in the C locale, at UTC. */
export function formatTime(date: Date, format: string): string {
  const hour = date.getUTCHours();
  const yday = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY);
  const week = (first: number): number => Math.floor((yday + 7 - ((date.getUTCDay() - first + 7) % 7)) / 7);
  const day = DAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const parts: Readonly<Record<string, () => string>> = {
    Y: () => String(date.getUTCFullYear()), m: () => two(date.getUTCMonth() + 1), d: () => two(date.getUTCDate()), e: () => two(date.getUTCDate(), ' '),
    H: () => two(hour), I: () => two(hour % 12 === 0 ? 12 : hour % 12), M: () => two(date.getUTCMinutes()), S: () => two(date.getUTCSeconds()),
    p: () => (hour < 12 ? 'AM' : 'PM'), a: () => day.slice(0, 3), A: () => day, b: () => month.slice(0, 3), h: () => month.slice(0, 3), B: () => month,
    y: () => two(date.getUTCFullYear() % 100), j: () => String(yday + 1).padStart(3, '0'), w: () => String(date.getUTCDay()), u: () => String(((date.getUTCDay() + 6) % 7) + 1),
    Z: () => 'UTC', z: () => '+0000', f: () => '000000', n: () => '\n', t: () => '\t', '%': () => '%', s: () => String(Math.floor(date.getTime() / 1000)),
    U: () => two(week(0)), W: () => two(week(1)),
    c: () => formatTime(date, '%a %b %e %H:%M:%S %Y'), x: () => formatTime(date, '%m/%d/%y'), X: () => formatTime(date, '%H:%M:%S'),
    D: () => formatTime(date, '%m/%d/%y'), F: () => formatTime(date, '%Y-%m-%d'), T: () => formatTime(date, '%H:%M:%S'), R: () => formatTime(date, '%H:%M'), r: () => formatTime(date, '%I:%M:%S %p'),
  }; // prettier-ignore
  return format.replace(/%[-_0^#]?([A-Za-z%])/g, (all: string, code: string) => parts[code]?.() ?? all);
}

const module: NativeModule = {
  name: 'time',
  build: () => ({
    time: fn('time()', (vm) => new PyFloat(vm.p.now() / 1000)),
    time_ns: fn('time_ns()', (vm) => BigInt(Math.round(vm.p.now() * 1000)) * 1000n),
    monotonic: fn('monotonic()', (vm) => new PyFloat(since(vm))),
    monotonic_ns: fn('monotonic_ns()', (vm) => Math.round(since(vm) * 1e9)),
    perf_counter: fn('perf_counter()', (vm) => new PyFloat(since(vm))),
    perf_counter_ns: fn('perf_counter_ns()', (vm) => Math.round(since(vm) * 1e9)),
    process_time: fn('process_time()', (vm) => new PyFloat(since(vm) - 1000)),
    process_time_ns: fn('process_time_ns()', (vm) => Math.round((since(vm) - 1000) * 1e9)),
    thread_time: fn('thread_time()', (vm) => new PyFloat(since(vm) - 1000)),
    sleep: work('sleep(seconds, /)', function* (vm, seconds) {
      const value = floatOf(seconds);
      if (value === undefined) throw typeError(`'${vm.typeName(seconds)}' object cannot be interpreted as an integer`);
      if (value < 0) throw valueError('sleep length must be non-negative');
      yield* vm.wait(vm.p.sleep(value * 1000));
      return null;
    }),
    gmtime: fn('gmtime(seconds=None, /)', (vm, seconds = null) => struct(moment(vm, seconds))),
    localtime: fn('localtime(seconds=None, /)', (vm, seconds = null) => struct(moment(vm, seconds))),
    mktime: fn('mktime(tuple, /)', (vm, tuple) => new PyFloat(dateOf(vm, tuple).getTime() / 1000)),
    strftime: fn('strftime(format, tuple=None, /)', (vm, format, tuple = null) =>
      formatTime(dateOf(vm, tuple), stringOf(format) ?? ''),
    ),
    asctime: fn('asctime(tuple=None, /)', (vm, tuple = null) => formatTime(dateOf(vm, tuple), '%a %b %e %H:%M:%S %Y')),
    ctime: fn('ctime(seconds=None, /)', (vm, seconds = null) =>
      formatTime(moment(vm, seconds), '%a %b %e %H:%M:%S %Y'),
    ),
    tzset: fn('tzset()', () => null),
    struct_time: structType,
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: new PyTuple(['UTC', 'UTC']),
  }),
};
export default module;
