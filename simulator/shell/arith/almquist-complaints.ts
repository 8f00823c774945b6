/** The sentence of each arithmetic error in dash's and ash's words (compared with dash 0.5.12 and busybox 1.35). */
import type { ArithmeticError, ArithmeticFault } from './tree.ts';

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
