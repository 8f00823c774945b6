/** math. */
import { integerOf, PyFloat, PyTuple, shortest, typeOf, type Value, type Work } from '../objects/core.ts';
import { OverflowError, raise, typeError, valueError } from '../objects/exceptions.ts';
import { convertFloat, fromFloat } from '../types/numbers.ts';
import { fn, raw, rawWork, work, type NativeModule } from './define.ts';
import type { Vm } from '../vm/vm.ts';

const DOMAIN = 'math domain error';

function* real(vm: Vm, value: Value): Work<number> {
  if (typeof value === 'string') throw typeError('must be real number, not str');
  if (integerOf(value) === undefined && !(value instanceof PyFloat) && typeOf(value).lookup('__float__') === undefined && typeOf(value).lookup('__index__') === undefined) {
    throw typeError(`must be real number, not ${typeOf(value).name}`);
  }
  return yield* convertFloat(vm, value);
} // prettier-ignore

const whole = (value: Value): bigint => {
  const integer = integerOf(value);
  if (integer === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return BigInt(integer);
};

const one = (name: string, apply: (x: number) => number): Value =>
  work(`${name}(x, /)`, function* (vm, x) {
    const value = yield* real(vm, x);
    const result = apply(value);
    if (Number.isNaN(result) && !Number.isNaN(value)) throw valueError(DOMAIN);
    if (!Number.isFinite(result) && Number.isFinite(value)) {
      throw ['exp', 'exp2', 'sinh', 'cosh', 'expm1', 'gamma'].includes(name) ? raise(OverflowError, 'math range error') : valueError(DOMAIN);
    }
    return new PyFloat(result);
  }); // prettier-ignore

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

function product(from: bigint, to: bigint): bigint {
  if (to - from < 16n) {
    let result = 1n;
    for (let i = from; i <= to; i++) result *= i;
    return result;
  }
  const middle = (from + to) / 2n;
  return product(from, middle) * product(middle + 1n, to);
}

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let x = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]; // prettier-ignore

function gamma(x: number): number {
  if (Number.isInteger(x) && x > 0 && x < 24) return Number(product(1n, BigInt(x) - 1n));
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const z = x - 1;
  let sum = LANCZOS[0] ?? 1;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (z + i);
  const t = z + 7.5;
  return Math.sqrt(2 * Math.PI) * Math.pow(t, z + 0.5) * Math.exp(-t) * sum;
}

