/** Numbers: what the operators do with ints and floats, exactly as CPython counts. */
import { floatType, PyFloat, shortest, type Value } from './core.ts';
import { OverflowError, raise, ZeroDivisionError, valueError, MemoryError } from './exceptions.ts';

/** The operators by number (compile/ops.ts). */
const ADD = 0, SUBTRACT = 1, MULTIPLY = 2, DIVIDE = 3, FLOOR = 4, MODULO = 5, POWER = 6, LEFT = 8, RIGHT = 9, AND = 10, OR = 11, XOR = 12; // prettier-ignore

/** Larger results than this many bits are refused, as memory would be. */
const MOST_BITS = 64_000_000;

export function addNumbers(left: number, right: number, op: number): Value {
  const result = op === ADD ? left + right : op === SUBTRACT ? left - right : left * right;
  if (result <= 9007199254740991 && result >= -9007199254740991) return result === 0 ? 0 : result;
  const [a, b] = [BigInt(left), BigInt(right)];
  return shortest(op === ADD ? a + b : op === SUBTRACT ? a - b : a * b);
}

/** The result for ints, bools and floats; undefined for everything else. */
export function arithmetic(left: Value, right: Value, op: number): Value | undefined {
  const a = plainNumber(left);
  if (a === undefined) return undefined;
  const b = plainNumber(right);
  if (b === undefined) return undefined;
  if (left instanceof PyFloat || right instanceof PyFloat) return floatArithmetic(toFloat(a), toFloat(b), op);
  if (typeof left === 'boolean' && typeof right === 'boolean' && op >= AND) {
    return op === AND ? left && right : op === OR ? left || right : left !== right;
  }
  return integerArithmetic(a, b, op);
}

function plainNumber(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof PyFloat) return value.cls === floatType ? value.value : undefined;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

export function toFloat(value: number | bigint): number {
  if (typeof value === 'number') return value;
  const result = Number(value);
  if (!Number.isFinite(result)) throw raise(OverflowError, 'int too large to convert to float');
  return result;
}

export function floatArithmetic(a: number, b: number, op: number): Value | undefined {
  switch (op) {
    case ADD: return new PyFloat(a + b);
    case SUBTRACT: return new PyFloat(a - b);
    case MULTIPLY: return new PyFloat(a * b);
    case DIVIDE:
      if (b === 0) throw raise(ZeroDivisionError, 'float division by zero');
      return new PyFloat(a / b);
    case FLOOR:
      if (b === 0) throw raise(ZeroDivisionError, 'float floor division by zero');
      return new PyFloat(floatDivmod(a, b)[0]);
    case MODULO:
      if (b === 0) throw raise(ZeroDivisionError, 'float modulo by zero');
      return new PyFloat(floatDivmod(a, b)[1]);
    case POWER: return floatPower(a, b);
    default: return undefined;
  }
} // prettier-ignore

export function floatDivmod(a: number, b: number): [number, number] {
  let mod = a % b;
  let div = (a - mod) / b;
  if (mod !== 0) {
    if (b < 0 !== mod < 0) {
      mod += b;
      div -= 1;
    }
  } else mod = b < 0 ? -0 : 0;
  if (div === 0) return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, mod];
  const floor = Math.floor(div);
  return [div - floor > 0.5 ? floor + 1 : floor, mod];
}

function floatPower(a: number, b: number): Value | undefined {
  if (a === 0 && b < 0) throw raise(ZeroDivisionError, 'zero to a negative power');
  // A negative base to a fraction is complex.
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) return undefined;
  if (a === 1 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))) return new PyFloat(1);
  const result = Math.pow(a, b);
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw raise(OverflowError, 34, 'Numerical result out of range');
  }
  return new PyFloat(result);
}

export function integerArithmetic(a: number | bigint, b: number | bigint, op: number): Value | undefined {
  switch (op) {
    case ADD:
    case SUBTRACT:
    case MULTIPLY:
      if (typeof a === 'number' && typeof b === 'number') return addNumbers(a, b, op);
      if (op === MULTIPLY && bits(a) + bits(b) > MOST_BITS) throw raise(MemoryError);
      return shortest(op === ADD ? BigInt(a) + BigInt(b) : op === SUBTRACT ? BigInt(a) - BigInt(b) : BigInt(a) * BigInt(b)); // prettier-ignore
    case DIVIDE: {
      if (Number(b) === 0) throw raise(ZeroDivisionError, 'division by zero');
      return new PyFloat(divide(a, b));
    }
    case FLOOR:
      return integerDivmod(a, b, 'integer division or modulo by zero')[0];
    case MODULO:
      return integerDivmod(a, b, 'integer modulo by zero')[1];
    case POWER:
      return integerPower(a, b);
    case LEFT:
      return shift(a, b);
    case RIGHT: {
      if (b < 0) throw valueError('negative shift count');
      if (b > 1_000_000_000) return a < 0 ? -1 : 0;
      return shortest(BigInt(a) >> BigInt(b));
    }
    case AND:
      return small(a) && small(b) ? Number(a) & Number(b) : shortest(BigInt(a) & BigInt(b));
    case OR:
      return small(a) && small(b) ? Number(a) | Number(b) : shortest(BigInt(a) | BigInt(b));
    case XOR:
      return small(a) && small(b) ? Number(a) ^ Number(b) : shortest(BigInt(a) ^ BigInt(b));
    default:
      return undefined;
  }
}

