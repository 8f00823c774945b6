/** Exact decimal numbers: DECIMAL columns, literals with a point, and what comes of computing with them. */
const MAX_SCALE = 30;

export class Decimal {
  readonly digits: bigint;
  readonly scale: number;

  constructor(digits: bigint, scale: number) {
    this.digits = digits;
    this.scale = scale;
  }

  static parse(text: string): Decimal {
    const [, sign = '', whole = '', fraction = '', exponent] =
      /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?/.exec(text) ?? [];
    const digits = BigInt(`${whole}${fraction}` === '' ? 0 : `${whole}${fraction}`);
    const value = new Decimal(sign === '-' ? -digits : digits, fraction.length);
    const shift = Number(exponent ?? 0);
    if (shift === 0) return value;
    return shift > 0
      ? new Decimal(value.digits * 10n ** BigInt(Math.min(shift, 80)), value.scale)
      : new Decimal(value.digits, value.scale - Math.max(shift, -80)).round(MAX_SCALE);
  }

  /** Half away from zero. Raising the scale appends zeros. */
  round(scale: number): Decimal {
    if (scale >= this.scale) return new Decimal(this.digits * 10n ** BigInt(scale - this.scale), scale);
    return new Decimal(roundedQuotient(this.digits, 10n ** BigInt(this.scale - scale)), scale);
  }

  truncate(scale: number): Decimal {
    if (scale >= this.scale) return this.round(scale);
    return new Decimal(this.digits / 10n ** BigInt(this.scale - scale), scale);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.round(scale).digits + other.round(scale).digits, scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    const product = new Decimal(this.digits * other.digits, this.scale + other.scale);
    return product.scale > MAX_SCALE ? product.round(MAX_SCALE) : product;
  }

  /** The scale grows by four, as div_precision_increment says. The divisor is not zero. */
  over(other: Decimal, extra = 4): Decimal {
    const scale = Math.min(this.scale + extra, MAX_SCALE);
    const numerator = this.digits * 10n ** BigInt(scale - this.scale + other.scale);
    return new Decimal(roundedQuotient(numerator, other.digits), scale);
  }

  modulo(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.round(scale).digits % other.round(scale).digits, scale);
  }

  negated(): Decimal {
    return new Decimal(-this.digits, this.scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.round(scale).digits, other.round(scale).digits];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toBigInt(): bigint {
    return this.round(0).digits;
  }

  toString(): string {
    if (this.scale === 0) return String(this.digits);
    const negative = this.digits < 0n;
    const text = String(negative ? -this.digits : this.digits).padStart(this.scale + 1, '0');
    return `${negative ? '-' : ''}${text.slice(0, -this.scale)}.${text.slice(-this.scale)}`;
  }
}

function roundedQuotient(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  const rest = numerator % divisor;
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  if (size(rest) * 2n < size(divisor)) return quotient;
  return quotient + (numerator < 0n !== divisor < 0n ? -1n : 1n);
}
