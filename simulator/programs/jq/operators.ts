/** jq's operators over values. */
import { writeJson } from './json.ts';
import { compare, described, JqError, typeOf, type Json } from './value.ts';

function refuse(left: Json, right: Json, what: string): never {
  throw new JqError(`${described(left, writeJson)} and ${described(right, writeJson)} cannot be ${what}`);
}

function add(left: Json, right: Json): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (left instanceof Map && right instanceof Map) return new Map([...left, ...right]);
  return refuse(left, right, 'added');
}

function subtract(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (Array.isArray(left) && Array.isArray(right))
    return left.filter((item) => !right.some((other) => compare(item, other) === 0));
  return refuse(left, right, 'subtracted');
}

function merge(left: Map<string, Json>, right: Map<string, Json>): Map<string, Json> {
  const result = new Map(left);
  for (const [key, value] of right) {
    const old = result.get(key);
    result.set(key, old instanceof Map && value instanceof Map ? merge(old, value) : value);
  }
  return result;
}

function multiply(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  if (typeof left === 'string' && typeof right === 'number') return repeated(left, right);
  if (typeof left === 'number' && typeof right === 'string') return repeated(right, left);
  if (left instanceof Map && right instanceof Map) return merge(left, right);
  return refuse(left, right, 'multiplied');
}

function repeated(text: string, times: number): Json {
  if (times <= 0) return null;
  if (text.length * times > 1e7) throw new JqError('Repeat string result too long');
  return text.repeat(Math.max(1, Math.ceil(times)));
}

function divide(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number')
    return right === 0 ? refuse(left, right, 'divided because the divisor is zero') : left / right;
  if (typeof left === 'string' && typeof right === 'string') return left === '' ? [] : left.split(right);
  return refuse(left, right, 'divided');
}

function remainder(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number') return refuse(left, right, 'divided');
  const divisor = Math.trunc(Math.abs(right));
  if (divisor === 0) return refuse(left, right, 'divided because the divisor is zero');
  return (Math.trunc(left) % divisor) + 0;
}

/** Throws JqError. */
export function arithmetic(operator: string, left: Json, right: Json): Json {
  switch (operator) {
    case '+': return add(left, right);
    case '-': return subtract(left, right);
    case '*': return multiply(left, right);
    case '/': return divide(left, right);
    case '%': return remainder(left, right);
    case '==': return compare(left, right) === 0;
    case '!=': return compare(left, right) !== 0;
    case '<': return compare(left, right) < 0;
    case '<=': return compare(left, right) <= 0;
    case '>': return compare(left, right) > 0;
    case '>=': return compare(left, right) >= 0;
    default: throw new Error(`no such operator: ${operator} of ${typeOf(left)}`);
  } // prettier-ignore
}

export { add };
