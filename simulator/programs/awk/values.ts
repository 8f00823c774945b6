/** awk's values: numbers, strings, and input that counts as a number when it looks like one. */
import { float } from '../coreutils/printf.ts';

/** Text from outside (fields, getline, -v, ENVIRON): compared as a number when it looks like one. */
export class Input {
  readonly text: string;
  private known: number | undefined;
  private looked = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Its number if all of it is one. */
  get numeric(): number | undefined {
    if (!this.looked) {
      this.looked = true;
      if (
        /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|0[xX][0-9a-fA-F]+)[ \t\n\r\f\v]*$/.test(
          this.text,
        )
      ) {
        this.known = toNumber(this.text);
      }
    }
    return this.known;
  }
}

/** undefined: a variable that was never set. */
export type Value = number | string | Input | undefined;

/** What differs between the awks: mawk prints whole numbers of 32 bits as such, busybox those of 64. */
export interface NumberStyle {
  wholeLimit: number;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  const text = typeof value === 'string' ? value : value.text;
  const [, sign, digits] =
    /^[ \t\n\r\f\v]*([-+]?)(0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)/i.exec(text) ??
    [];
  if (digits === undefined) return 0;
  const lower = digits.toLowerCase();
  const number = lower === 'inf' ? Infinity : lower === 'nan' ? NaN : Number(digits);
  return sign === '-' ? -number : number;
}

export function numberText(value: number, format: string, style: NumberStyle): string {
  if (Number.isInteger(value) && Math.abs(value) <= style.wholeLimit) return value === 0 ? '0' : String(BigInt(value));
  return sprintf(format, [value], style) ?? '';
}

export function toText(value: Value, format: string, style: NumberStyle): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, format, style);
  return value === undefined ? '' : value.text;
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (value === undefined) return false;
  return value.numeric === undefined ? value.text !== '' : value.numeric !== 0;
}

function comparable(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  return typeof value === 'string' ? undefined : value.numeric;
}

/** Below, equal or above; NaN compares as unequal. */
export function compare(left: Value, right: Value, format: string, style: NumberStyle): number {
  const a = comparable(left);
  const b = comparable(right);
  if (a !== undefined && b !== undefined) return a < b ? -1 : a === b ? 0 : 1;
  const x = toText(left, format, style);
  const y = toText(right, format, style);
  return x < y ? -1 : x === y ? 0 : 1;
}

function whole(value: number, unsigned: boolean): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? '-9223372036854775808' : value > 0 ? '9223372036854775807' : '-9223372036854775808';
  const number = BigInt(Math.trunc(value));
  if (unsigned) return BigInt.asUintN(64, number).toString();
  const most = 0x7fffffffffffffffn;
  return (number > most ? most : number < -most - 1n ? -most - 1n : number).toString();
}

function character(value: Value): string {
  const number = typeof value === 'number' ? value : undefined;
  if (number === undefined) return toText(value, '%.6g', { wholeLimit: 0 }).slice(0, 1);
  const byte = Math.trunc(number) & 255;
  return byte < 128 ? String.fromCharCode(byte) : String.fromCharCode(0xdc00 + byte);
}

function signed(text: string, flags: string): string {
  return text.startsWith('-') ? text : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function based(value: number, letter: string, flags: string): string {
  const number = BigInt(whole(value, true));
  const text = number.toString(letter === 'o' ? 8 : 16);
  const prefix = !flags.includes('#') || number === 0n ? '' : letter === 'o' ? '0' : '0x';
  return letter === 'X' ? (prefix + text).toUpperCase() : prefix + text;
}

function pad(text: string, width: number, flags: string, numeric: boolean): string {
  if (text.length >= width) return text;
  if (flags.includes('-')) return text.padEnd(width);
  if (!numeric || !flags.includes('0')) return text.padStart(width);
  const [sign = ''] = /^[-+ ]?(?:0[xX])?/.exec(text) ?? [];
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

/** printf's work; undefined when there are fewer values than the format asks for. */
export function sprintf(
  format: string,
  values: readonly Value[],
  style: NumberStyle,
  lenient = false,
): string | undefined {
  let used = 0;
  let missing = false;
  const take = (): Value => {
    if (used >= values.length) missing = true;
    return values[used++];
  };
  const result = format.replace(/%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlLqjzt]*([diouxXcsaAeEfFgG]))/g, (all: string, flags: string | undefined, widthText: string | undefined, precisionText: string | undefined, letter: string | undefined) => {
    if (letter === undefined) return '%';
    let marks = flags ?? '';
    let width = widthText === '*' ? toNumber(take()) : Number(widthText ?? 0);
    if (width < 0) {
      marks += '-';
      width = -width;
    }
    const given = precisionText === '*' ? toNumber(take()) : precisionText === undefined ? undefined : Number(precisionText);
    const precision = given ?? (/\.[hlLqjzt]*\w$/.test(all) ? 0 : undefined);
    const value = take();
    switch (letter) {
      case 'c':
        return pad(character(value), width, marks, false);
      case 's':
        return pad(toText(value, '%.6g', style).slice(0, precision), width, marks, false);
      case 'd':
      case 'i': {
        const text = whole(toNumber(value), false);
        const digits = text.replace('-', '').padStart(precision ?? 0, '0');
        return pad(signed(text.startsWith('-') ? `-${digits}` : digits, marks), width, precision === undefined ? marks : marks.replaceAll('0', ''), true);
      }
      case 'u':
        return pad(whole(toNumber(value), true).padStart(precision ?? 0, '0'), width, marks, true);
      case 'o':
      case 'x':
      case 'X':
        return pad(based(toNumber(value), letter, marks).padStart(precision ?? 0, '0'), width, marks, true);
      default: {
        const number = toNumber(value);
        return pad(float(number, letter, marks, precision ?? 6), width, Number.isFinite(number) ? marks : marks.replaceAll('0', ''), true);
      }
    }
  }); // prettier-ignore
  return missing && !lenient ? undefined : result;
}
