/** bc's numbers: decimal, of any length, each with a scale (digits after the point). */

export interface Decimal {
  /** The value times ten to the power of the scale. */
  digits: bigint;
  scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

const ten = (power: number): bigint => 10n ** BigInt(power);

export function integer(value: bigint | number): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** With another scale; digits that are too many are cut off. */
export function rescale({ digits, scale }: Decimal, to: number): Decimal {
  return to >= scale
    ? { digits: digits * ten(to - scale), scale: to }
    : { digits: digits / ten(scale - to), scale: to };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale).digits + rescale(b, scale).digits, scale };
}

export function negate(a: Decimal): Decimal {
  return { digits: -a.digits, scale: a.scale };
}

export function compare(a: Decimal, b: Decimal): number {
  const { digits } = add(a, negate(b));
  return digits > 0n ? 1 : digits < 0n ? -1 : 0;
}

/** The scale of a product is that of its factors, cut to the larger of `scale` and theirs. */
export function multiply(a: Decimal, b: Decimal, scale: number): Decimal {
  const full = { digits: a.digits * b.digits, scale: a.scale + b.scale };
  return rescale(full, Math.min(full.scale, Math.max(scale, a.scale, b.scale)));
}

/** undefined by zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal | undefined {
  if (b.digits === 0n) return undefined;
  return { digits: (a.digits * ten(scale + b.scale)) / (b.digits * ten(a.scale)), scale };
}

export function remainder(a: Decimal, b: Decimal, scale: number): Decimal | undefined {
  const quotient = divide(a, b, scale);
  if (quotient === undefined) return undefined;
  const whole = Math.max(a.scale, b.scale + scale);
  const product = { digits: quotient.digits * b.digits, scale: quotient.scale + b.scale };
  return rescale(add(a, negate(product)), whole);
}

/** To a whole power. undefined for a negative power of zero. */
export function power(a: Decimal, exponent: number, scale: number): Decimal | undefined {
  if (exponent < 0) {
    const below = power(a, -exponent, Math.max(scale, a.scale));
    return below === undefined ? undefined : divide(integer(1), below, scale);
  }
  const full = { digits: a.digits ** BigInt(exponent), scale: a.scale * exponent };
  return rescale(full, Math.min(full.scale, Math.max(scale, a.scale)));
}

/** undefined for negative numbers. */
export function squareRoot(a: Decimal, scale: number): Decimal | undefined {
  if (a.digits < 0n) return undefined;
  const to = Math.max(scale, a.scale);
  const wanted = rescale(a, 2 * to).digits;
  if (wanted < 2n) return { digits: wanted, scale: to };
  let guess = 1n << BigInt((wanted.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (guess + wanted / guess) >> 1n;
    if (next >= guess) return { digits: guess, scale: to };
    guess = next;
  }
}

/** How many digits, as length() counts them. */
export function lengthOf({ digits, scale }: Decimal): number {
  const count = (digits < 0n ? -digits : digits).toString().length;
  return digits === 0n && scale > 0 ? scale : Math.max(count, scale);
}

export function parseDecimal(text: string, base: number): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  // A single digit counts in full whatever the base; in a longer number digits above the base count as the highest.
  const value = (char: string): bigint => {
    const digit = Number.parseInt(char, 36);
    return BigInt(text.length > 1 && digit >= base ? base - 1 : digit);
  };
  const radix = BigInt(base);
  let digits = 0n;
  for (const char of whole) digits = digits * radix + value(char);
  if (fraction === '') return { digits, scale: 0 };
  let parts = 0n;
  for (const char of fraction) parts = parts * radix + value(char);
  const cut = { digits: (parts * ten(fraction.length)) / radix ** BigInt(fraction.length), scale: fraction.length };
  return add(integer(digits), cut);
}

/** As bc prints it: no zero before the point, lines of at most 70 characters. */
export function format(a: Decimal, base: number): string {
  if (a.digits === 0n) return '0';
  const sign = a.digits < 0n ? '-' : '';
  const absolute = a.digits < 0n ? -a.digits : a.digits;
  const unit = ten(a.scale);
  const whole = absolute / unit;
  let text = sign + (whole === 0n && a.scale > 0 ? '' : inBase(whole, base));
  if (a.scale > 0) text += `.${fractionIn(absolute % unit, a.scale, base)}`;
  return folded(text);
}

function inBase(value: bigint, base: number): string {
  if (base <= 16) return value.toString(base).toUpperCase();
  const width = String(base - 1).length;
  const cells: string[] = [];
  for (let left = value; left > 0n; left /= BigInt(base)) cells.unshift(` ${String(left % BigInt(base)).padStart(width, '0')}`); // prettier-ignore
  return cells.join('');
}

function fractionIn(value: bigint, scale: number, base: number): string {
  if (base === 10) return value.toString().padStart(scale, '0');
  let text = '';
  let left = value;
  const unit = ten(scale);
  for (let reach = 1n; reach < unit; reach *= BigInt(base)) {
    left *= BigInt(base);
    text += (left / unit).toString(Math.min(base, 36)).toUpperCase();
    left %= unit;
  }
  return text;
}

function folded(text: string): string {
  return text.length < 70 ? text : text.replaceAll(/.{68}(?=.)/g, '$&\\\n');
}
