/** Operators by their methods: `__add__` and `__radd__`, comparisons, and their errors. */
import { NotImplemented, typeOf, type Value, type Work } from '../objects/core.ts';
import { typeError } from '../objects/exceptions.ts';
import { arithmetic, compareQuickly } from '../objects/arithmetic.ts';
import { BINARY_OPERATORS, COMPARE_OPERATORS } from '../compile/ops.ts';
import type { Vm } from './vm.ts';

const METHODS = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'matmul', 'lshift', 'rshift', 'and', 'or', 'xor'] as const; // prettier-ignore
const COMPARE_METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'] as const;
const REFLECTED = [4, 5, 2, 3, 0, 1] as const;

export function* binary(vm: Vm, op: number, left: Value, right: Value, symbol = BINARY_OPERATORS[op] ?? ''): Work {
  const quick = arithmetic(left, right, op);
  if (quick !== undefined) return quick;
  const method = METHODS[op] ?? 'add';
  const [forward, backward] = [`__${method}__`, `__r${method}__`];
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  const ofLeft = leftType.lookup(forward);
  const ofRight = leftType === rightType ? undefined : rightType.lookup(backward);
  // The right operand goes first when its class derives from the left one's and has a say of its own.
  const rightFirst = ofRight !== undefined && rightType !== leftType && rightType.isSubclassOf(leftType) && ofRight !== leftType.lookup(backward); // prettier-ignore
  if (rightFirst) {
    const result = yield* vm.callBound(ofRight, right, [left]);
    if (result !== NotImplemented) return result;
  }
  if (ofLeft !== undefined) {
    const result = yield* vm.callBound(ofLeft, left, [right]);
    if (result !== NotImplemented) return result;
  }
  if (ofRight !== undefined && !rightFirst) {
    const result = yield* vm.callBound(ofRight, right, [left]);
    if (result !== NotImplemented) return result;
  }
  throw unsupported(vm, op, left, right, symbol);
}

function unsupported(_vm: Vm, op: number, left: Value, right: Value, symbol: string): Error {
  const [a, b] = [typeOf(left).name, typeOf(right).name];
  if (op === 0 && symbol === '+') {
    if (a === 'str') return typeError(`can only concatenate str (not "${b}") to str`);
    if (a === 'list') return typeError(`can only concatenate list (not "${b}") to list`);
    if (a === 'tuple') return typeError(`can only concatenate tuple (not "${b}") to tuple`);
    if (a === 'bytes' || a === 'bytearray') return typeError(`can't concat ${b} to ${a}`);
  }
  if (op === 2 && (isSequence(a) || isSequence(b))) {
    const other = isSequence(a) ? b : a;
    return typeError(`can't multiply sequence by non-int of type '${other}'`);
  }
  const shown = op === 6 && symbol === '**' ? '** or pow()' : symbol;
  const hint = op === 9 && a === 'builtin_function_or_method' && left !== null && typeof left === 'object' && 'name' in left && left.name === 'print' ? '. Did you mean "print(<message>, file=<output_stream>)"?' : ''; // prettier-ignore
  return typeError(`unsupported operand type(s) for ${shown}: '${a}' and '${b}'${hint}`);
}

function isSequence(name: string): boolean {
  return name === 'str' || name === 'list' || name === 'tuple' || name === 'bytes' || name === 'bytearray';
}

export function* inplace(vm: Vm, op: number, left: Value, right: Value): Work {
  const method = typeOf(left).lookup(`__i${METHODS[op] ?? 'add'}__`);
  if (method !== undefined) {
    const result = yield* vm.callBound(method, left, [right]);
    if (result !== NotImplemented) return result;
  }
  return yield* binary(vm, op, left, right, `${BINARY_OPERATORS[op] ?? ''}=`);
}

export function* compare(vm: Vm, op: number, left: Value, right: Value): Work {
  const quick = compareQuickly(left, right, op);
  if (quick !== undefined) return quick;
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  const forward = leftType.lookup(COMPARE_METHODS[op] ?? '__eq__');
  const reflectedName = COMPARE_METHODS[REFLECTED[op] ?? 2] ?? '__eq__';
  const backward = rightType.lookup(reflectedName);
  const rightFirst = leftType !== rightType && rightType.isSubclassOf(leftType) && backward !== undefined && backward !== leftType.lookup(reflectedName); // prettier-ignore
  if (rightFirst) {
    const result = yield* vm.callBound(backward, right, [left]);
    if (result !== NotImplemented) return result;
  }
  if (forward !== undefined) {
    const result = yield* vm.callBound(forward, left, [right]);
    if (result !== NotImplemented) return result;
  }
  if (backward !== undefined && !rightFirst) {
    const result = yield* vm.callBound(backward, right, [left]);
    if (result !== NotImplemented) return result;
  }
  if (op === 2) return left === right;
  if (op === 3) return left !== right;
  throw typeError(
    `'${COMPARE_OPERATORS[op] ?? ''}' not supported between instances of '${leftType.name}' and '${rightType.name}'`,
  );
}

const UNARY = ['__neg__', '__pos__', '__invert__'] as const;
const UNARY_NAMES = ['-', '+', '~'] as const;

export function* unary(vm: Vm, op: number, value: Value): Work {
  const method = typeOf(value).lookup(UNARY[op] ?? '__neg__');
  if (method === undefined) {
    throw typeError(`bad operand type for unary ${UNARY_NAMES[op] ?? ''}: '${typeOf(value).name}'`);
  }
  return yield* vm.callBound(method, value, []);
}
