/** `text % values`, as printf does it. */
import {
  integerOf,
  isInstance,
  PyBytes,
  PyDict,
  PyFloat,
  PyTuple,
  stringOf,
  typeOf,
  type Value,
  type Work,
} from './core.ts';
import { OverflowError, raise, typeError, valueError } from './exceptions.ts';
import { exponential, fixed, general } from './format.ts';
import type { Vm } from '../vm/vm.ts';

const DIRECTIVE = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^])?/g;
const MOST = 1_000_000;

export function* percentFormat(vm: Vm, template: string, values: Value): Work<string> {
  const list = values instanceof PyTuple ? values.items : [values];
  const mapping = !(values instanceof PyTuple) && stringOf(values) === undefined && typeOf(values).lookup('__getitem__') !== undefined;
  let next = 0;
  let usedMapping = false;
  const take = (): Value => {
    const value = list[next++];
    if (value === undefined) throw typeError('not enough arguments for format string');
    return value;
  };
  const count = (text: string): number => {
    if (text !== '*') return Number(text);
    const integer = integerOf(take());
    if (integer === undefined) throw typeError('* wants int');
    return Number(integer);
  };
  let out = '';
  let at = 0;
  for (const match of template.matchAll(DIRECTIVE)) {
    const [all, key, flags = '', widthText, precisionText, code] = match;
    out += template.slice(at, match.index);
    at = match.index + all.length;
    if (code === undefined) throw valueError('incomplete format');
    if (code === '%') {
      out += '%';
      continue;
    }
    let value: Value | undefined;
    if (key !== undefined) {
      if (!mapping) throw typeError('format requires a mapping');
      usedMapping = true;
      value = yield* vm.getItem(values, key);
    }
    const width = widthText === undefined ? 0 : count(widthText);
    const precision = precisionText !== undefined ? count(precisionText) : /\.[hlL]?.$/.test(all) ? 0 : undefined;
    if (width > MOST || (precision ?? 0) > MOST) throw valueError('width too big');
    if (!'diouxXeEfFgGcrsa'.includes(code)) {
      throw valueError(`unsupported format character '${code}' (0x${code.charCodeAt(0).toString(16)}) at index ${at - 1}`);
    }
    value ??= take();
    const text = yield* convert(vm, value, code, flags, precision);
    const left = flags.includes('-') || width < 0;
    const size = Math.abs(width);
    if (text.length >= size) out += text;
    else if (left) out += text.padEnd(size);
    else if (flags.includes('0') && 'diouxXeEfFgG'.includes(code)) {
      const sign = /^[-+ ]?(?:0[xXoO])?/.exec(text)?.[0] ?? '';
      out += sign + text.slice(sign.length).padStart(size - sign.length, '0');
    } else out += text.padStart(size);
  }
  out += template.slice(at);
  const allUsed = next >= list.length || usedMapping || (mapping && next === 0) || (values instanceof PyDict && next === 0);
  if (!allUsed) throw typeError('not all arguments converted during string formatting');
  return out;
} // prettier-ignore

function* convert(vm: Vm, value: Value, code: string, flags: string, precision: number | undefined): Work<string> {
  const signed = (negative: boolean, digits: string): string => (negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits; // prettier-ignore
  switch (code) {
    case 's':
      return cut(value instanceof PyBytes ? yield* vm.repr(value) : yield* vm.str(value), precision);
    case 'r':
      return cut(yield* vm.repr(value), precision);
    case 'a':
      return cut(yield* vm.ascii(value), precision);
    case 'c': {
      const text = stringOf(value);
      if (text !== undefined) {
        if ([...text].length !== 1) throw typeError('%c requires an int or a unicode character, not a string of length ' + String([...text].length)); // prettier-ignore
        return text;
      }
      const integer = integerOf(value);
      if (integer === undefined)
        throw typeError(`%c requires an int or a unicode character, not ${typeOf(value).name}`);
      if (integer < 0 || integer > 0x10ffff) throw raise(OverflowError, '%c arg not in range(0x110000)');
      return String.fromCodePoint(Number(integer));
    }
    case 'd':
    case 'i':
    case 'u': {
      let integer = integerOf(value);
      if (integer === undefined) {
        if (!(value instanceof PyFloat)) {
          if (typeOf(value).lookup('__int__') === undefined) throw typeError(`%${code} format: a real number is required, not ${typeOf(value).name}`); // prettier-ignore
          integer = integerOf(yield* vm.callMethod(value, '__int__', [])) ?? 0;
        } else integer = BigInt(Math.trunc(value.value));
      }
      const digits = (integer < 0 ? -integer : integer).toString().padStart(precision ?? 0, '0');
      return signed(integer < 0, digits);
    }
    case 'x':
    case 'X':
    case 'o': {
      const integer = integerOf(value);
      if (integer === undefined) throw typeError(`%${code} format: an integer is required, not ${typeOf(value).name}`);
      let digits = (integer < 0 ? -integer : integer).toString(code === 'o' ? 8 : 16).padStart(precision ?? 0, '0');
      if (code === 'X') digits = digits.toUpperCase();
      return signed(integer < 0, (flags.includes('#') ? `0${code}` : '') + digits);
    }
    default: {
      let number = value instanceof PyFloat ? value.value : Number(integerOf(value) ?? NaN);
      if (!(value instanceof PyFloat) && integerOf(value) === undefined) {
        if (isInstance(value, typeOf('')) || typeOf(value).lookup('__float__') === undefined) throw typeError(`must be real number, not ${typeOf(value).name}`); // prettier-ignore
        const made = yield* vm.callMethod(value, '__float__', []);
        number = made instanceof PyFloat ? made.value : NaN;
      }
      const magnitude = Math.abs(number);
      const negative = number < 0 || Object.is(number, -0);
      if (!Number.isFinite(magnitude)) return signed(negative, Number.isNaN(magnitude) ? 'nan' : 'inf');
      const kind = code.toLowerCase();
      const digits = kind === 'f' ? fixed(magnitude, precision ?? 6) : kind === 'e' ? exponential(magnitude, precision ?? 6) : general(magnitude, precision ?? 6, flags.includes('#')); // prettier-ignore
      return signed(negative, code === kind ? digits : digits.toUpperCase());
    }
  }
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : text.slice(0, precision);
}
