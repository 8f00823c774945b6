/** Numbers as `printf` reads its arguments. */
import { parseDigits, subtract } from '../arith/int64.ts';

export interface ReadNumber {
  value: number | bigint;
  fault: 'number' | 'octal' | 'hex' | 'range' | undefined;
  /** At least one digit was read. */
  converted: boolean;
}

/** C integer constants, or a quote and a character; what follows the number is a fault but the number counts. */
export function readNumber(text: string): ReadNumber {
  const quoted = /^["'](.?)/su.exec(text);
  if (quoted !== null) return { value: (quoted[1] ?? '').codePointAt(0) ?? 0, fault: undefined, converted: true };
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  const body = match?.[2];
  if (match === null || body === undefined) return { value: 0, fault: 'number', converted: false };
  const unsigned = digitsOf(body);
  const rest = text.slice(match[0].length);
  const tooGreat =
    BigInt(body.startsWith('0') && /^0[0-7]/.test(body) ? `0o${body.slice(1)}` : body) > 0x7fffffffffffffffn;
  const value = match[1] === '-' ? subtract(0, unsigned) : unsigned;
  if (rest !== '') return { value, fault: faultOf(body, rest), converted: true };
  return tooGreat
    ? { value: match[1] === '-' ? -0x8000000000000000n : 0x7fffffffffffffffn, fault: 'range', converted: true }
    : { value, fault: undefined, converted: true };
}

function digitsOf(body: string): number | bigint {
  if (/^0[xX]/.test(body)) return parseDigits(body.slice(2), 16, true) ?? 0;
  return parseDigits(body, body.length > 1 && body.startsWith('0') ? 8 : 10, true) ?? 0;
}

function faultOf(body: string, rest: string): 'number' | 'octal' | 'hex' {
  if (body === '0' && /^[xX]/.test(rest)) return 'hex';
  return body.startsWith('0') && /^[89]/.test(rest) ? 'octal' : 'number';
}

export function readFloat(text: string): ReadNumber {
  const quoted = /^["'](.?)/su.exec(text);
  if (quoted !== null) return { value: (quoted[1] ?? '').codePointAt(0) ?? 0, fault: undefined, converted: true };
  const match = /^\s*([+-]?(?:inf(?:inity)?|nan|0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))/i.exec(text);
  const body = match?.[1];
  if (match === null || body === undefined) return { value: 0, fault: 'number', converted: false };
  const value = /inf/i.test(body) ? (body.startsWith('-') ? -Infinity : Infinity) : Number(body);
  return { value, fault: text.length === match[0].length ? undefined : 'number', converted: true };
}
