/** expr(1). */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { compareBytes } from '../text/locale.ts';
import { posixRegExp } from '../regex/posix.ts';

type Value = string;

class Parser {
  private readonly t: Tool;
  private readonly words: readonly string[];
  private at = 0;

  constructor(t: Tool, words: readonly string[]) {
    this.t = t;
    this.words = words;
  }

  run(): Value {
    const value = this.or();
    const extra = this.words[this.at];
    if (extra !== undefined) throw this.syntax(`unexpected argument ${this.t.quoteMessage(extra)}`);
    return value;
  }

  private syntax(text: string): Failure {
    return new Failure(this.t.busybox ? 'syntax error' : `syntax error: ${text}`, 2);
  }

  private accept(...operators: string[]): string | undefined {
    const word = this.words[this.at];
    if (word === undefined || !operators.includes(word)) return undefined;
    this.at++;
    return word;
  }

  private or(): Value {
    let value = this.and();
    while (this.accept('|') !== undefined) {
      const right = this.and();
      if (isNull(value)) value = isNull(right) ? '0' : right;
    }
    return value;
  }

  private and(): Value {
    let value = this.comparison();
    while (this.accept('&') !== undefined) {
      const right = this.comparison();
      if (isNull(value) || isNull(right)) value = '0';
    }
    return value;
  }

  private comparison(): Value {
    let value = this.sum();
    for (
      let operator = this.accept('<', '<=', '=', '==', '!=', '>=', '>');
      operator !== undefined;
      operator = this.accept('<', '<=', '=', '==', '!=', '>=', '>')
    ) {
      const right = this.sum();
      const numeric = isInteger(value) && isInteger(right);
      const order = numeric ? Number(BigInt(value) - BigInt(right)) : compareBytes(value, right);
      const results: Readonly<Record<string, boolean>> = {
        '<': order < 0, '<=': order <= 0, '=': order === 0, '==': order === 0, '!=': order !== 0, '>=': order >= 0, '>': order > 0,
      }; // prettier-ignore
      value = results[operator] === true ? '1' : '0';
    }
    return value;
  }

  private integer(value: Value): bigint {
    if (!isInteger(value)) throw new Failure(this.t.busybox ? 'non-numeric argument' : 'non-integer argument', 2);
    return BigInt(value);
  }

  private sum(): Value {
    let value = this.product();
    for (let operator = this.accept('+', '-'); operator !== undefined; operator = this.accept('+', '-')) {
      const right = this.product();
      const [a, b] = [this.integer(value), this.integer(right)];
      value = String(operator === '+' ? a + b : a - b);
    }
    return value;
  }

  private product(): Value {
    let value = this.match();
    for (let operator = this.accept('*', '/', '%'); operator !== undefined; operator = this.accept('*', '/', '%')) {
      const right = this.match();
      const [a, b] = [this.integer(value), this.integer(right)];
      if (operator !== '*' && b === 0n) throw new Failure('division by zero', 2);
      value = String(operator === '*' ? a * b : operator === '/' ? a / b : a % b);
    }
    return value;
  }

  private match(): Value {
    let value = this.primary();
    while (this.accept(':') !== undefined) value = matched(value, this.primary());
    return value;
  }

  private next(): string {
    const word = this.words[this.at++];
    if (word === undefined)
      throw this.syntax(`missing argument after ${this.t.quoteMessage(this.words[this.at - 2] ?? '')}`);
    return word;
  }

  private primary(): Value {
    const word = this.next();
    if (word === '(') {
      const value = this.or();
      if (this.accept(')') === undefined) throw this.syntax("expecting ')'");
      return value;
    }
    if (word === '+' && !this.t.busybox) return this.next();
    const has = (count: number): boolean => this.words.length >= this.at + count;
    if (word === 'match' && has(2)) return matched(this.primary(), this.primary());
    if (word === 'length' && has(1)) return String([...this.primary()].length);
    if (word === 'index' && has(2)) {
      const [text, set] = [this.primary(), this.primary()];
      return String([...text].findIndex((character) => set.includes(character)) + 1);
    }
    if (word === 'substr' && has(3)) {
      const text = [...this.primary()];
      const [from, length] = [Number(this.primary()), Number(this.primary())];
      return from >= 1 && length >= 1 ? text.slice(from - 1, from - 1 + length).join('') : '';
    }
    return word;
  }
}

function isInteger(value: Value): boolean {
  return /^-?\d+$/.test(value);
}

function isNull(value: Value): boolean {
  return value === '' || /^-?0+$/.test(value);
}

/** `STRING : REGEX`: what the first group matched, or the length of the match. */
function matched(text: string, pattern: string): Value {
  const found = posixRegExp(`^\\(${pattern.replace(/^\^/, '')}\\)`, { extended: false }).exec(text);
  const hasGroup = /\\\(/.test(pattern);
  if (found === null) return hasGroup ? '' : '0';
  return hasGroup ? (found[2] ?? '') : String([...found[0]].length);
}

async function main(t: Tool): Promise<number> {
  const args = t.args[0] === '--' ? t.args.slice(1) : t.args;
  if (args.length === 1 && (args[0] === '--help' || args[0] === '--version')) t.parse([]);
  if (args.length === 0) throw t.busybox ? new Failure('too few arguments', 2) : new UsageError('missing operand');
  const value = new Parser(t, args).run();
  await t.print(`${value}\n`);
  return isNull(value) ? 1 : 0;
}

const help = { usage: 'EXPRESSION', about: 'Print the value of EXPRESSION to standard output.' };
export default gnu(main, { help, raw: true, usageStatus: 2 });
export const busybox = applet(main, { help, raw: true });
