/** The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import { floatRepr } from './arithmetic.ts';
import { OverflowError, raise, valueError } from './exceptions.ts';
import { characters, textLength } from './text.ts';

export interface Spec {
  fill: string;
  align: string;
  sign: string;
  alternate: boolean;
  zero: boolean;
  width: number;
  grouping: string;
  precision: number | undefined;
  type: string;
  negativeZero: boolean;
}

const SPEC = /^(?:([^])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([^])?$/u;
const MOST = 1_000_000;

export function parseSpec(text: string, typeName: string): Spec {
  const match = SPEC.exec(text);
  if (match === null) {
    if (/\.$|\.[^\d]/.test(text)) throw valueError('Format specifier missing precision');
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  }
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, type] = match;
  const wide = Number(width ?? 0);
  if (wide > MOST || Number(precision ?? 0) > MOST) throw valueError('Too many decimal digits in format string');
  return {
    fill: fill ?? (zero !== undefined && align === undefined ? '0' : ' '),
    align: align ?? (zero !== undefined ? '=' : ''),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: wide,
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
    negativeZero: z !== undefined,
  };
}

export function unknownCode(type: string, typeName: string): Error {
  return valueError(`Unknown format code '${type}' for object of type '${typeName}'`);
}

function padded(text: string, spec: Spec, fallback: string): string {
  const missing = spec.width - textLength(text);
  if (missing <= 0) return text;
  const align = spec.align === '' ? fallback : spec.align;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '^') {
    const left = Math.floor(missing / 2);
    return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
  }
  return spec.fill.repeat(missing) + text;
}

export function formatText(text: string, format: string): string {
  if (format === '') return text;
  const spec = parseSpec(format, 'str');
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, 'str');
  if (spec.sign !== '-' || /^(?:.?[<>=^])?-/.test(format))
    throw valueError('Sign not allowed in string format specifier');
  if (spec.align === '=' && !spec.zero) throw valueError("'=' alignment not allowed in string format specifier");
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.align === '=') spec.align = '<';
  const cut = spec.precision === undefined ? text : characters(text).slice(0, spec.precision).join('');
  return padded(cut, spec, '<');
}

function grouped(digits: string, separator: string, size: number): string {
  let out = '';
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % size === 0) out += separator;
    out += digits.charAt(i);
  }
  return out;
}

/** Sign, prefix and digits put together and padded; zeros go between sign and digits. */
function assembled(negative: boolean, prefix: string, whole: string, rest: string, spec: Spec, size = 3): string {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  let digits = spec.grouping === '' ? whole : grouped(whole, spec.grouping, size);
  if (spec.align === '=' || (spec.zero && spec.align === '')) {
    if (spec.fill === '0' && spec.grouping !== '') {
      let bare = whole;
      while (sign.length + prefix.length + digits.length + rest.length < spec.width) {
        bare = `0${bare}`;
        digits = grouped(bare, spec.grouping, size);
      }
    }
    const missing = spec.width - sign.length - prefix.length - digits.length - rest.length;
    return sign + prefix + (missing > 0 ? spec.fill.repeat(missing) : '') + digits + rest;
  }
  return padded(sign + prefix + digits + rest, spec, '>');
}

export function formatInteger(value: number | bigint, format: string, typeName = 'int'): string {
  if (format === '') return String(value);
  const spec = parseSpec(format, typeName);
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') {
    const float = Number(value);
    if (!Number.isFinite(float)) throw raise(OverflowError, 'int too large to convert to float');
    return formatFloat(float, format);
  }
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  const negative = value < 0;
  const magnitude = negative ? -value : value;
  switch (spec.type) {
    case '':
    case 'd':
    case 'n':
      return assembled(negative, '', magnitude.toString(), '', spec);
    case 'b':
      return assembled(negative, spec.alternate ? '0b' : '', magnitude.toString(2), '', spec, 4);
    case 'o':
      return assembled(negative, spec.alternate ? '0o' : '', magnitude.toString(8), '', spec, 4);
    case 'x':
      return assembled(negative, spec.alternate ? '0x' : '', magnitude.toString(16), '', spec, 4);
    case 'X':
      return assembled(negative, spec.alternate ? '0X' : '', magnitude.toString(16).toUpperCase(), '', spec, 4);
    case 'c':
      if (value < 0 || value > 0x10ffff) throw raise(OverflowError, '%c arg not in range(0x110000)');
      return padded(String.fromCodePoint(Number(value)), spec, '<');
    default:
      throw unknownCode(spec.type, typeName);
  }
}

