/** `[[ ... ]]`. */
import type { TestBinaryExpression, TestCommand, TestExpression, TestUnaryExpression, Word } from 'unbash';
import { compare } from '../arith/int64.ts';
import type { Int } from '../arith/int64.ts';
import { compareFiles, testFile } from '../builtins/file-tests.ts';
import { settle } from '../expand/expanding.ts';
import { expandPattern, expandPieces, expandText } from '../expand/word.ts';
import { compilePattern } from '../pattern/match.ts';
import { toRegExp } from '../pattern/posix-regex.ts';
import { IndexedArray } from '../state/arrays.ts';
import { arithmetic } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { createVariable } from '../state/variables.ts';
import { compareBytes } from '../text/raw.ts';
import { needsQuotes } from '../text/quote.ts';
import { Failure } from './failure.ts';
import { traceLine } from './trace.ts';
import { isSetVariable, isSetOptionOn } from '../builtins/variable-tests.ts';

/** 0, 1, or 2 for a regular expression that cannot be read. */
export async function runConditional(shell: Shell, node: TestCommand): Promise<number> {
  try {
    return (await evaluate(shell, node.expression)) ? 0 : 1;
  } catch (error) {
    if (error instanceof BadRegex) return 2;
    if (!(error instanceof Failure) || error.extent === 'shell') throw error;
    await shell.complain(`[[: ${error.message}`);
    return 1;
  }
}

class BadRegex extends Error {}

async function evaluate(shell: Shell, node: TestExpression): Promise<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return evaluate(shell, node.expression);
    case 'TestNot':
      return (await evaluate(shell, node.operand)) !== (node.negations.length % 2 === 1);
    case 'TestLogical':
      return logical(shell, node.operator, node.operands);
    case 'TestUnary':
      return unary(shell, node);
    case 'TestBinary':
      return binary(shell, node);
  }
}

async function logical(shell: Shell, operator: '&&' | '||', operands: readonly TestExpression[]): Promise<boolean> {
  for (const operand of operands)
    if ((await evaluate(shell, operand)) === (operator === '||')) return operator === '||';
  return operator === '&&';
}

function text(shell: Shell, word: Word): string | Promise<string> {
  return settle(expandText(shell, word, 'start'), (request) => shell.interpreter.substitute(shell, request));
}

async function unary(shell: Shell, node: TestUnaryExpression): Promise<boolean> {
  const operand = await text(shell, node.operand);
  if (shell.options.has('xtrace')) await traceLine(shell, `[[ ${node.operator} ${quoted(operand)} ]]`);
  switch (node.operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-v':
    case '-R':
      return isSetVariable(shell, operand);
    case '-o':
      return isSetOptionOn(shell, operand);
    default:
      return testFile(shell, node.operator, operand);
  }
}

function quoted(word: string): string {
  return word === '' ? "''" : word;
}

async function binary(shell: Shell, node: TestBinaryExpression): Promise<boolean> {
  const left = await text(shell, node.left);
  if (node.operator === '=~') return matchesRegex(shell, left, node.right);
  if (node.operator === '=' || node.operator === '==' || node.operator === '!=')
    return matchesPattern(shell, node, left);
  const right = await text(shell, node.right);
  if (shell.options.has('xtrace')) await traceLine(shell, `[[ ${quoted(left)} ${node.operator} ${quoted(right)} ]]`);
  if (node.operator === '<' || node.operator === '>')
    return node.operator === '<' ? compareBytes(left, right) < 0 : compareBytes(left, right) > 0;
  const files = compareFiles(shell, node.operator, left, right);
  return files ?? compareNumbers(node.operator, arithmetic(shell, left), arithmetic(shell, right));
}

export function compareNumbers(operator: string, left: Int, right: Int): boolean {
  const order = compare(left, right);
  switch (operator) {
    case '-eq':
      return order === 0;
    case '-ne':
      return order !== 0;
    case '-lt':
      return order < 0;
    case '-le':
      return order <= 0;
    case '-gt':
      return order > 0;
    default:
      return order >= 0;
  }
}

async function matchesPattern(shell: Shell, node: TestBinaryExpression, left: string): Promise<boolean> {
  const pattern = await settle(expandPattern(shell, node.right), (request) =>
    shell.interpreter.substitute(shell, request),
  );
  if (shell.options.has('xtrace'))
    await traceLine(shell, `[[ ${quoted(left)} ${node.operator} ${quoted(shownPattern(node.right, pattern))} ]]`);
  const matched = compilePattern(pattern, { extglob: true, ignoreCase: shell.options.shopt('nocasematch') }).matches(
    left,
  );
  return matched !== (node.operator === '!=');
}

/** bash traces quoted characters of a pattern with a backslash each. */
function shownPattern(word: Word, pattern: string): string {
  if (!/["'\\]/.test(word.text)) return pattern.replace(/\\(.)/g, '$1');
  const plain = pattern.replace(/\\(.)/g, '$1');
  return needsQuotes(word.text) ? Array.from(plain, (char) => `\\${char}`).join('') : plain;
}

async function matchesRegex(shell: Shell, left: string, word: Word): Promise<boolean> {
  const pieces = await settle(expandPieces(shell, word), (request) => shell.interpreter.substitute(shell, request));
  const source = pieces
    .map((piece) => (piece.quoted ? piece.text.replace(/[\\^$.[\]|()*+?{}]/g, '\\$&') : piece.text))
    .join('');
  if (shell.options.has('xtrace')) await traceLine(shell, `[[ ${quoted(left)} =~ ${quoted(source)} ]]`);
  const regex = toRegExp(source, shell.options.shopt('nocasematch'));
  if (regex === undefined) throw new BadRegex();
  const match = regex.exec(left);
  const found = match === null ? [] : Array.from(match, (group) => (group as string | undefined) ?? '');
  shell.variables.globals().variables.set('BASH_REMATCH', createVariable(IndexedArray.from(found)));
  return match !== null;
}
