/**
 * Go's strconv, as far as docker's output shows it: which texts are numbers, the errors for those that are not, and
 * quoted strings. The sentences are those that flag errors and template errors end in.
 */

/** The three reasons of strconv.NumError. */
export type NumReason = 'invalid syntax' | 'value out of range';

/** strconv.NumError: prints as `strconv.ParseInt: parsing "x": invalid syntax`. */
export class NumError extends Error {
  readonly reason: string;
  constructor(func: string, text: string, reason: string) {
    super(`strconv.${func}: parsing ${quote(text)}: ${reason}`);
    this.name = 'NumError';
    this.reason = reason;
  }
}

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

export function parseBool(text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw new NumError('ParseBool', text, 'invalid syntax');
}

const DIGITS: Readonly<Record<number, RegExp>> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-fA-F]+$/ };
const PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** The digits and base of an unsigned literal where base 0 means "as its prefix says", with underscores between digits. */
function literal(text: string, base: number): { digits: string; base: number } | undefined {
  if (base !== 0) return { digits: text, base };
  const found = /^0([xX]|[oO]|[bB])(.*)$/s.exec(text);
  let digits = text;
  let actual = 10;
  if (found) {
    actual = { x: 16, o: 8, b: 2 }[(found[1] ?? '').toLowerCase()] ?? 10;
    digits = (found[2] ?? '').replace(/^_/, '');
  } else if (text.length > 1 && text.startsWith('0')) {
    actual = 8;
    digits = text.slice(1).replace(/^_/, '');
  }
  if (/__|_$|^_/.test(digits)) return undefined;
  return { digits: digits.replaceAll('_', ''), base: actual };
}

/** The magnitude as a big integer, or undefined where the text is no number. */
function magnitude(text: string, base: number): bigint | undefined {
  const parts = literal(text, base);
  if (!parts || !(DIGITS[parts.base]?.test(parts.digits) ?? false)) return undefined;
  return BigInt((PREFIX[parts.base] ?? '') + parts.digits);
}

/** strconv.ParseInt. `func` names the caller in errors (Atoi reports itself). Values beyond 2^53 lose precision. */
export function parseInteger(text: string, base = 10, bits = 64, func = 'ParseInt'): number {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const value = magnitude(text.slice(sign.length), base);
  if (value === undefined) throw new NumError(func, text, 'invalid syntax');
  const limit = 1n << BigInt(bits - 1);
  if (sign === '-' ? value > limit : value >= limit) throw new NumError(func, text, 'value out of range');
  return Number(sign === '-' ? -value : value);
}

export const atoi = (text: string): number => parseInteger(text, 10, 64, 'Atoi');

/** strconv.ParseUint. */
export function parseUnsigned(text: string, base = 10, bits = 64): number {
  const value = magnitude(text, base);
  if (value === undefined) throw new NumError('ParseUint', text, 'invalid syntax');
  if (value >= 1n << BigInt(bits)) throw new NumError('ParseUint', text, 'value out of range');
  return Number(value);
}

/** strconv.ParseFloat for decimal notation, infinities and NaN. */
export function parseFloat64(text: string): number {
  if (/^[+-]?(inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw new NumError('ParseFloat', text, 'invalid syntax');
  const value = Number(text);
  if (!Number.isFinite(value)) throw new NumError('ParseFloat', text, 'value out of range');
  return value;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\',
}; // prettier-ignore

/** What unicode.IsPrint says: letters, marks, numbers, punctuation, symbols and the plain space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escaped(char: string, delimiter: string): string {
  if (char === delimiter) return `\\${char}`;
  const short = ESCAPES[char];
  if (short !== undefined) return short;
  if (PRINTABLE.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** strconv.Quote: the text as a Go string literal in double quotes. */
export function quote(text: string): string {
  let out = '"';
  for (const char of text) out += escaped(char, '"');
  return `${out}"`;
}

/** strconv.QuoteRune: one character as a Go rune literal. */
export function quoteRune(char: string): string {
  return `'${escaped(char, "'")}'`;
}