/** Digits after the point, rounded half to even as exact decimal arithmetic does. */
export function fixed(value: number, precision: number): string {
  if (precision <= 100 && Math.abs(value) < 1e21) return value.toFixed(precision);
  if (Math.abs(value) >= 1e21) return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  return value.toFixed(100) + '0'.repeat(precision - 100);
}

export function exponential(value: number, precision: number): string {
  const text = value.toExponential(Math.min(precision, 100));
  const [mantissa = '', exponent = '+0'] = text.split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${mantissa}${precision > 100 ? '0'.repeat(precision - 100) : ''}e${exponent.charAt(0)}${digits}`;
}

export function general(value: number, precision: number, alternate: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  if (value === 0) return alternate ? `0.${'0'.repeat(digits - 1)}` : '0';
  const exponent = Number(value.toExponential(Math.min(digits - 1, 100)).split('e')[1]);
  if (exponent < -4 || exponent >= digits) {
    const text = exponential(value, digits - 1);
    if (alternate) return text;
    const [mantissa = '', power = ''] = text.split('e');
    return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e${power}`;
  }
  const text = fixed(value, Math.max(0, digits - 1 - exponent));
  return alternate || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
}

export function formatFloat(value: number, format: string): string {
  if (format === '') return floatRepr(value);
  const spec = parseSpec(format, 'float');
  let negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const upper = 'EFG'.includes(spec.type) && spec.type !== '';
  if (!Number.isFinite(magnitude)) {
    const word = Number.isNaN(magnitude) ? 'nan' : 'inf';
    const text = (upper ? word.toUpperCase() : word) + (spec.type === '%' ? '%' : '');
    if (spec.fill === '0' && spec.zero) spec.fill = '0';
    return assembled(negative && word === 'inf', '', text, '', { ...spec, grouping: '' });
  }
  const precision = spec.precision ?? 6;
  let text: string;
  switch (spec.type.toLowerCase()) {
    case 'f':
      text = fixed(magnitude, precision);
      break;
    case 'e':
      text = exponential(magnitude, precision);
      break;
    case 'g':
    case 'n':
      text = general(magnitude, precision, spec.alternate);
      break;
    case '%':
      text = `${fixed(magnitude * 100, precision)}%`;
      break;
    case '':
      if (spec.precision === undefined) text = floatRepr(magnitude);
      else {
        text = general(magnitude, spec.precision, spec.alternate);
        const wholeOnly = /^\d+$/.test(text);
        if (wholeOnly && text.length >= (spec.precision || 1)) text = exponentialIfLong(magnitude, spec.precision);
        else if (wholeOnly) text += '.0';
      }
      break;
    default:
      throw unknownCode(spec.type, 'float');
  }
  if (spec.alternate && spec.precision === 0 && !text.includes('.')) text += '.';
  if (upper) text = text.toUpperCase();
  if (spec.negativeZero && negative && /^[0.%]+$/.test(text)) negative = false;
  const [, whole = '', rest = ''] = /^(\d+)([^]*)$/.exec(text) ?? [];
  return assembled(negative, '', whole, rest, spec);
}

function exponentialIfLong(value: number, precision: number): string {
  const digits = precision || 1;
  const exponent = Math.floor(Math.log10(value));
  if (exponent >= digits) return general(value, precision, false);
  const text = exponential(value, digits - 1).replace(/\.?0+e/, 'e');
  return text.replace(/e\+00$/, '').replace(/^(\d)e/, '$1e');
}
