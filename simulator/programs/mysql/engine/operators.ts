/** Arithmetic and comparison. */
import { SqlError } from '../errors.ts';
import type { BinaryOperator } from '../sql/ast.ts';
import type { Decimal } from './decimal.ts';
import { isPostgres } from './dialect.ts';
import { formatDate, formatDateTime, formatDuration, parseDuration, parseMoment } from './temporal.ts';
import { compare, decimalOf, fold, integerOf, isInteger, isTemporal, numberOf, numericOf, textOf, truth, typeOf, type Value, type ValueType } from './value.ts'; // prettier-ignore

type Test = (a: Value, b: Value) => boolean | undefined;

const ORDERINGS: Readonly<Partial<Record<BinaryOperator, (order: number) => boolean>>> = {
  '=': (x) => x === 0, '<>': (x) => x !== 0, '<': (x) => x < 0, '<=': (x) => x <= 0, '>': (x) => x > 0, '>=': (x) => x >= 0,
}; // prettier-ignore

/** A date that people wrote, in the form in which the column has it. */
function likeTemporal(value: Value, type: string): Value {
  if (typeof value !== 'string') return value;
  if (type === 'time') {
    const seconds = parseDuration(value);
    return seconds === undefined ? value : formatDuration(seconds);
  }
  const moment = parseMoment(value);
  if (moment === undefined) return value;
  const withTime = type !== 'date' || moment.hour + moment.minute + moment.second > 0;
  return withTime ? formatDateTime(moment, moment.micros > 0 ? 6 : 0) : formatDate(moment);
}

/** Makes both sides text of one form when one of them is a date or a time. */
function temporalForm(left: ValueType, right: ValueType): ((value: Value) => Value) | undefined {
  if (!isTemporal(left) && !isTemporal(right)) return undefined;
  if (left.name === right.name) return undefined;
  const names = [left.name, right.name];
  const target = names.includes('time') ? 'time' : names.includes('datetime') || names.includes('timestamp') ? 'datetime' : 'date'; // prettier-ignore
  return (value) => likeTemporal(value, target);
}

/** The test an operator makes; undefined when it does not compare. Unknown (undefined) when NULL is involved. */
export function comparison(op: BinaryOperator, left: ValueType, right: ValueType): Test | undefined {
  const form = temporalForm(left, right);
  const compared = (a: Exclude<Value, null>, b: Exclude<Value, null>): number => {
    if (form === undefined) return compare(a, b);
    const [x, y] = [form(a), form(b)];
    return compare(x ?? a, y ?? b);
  };
  if (op === '<=>') return (a, b) => (a === null || b === null ? a === b : compared(a, b) === 0);
  if (op === 'XOR') return (a, b) => { const [x, y] = [truth(a), truth(b)]; return x === undefined || y === undefined ? undefined : x !== y; }; // prettier-ignore
  const ordering = ORDERINGS[op];
  if (ordering === undefined) return undefined;
  return (a, b) => (a === null || b === null ? undefined : ordering(compared(a, b)));
}

const DOUBLE = typeOf('double', { decimals: 31 });

export function binaryType(op: BinaryOperator, left: ValueType, right: ValueType): ValueType {
  const exact = (type: ValueType): boolean => isInteger(type) || type.name === 'decimal' || type.name === 'null' || isTemporal(type); // prettier-ignore
  switch (op) {
    case 'DIV': return typeOf('bigint', { length: 21 });
    case '&': case '|': case '^': case '<<': case '>>': return typeOf('bigint', { unsigned: true });
    case '/':
      if (isPostgres() && isInteger(left) && isInteger(right)) return typeOf('bigint', { length: 21 });
      if (!exact(left) || !exact(right)) return DOUBLE;
      return typeOf('decimal', { length: 20, decimals: left.decimals + 4 });
    case '+': case '-': case '*': case '%': {
      if (!exact(left) || !exact(right)) return DOUBLE;
      if (left.name !== 'decimal' && right.name !== 'decimal') return typeOf('bigint', { length: 21 });
      return typeOf('decimal', { length: 30, decimals: op === '*' ? left.decimals + right.decimals : Math.max(left.decimals, right.decimals) });
    }
    default: return typeOf('int', { length: 1 });
  } // prettier-ignore
}

const LIMIT = 2n ** 63n;

