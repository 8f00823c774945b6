/** The sentence of each arithmetic error in each shell's words (compared with bash 5.2, dash 0.5.12, busybox 1.35). */
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

export function dashArithmeticSentence(error: ArithmeticError): string {
  if (error.fault === 'number') return `Illegal number: ${error.expression}`;
  const said = dashReason(error.fault);
  return `arithmetic expression: ${said}: "${error.expression}"`;
}

function dashReason(fault: ArithmeticFault): string {
  if (fault === 'division') return 'division by zero';
  if (fault === 'parenthesis') return "expecting ')'";
  if (fault === 'colon') return "expecting ':'";
  return fault === 'operand' || fault === 'expression' ? 'expecting primary' : 'expecting EOF';
}

export function ashArithmeticSentence(error: ArithmeticError): string {
  if (error.fault === 'division') return 'divide by zero';
  if (error.fault === 'exponent') return 'exponent less than 0';
  if (error.fault === 'recursion') return 'expression recursion loop detected';
  return error.fault === 'colon' ? 'malformed ?: operator' : 'arithmetic syntax error';
}
