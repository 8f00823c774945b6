/** int, bool, float and complex. */
import { arithmetic, compareQuickly, floatArithmetic, floatDivmod, floatRepr, integerArithmetic, integerDivmod, toFloat } from '../objects/arithmetic.ts'; // prettier-ignore
import { complexType, PyComplex } from '../objects/complex.ts';
import { boolType, bytesType, floatType, integerOf, intType, NotImplemented, PyBoxed, PyBytes, PyFloat, PyTuple, PyType, shortest, stringOf, typeOf, type Value, type Work } from '../objects/core.ts'; // prettier-ignore
import { OverflowError, raise, typeError, valueError, ZeroDivisionError } from '../objects/exceptions.ts';
import { attribute, PyClassMethod } from '../objects/function.ts';
import { hashOfKey, plainEquals, plainHashes } from '../objects/keys.ts';
import { formatFloat, formatInteger } from '../objects/format.ts';
import { textRepr } from '../objects/text.ts';
import { fn, methods, raw, work } from '../native/define.ts';
import type { Vm } from '../vm/vm.ts';

const OPERATORS = [
  'add',
  'sub',
  'mul',
  'truediv',
  'floordiv',
  'mod',
  'pow',
  'matmul',
  'lshift',
  'rshift',
  'and',
  'or',
  'xor',
];
const COMPARE = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];

const integer = (value: Value): number | bigint => integerOf(value) ?? 0;

/** The number a float or an int is. */
export function floatOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value;
  const whole = integerOf(value);
  return whole === undefined ? undefined : toFloat(whole);
}

