/** Conversions of `printf` put into their places. */
import { toBytes } from '../text/raw.ts';

export interface Placing {
  flags: string;
  width: number;
  precision: number | undefined;
}

/** Widths count bytes unless the locale is UTF-8 (bash counts characters then). */
export function pad(text: string, place: Placing, utf8: boolean): string {
  const length = /^[\x00-\x7f]*$/.test(text) ? text.length : utf8 ? Array.from(text).length : toBytes(text).length;
  const fill = ' '.repeat(Math.max(0, Math.min(place.width, 1_000_000) - length));
  return place.flags.includes('-') ? text + fill : fill + text;
}

export function formatInteger(letter: string, value: number | bigint, place: Placing): string {
  const signed = letter === 'd' || letter === 'i';
  const big = BigInt(value);
  const negative = signed && big < 0n;
  const magnitude = signed ? (negative ? -big : big) : BigInt.asUintN(64, big);
  let digits = magnitude.toString(letter === 'o' ? 8 : letter.toLowerCase() === 'x' ? 16 : 10);
  if (letter === 'X') digits = digits.toUpperCase();
  digits = place.precision === 0 && magnitude === 0n ? '' : digits.padStart(place.precision ?? 0, '0');
  const sign = negative
    ? '-'
    : signed && place.flags.includes('+')
      ? '+'
      : signed && place.flags.includes(' ')
        ? ' '
        : '';
  return placeNumber(sign + alternate(letter, magnitude, digits, place), digits, place, place.precision === undefined);
}

function alternate(letter: string, magnitude: bigint, digits: string, place: Placing): string {
  if (!place.flags.includes('#') || magnitude === 0n) return digits;
  if (letter === 'o') return digits.startsWith('0') ? digits : `0${digits}`;
  return letter.toLowerCase() === 'x' ? `0${letter}${digits}` : digits;
}

function placeNumber(text: string, digits: string, place: Placing, zeros: boolean): string {
  if (place.flags.includes('-') || !place.flags.includes('0') || !zeros) return pad(text, place, false);
  const head = text.slice(0, text.length - digits.length);
  return head + digits.padStart(Math.max(0, place.width - head.length), '0');
}

export function formatFloat(letter: string, value: number, place: Placing): string {
  const body = Number.isFinite(value)
    ? finite(letter.toLowerCase(), Math.abs(value), place)
    : Number.isNaN(value)
      ? 'nan'
      : 'inf';
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : place.flags.includes('+') ? '+' : place.flags.includes(' ') ? ' ' : '';
  const text = /[A-Z]/.test(letter) ? body.toUpperCase() : body;
  return placeNumber(sign + text, text, place, Number.isFinite(value));
}

function finite(letter: string, value: number, place: Placing): string {
  const precision = Math.min(place.precision ?? 6, 100);
  if (letter === 'f') return value.toFixed(precision);
  if (letter === 'e') return exponential(value, precision);
  if (letter === 'a') return hexadecimal(value);
  return general(value, precision === 0 ? 1 : precision, place.flags.includes('#'));
}

function exponential(value: number, precision: number): string {
  return value.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepsZeros: boolean): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(value, precision - 1)
      : value.toFixed(Math.max(0, precision - 1 - exponent));
  return keepsZeros || !text.includes('.') ? text : text.replace(/\.?0+($|e)/, '$1');
}

/** `%a`: one hexadecimal digit before the point, as long double prints it is not attempted; double's form is. */
function hexadecimal(value: number): string {
  if (value === 0) return '0x0p+0';
  const exponent = Math.floor(Math.log2(value));
  const mantissa = (value / 2 ** exponent).toString(16);
  return `0x${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