function ranged(value: bigint, a: Value, op: string, b: Value): bigint {
  if (value < -LIMIT || value >= LIMIT * 2n) throw new SqlError(1690, '22003', `BIGINT value is out of range in '(${textOf(a ?? '')} ${op} ${textOf(b ?? '')})'`); // prettier-ignore
  return value;
}

export function evaluateBinary(op: BinaryOperator, left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  switch (op) {
    case '&': return BigInt.asUintN(64, integerOf(left) & integerOf(right));
    case '|': return BigInt.asUintN(64, integerOf(left) | integerOf(right));
    case '^': return BigInt.asUintN(64, integerOf(left) ^ integerOf(right));
    case '<<': return BigInt.asUintN(64, integerOf(left) << integerOf(right));
    case '>>': return BigInt.asUintN(64, BigInt.asUintN(64, integerOf(left)) >> integerOf(right));
    default: return arithmetic(op, left, right);
  } // prettier-ignore
}

function arithmetic(op: BinaryOperator, left: Exclude<Value, null>, right: Exclude<Value, null>): Value {
  const [a, b] = [numericOf(left), numericOf(right)];
  if (isPostgres() && (op === '/' || op === '%')) {
    if (numberOf(b) === 0) throw new SqlError(1365, '22012', 'Division by 0');
    if (op === '/' && typeof a === 'bigint' && typeof b === 'bigint') return a / b;
    if (op === '/' && typeof a !== 'number' && typeof b !== 'number') return quotient(decimalOf(a), decimalOf(b));
  }
  if (typeof a === 'number' || typeof b === 'number') return doubles(op, numberOf(a), numberOf(b));
  if (op === '/' || op === 'DIV' || op === '%') {
    const [x, y] = [decimalOf(a), decimalOf(b)];
    if (y.digits === 0n) return null;
    if (op === '/') return x.over(y);
    if (typeof a === 'bigint' && typeof b === 'bigint') return op === 'DIV' ? a / b : a % b;
    return op === 'DIV' ? x.over(y, 0).truncate(0).digits : x.modulo(y);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    const result = op === '+' ? a + b : op === '-' ? a - b : a * b;
    return ranged(result, left, op, right);
  }
  const [x, y] = [decimalOf(a), decimalOf(b)];
  return op === '+' ? x.plus(y) : op === '-' ? x.minus(y) : x.times(y);
}

/** Postgres gives a quotient about sixteen significant digits, in groups of four. */
export function quotient(a: Decimal, b: Decimal): Decimal {
  const digits = Math.floor(Math.log10(Math.abs(a.toNumber() / b.toNumber()) || 1));
  const scale = Math.max(16 - 4 * Math.floor(digits / 4), a.scale, b.scale);
  return a.over(b, scale).round(scale);
}

function doubles(op: BinaryOperator, a: number, b: number): Value {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return b === 0 ? null : a / b;
    case '%': return b === 0 ? null : a % b;
    case 'DIV': return b === 0 ? null : BigInt(Math.trunc(a / b));
    default: return null;
  } // prettier-ignore
}

/** LIKE, over folded text. */
export function likePattern(pattern: string, escape: string): RegExp {
  let source = '';
  const chars = [...fold(pattern)];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (char === escape && i + 1 < chars.length) source += escapeRegExp(chars[++i] ?? '');
    else source += char === '%' ? '.*' : char === '_' ? '.' : escapeRegExp(char);
  }
  return new RegExp(`^${source}$`, 'su');
}

function escapeRegExp(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Patterns that could take for ever on some text are refused: repetition of what repeats. */
export function regexpPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/\[:(\w+):\]/g, (all, name: string) => POSIX[name] ?? all)
    .replace(/\[\[:[<>]:\]\]/g, '\\b');
  try {
    if (/\([^()]*[*+][^()]*\)[*+{]/.test(source)) throw new SqlError(3699, 'HY000', 'Timeout exceeded in regular expression match.'); // prettier-ignore
    return new RegExp(source, 'isu');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SqlError(3685, 'HY000', 'Illegal argument to a regular expression.');
  }
}

const POSIX: Readonly<Record<string, string>> = { alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', space: '\\s', upper: 'A-Z', lower: 'a-z', punct: '!-\\/:-@\\[-`{-~' }; // prettier-ignore