/** By its series, or its continued fraction further out. */
function erf(x: number): number {
  if (Math.abs(x) > 3) return Math.sign(x) * (1 - erfcTail(Math.abs(x)));
  let [sum, term] = [x, x];
  for (let n = 1; n < 100; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function erfcTail(x: number): number {
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (const partial of partials) {
      let y = partial;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduce((a, b) => a + b, 0);
}

function* logarithm(vm: Vm, value: Value, of: (x: number) => number): Work<number> {
  const integer = integerOf(value);
  if (typeof integer === 'bigint') {
    if (integer <= 0n) throw valueError(DOMAIN);
    const shift = Math.max(0, integer.toString(2).length - 1000);
    return of(Number(integer >> BigInt(shift))) + shift * of(2);
  }
  const x = yield* real(vm, value);
  if (x <= 0) throw valueError(integer === undefined ? DOMAIN : DOMAIN);
  return of(x);
}

const rounded = (name: string, method: string, apply: (x: number) => number): Value =>
  work(`${name}(x, /)`, function* (vm, x) {
    const own = typeOf(x).lookup(method);
    if (!(x instanceof PyFloat) && own !== undefined) return yield* vm.callBound(own, x, []);
    return fromFloat(apply(yield* real(vm, x)));
  });

const module: NativeModule = {
  name: 'math',
  build: () => ({
    pi: new PyFloat(Math.PI), e: new PyFloat(Math.E), tau: new PyFloat(2 * Math.PI), inf: new PyFloat(Infinity), nan: new PyFloat(NaN),
    sqrt: one('sqrt', Math.sqrt), cbrt: one('cbrt', Math.cbrt), exp: one('exp', Math.exp), exp2: one('exp2', (x) => 2 ** x), expm1: one('expm1', Math.expm1),
    log1p: one('log1p', Math.log1p), sin: one('sin', Math.sin), cos: one('cos', Math.cos), tan: one('tan', Math.tan), asin: one('asin', Math.asin),
    acos: one('acos', Math.acos), atan: one('atan', Math.atan), sinh: one('sinh', Math.sinh), cosh: one('cosh', Math.cosh), tanh: one('tanh', Math.tanh),
    asinh: one('asinh', Math.asinh), acosh: one('acosh', Math.acosh), atanh: one('atanh', Math.atanh), fabs: one('fabs', Math.abs),
    degrees: one('degrees', (x) => x * (180 / Math.PI)), radians: one('radians', (x) => x * (Math.PI / 180)),
    gamma: one('gamma', gamma), lgamma: one('lgamma', (x) => Math.log(Math.abs(gamma(x)))), erf: one('erf', erf), erfc: one('erfc', (x) => (x > 3 ? erfcTail(x) : 1 - erf(x))),
    log2: work('log2(x, /)', function* (vm, x) { return new PyFloat(yield* logarithm(vm, x, Math.log2)); }),
    log10: work('log10(x, /)', function* (vm, x) { return new PyFloat(yield* logarithm(vm, x, Math.log10)); }),
    log: work('log(x, base=..., /)', function* (vm, x, base) {
      const value = yield* logarithm(vm, x, Math.log);
      return new PyFloat(base === undefined ? value : value / (yield* logarithm(vm, base, Math.log)));
    }),
    floor: rounded('floor', '__floor__', Math.floor), ceil: rounded('ceil', '__ceil__', Math.ceil), trunc: rounded('trunc', '__trunc__', Math.trunc),
    pow: work('pow(x, y, /)', function* (vm, x, y) {
      const [a, b] = [yield* real(vm, x), yield* real(vm, y)];
      const result = a === 1 || b === 0 ? 1 : Math.pow(a, b);
      if (Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b)) throw valueError(DOMAIN);
      if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) throw a === 0 ? valueError(DOMAIN) : raise(OverflowError, 'math range error');
      return new PyFloat(result);
    }),
    atan2: work('atan2(y, x, /)', function* (vm, y, x) { return new PyFloat(Math.atan2(yield* real(vm, y), yield* real(vm, x))); }),
    fmod: work('fmod(x, y, /)', function* (vm, x, y) {
      const [a, b] = [yield* real(vm, x), yield* real(vm, y)];
      if (b === 0 || !Number.isFinite(a)) throw valueError(DOMAIN);
      return new PyFloat(a % b);
    }),
    remainder: work('remainder(x, y, /)', function* (vm, x, y) {
      const [a, b] = [yield* real(vm, x), yield* real(vm, y)];
      const n = a / b;
      const r = Math.round(n);
      return new PyFloat(a - (Math.abs(n - Math.trunc(n)) === 0.5 && r % 2 !== 0 ? r - 1 : r) * b);
    }),
    copysign: work('copysign(x, y, /)', function* (vm, x, y) {
      const [a, b] = [yield* real(vm, x), yield* real(vm, y)];
      return new PyFloat(b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a));
    }),
    hypot: rawWork('hypot', function* (vm, args) {
      const values: number[] = [];
      for (const it of args) values.push(yield* real(vm, it));
      return new PyFloat(Math.hypot(...values));
    }),
    dist: work('dist(p, q, /)', function* (vm, p, q) {
      const [a, b] = [yield* vm.list(p), yield* vm.list(q)];
      if (a.length !== b.length) throw valueError('both points must have the same number of dimensions');
      const values: number[] = [];
      for (let i = 0; i < a.length; i++) values.push((yield* real(vm, a[i] ?? 0)) - (yield* real(vm, b[i] ?? 0)));
      return new PyFloat(Math.hypot(...values));
    }),
    isnan: work('isnan(x, /)', function* (vm, x) { return Number.isNaN(yield* real(vm, x)); }),
    isinf: work('isinf(x, /)', function* (vm, x) { const v = yield* real(vm, x); return !Number.isNaN(v) && !Number.isFinite(v); }),
    isfinite: work('isfinite(x, /)', function* (vm, x) { return Number.isFinite(yield* real(vm, x)); }),
    isclose: work('isclose(a, b, *, rel_tol=None, abs_tol=None)', function* (vm, a, b, relative = null, absolute = null) {
      const [x, y] = [yield* real(vm, a), yield* real(vm, b)];
      if (x === y) return true;
      if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
      const near = relative === null ? 1e-9 : yield* real(vm, relative);
      return Math.abs(x - y) <= Math.max(near * Math.max(Math.abs(x), Math.abs(y)), absolute === null ? 0 : yield* real(vm, absolute));
    }),
    modf: work('modf(x, /)', function* (vm, x) {
      const value = yield* real(vm, x);
      const integral = Math.trunc(value);
      return new PyTuple([new PyFloat(Number.isFinite(value) ? value - integral : 0), new PyFloat(integral)]);
    }),
    frexp: work('frexp(x, /)', function* (vm, x) {
      const value = yield* real(vm, x);
      if (value === 0 || !Number.isFinite(value)) return new PyTuple([new PyFloat(value), 0]);
      let exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
      let mantissa = value / 2 ** exponent;
      if (Math.abs(mantissa) >= 1) [mantissa, exponent] = [mantissa / 2, exponent + 1];
      return new PyTuple([new PyFloat(mantissa), exponent]);
    }),
    ldexp: work('ldexp(x, i, /)', function* (vm, x, i) { return new PyFloat((yield* real(vm, x)) * 2 ** Number(whole(i))); }),
    fsum: work('fsum(seq, /)', function* (vm, seq) {
      const values: number[] = [];
      for (const it of yield* vm.list(seq)) values.push(yield* real(vm, it));
      return new PyFloat(exactSum(values));
    }),
    prod: work('prod(iterable, /, *, start=1)', function* (vm, iterable, begin = 1) {
      let total = begin;
      for (const it of yield* vm.list(iterable)) total = yield* vm.binary(2, total, it);
      return total;
    }),
    sumprod: work('sumprod(p, q, /)', function* (vm, p, q) {
      const [a, b] = [yield* vm.list(p), yield* vm.list(q)];
      if (a.length !== b.length) throw valueError('Inputs are not the same length');
      let total: Value = 0;
      for (let i = 0; i < a.length; i++) total = yield* vm.binary(0, total, yield* vm.binary(2, a[i] ?? 0, b[i] ?? 0));
      return total;
    }),
    factorial: fn('factorial(n, /)', (_vm, n) => {
      if (n instanceof PyFloat) throw typeError("'float' object cannot be interpreted as an integer");
      const value = whole(n);
      if (value < 0n) throw valueError('factorial() not defined for negative values');
      if (value > 100_000n) throw raise(OverflowError, 'factorial() argument should not exceed 100000 here');
      return shortest(product(1n, value));
    }),
    comb: fn('comb(n, k, /)', (_vm, n, k) => {
      const [a, b] = [whole(n), whole(k)];
      if (a < 0n || b < 0n) throw valueError(`${a < 0n ? 'n' : 'k'} must be a non-negative integer`);
      if (b > a) return 0;
      const r = b > a - b ? a - b : b;
      let result = 1n;
      for (let i = 1n; i <= r; i++) result = (result * (a - r + i)) / i;
      return shortest(result);
    }),
    perm: fn('perm(n, k=None, /)', (_vm, n, k = null) => {
      const a = whole(n);
      const b = k === null ? a : whole(k);
      return b > a ? 0 : shortest(product(a - b + 1n, a));
    }),
    gcd: raw('gcd', (_vm, args) => shortest(args.reduce((total: bigint, it) => gcd(total, whole(it)), 0n))),
    lcm: raw('lcm', (_vm, args) => shortest(args.reduce((total: bigint, it) => {
      const value = whole(it);
      return total === 0n || value === 0n ? 0n : (total / gcd(total, value)) * (value < 0n ? -value : value);
    }, 1n))),
    isqrt: fn('isqrt(n, /)', (_vm, n) => {
      const value = whole(n);
      if (value < 0n) throw valueError('isqrt() argument must be nonnegative');
      return shortest(squareRoot(value));
    }),
  }), // prettier-ignore
};
export default module;