function divide(a: number | bigint, b: number | bigint): number {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y) && Math.abs(x) < 2 ** 900) {
    // Correctly rounded by way of 64 bits of the quotient.
    const negative = BigInt(a) < 0n !== BigInt(b) < 0n;
    const [n, d] = [absolute(BigInt(a)), absolute(BigInt(b))];
    const extra = Math.max(0, 66 - (n.toString(2).length - d.toString(2).length));
    const quotient = (n << BigInt(extra)) / d;
    const sticky = (n << BigInt(extra)) % d === 0n ? 0n : 1n;
    const result = Number((quotient << 1n) | sticky) / 2 ** (extra + 1);
    return negative ? -result : result;
  }
  const scale = BigInt(Math.max(0, bits(a) - 1000));
  const result = Number(BigInt(a) >> scale) / Number(BigInt(b) >> scale || 1n);
  if (!Number.isFinite(result)) throw raise(OverflowError, 'integer division result too large for a float');
  return result;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function small(value: number | bigint): boolean {
  return value >= -2147483648 && value <= 2147483647;
}

export function bits(value: number | bigint): number {
  return typeof value === 'number'
    ? Math.ceil(Math.log2(Math.abs(value) + 1))
    : absolute(value).toString(16).length * 4;
}

export function integerDivmod(
  a: number | bigint,
  b: number | bigint,
  message: string,
): [number | bigint, number | bigint] {
  if (Number(b) === 0) throw raise(ZeroDivisionError, message);
  if (typeof a === 'number' && typeof b === 'number') {
    const floor = Math.floor(a / b);
    if (Math.abs(a) < 4503599627370496) {
      const mod = a - floor * b;
      // A quotient that was rounded up to a whole number leaves a remainder of the wrong sign.
      if (mod !== 0 && mod < 0 !== b < 0) return [floor - 1, mod + b];
      return [floor === 0 ? 0 : floor, mod === 0 ? 0 : mod];
    }
  }
  const [x, y] = [BigInt(a), BigInt(b)];
  let div = x / y;
  let mod = x % y;
  if (mod !== 0n && mod < 0n !== y < 0n) {
    div -= 1n;
    mod += y;
  }
  return [shortest(div), shortest(mod)];
}

function integerPower(a: number | bigint, b: number | bigint): Value {
  if (b < 0) {
    if (Number(a) === 0) throw raise(ZeroDivisionError, 'zero to a negative power');
    return new PyFloat(Math.pow(toFloat(a), toFloat(b)));
  }
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = Math.pow(a, b);
    if (Math.abs(quick) <= 9007199254740991) return quick === 0 ? 0 : quick;
  }
  if (bits(a) * Number(b) > MOST_BITS) throw raise(MemoryError);
  return shortest(BigInt(a) ** BigInt(b));
}

function shift(a: number | bigint, b: number | bigint): Value {
  if (b < 0) throw valueError('negative shift count');
  if (Number(a) === 0) return 0;
  if (Number(b) > MOST_BITS) throw raise(MemoryError);
  return shortest(BigInt(a) << BigInt(b));
}

/** The result of a comparison (compile/ops.ts: < <= == != > >=) where no call is needed. */
export function compareQuickly(left: Value, right: Value, op: number): boolean | undefined {
  if (typeof left === 'number' && typeof right === 'number') return order(left, right, op);
  if (typeof left === 'string' && typeof right === 'string') return order(left, right, op);
  const a = plainNumber(left);
  const b = plainNumber(right);
  if (a !== undefined && b !== undefined) return order(a, b, op);
  if (op === 2 || op === 3) {
    const known = (value: Value, number: number | bigint | undefined): boolean => value === null || number !== undefined || typeof value === 'string'; // prettier-ignore
    if (known(left, a) && known(right, b)) return (left === right) === (op === 2);
  }
  return undefined;
}

/** JavaScript compares a bigint and a number exactly; `==` is needed where the kinds differ. */
function order<T extends number | bigint | string>(a: T, b: T, op: number): boolean {
  switch (op) {
    case 0: return a < b;
    case 1: return a <= b;
    case 2: return typeof a === typeof b ? a === b : a <= b && a >= b;
    case 3: return typeof a === typeof b ? a !== b : !(a <= b && a >= b);
    case 4: return a > b;
    default: return a >= b;
  }
} // prettier-ignore

/** repr() of a float: the shortest digits that read back the same. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? []; // prettier-ignore
  const digits = whole + fraction;
  const point = Number(exponent);
  if (point < -4 || point >= 16) {
    const text = Math.abs(point).toString().padStart(2, '0');
    return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}e${point < 0 ? '-' : '+'}${text}`;
  }
  if (point < 0) return `${sign}0.${'0'.repeat(-point - 1)}${digits}`;
  if (digits.length <= point + 1) return `${sign}${digits.padEnd(point + 1, '0')}.0`;
  return `${sign}${digits.slice(0, point + 1)}.${digits.slice(point + 1)}`;
}
