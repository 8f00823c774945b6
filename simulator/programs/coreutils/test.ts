/** test(1) and [(1), as programs; the shells have their own builtins. */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { compareBytes } from '../text/locale.ts';

const UNARY = 'bcdefgGhkLnNOprsStuwxz';
const BINARY = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

class Evaluator {
  private readonly t: Tool;
  private readonly words: readonly string[];
  private at = 0;

  constructor(t: Tool, words: readonly string[]) {
    this.t = t;
    this.words = words;
  }

  /** POSIX decides by the number of words before it looks at grammar. */
  run(): boolean {
    if (this.words.length === 0) return false;
    const value = this.words.length <= 4 ? this.short(this.words) : undefined;
    if (value !== undefined) return value;
    const result = this.or();
    const extra = this.words[this.at];
    if (extra !== undefined) {
      throw new Failure(
        this.t.busybox ? `${extra}: unknown operand` : `extra argument ${this.t.quoteMessage(extra)}`,
        2,
      );
    }
    return result;
  }

  private short(words: readonly string[]): boolean | undefined {
    const [a = '', b = '', c = ''] = words;
    if (words.length === 1) return a !== '';
    if (words.length === 2) {
      if (a === '!') return b === '';
      if (this.isUnary(a)) return this.unary(a, b);
      if (this.t.busybox) throw new Failure(`${b}: unknown operand`, 2);
      throw new Failure(`missing argument after ${this.t.quoteMessage(b)}`, 2);
    }
    if (words.length === 3) {
      if (BINARY.has(b)) return this.binary(a, b, c);
      if (a === '!') return !(this.short(words.slice(1)) ?? false);
      if (a === '(' && c === ')') return b !== '';
      if (b === '-a' || b === '-o') return undefined;
      throw new Failure(
        this.t.busybox ? `${b}: unknown operand` : `${this.t.quoteMessage(b)}: binary operator expected`,
        2,
      );
    }
    if (a === '!') {
      const rest = this.short(words.slice(1));
      return rest === undefined ? undefined : !rest;
    }
    return a === '(' && words[3] === ')' ? this.short(words.slice(1, 3)) : undefined;
  }

  private isUnary(word: string): boolean {
    return word.length === 2 && word.startsWith('-') && UNARY.includes(word[1] ?? '');
  }

  private or(): boolean {
    let value = this.and();
    while (this.words[this.at] === '-o') {
      this.at++;
      const right = this.and();
      value ||= right;
    }
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.words[this.at] === '-a') {
      this.at++;
      const right = this.not();
      value &&= right;
    }
    return value;
  }

  private next(): string {
    const word = this.words[this.at++];
    if (word === undefined)
      throw new Failure(
        this.t.busybox ? 'argument expected' : `missing argument after ${this.t.quoteMessage(this.words.at(-1) ?? '')}`,
        2,
      );
    return word;
  }

  private not(): boolean {
    const word = this.words[this.at];
    const following = this.words[this.at + 1];
    if (word === '!') {
      this.at++;
      return !this.not();
    }
    if (word === '(') {
      this.at++;
      const value = this.or();
      if (this.next() !== ')') throw new Failure(this.t.busybox ? 'closing paren expected' : "')' expected", 2);
      return value;
    }
    if (following !== undefined && BINARY.has(following)) {
      const left = this.next();
      return this.binary(left, this.next(), this.next());
    }
    const first = this.next();
    return this.isUnary(first) && this.at < this.words.length ? this.unary(first, this.next()) : first !== '';
  }

  private stat(path: string, follow = true): Stat | undefined {
    try {
      return follow ? this.t.p.fs.stat(path) : this.t.p.fs.lstat(path);
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private unary(operator: string, word: string): boolean {
    const { p } = this.t;
    switch (operator) {
      case '-n': return word !== '';
      case '-z': return word === '';
      case '-e': return this.stat(word) !== undefined;
      case '-f': return this.stat(word)?.type === 'file';
      case '-d': return this.stat(word)?.type === 'directory';
      case '-h': case '-L': return this.stat(word, false)?.type === 'symlink';
      case '-b': return this.stat(word)?.type === 'block';
      case '-c': return this.stat(word)?.type === 'char';
      case '-p': return this.stat(word)?.type === 'fifo';
      case '-S': return this.stat(word)?.type === 'socket';
      case '-s': return (this.stat(word)?.size ?? 0) > 0;
      case '-r': case '-w': case '-x': return p.fs.access(word, operator.slice(1));
      case '-u': return ((this.stat(word)?.mode ?? 0) & 0o4000) !== 0;
      case '-g': return ((this.stat(word)?.mode ?? 0) & 0o2000) !== 0;
      case '-k': return ((this.stat(word)?.mode ?? 0) & 0o1000) !== 0;
      case '-O': return this.stat(word)?.uid === p.credentials.uid;
      case '-G': return this.stat(word)?.gid === p.credentials.gid;
      case '-N': { const stat = this.stat(word); return stat !== undefined && stat.mtime > stat.atime; }
      case '-t': return p.fds().includes(this.integer(word)) && p.isatty(this.integer(word));
      default: return false;
    }
  } // prettier-ignore

  private integer(word: string): number {
    if (!/^\s*[-+]?\d+\s*$/.test(word))
      throw new Failure(this.t.busybox ? `${word}: bad number` : `invalid integer ${this.t.quoteMessage(word)}`, 2);
    return Number(word);
  }

  private binary(left: string, operator: string, right: string): boolean {
    switch (operator) {
      case '=': case '==': return left === right;
      case '!=': return left !== right;
      case '<': return compareBytes(left, right) < 0;
      case '>': return compareBytes(left, right) > 0;
      case '-eq': return this.integer(left) === this.integer(right);
      case '-ne': return this.integer(left) !== this.integer(right);
      case '-lt': return this.integer(left) < this.integer(right);
      case '-le': return this.integer(left) <= this.integer(right);
      case '-gt': return this.integer(left) > this.integer(right);
      case '-ge': return this.integer(left) >= this.integer(right);
      default: return this.files(left, operator, right);
    }
  } // prettier-ignore

  private files(left: string, operator: string, right: string): boolean {
    const [a, b] = [this.stat(left), this.stat(right)];
    if (operator === '-ef') return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
    if (operator === '-nt') return a !== undefined && (b === undefined || a.mtime > b.mtime);
    return b !== undefined && (a === undefined || a.mtime < b.mtime);
  }
}

function main(t: Tool): number {
  let words = t.args;
  if (t.name.endsWith('[')) {
    const close = t.busybox && t.name === '[[' ? ']]' : ']';
    if (words.at(-1) !== close) throw new Failure(t.busybox ? `missing ${close}` : "missing ']'", 2);
    words = words.slice(0, -1);
  }
  return new Evaluator(t, words).run() ? 0 : 1;
}

const help = { usage: 'EXPRESSION', about: 'Exit with the status determined by EXPRESSION.' };
export default gnu(main, { help, raw: true });
export const busybox = applet(main, { help, raw: true });