export function installNumbers(): void {
  const int = methods(intType);
  OPERATORS.forEach((name, op) => {
    if (op === 7) return;
    const apply = (a: Value, b: Value): Value => {
      const [x, y] = [integerOf(a), integerOf(b)];
      if (x === undefined || y === undefined) return NotImplemented;
      if (typeof a === 'boolean' && typeof b === 'boolean') return arithmetic(a, b, op) ?? NotImplemented;
      return integerArithmetic(x, y, op) ?? NotImplemented;
    };
    if (op === 6) {
      int.fn('__pow__(other, mod=None, /)', (_vm, a, b, mod = null) => (mod === null ? apply(a, b) : modularPower(integer(a), integer(b), integer(mod))));
      int.fn('__rpow__(other, mod=None, /)', (_vm, a, b) => apply(b, a));
    } else {
      int.fn(`__${name}__(other, /)`, (_vm, a, b) => apply(a, b));
      int.fn(`__r${name}__(other, /)`, (_vm, a, b) => apply(b, a));
    }
  });
  COMPARE.forEach((name, op) => {
    int.fn(`__${name}__(other, /)`, (_vm, a, b) => {
      const y = integerOf(b);
      return y === undefined ? NotImplemented : (compareQuickly(integer(a), y, op) ?? NotImplemented);
    });
  });
  int
    .fn('__repr__()', (_vm, self) => integerText(integer(self)))
    .fn('__str__()', (_vm, self) => integerText(integer(self)))
    .fn('__format__(spec, /)', (_vm, self, spec) => (typeof self === 'boolean' && spec === '' ? (self ? 'True' : 'False') : formatInteger(integer(self), stringOf(spec) ?? '', typeOf(self).name)))
    .fn('__hash__()', (_vm, self) => hashOfKey(null, integer(self)))
    .fn('__bool__()', (_vm, self) => Number(integer(self)) !== 0)
    .fn('__int__()', (_vm, self) => integer(self))
    .fn('__index__()', (_vm, self) => integer(self))
    .fn('__float__()', (_vm, self) => new PyFloat(toFloat(integer(self))))
    .fn('__neg__()', (_vm, self) => negated(integer(self)))
    .fn('__pos__()', (_vm, self) => integer(self))
    .fn('__abs__()', (_vm, self) => (integer(self) < 0 ? negated(integer(self)) : integer(self)))
    .fn('__invert__()', (_vm, self) => shortest(-BigInt(integer(self)) - 1n))
    .fn('__trunc__()', (_vm, self) => integer(self))
    .fn('__floor__()', (_vm, self) => integer(self))
    .fn('__ceil__()', (_vm, self) => integer(self))
    .fn('__round__(ndigits=None, /)', (_vm, self, digits = null) => roundInteger(integer(self), digits))
    .fn('__divmod__(other, /)', (_vm, a, b) => {
      const y = integerOf(b);
      return y === undefined ? NotImplemented : new PyTuple(integerDivmod(integer(a), y, 'integer division or modulo by zero'));
    })
    .fn('__rdivmod__(other, /)', (_vm, a, b) => {
      const y = integerOf(b);
      return y === undefined ? NotImplemented : new PyTuple(integerDivmod(y, integer(a), 'integer division or modulo by zero'));
    })
    .fn('bit_length()', (_vm, self) => { const v = BigInt(integer(self)); return v === 0n ? 0 : (v < 0n ? -v : v).toString(2).length; })
    .fn('bit_count()', (_vm, self) => { const v = BigInt(integer(self)); return (v < 0n ? -v : v).toString(2).replaceAll('0', '').length; })
    .fn('conjugate()', (_vm, self) => integer(self))
    .fn('is_integer()', () => true)
    .fn('as_integer_ratio()', (_vm, self) => new PyTuple([integer(self), 1]))
    .fn("to_bytes(length=1, byteorder='big', *, signed=False)", (_vm, self, length = 1, order = 'big', signed = false) => toBytes(integer(self), Number(integer(length)), order === 'little', signed === true));
  intType.ns.set('from_bytes', new PyClassMethod(fn("from_bytes(type, bytes, byteorder='big', *, signed=False)", (_vm, _type, bytes, order = 'big', signed = false) => fromBytes(bytes, order === 'little', signed === true))));
  intType.ns.set('__new__', work('__new__(cls, x=0, /, base=...)', function* (vm, cls, x = 0, base) { return yield* newInteger(vm, cls, x, base); }));
  for (const [name, value] of [['real', (v: Value): Value => integer(v)], ['imag', (): Value => 0], ['numerator', (v: Value): Value => integer(v)], ['denominator', (): Value => 1]] as const) {
    attribute(intType, name, (_vm, self) => value(self));
  }
  methods(boolType)
    .fn('__repr__()', (_vm, self) => (self === true ? 'True' : 'False'))
    .fn('__str__()', (_vm, self) => (self === true ? 'True' : 'False'));
  boolType.ns.set('__new__', work('__new__(cls, x=False, /)', function* (vm, _cls, x = false) { return yield* vm.truth(x); }));
  const [hash, eq] = [intType.ns.get('__hash__'), intType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
  installFloat();
  installComplex();
} // prettier-ignore

const MOST_DIGITS = 4300;

function integerText(value: number | bigint): string {
  const text = value.toString();
  if (text.length > MOST_DIGITS + 1) throw valueError(`Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`); // prettier-ignore
  return text;
}

function negated(value: number | bigint): number | bigint {
  return typeof value === 'number' ? (value === 0 ? 0 : -value) : shortest(-value);
}

function modularPower(base: number | bigint, exponent: number | bigint, modulus: number | bigint): Value {
  const m = BigInt(modulus);
  if (m === 0n) throw valueError('pow() 3rd argument cannot be 0');
  let e = BigInt(exponent);
  let b = ((BigInt(base) % m) + m) % m;
  if (e < 0n) {
    b = inverse(b, m);
    e = -e;
  }
  let result = 1n;
  while (e > 0n) {
    if (e & 1n) result = (result * b) % m;
    b = (b * b) % m;
    e >>= 1n;
  }
  const reduced = ((result % m) + m) % m;
  return shortest(m < 0n && reduced > 0n ? reduced + m : reduced);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const q = a / b;
    [a, b] = [b, a - q * b];
    [x, y] = [y, x - q * y];
  }
  if (a !== 1n) throw valueError('base is not invertible for the given modulus');
  return ((x % modulus) + modulus) % modulus;
}

