/** `test` and `[`: decided by the number of arguments first (POSIX), then by precedence. */
import { compareNumbers } from '../run/conditional.ts';
import { parseDecimal } from '../arith/int64.ts';
import type { Int } from '../arith/int64.ts';
import type { Shell } from '../state/shell.ts';
import { compareBytes } from '../text/raw.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { compareFiles, testFile } from './file-tests.ts';
import { complain } from './output.ts';
import { isSetOptionOn, isSetVariable } from './variable-tests.ts';

/** A misuse of `test`: status 2. */
class TestError extends Error {}

export const test: Builtin = regular('test', (call) => runTest(call, call.args));

export const bracket: Builtin = regular('[', (call) => {
  if (call.args.at(-1) !== ']') return missing(call);
  return runTest(call, call.args.slice(0, -1));
});

/** busybox names no builtin here. */
async function missing(call: BuiltinCall): Promise<number> {
  if (call.shell.dialect.name === 'ash') call.shell.builtin = undefined;
  return complain(call, call.shell.dialect.name === 'bash' ? "missing `]'" : 'missing ]', 2);
}

/** busybox: `[[` is `[` under another name. */
export const doubleBracket: Builtin = regular(
  '[[',
  (call) => {
    if (call.args.at(-1) !== ']]') return complain(call, 'missing ]]', 2);
    return runTest(call, call.args.slice(0, -1));
  },
  ['ash'],
);

function runTest(call: BuiltinCall, args: readonly string[]): number | Promise<number> {
  try {
    return new Test(call.shell, args).decide() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    const { shell } = call;
    // busybox names no builtin here.
    if (shell.dialect.name === 'ash') shell.builtin = undefined;
    return complain(call, error.message, 2);
  }
}

const UNARY = /^-[abcdefghkLnNoOprRsStuvwxzG]$/;
const BINARY: ReadonlySet<string> = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
  '=~',
]);

class Test {
  private readonly shell: Shell;
  private readonly args: readonly string[];
  private at = 0;

  constructor(shell: Shell, args: readonly string[]) {
    this.shell = shell;
    this.args = args;
  }

  decide(): boolean {
    const { args } = this;
    if (this.shell.dialect.name !== 'bash') return args.length > 0 && this.whole();
    return this.decideByCount(args);
  }

  private decideByCount(args: readonly string[]): boolean {
    const [a = '', b = '', c = '', d = ''] = args;
    switch (args.length) {
      case 0:
        return false;
      case 1:
        return a !== '';
      case 2:
        if (a === '!') return b === '';
        if (UNARY.test(a)) return this.unary(a, b);
        throw new TestError(`${a}: unary operator expected`);
      case 3:
        return this.three(a, b, c);
      case 4:
        if (a === '!') return !this.three(b, c, d);
        if (a === '(' && d === ')') return this.decideByCount([b, c]);
        return this.whole();
      default:
        return this.whole();
    }
  }

  private three(a: string, b: string, c: string): boolean {
    if (this.isBinary(b)) return this.binary(a, b, c);
    if (b === '-a') return a !== '' && c !== '';
    if (b === '-o') return a !== '' || c !== '';
    if (a === '!') return !this.decideByCount([b, c]);
    if (a === '(' && c === ')') return b !== '';
    throw new TestError(`${b}: binary operator expected`);
  }

  private isBinary(operator: string): boolean {
    if (operator === '==' || operator === '=~')
      return this.shell.dialect.name !== 'dash' && (operator === '==' || this.shell.dialect.name === 'ash');
    return BINARY.has(operator);
  }

  private whole(): boolean {
    const value = this.or();
    const left = this.args[this.at];
    if (left === undefined) return value;
    throw this.leftOver(left);
  }

  private leftOver(word: string): TestError {
    const { name } = this.shell.dialect;
    if (name === 'bash') return new TestError('too many arguments');
    if (name === 'ash') return new TestError(`${word}: unknown operand`);
    return new TestError(`${this.args[this.at - 1] ?? word}: unexpected operator`);
  }

  private or(): boolean {
    let value = this.and();
    while (this.accept('-o')) value = this.and() || value;
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.accept('-a')) value = this.not() && value;
    return value;
  }

  private not(): boolean {
    if (this.args[this.at] === '!' && !this.isBinaryAhead()) {
      this.at += 1;
      return !this.not();
    }
    return this.primary();
  }

  /** `! = x` compares the string `!`. */
  private isBinaryAhead(): boolean {
    const next = this.args[this.at + 1];
    return (
      next !== undefined &&
      this.args[this.at + 2] !== undefined &&
      this.isBinary(next) &&
      this.args.length - this.at === 3
    );
  }

  private accept(word: string): boolean {
    if (this.args[this.at] !== word) return false;
    this.at += 1;
    return true;
  }

  private primary(): boolean {
    const word = this.args[this.at];
    if (word === undefined) throw new TestError('argument expected');
    const operator = this.args[this.at + 1];
    const right = this.args[this.at + 2];
    if (this.shell.dialect.name !== 'bash' && operator !== undefined && right === undefined && this.isBinary(operator))
      throw new TestError(`${operator}: argument expected`);
    if (operator !== undefined && right !== undefined && this.isBinary(operator)) {
      this.at += 3;
      return this.binary(word, operator, right);
    }
    this.at += 1;
    if (word === '(' && operator !== undefined) return this.group();
    if (UNARY.test(word) && operator !== undefined && !(operator === '-a' || operator === '-o')) {
      this.at += 1;
      return this.unary(word, operator);
    }
    return word !== '';
  }

  private group(): boolean {
    const value = this.or();
    if (this.accept(')')) return value;
    if (this.shell.dialect.name === 'bash')
      throw new TestError(
        this.args[this.at] === undefined ? "`)' expected" : `\`)' expected, found ${this.args[this.at] ?? ''}`,
      );
    throw new TestError('closing paren expected');
  }

  private unary(operator: string, operand: string): boolean {
    switch (operator) {
      case '-n':
        return operand !== '';
      case '-z':
        return operand === '';
      case '-v':
      case '-R':
        return this.shell.dialect.name === 'bash' && isSetVariable(this.shell, operand);
      case '-o':
        return isSetOptionOn(this.shell, operand);
      case '-t':
        return testFile(this.shell, operator, String(this.number(operand)));
      default:
        return testFile(this.shell, operator, operand);
    }
  }

  private binary(left: string, operator: string, right: string): boolean {
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return compareBytes(left, right) < 0;
      case '>':
        return compareBytes(left, right) > 0;
      case '=~':
        return new RegExp(right, 'u').test(left);
      default:
        return (
          compareFiles(this.shell, operator, left, right) ??
          compareNumbers(operator, this.number(left), this.number(right))
        );
    }
  }

  private number(text: string): Int {
    const value = parseDecimal(text);
    if (value !== undefined) return value;
    const { name } = this.shell.dialect;
    if (name === 'bash') throw new TestError(`${text}: integer expression expected`);
    throw new TestError(name === 'dash' ? `Illegal number: ${text}` : `${text}: bad number`);
  }
}
