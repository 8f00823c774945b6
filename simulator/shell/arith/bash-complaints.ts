/** The sentence of each arithmetic error in bash's words (compared with bash 5.2). */
import type { ArithmeticError, ArithmeticFault } from './tree.ts';

const BASH: Record<ArithmeticFault, string> = {
  operand: 'syntax error: operand expected',
  trailing: 'syntax error in expression',
  operator: 'syntax error: invalid arithmetic operator',
  parenthesis: "missing `)'",
  colon: "`:' expected for conditional expression",
  expression: 'expression expected',
  assignment: 'attempted assignment to non-variable',
  digit: 'value too great for base',
  base: 'invalid arithmetic base',
  division: 'division by 0',
  exponent: 'exponent less than 0',
  recursion: 'expression recursion level exceeded',
  subscript: 'bad array subscript',
  number: 'invalid integer constant',
  'missing-identifier': 'identifier expected after pre-increment or pre-decrement',
};

/** `1 + : syntax error: operand expected (error token is "+ ")`. */
export function bashArithmeticSentence(error: ArithmeticError): string {
  return `${error.expression.trimStart()}: ${BASH[error.fault]} (error token is "${error.token}")`;
}