function roundInteger(value: number | bigint, digits: Value): Value {
  const places = integerOf(digits);
  if (places === undefined || places >= 0) return value;
  const unit = 10n ** BigInt(-Number(places));
  const v = BigInt(value);
  let quotient = v / unit;
  let rest = v % unit;
  if (rest < 0n) {
    rest += unit;
    quotient -= 1n;
  }
  if (rest * 2n > unit || (rest * 2n === unit && quotient % 2n !== 0n)) quotient += 1n;
  return shortest(quotient * unit);
}

function toBytes(value: number | bigint, length: number, little: boolean, signed: boolean): Value {
  let v = BigInt(value);
  if (v < 0n && !signed) throw raise(OverflowError, "can't convert negative int to unsigned");
  const limit = 1n << BigInt(length * 8 - (signed ? 1 : 0));
  if (v >= limit || v < -limit) throw raise(OverflowError, 'int too big to convert');
  if (v < 0n) v += 1n << BigInt(length * 8);
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    bytes[little ? i : length - 1 - i] = Number(v & 255n);
    v >>= 8n;
  }
  return new PyBytes(bytes);
}

function fromBytes(source: Value, little: boolean, signed: boolean): Value {
  if (!(source instanceof PyBytes)) throw typeError(`cannot convert '${typeOf(source).name}' object to bytes`);
  let v = 0n;
  const { bytes } = source;
  for (let i = 0; i < bytes.length; i++) v = (v << 8n) | BigInt(bytes[little ? bytes.length - 1 - i : i] ?? 0);
  if (signed && bytes.length > 0 && v >> BigInt(bytes.length * 8 - 1)) v -= 1n << BigInt(bytes.length * 8);
  return shortest(v);
}

const PREFIXES: Readonly<Record<string, number>> = { '0x': 16, '0o': 8, '0b': 2 };

export function parseInteger(text: string, base: number): number | bigint | undefined {
  const [, sign = '', body = ''] = /^\s*([-+]?)([\w]+)\s*$/u.exec(text) ?? [];
  let digits = asciiDigits(body).toLowerCase();
  let radix = base;
  const prefix = PREFIXES[digits.slice(0, 2)];
  if (prefix !== undefined && (base === 0 || base === prefix)) {
    radix = prefix;
    digits = digits.slice(2).replace(/^_/, '');
  } else if (base === 0) {
    if (/^0[\d_]*[1-9]/.test(digits)) return undefined;
    radix = 10;
  }
  if (!/^[\da-z]+(?:_[\da-z]+)*$/.test(digits)) return undefined;
  digits = digits.replaceAll('_', '');
  if (radix === 10 && digits.length > MOST_DIGITS) throw valueError(`Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`); // prettier-ignore
  let value = 0n;
  let small = 0;
  for (const c of digits) {
    const digit = parseInt(c, 36);
    if (digit >= radix) return undefined;
    if (digits.length < 11) small = small * radix + digit;
    else value = value * BigInt(radix) + BigInt(digit);
  }
  const result = digits.length < 11 ? BigInt(small) : value;
  return shortest(sign === '-' ? -result : result);
}

/** Digits of other scripts count as what they mean. */
function asciiDigits(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (c) => {
    let zero = c.codePointAt(0) ?? 0;
    const start = zero;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && start - zero < 9) zero--;
    return String(start - zero);
  });
}

function* newInteger(vm: Vm, cls: Value, x: Value, base: Value | undefined): Work {
  const made = yield* convertInteger(vm, x, base);
  return cls === intType || !(cls instanceof PyType) ? made : new PyBoxed(cls, made);
}

