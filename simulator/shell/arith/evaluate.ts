/** Evaluates arithmetic over the shell's variables. */
import * as int from './int64.ts';
import type { Int } from './int64.ts';
import { parseArithmetic } from './parse.ts';
import type { ArithmeticRules } from './rules.ts';
import { ArithmeticError } from './tree.ts';
import type { BinaryOperator, Expression, Target } from './tree.ts';

/** The variables an expression reads and writes. */
export interface ArithmeticScope {
  readonly rules: ArithmeticRules;
  /**
   * The text of a variable or array element, undefined when unset. `index` evaluates the subscript of an indexed
   * array; associative arrays take it as their key. May throw (set -u).
   */
  read(name: string, subscript: string | undefined, index: (text: string) => Int): string | undefined;
  write(name: string, subscript: string | undefined, value: Int, index: (text: string) => Int): void;
}

const DEEPEST = 1024;
const CACHE_LIMIT = 1000;
const caches = new WeakMap<ArithmeticRules, Map<string, Expression>>();

/** The value of `text`. Throws ArithmeticError. */
export function evaluateArithmetic(text: string, scope: ArithmeticScope, depth = 0): Int {
  if (depth > DEEPEST) throw new ArithmeticError('recursion', text, text);
  return new Evaluation(text, scope, depth).value(parsed(text, scope.rules));
}

function parsed(text: string, rules: ArithmeticRules): Expression {
  let cache = caches.get(rules);
  if (cache === undefined) caches.set(rules, (cache = new Map<string, Expression>()));
  let expression = cache.get(text);
  if (expression === undefined) {
    expression = parseArithmetic(text, rules);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, expression);
  }
  return expression;
}

class Evaluation {
  private readonly text: string;
  private readonly scope: ArithmeticScope;
  private readonly depth: number;

  constructor(text: string, scope: ArithmeticScope, depth: number) {
    this.text = text;
    this.scope = scope;
    this.depth = depth;
  }

  value(node: Expression): Int {
    switch (node.kind) {
      case 'number':
        return node.value;
      case 'variable':
        return this.read(node.target);
      case 'unary':
        return unary(node.operator, this.value(node.operand));
      case 'binary':
        return this.binary(node.operator, this.value(node.left), this.value(node.right), node.at);
      case 'and':
        return !int.isZero(this.value(node.left)) && !int.isZero(this.value(node.right)) ? 1 : 0;
      case 'or':
        return !int.isZero(this.value(node.left)) || !int.isZero(this.value(node.right)) ? 1 : 0;
      case 'comma':
        this.value(node.left);
        return this.value(node.right);
      case 'choose':
        return this.value(int.isZero(this.value(node.test)) ? node.no : node.yes);
      case 'assign':
        return this.assign(node);
      case 'step':
        return this.step(node);
    }
  }

  private readonly index = (text: string): Int => {
    if (text.trim() === '') throw new ArithmeticError('subscript', this.text, text);
    return evaluateArithmetic(text, this.scope, this.depth + 1);
  };

  private read(target: Target): Int {
    const text = this.scope.read(target.name, target.subscript, this.index);
    if (text === undefined || text === '') return 0;
    const simple = int.parseDecimal(text);
    if (simple !== undefined && !/^[\s+-]*0[0-9]/.test(text)) return simple;
    if (this.scope.rules.recursive) return evaluateArithmetic(text, this.scope, this.depth + 1);
    const value = int.parseInteger(text);
    if (value === undefined) throw new ArithmeticError('number', text, text);
    return value;
  }

  private write(target: Target, value: Int): Int {
    this.scope.write(target.name, target.subscript, value, this.index);
    return value;
  }

  private assign(node: Extract<Expression, { kind: 'assign' }>): Int {
    if (node.operator === undefined) return this.write(node.target, this.value(node.value));
    const old = this.read(node.target);
    return this.write(node.target, this.binary(node.operator, old, this.value(node.value), node.at));
  }

  private step(node: Extract<Expression, { kind: 'step' }>): Int {
    const old = this.read(node.target);
    const next = this.write(node.target, int.add(old, node.by));
    return node.prefix ? next : old;
  }

  private binary(operator: BinaryOperator, a: Int, b: Int, at: number): Int {
    switch (operator) {
      case '+':
        return int.add(a, b);
      case '-':
        return int.subtract(a, b);
      case '*':
        return int.multiply(a, b);
      case '/':
      case '%':
        if (int.isZero(b)) throw new ArithmeticError('division', this.text, this.text.slice(at));
        return operator === '/' ? int.divide(a, b) : int.remainder(a, b);
      case '**':
        if (int.compare(b, 0) < 0) throw new ArithmeticError('exponent', this.text, this.text.slice(at));
        return int.power(a, b);
      case '<<':
        return int.shiftLeft(a, b);
      case '>>':
        return int.shiftRight(a, b);
      case '&':
      case '|':
      case '^':
        return int.bitwise(operator, a, b);
      default:
        return compares(operator, int.compare(a, b)) ? 1 : 0;
    }
  }
}

function unary(operator: '+' | '-' | '!' | '~', value: Int): Int {
  if (operator === '-') return int.subtract(0, value);
  if (operator === '!') return int.isZero(value) ? 1 : 0;
  return operator === '~' ? int.complement(value) : value;
}

function compares(operator: '<' | '<=' | '>' | '>=' | '==' | '!=', order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}
