import type { Int } from './int64.ts';

/** An arithmetic expression, parsed. `at` is where the text stands that an error about it quotes. */
export type Expression =
  | { kind: 'number'; value: Int }
  | { kind: 'variable'; target: Target }
  | { kind: 'unary'; operator: '+' | '-' | '!' | '~'; operand: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression; at: number }
  | { kind: 'and' | 'or' | 'comma'; left: Expression; right: Expression }
  | { kind: 'choose'; test: Expression; yes: Expression; no: Expression }
  | { kind: 'assign'; operator: BinaryOperator | undefined; target: Target; value: Expression; at: number }
  | { kind: 'step'; target: Target; by: 1 | -1; prefix: boolean };

export interface Target {
  name: string;
  /** The text between the brackets of `name[...]`. */
  subscript: string | undefined;
  at: number;
}

export const BINARY_OPERATORS = [
  '**',
  '*',
  '/',
  '%',
  '+',
  '-',
  '<<',
  '>>',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  '&',
  '^',
  '|',
] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** What can be wrong with an expression; each shell has its own sentence for it (arith/complaints.ts). */
export type ArithmeticFault =
  | 'operand'
  | 'trailing'
  | 'operator'
  | 'parenthesis'
  | 'colon'
  | 'expression'
  | 'assignment'
  | 'digit'
  | 'base'
  | 'division'
  | 'exponent'
  | 'recursion'
  | 'subscript'
  | 'number'
  | 'missing-identifier';

/** An arithmetic error: `expression` as written, `token` the rest of it from where the trouble was seen. */
export class ArithmeticError extends Error {
  readonly fault: ArithmeticFault;
  readonly expression: string;
  readonly token: string;

  constructor(fault: ArithmeticFault, expression: string, token: string) {
    super(`${expression}: ${fault}`);
    this.name = 'ArithmeticError';
    this.fault = fault;
    this.expression = expression;
    this.token = token;
  }
}
