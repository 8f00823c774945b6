/** awk's functions over values; those over variables (split, sub, getline) are in compile.ts. */
import { Failure } from '../command/tool.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { utcTime } from '../text/calendar.ts';
import { zoneOf } from '../text/zone.ts';
import type { Runtime } from './runtime.ts';
import { sprintf, toNumber, type Value } from './values.ts';

export interface Builtin {
  least: number;
  most: number;
  call: (runtime: Runtime, args: readonly Value[]) => Value;
}

function numeric(work: (value: number) => number): Builtin {
  return { least: 1, most: 1, call: (_runtime, [value]) => work(toNumber(value)) };
}

function bits(work: (left: bigint, right: bigint) => bigint): Builtin {
  const whole = (value: Value): bigint => BigInt(Math.trunc(toNumber(value)));
  return {
    least: 2,
    most: 2,
    call: (_runtime, [left, right]) => Number(BigInt.asUintN(53, work(whole(left), whole(right)))),
  };
}

/** Rounds to the even neighbour, as rint(3) does. */
function rint(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function substr(runtime: Runtime, [text, from, count]: readonly Value[]): string {
  const whole = runtime.text(text);
  let begin = rint(toNumber(from));
  let length = count === undefined ? Infinity : rint(toNumber(count));
  if (begin < 1) {
    // mawk 1.3.4 gives this much, POSIX would have less.
    if (!runtime.busybox) length -= begin;
    begin = 1;
  }
  return length <= 0 || Number.isNaN(length) ? '' : whole.slice(begin - 1, begin - 1 + length);
}

/** mktime("YYYY MM DD HH MM SS"). */
function mktime(runtime: Runtime, text: string): number {
  const parts = text.trim().split(/\s+/).map(Number);
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN] = parts;
  if (parts.slice(0, 6).some(Number.isNaN) || parts.length < 6) return -1;
  const utc = utcTime(year, month, day, hour, minute, second);
  const zone = zoneOf(runtime.t.p);
  const near = utc - zone.offset(utc) * 60_000;
  return Math.floor((utc - zone.offset(near) * 60_000) / 1000);
}

function random(runtime: Runtime): number {
  // Park and Miller's generator: repeatable after srand, which is all a program can tell.
  runtime.random.state = (runtime.random.state * 48271 + 11) % 2147483647;
  return runtime.random.state / 2147483647;
}

export function formatted(runtime: Runtime, name: string, args: readonly Value[]): string {
  const [format, ...values] = args;
  const text = sprintf(runtime.text(format), values, runtime.style, runtime.busybox);
  if (text === undefined)
    throw new Failure(
      `run time error: not enough arguments passed to ${name}("${runtime.text(format)}")\n${runtime.where()}`,
      2,
    );
  return text;
}

function time(runtime: Runtime, [format, at, utc]: readonly Value[]): string {
  const moment = at === undefined ? runtime.t.p.now() : toNumber(at) * 1000;
  return strftime(
    format === undefined ? '%c' : runtime.text(format),
    breakDown(moment, toNumber(utc) === 0 ? zoneOf(runtime.t.p) : undefined),
  );
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export const builtins: Readonly<Record<string, Builtin>> = {
  substr: { least: 2, most: 3, call: substr },
  index: { least: 2, most: 2, call: (runtime, [text, part]) => runtime.text(text).indexOf(runtime.text(part)) + 1 },
  sprintf: { least: 1, most: Infinity, call: (runtime, args) => formatted(runtime, 'sprintf', args) },
  tolower: { least: 1, most: 1, call: (runtime, [text]) => lower(runtime.text(text)) },
  toupper: { least: 1, most: 1, call: (runtime, [text]) => upper(runtime.text(text)) },
  sin: numeric(Math.sin),
  cos: numeric(Math.cos),
  exp: numeric(Math.exp),
  log: numeric(Math.log),
  sqrt: numeric(Math.sqrt),
  int: numeric(Math.trunc),
  strtonum: numeric((value) => value),
  compl: numeric((value) => Number(BigInt.asUintN(53, ~BigInt(Math.trunc(value))))),
  atan2: { least: 2, most: 2, call: (_runtime, [y, x]) => Math.atan2(toNumber(y), toNumber(x)) },
  and: bits((left, right) => left & right),
  or: bits((left, right) => left | right),
  xor: bits((left, right) => left ^ right),
  lshift: bits((left, right) => left << right),
  rshift: bits((left, right) => left >> right),
  rand: { least: 0, most: 0, call: (runtime) => random(runtime) },
  srand: {
    least: 0,
    most: 1,
    call: (runtime, args) => {
      const before = runtime.random.seed;
      const seed = args.length === 0 ? Math.floor(runtime.t.p.now() / 1000) : toNumber(args[0]);
      runtime.random = { seed, state: (Math.abs(Math.trunc(seed)) * 69621 + 1) % 2147483647 };
      for (let skip = 0; skip < 3; skip++) random(runtime);
      return before;
    },
  },
  strftime: { least: 0, most: 3, call: time },
  systime: { least: 0, most: 0, call: (runtime) => Math.floor(runtime.t.p.now() / 1000) },
  mktime: { least: 1, most: 1, call: (runtime, [text]) => mktime(runtime, runtime.text(text)) },
};

/** Makes awk's replacement text (`&`, `\&`) that of one match. */
export function replacement(text: string): (match: string) => string {
  if (!/[&\\]/.test(text)) return () => text;
  const parts = text.match(/\\\\|\\&|&|[^\\&]+|\\/g) ?? [];
  return (match) =>
    parts.map((part) => (part === '&' ? match : part === '\\&' ? '&' : part === '\\\\' ? '\\' : part)).join('');
}