function* convertInteger(vm: Vm, x: Value, base: Value | undefined): Work<number | bigint> {
  const text = x instanceof PyBytes ? String.fromCharCode(...x.bytes) : stringOf(x);
  if (base !== undefined && base !== null) {
    if (text === undefined) throw typeError("int() can't convert non-string with explicit base");
    const radix = Number(integerOf(base) ?? NaN);
    if (radix !== 0 && !(radix >= 2 && radix <= 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
    const value = parseInteger(text, radix);
    if (value === undefined) throw valueError(`invalid literal for int() with base ${radix}: ${textRepr(text)}`);
    return value;
  }
  const whole = integerOf(x);
  if (whole !== undefined) return whole;
  if (x instanceof PyFloat) return fromFloat(x.value);
  if (text !== undefined) {
    const value = parseInteger(text, 10);
    if (value === undefined) throw valueError(`invalid literal for int() with base 10: ${x instanceof PyBytes ? yield* vm.repr(x) : textRepr(text)}`);
    return value;
  }
  for (const name of ['__int__', '__index__', '__trunc__']) {
    const method = typeOf(x).lookup(name);
    if (method === undefined) continue;
    const answer = integerOf(yield* vm.callBound(method, x, []));
    if (answer === undefined) throw typeError(`${name} returned non-int`);
    return answer;
  }
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeOf(x).name}'`);
} // prettier-ignore

export function fromFloat(value: number): number | bigint {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw raise(OverflowError, 'cannot convert float infinity to integer');
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : BigInt(whole);
}

function parseFloatText(text: string): number | undefined {
  const body = asciiDigits(text.trim());
  if (/^[-+]?(?:inf|infinity)$/i.test(body)) return body.startsWith('-') ? -Infinity : Infinity;
  if (/^[-+]?nan$/i.test(body)) return NaN;
  if (!/^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/i.test(body))
    return undefined;
  return Number(body.replaceAll('_', ''));
}

function installFloat(): void {
  const float = methods(floatType);
  const value = (self: Value): number => (self instanceof PyFloat ? self.value : 0);
  OPERATORS.forEach((name, op) => {
    if (op > 6) return;
    const apply = (a: number | undefined, b: number | undefined): Value => {
      if (a === undefined || b === undefined) return NotImplemented;
      const result = floatArithmetic(a, b, op);
      if (result === undefined && op === 6) return complexPower(new PyComplex(a, 0), new PyComplex(b, 0));
      return result ?? NotImplemented;
    };
    float.fn(op === 6 ? '__pow__(other, mod=None, /)' : `__${name}__(other, /)`, (_vm, a, b) => apply(value(a), floatOf(b)));
    float.fn(op === 6 ? '__rpow__(other, mod=None, /)' : `__r${name}__(other, /)`, (_vm, a, b) => apply(floatOf(b), value(a)));
  });
  COMPARE.forEach((name, op) => {
    float.fn(`__${name}__(other, /)`, (_vm, a, b) => {
      const other = b instanceof PyFloat ? b.value : integerOf(b);
      if (other === undefined) return NotImplemented;
      return compareQuickly(new PyFloat(value(a)), typeof other === 'bigint' ? other : new PyFloat(other), op) ?? NotImplemented;
    });
  });
  float
    .fn('__repr__()', (_vm, self) => floatRepr(value(self)))
    .fn('__str__()', (_vm, self) => floatRepr(value(self)))
    .fn('__format__(spec, /)', (_vm, self, spec) => formatFloat(value(self), stringOf(spec) ?? ''))
    .fn('__hash__()', (_vm, self) => hashOfKey(Number.isInteger(value(self)) ? null : String(value(self)), self))
    .fn('__bool__()', (_vm, self) => value(self) !== 0)
    .fn('__int__()', (_vm, self) => fromFloat(value(self)))
    .fn('__float__()', (_vm, self) => new PyFloat(value(self)))
    .fn('__neg__()', (_vm, self) => new PyFloat(-value(self)))
    .fn('__pos__()', (_vm, self) => new PyFloat(value(self)))
    .fn('__abs__()', (_vm, self) => new PyFloat(Math.abs(value(self))))
    .fn('__trunc__()', (_vm, self) => fromFloat(value(self)))
    .fn('__floor__()', (_vm, self) => fromFloat(Math.floor(value(self))))
    .fn('__ceil__()', (_vm, self) => fromFloat(Math.ceil(value(self))))
    .fn('__round__(ndigits=None, /)', (_vm, self, digits = null) => roundFloat(value(self), digits))
    .fn('__divmod__(other, /)', (_vm, a, b) => {
      const other = floatOf(b);
      if (other === undefined) return NotImplemented;
      if (other === 0) throw raise(ZeroDivisionError, 'float floor division by zero');
      return new PyTuple(floatDivmod(value(a), other).map((it) => new PyFloat(it)));
    })
    .fn('is_integer()', (_vm, self) => Number.isInteger(value(self)))
    .fn('conjugate()', (_vm, self) => self)
    .fn('hex()', (_vm, self) => floatHex(value(self)))
    .fn('as_integer_ratio()', (_vm, self) => ratio(value(self)));
  floatType.ns.set('__new__', work('__new__(cls, x=0, /)', function* (vm, cls, x = 0) {
    const made = yield* convertFloat(vm, x);
    return cls instanceof PyType ? new PyFloat(made, cls) : new PyFloat(made);
  }));
  floatType.ns.set('fromhex', new PyClassMethod(fn('fromhex(type, text, /)', (_vm, _type, text) => new PyFloat(Number(stringOf(text) ?? NaN)))));
  attribute(floatType, 'real', (_vm, self) => self);
  attribute(floatType, 'imag', () => new PyFloat(0));
  const [hash, eq] = [floatType.ns.get('__hash__'), floatType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
} // prettier-ignore

export function* convertFloat(vm: Vm, x: Value): Work<number> {
  const number = floatOf(x);
  if (number !== undefined) return number;
  const text = x instanceof PyBytes && x.cls === bytesType ? String.fromCharCode(...x.bytes) : stringOf(x);
  if (text !== undefined) {
    const parsed = parseFloatText(text);
    if (parsed === undefined) throw valueError(`could not convert string to float: ${textRepr(text)}`);
    return parsed;
  }
  const method = typeOf(x).lookup('__float__');
  if (method !== undefined) {
    const answer = yield* vm.callBound(method, x, []);
    if (!(answer instanceof PyFloat)) throw typeError(`${typeOf(x).name}.__float__() must return a float, not ${typeOf(answer).name}`);
    return answer.value;
  }
  if (typeOf(x).lookup('__index__') !== undefined) return toFloat(yield* vm.index(x));
  throw typeError(`float() argument must be a string or a real number, not '${typeOf(x).name}'`);
} // prettier-ignore

/** round(): half to even, decided on the exact decimal value. */
function roundFloat(value: number, digits: Value): Value {
  const places = integerOf(digits);
  if (places === undefined) {
    if (!Number.isFinite(value)) return fromFloat(value);
    const floor = Math.floor(value);
    const rest = value - floor;
    return fromFloat(rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor);
  }
  const count = Number(places);
  if (!Number.isFinite(value) || count > 22) return new PyFloat(value);
  if (count >= 0) return new PyFloat(Number(exactFixed(value, count)));
  const unit = Math.pow(10, -count);
  const scaled = value / unit;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  return new PyFloat((rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor) * unit);
}

/** toFixed rounds exact halves away from zero; Python rounds them to even. */
function exactFixed(value: number, places: number): string {
  const text = value.toFixed(places);
  if (Math.abs(value) >= 1e21 || places > 20) return text;
  const exact = Math.abs(value).toFixed(Math.min(100, places + 60));
  const tail = exact.slice(exact.indexOf('.') + 1 + places);
  if (!/^50*$/.test(tail)) return text;
  const kept = exact.slice(0, exact.length - tail.length).replace(/\.$/, '');
  const last = Number(kept.at(-1));
  return last % 2 === 0 ? (value < 0 ? '-' : '') + kept : text;
}

function ratio(value: number): Value {
  if (!Number.isFinite(value)) throw raise(OverflowError, 'cannot convert Infinity to integer ratio');
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return new PyTuple([shortest(BigInt(scaled)), shortest(denominator)]);
}

function floatHex(value: number): string {
  if (!Number.isFinite(value)) return floatRepr(value);
  if (value === 0) return Object.is(value, -0) ? '-0x0.0p+0' : '0x0.0p+0';
  let [mantissa, exponent] = [Math.abs(value), 0];
  while (mantissa >= 2) [mantissa, exponent] = [mantissa / 2, exponent + 1];
  while (mantissa < 1) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  const digits = Math.round((mantissa - 1) * 2 ** 52).toString(16).padStart(13, '0'); // prettier-ignore
  return `${value < 0 ? '-' : ''}0x1.${digits}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function complexOf(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  const real = floatOf(value);
  return real === undefined ? undefined : new PyComplex(real, 0);
}

function complexPower(a: PyComplex, b: PyComplex): PyComplex {
  if (b.re === 0 && b.im === 0) return new PyComplex(1, 0);
  const size = Math.hypot(a.re, a.im);
  if (size === 0) return new PyComplex(0, 0);
  const angle = Math.atan2(a.im, a.re);
  const length = Math.pow(size, b.re) * Math.exp(-b.im * angle);
  const turn = b.re * angle + b.im * Math.log(size);
  return new PyComplex(length * Math.cos(turn), length * Math.sin(turn));
}

function complexText(value: PyComplex): string {
  const part = (v: number): string => floatRepr(v).replace(/\.0$/, '');
  const sign = value.im < 0 || Object.is(value.im, -0) ? '' : '+';
  if (value.re === 0 && !Object.is(value.re, -0)) return `${part(value.im)}j`;
  return `(${part(value.re)}${sign}${part(value.im)}j)`;
}

function installComplex(): void {
  const type = methods(complexType);
  const operate = (name: string, apply: (a: PyComplex, b: PyComplex) => PyComplex): void => {
    const both = (a: Value, b: Value): Value => {
      const [x, y] = [complexOf(a), complexOf(b)];
      return x === undefined || y === undefined ? NotImplemented : apply(x, y);
    };
    type.fn(`__${name}__(other, /)`, (_vm, a, b) => both(a, b)).fn(`__r${name}__(other, /)`, (_vm, a, b) => both(b, a));
  };
  operate('add', (a, b) => new PyComplex(a.re + b.re, a.im + b.im));
  operate('sub', (a, b) => new PyComplex(a.re - b.re, a.im - b.im));
  operate('mul', (a, b) => new PyComplex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re));
  operate('truediv', (a, b) => {
    const size = b.re * b.re + b.im * b.im;
    if (size === 0) throw raise(ZeroDivisionError, 'complex division by zero');
    return new PyComplex((a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size);
  });
  operate('pow', complexPower);
  type
    .fn('__eq__(other, /)', (_vm, a, b) => {
      const [x, y] = [complexOf(a), complexOf(b)];
      return x === undefined || y === undefined ? NotImplemented : x.re === y.re && x.im === y.im;
    })
    .fn('__hash__()', (_vm, self) => (self instanceof PyComplex ? hashOfKey(`${self.re},${self.im}`, self) : 0))
    .fn('__repr__()', (_vm, self) => (self instanceof PyComplex ? complexText(self) : ''))
    .fn('__neg__()', (_vm, self) => (self instanceof PyComplex ? new PyComplex(-self.re, -self.im) : self))
    .fn('__abs__()', (_vm, self) => new PyFloat(self instanceof PyComplex ? Math.hypot(self.re, self.im) : 0))
    .fn('__bool__()', (_vm, self) => self instanceof PyComplex && (self.re !== 0 || self.im !== 0))
    .fn('conjugate()', (_vm, self) => (self instanceof PyComplex ? new PyComplex(self.re, -self.im) : self));
  attribute(complexType, 'real', (_vm, self) => new PyFloat(self instanceof PyComplex ? self.re : 0));
  attribute(complexType, 'imag', (_vm, self) => new PyFloat(self instanceof PyComplex ? self.im : 0));
  complexType.ns.set('__new__', raw('__new__', (_vm, [, re = 0, im = 0]) => {
    const text = stringOf(re);
    if (text !== undefined) {
      const [, a, b] = /^\s*\(?([-+]?[\d.]+(?:e[-+]?\d+)?(?!\S*j$)|[-+]?[\d.]+(?=[-+]))?([-+]?[\d.]*j)?\)?\s*$/i.exec(text) ?? [];
      if (a === undefined && b === undefined) throw valueError('complex() arg is a malformed string');
      return new PyComplex(Number(a ?? 0), b === undefined ? 0 : Number(b.replace(/j$/i, '').replace(/^([-+]?)$/, '$11')));
    }
    const [x, y] = [complexOf(re), complexOf(im)];
    if (x === undefined || y === undefined) throw typeError(`complex() first argument must be a string or a number, not '${typeOf(re).name}'`);
    return new PyComplex(x.re - y.im, x.im + y.re);
  }));
} // prettier-ignore
