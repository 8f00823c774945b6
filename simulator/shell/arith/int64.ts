/**
 * 64-bit integers as shells count with them: they wrap around silently. A value is a plain number while that is
 * exact and a bigint beyond, so that everyday loops cost no bigint arithmetic.
 */
export type Int = number | bigint;

export function toInt(value: bigint): Int {
  const wrapped = BigInt.asIntN(64, value);
  const small = Number(wrapped);
  return Number.isSafeInteger(small) ? small : wrapped;
}

export function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toInt(BigInt(a) + BigInt(b));
}

export function subtract(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return toInt(BigInt(a) - BigInt(b));
}

export function multiply(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return toInt(BigInt(a) * BigInt(b));
}

/** Rounds toward zero. `b` is not 0. */
export function divide(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
  return toInt(BigInt(a) / BigInt(b));
}

/** The sign of the result is that of `a`. `b` is not 0. */
export function remainder(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0;
  return toInt(BigInt(a) % BigInt(b));
}

/** `exponent` is not negative. Squares repeatedly, so a huge exponent costs 64 steps. */
export function power(base: Int, exponent: Int): Int {
  let result: Int = 1;
  let square = base;
  for (let left = BigInt(exponent); left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

/** The processor uses the low six bits of the count. */
export function shiftLeft(a: Int, count: Int): Int {
  return toInt(BigInt(a) << BigInt.asUintN(6, BigInt(count)));
}

export function shiftRight(a: Int, count: Int): Int {
  return toInt(BigInt(a) >> BigInt.asUintN(6, BigInt(count)));
}

export function bitwise(operator: '&' | '|' | '^', a: Int, b: Int): Int {
  if (isWord(a) && isWord(b)) return operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
  const x = BigInt(a);
  const y = BigInt(b);
  return toInt(operator === '&' ? x & y : operator === '|' ? x | y : x ^ y);
}

export function complement(a: Int): Int {
  return isWord(a) ? ~a : toInt(~a);
}

export function compare(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isZero(a: Int): boolean {
  return a === 0 || a === 0n || Object.is(a, -0);
}

function isWord(a: Int): a is number {
  return typeof a === 'number' && a === (a | 0);
}

/**
 * The value of digits in `base` (2 to 64), as bash reads them: up to base 36 letters of either case, beyond that
 * lower case before upper case, then @ and _. Undefined when a digit is too great for the base.
 */
export function parseDigits(digits: string, base: number, saturate = false): Int | undefined {
  let value = 0n;
  const radix = BigInt(base);
  for (const char of digits) {
    const digit = digitValue(char, base);
    if (digit >= base) return undefined;
    value = value * radix + BigInt(digit);
  }
  if (saturate && value > 0x7fffffffffffffffn) return 0x7fffffffffffffffn;
  return toInt(value);
}

function digitValue(char: string, base: number): number {
  if (char >= '0' && char <= '9') return Number(char);
  if (char === '@') return 62;
  if (char === '_') return 63;
  if (char >= 'a' && char <= 'z') return char.charCodeAt(0) - 87;
  if (char >= 'A' && char <= 'Z') return char.charCodeAt(0) - (base <= 36 ? 55 : 29);
  return 99;
}

/** A decimal, octal (0...) or hexadecimal (0x...) integer with an optional sign, whole; undefined otherwise. */
export function parseInteger(text: string): Int | undefined {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)\s*$/.exec(text);
  const body = match?.[2];
  if (body === undefined) return undefined;
  const value = unsignedLiteral(body);
  return value === undefined ? undefined : match?.[1] === '-' ? subtract(0, value) : value;
}

/** A decimal integer with an optional sign, as `test` and `exit` read it; undefined otherwise. */
export function parseDecimal(text: string): Int | undefined {
  const match = /^\s*([+-]?[0-9]+)\s*$/.exec(text);
  const digits = match?.[1];
  if (digits === undefined) return undefined;
  if (digits.length < 15) return Number(digits) + 0;
  const value = BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
  return BigInt.asIntN(64, value) === value ? toInt(value) : undefined;
}

function unsignedLiteral(body: string): Int | undefined {
  if (/^0[xX]/.test(body)) return parseDigits(body.slice(2), 16);
  if (body.length > 1 && body.startsWith('0')) return parseDigits(body.slice(1), 8);
  return body.length < 15 ? Number(body) : parseDigits(body, 10);
}
