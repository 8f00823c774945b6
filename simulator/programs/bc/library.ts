/** The functions of `bc -l`: s, c, a, l, e, by their series, with guard digits that are cut off at the end. */
import { add, compare, divide, integer, multiply, negate, rescale, squareRoot, ZERO, type Decimal } from './number.ts';

const ONE = integer(1);
const GUARD = 10;

function over(a: Decimal, b: Decimal, scale: number): Decimal {
  return divide(a, b, scale) ?? ZERO;
}

/** Adds terms until they vanish at `scale`. */
function series(first: Decimal, next: (term: Decimal, n: number) => Decimal, part: (term: Decimal, n: number) => Decimal): Decimal {
  let sum = ZERO;
  let term = first;
  for (let n = 0; n < 5000; n++) {
    const piece = part(term, n);
    if (n > 0 && piece.digits === 0n) break;
    sum = add(sum, piece);
    term = next(term, n);
  }
  return sum;
} // prettier-ignore

function exponential(x: Decimal, scale: number): Decimal {
  let halvings = 0;
  let small = x;
  while (compare(small.digits < 0n ? negate(small) : small, ONE) > 0 && halvings < 64) {
    small = over(small, integer(2), scale);
    halvings++;
  }
  let value = series(ONE, (term, n) => over(multiply(term, small, scale), integer(n + 1), scale), (term) => term); // prettier-ignore
  for (; halvings > 0; halvings--) value = multiply(rescale(value, scale), rescale(value, scale), scale);
  return value;
}

function logarithm(x: Decimal, scale: number): Decimal {
  if (x.digits <= 0n) return { digits: 1n - 10n ** BigInt(scale), scale: 0 };
  let roots = 1n;
  let near = x;
  const [low, high] = [{ digits: 5n, scale: 1 }, integer(2)];
  while (compare(near, high) >= 0 || compare(near, low) <= 0) {
    near = squareRoot(near, scale) ?? ONE;
    roots *= 2n;
  }
  const ratio = over(add(near, negate(ONE)), add(near, ONE), scale);
  const square = multiply(ratio, ratio, scale);
  const sum = series(ratio, (term) => multiply(term, square, scale), (term, n) => over(term, integer(2 * n + 1), scale)); // prettier-ignore
  return multiply(sum, integer(2n * roots), scale);
}

function arctangent(x: Decimal, scale: number): Decimal {
  let doublings = 1n;
  let small = x;
  // atan(x) = 2 atan(x / (1 + sqrt(1 + x²))) until x is small.
  const limit = { digits: 2n, scale: 1 };
  while (compare(small.digits < 0n ? negate(small) : small, limit) > 0) {
    const root = squareRoot(add(ONE, multiply(small, small, scale)), scale) ?? ONE;
    small = over(small, add(ONE, root), scale);
    doublings *= 2n;
  }
  const square = negate(multiply(small, small, scale));
  const sum = series(rescale(small, scale), (term) => multiply(term, square, scale), (term, n) => over(term, integer(2 * n + 1), scale)); // prettier-ignore
  return multiply(sum, integer(doublings), scale);
}

function sine(x: Decimal, scale: number): Decimal {
  const full = multiply(arctangent(ONE, scale), integer(8), scale);
  const turns = over(x, full, 0);
  const small = rescale(add(x, negate(multiply(full, turns, scale))), scale);
  const square = negate(multiply(small, small, scale));
  return series(small, (term, n) => over(multiply(term, square, scale), integer((2 * n + 2) * (2 * n + 3)), scale), (term) => term); // prettier-ignore
}

const FUNCTIONS: Readonly<Record<string, (x: Decimal, scale: number) => Decimal>> = { e: exponential, l: logarithm, a: arctangent, s: sine }; // prettier-ignore

/** undefined for a name the library does not have. Bessel functions (j) are left out. */
export function elementary(name: string, x: Decimal, scale: number): Decimal | undefined {
  const inner = scale + GUARD;
  const value = FUNCTIONS[name]?.(rescale(x, Math.max(x.scale, inner)), inner); // prettier-ignore
  if (value !== undefined) return rescale(value, scale);
  if (name !== 'c') return undefined;
  const quarter = multiply(arctangent(ONE, inner), integer(2), inner);
  return rescale(sine(add(rescale(x, Math.max(x.scale, inner)), quarter), inner), scale);
}
