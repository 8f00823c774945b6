/** Flags that hold one value: the last one given counts. */
import { parseDuration, formatDuration } from '../go/duration.ts';
import { parseBool, parseFloat64, parseInteger, parseUnsigned, quote } from '../go/strconv.ts';
import { ramInBytes, bytesSize } from '../go/units.ts';
import type { Flag } from './flag.ts';

const named = (shorthand: string | undefined): { shorthand?: string } => (shorthand === undefined ? {} : { shorthand });

function scalar<T>(
  type: string,
  shorthand: string | undefined,
  initial: T,
  defaultText: string | undefined,
  read: (text: string) => T,
): Flag<T> {
  return {
    type,
    ...named(shorthand),
    initial,
    ...(defaultText === undefined ? {} : { defaultText }),
    set: (_previous, text) => read(text),
  };
}

/** `--flag`, `--flag=false`. */
export function bool(shorthand?: string, initial = false): Flag<boolean> {
  return { ...scalar('bool', shorthand, initial, initial ? 'true' : undefined, parseBool), noOptDefault: 'true' };
}

/** `typeName` is what help shows (`string` unless the usage text names the value, as in `-u, --user string`). */
export function string(shorthand?: string, initial = '', typeName = 'string'): Flag<string> {
  const shown = initial === '' ? undefined : quote(initial);
  return scalar(typeName, shorthand, initial, shown, (text) => text);
}

/** A string around which one pair of quotes is taken off (`--tlscacert`). */
export function quotedString(shorthand?: string, initial = ''): Flag<string> {
  const unquote = (text: string): string => /^(['"])(.*)\1$/s.exec(text)?.[2] ?? text;
  return scalar('string', shorthand, initial, initial === '' ? undefined : quote(initial), unquote);
}

const shownNumber = (initial: number): string | undefined => (initial === 0 ? undefined : String(initial));

/** A signed integer in Go's notation (`0x1F`, `1_000`). `bits` only limits its range. */
export function int(shorthand?: string, initial = 0, bits = 64): Flag<number> {
  return scalar('int', shorthand, initial, shownNumber(initial), (text) => parseInteger(text, 0, bits));
}

/** An unsigned integer; `bits` is part of the shown type below 64. */
export function uint(bits: 16 | 32 | 64 = 64, shorthand?: string, initial = 0): Flag<number> {
  const type = bits === 64 ? 'uint' : `uint${bits}`;
  return scalar(type, shorthand, initial, shownNumber(initial), (text) => parseUnsigned(text, 0, bits));
}

export function float(shorthand?: string, initial = 0): Flag<number> {
  return scalar('float', shorthand, initial, shownNumber(initial), parseFloat64);
}

/** Nanoseconds, from `1m30s`. */
export function duration(shorthand?: string, initial = 0): Flag<number> {
  return scalar('duration', shorthand, initial, initial === 0 ? undefined : formatDuration(initial), parseDuration);
}

/** Like `duration`, undefined when not given (docker's own DurationOpt); `positive` refuses negative ones. */
export function optionalDuration(shorthand?: string, positive = false): Flag<number | undefined> {
  return scalar<number | undefined>('duration', shorthand, undefined, undefined, (text) => {
    const value = parseDuration(text);
    if (positive && value < 0) throw new Error('duration cannot be negative');
    return value;
  });
}

/** Bytes, from `512m`. */
export function bytes(shorthand?: string, initial = 0): Flag<number> {
  return scalar('bytes', shorthand, initial, initial === 0 ? undefined : bytesSize(initial), ramInBytes);
}

/** Bytes, or -1 for no limit (`--memory-swap`). */
export function swapBytes(): Flag<number> {
  return scalar('bytes', undefined, 0, undefined, (text) => (text === '-1' ? -1 : ramInBytes(text)));
}

/** A rational number as a numerator and a denominator: `1.5`, `3/2`, `15e-1`. */
function rational(text: string): { num: bigint; den: bigint } | undefined {
  const fraction = /^([+-]?\d+)\/(\d+)$/.exec(text);
  if (fraction) {
    const den = BigInt(fraction[2] ?? '1');
    return den === 0n ? undefined : { num: BigInt(fraction[1] ?? '0'), den };
  }
  const decimal = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!decimal || `${decimal[2] ?? ''}${decimal[3] ?? ''}` === '') return undefined;
  const places = (decimal[3] ?? '').length - Number(decimal[4] ?? '0');
  const digits = BigInt(`${decimal[2] ?? ''}${decimal[3] ?? ''}`) * (decimal[1] === '-' ? -1n : 1n);
  return places >= 0 ? { num: digits, den: 10n ** BigInt(places) } : { num: digits * 10n ** BigInt(-places), den: 1n };
}

/** Billionths of a processor, from `1.5` (`--cpus`). */
export function nanoCpus(text: string): number {
  const value = rational(text);
  if (!value) throw new Error(`failed to parse ${text} as a rational number`);
  const nano = value.num * 1_000_000_000n;
  if (nano % value.den !== 0n) throw new Error('value is too precise');
  return Number(nano / value.den);
}

export function decimal(): Flag<number> {
  return scalar('decimal', undefined, 0, undefined, nanoCpus);
}
