/**
 * Arithmetic expressions, with C's precedence. Errors are reported at the token where bash notices them, because its
 * messages quote the rest of the expression from there.
 */
import type { ArithmeticRules } from './rules.ts';
import { tokenize } from './tokens.ts';
import type { ArithmeticToken } from './tokens.ts';
import { ArithmeticError, BINARY_OPERATORS } from './tree.ts';
import type { ArithmeticFault, BinaryOperator, Expression, Target } from './tree.ts';

/** Binary operators by binding strength; `**` binds to the right and is handled apart. */
const STRENGTH: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '<=': 7, '>': 7, '>=': 7, '<<': 8, '>>': 8, '+': 9, '-': 9,
  '*': 10, '/': 10, '%': 10,
}; // prettier-ignore

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|=']);
const DEEPEST = 200;

export function parseArithmetic(text: string, rules: ArithmeticRules): Expression {
  return new ArithmeticParser(text, rules).whole();
}

class ArithmeticParser {
  private readonly text: string;
  private readonly rules: ArithmeticRules;
  private readonly tokens: ArithmeticToken[];
  private at = 0;
  private depth = 0;

  constructor(text: string, rules: ArithmeticRules) {
    this.text = text;
    this.rules = rules;
    this.tokens = tokenize(text, rules);
  }

  whole(): Expression {
    if (this.tokens.length === 1 && this.rules.emptyIsZero) return { kind: 'number', value: 0 };
    const expression = this.comma();
    const next = this.peek();
    if (next.kind === 'end') return expression;
    throw this.error(next.kind === 'operator' && !isKnown(next.text) ? 'operator' : 'trailing');
  }

  private peek(): ArithmeticToken {
    return this.tokens[this.at] ?? { kind: 'end', at: this.text.length };
  }

  private operator(): string | undefined {
    const token = this.peek();
    return token.kind === 'operator' ? token.text : undefined;
  }

  private accept(text: string): boolean {
    if (this.operator() !== text) return false;
    this.at += 1;
    return true;
  }

  private error(fault: ArithmeticFault, at = this.peek().at): ArithmeticError {
    return new ArithmeticError(fault, this.text, this.text.slice(at));
  }

  private comma(): Expression {
    let left = this.assignment();
    while (this.accept(',')) left = { kind: 'comma', left, right: this.assignment() };
    return left;
  }

  private assignment(): Expression {
    if (++this.depth > DEEPEST) throw this.error('recursion');
    const left = this.conditional();
    const operator = this.operator();
    this.depth -= 1;
    if (operator === undefined || !ASSIGNMENTS.has(operator)) return left;
    const at = this.peek().at;
    if (left.kind !== 'variable') throw this.error('assignment');
    this.at += 1;
    const value = this.assignment();
    return { kind: 'assign', operator: binaryOperator(operator.slice(0, -1)), target: left.target, value, at };
  }

  private conditional(): Expression {
    const test = this.binary(1);
    if (!this.accept('?')) return test;
    if (this.peek().kind === 'end' || this.operator() === ':') throw this.error('expression');
    const yes = this.comma();
    if (!this.accept(':')) throw this.error('colon');
    if (this.peek().kind === 'end') throw this.error('expression');
    return { kind: 'choose', test, yes, no: this.conditional() };
  }

  private binary(least: number): Expression {
    let left = this.power();
    for (;;) {
      const operator = this.operator();
      const strength = operator === undefined ? undefined : STRENGTH[operator];
      if (operator === undefined || strength === undefined || strength < least) return left;
      this.at += 1;
      const at = this.peek().at;
      left = combine(operator, left, this.binary(strength + 1), at);
    }
  }

  private power(): Expression {
    const left = this.unary();
    if (this.operator() !== '**') return left;
    this.at += 1;
    const right = this.power();
    return { kind: 'binary', operator: '**', left, right, at: this.tokens[this.at - 1]?.at ?? 0 };
  }

  private unary(): Expression {
    const operator = this.operator();
    if (operator === '++' || operator === '--') return this.prefixStep(operator);
    if (operator !== '+' && operator !== '-' && operator !== '!' && operator !== '~') return this.postfix();
    if (++this.depth > DEEPEST) throw this.error('recursion');
    this.at += 1;
    const operand = this.unary();
    this.depth -= 1;
    return { kind: 'unary', operator, operand };
  }

  /** `++x`; before anything else than a name the two signs are two unary operators. */
  private prefixStep(operator: '++' | '--'): Expression {
    const at = this.peek().at;
    this.at += 1;
    const next = this.peek();
    if (next.kind === 'name') {
      this.at += 1;
      return { kind: 'step', target: targetOf(next), by: operator === '++' ? 1 : -1, prefix: true };
    }
    if (next.kind === 'end') throw this.error('operand', at + 1);
    const sign = operator === '++' ? '+' : '-';
    return { kind: 'unary', operator: sign, operand: { kind: 'unary', operator: sign, operand: this.unary() } };
  }

  private postfix(): Expression {
    const token = this.peek();
    if (token.kind === 'number') {
      this.at += 1;
      return { kind: 'number', value: token.value };
    }
    if (token.kind === 'name') return this.variable(token);
    if (!this.accept('(')) throw this.error('operand');
    const inner = this.comma();
    if (!this.accept(')')) throw this.error('parenthesis');
    return inner;
  }

  private variable(token: Extract<ArithmeticToken, { kind: 'name' }>): Expression {
    this.at += 1;
    const target = targetOf(token);
    const operator = this.operator();
    if (operator !== '++' && operator !== '--') return { kind: 'variable', target };
    this.at += 1;
    return { kind: 'step', target, by: operator === '++' ? 1 : -1, prefix: false };
  }
}

function targetOf(token: Extract<ArithmeticToken, { kind: 'name' }>): Target {
  return { name: token.name, subscript: token.subscript, at: token.at };
}

function combine(operator: string, left: Expression, right: Expression, at: number): Expression {
  if (operator === '&&') return { kind: 'and', left, right };
  if (operator === '||') return { kind: 'or', left, right };
  const known = binaryOperator(operator);
  return known === undefined ? left : { kind: 'binary', operator: known, left, right, at };
}

function binaryOperator(text: string): BinaryOperator | undefined {
  return BINARY_OPERATORS.find((operator) => operator === text);
}

function isKnown(text: string): boolean {
  return STRENGTH[text] !== undefined || ASSIGNMENTS.has(text) || /^[!~?:,()]$|^\*\*$|^\+\+$|^--$/.test(text);
}
