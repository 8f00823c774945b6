/** find's expressions: primaries joined by -a (or nothing), -o, ! and parentheses. */
import type { Stat } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { Failure, type Tool } from '../../command/tool.ts';
import { encodeText } from '../../text/codec.ts';
import { parseDate } from '../../text/date-words.ts';
import { RegexError } from '../../regex/posix.ts';
import { deleteFile, Exec, lsLine, printfText, type ActionContext } from './actions.ts';
import {
  ageTest, compares, followedTypeTest, nameTest, ownerTest, parseComparison, pathTest, permTest, regexTest, sizeTest, typeTest,
  type Test, type Visited,
} from './tests.ts'; // prettier-ignore

export interface Settings {
  follow: 'never' | 'arguments' | 'always';
  maxDepth: number;
  minDepth: number;
  depthFirst: boolean;
  oneFileSystem: boolean;
}

export interface Expression {
  test: Test;
  settings: Settings;
  /** Commands with `+` that still hold files. */
  finish: () => Promise<void>;
}

/** Raised by -quit. */
export class Quit extends Error {}
/** What -prune asks for is told to the walker through this flag. */
export interface PruneFlag {
  pruned: boolean;
}

const DAY = 86_400_000;

class Parser {
  private readonly t: Tool;
  private readonly context: ActionContext;
  private readonly words: readonly string[];
  private readonly prune: PruneFlag;
  readonly settings: Settings;
  private at = 0;
  private hasAction = false;
  private regexType = 'emacs';
  private now: number;
  private readonly execs: Exec[] = [];

  constructor(context: ActionContext, words: readonly string[], settings: Settings, prune: PruneFlag) {
    this.t = context.t;
    this.context = context;
    this.words = words;
    this.settings = settings;
    this.prune = prune;
    this.now = context.t.p.now();
  }

  parse(): Expression {
    const test = this.words.length === 0 ? () => true : this.list();
    const extra = this.words[this.at];
    if (extra !== undefined)
      throw this.bad(extra === ')' ? "you have too many ')'" : `paths must precede expression: \`${extra}'`);
    const whole = this.hasAction ? test : this.and(test, (file) => this.print(`${file.path}\n`));
    const finish = async (): Promise<void> => {
      for (const exec of this.execs) await exec.finish();
    };
    return { test: whole, settings: this.settings, finish };
  }

  private quoted(text: string): string {
    return this.t.quoteMessage(text);
  }

  private bad(message: string): Failure {
    return new Failure(message);
  }

  private async print(text: string): Promise<boolean> {
    await this.t.print(text);
    return true;
  }

  private and(a: Test, b: Test): Test {
    return async (file) => (await a(file)) && (await b(file));
  }

  private list(): Test {
    let left = this.or();
    while (this.words[this.at] === ',') {
      this.at++;
      const [first, second] = [left, this.or()];
      left = async (file) => (await first(file), second(file));
    }
    return left;
  }

  private or(): Test {
    let left = this.conjunction();
    while (this.words[this.at] === '-o' || this.words[this.at] === '-or') {
      const operator = this.words[this.at++] ?? '';
      if (this.at >= this.words.length) throw this.bad(`expected an expression after ${this.quoted(operator)}`);
      const [first, second] = [left, this.conjunction()];
      left = async (file) => (await first(file)) || (await second(file));
    }
    return left;
  }

  private conjunction(): Test {
    let left = this.negation();
    for (;;) {
      const word = this.words[this.at];
      if (word === undefined || word === ')' || word === '-o' || word === '-or' || word === ',') return left;
      if (word === '-a' || word === '-and') this.at++;
      left = this.and(left, this.negation());
    }
  }

  private negation(): Test {
    const word = this.words[this.at];
    if (word === '!' || word === '-not') {
      this.at++;
      if (this.at >= this.words.length) throw this.bad(`expected an expression after ${this.quoted(word)}`);
      const inner = this.negation();
      return async (file) => !(await inner(file));
    }
    if (word === '(') {
      this.at++;
      if (this.words[this.at] === ')') throw this.bad('invalid expression; empty parentheses are not allowed.');
      const inner = this.list();
      if (this.words[this.at++] !== ')')
        throw this.bad("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
      return inner;
    }
    this.at++;
    return this.primary(word ?? '');
  }

  private argument(name: string): string {
    const value = this.words[this.at++];
    if (value === undefined)
      throw this.bad(this.t.busybox ? `${name} requires an argument` : `missing argument to \`${name}'`);
    return value;
  }

  private number(name: string): number {
    const value = this.argument(name);
    if (!/^\d+$/.test(value)) {
      throw this.bad(
        this.t.busybox
          ? `invalid number '${value}'`
          : `Expected a positive decimal integer argument to ${name}, but got ${this.quoted(value)}`,
      );
    }
    return Number(value);
  }

  private need(test: Test | undefined, name: string, value: string): Test {
    if (test !== undefined) return test;
    if (this.t.busybox && name === '-type') throw this.bad(`invalid argument '${value}' to '-type'`);
    if (this.t.busybox && (name === '-user' || name === '-group')) throw this.bad(`unknown ${name.slice(1)} ${value}`);
    if (this.t.busybox) throw this.bad(`invalid number '${value}'`);
    if (name === '-type' || name === '-xtype') throw this.bad(`Unknown argument to ${name}: ${value}`);
    if (name === '-size')
      throw this.bad(
        /\d$/.test(value) ? `Invalid argument \`${value}' to -size` : `invalid -size type \`${value.slice(-1)}'`,
      );
    if (name === '-perm') throw this.bad(`invalid mode ${this.quoted(value)}`);
    if (name === '-user') throw this.bad(`${this.quoted(value)} is not the name of a known user`);
    if (name === '-group') throw this.bad(`${this.quoted(value)} is not the name of an existing group`);
    throw this.bad(`invalid argument \`${value}' to \`${name}'`);
  }

  private withArgument(name: string, make: (value: string) => Test | undefined): Test {
    const value = this.argument(name);
    return this.need(make(value), name, value);
  }

  private action(test: Test): Test {
    this.hasAction = true;
    return test;
  }

  private primary(name: string): Test {
    const { t, context, settings } = this;
    switch (name) {
      case '-name': return this.withArgument(name, (value) => nameTest(value, false));
      case '-iname': return this.withArgument(name, (value) => nameTest(value, true));
      case '-path': case '-wholename': return this.withArgument(name, (value) => pathTest(value, false));
      case '-ipath': case '-iwholename': return this.withArgument(name, (value) => pathTest(value, true));
      case '-regex': return this.regex(this.argument(name), false);
      case '-iregex': return this.regex(this.argument(name), true);
      case '-regextype': this.regexType = this.argument(name); return () => true;
      case '-lname': return this.withArgument(name, (value) => { const test = nameTest(value, false); return (file) => file.stat.type === 'symlink' && test({ ...file, name: t.p.fs.readlink(file.path) }); });
      case '-type': return this.withArgument(name, typeTest);
      case '-xtype': return this.withArgument(name, followedTypeTest);
      case '-size': return this.withArgument(name, sizeTest);
      case '-empty': return ({ stat, path }) => (stat.type === 'file' ? stat.size === 0 : stat.type === 'directory' && this.isEmptyDirectory(path));
      case '-mtime': return this.withArgument(name, (value) => ageTest(value, 'mtime', DAY, this.now));
      case '-atime': return this.withArgument(name, (value) => ageTest(value, 'atime', DAY, this.now));
      case '-ctime': return this.withArgument(name, (value) => ageTest(value, 'ctime', DAY, this.now));
      case '-mmin': return this.withArgument(name, (value) => ageTest(value, 'mtime', 60000, this.now));
      case '-amin': return this.withArgument(name, (value) => ageTest(value, 'atime', 60000, this.now));
      case '-cmin': return this.withArgument(name, (value) => ageTest(value, 'ctime', 60000, this.now));
      case '-daystart': this.now = (Math.floor(this.now / DAY) + 1) * DAY; return () => true;
      case '-newer': return this.newer('mtime', this.argument(name), 'm');
      case '-anewer': return this.newer('atime', this.argument(name), 'm');
      case '-cnewer': return this.newer('ctime', this.argument(name), 'm');
      case '-perm': return this.withArgument(name, permTest);
      case '-user': case '-uid': return this.withArgument(name, (value) => ownerTest(value, 'uid', context.stat.accounts));
      case '-group': case '-gid': return this.withArgument(name, (value) => ownerTest(value, 'gid', context.stat.accounts));
      case '-nouser': return ({ stat }) => context.stat.accounts.user(stat.uid) === undefined;
      case '-nogroup': return ({ stat }) => context.stat.accounts.group(stat.gid) === undefined;
      case '-links': return this.withArgument(name, (value) => this.numeric(value, (stat) => stat.nlink));
      case '-inum': return this.withArgument(name, (value) => this.numeric(value, (stat) => stat.ino));
      case '-samefile': { const other = this.statOf(this.argument(name)); return ({ stat }) => stat.ino === other.ino && stat.dev === other.dev; }
      case '-readable': return ({ path }) => t.p.fs.access(path, 'r');
      case '-writable': return ({ path }) => t.p.fs.access(path, 'w');
      case '-executable': return ({ path }) => t.p.fs.access(path, 'x');
      case '-true': return () => true;
      case '-false': return () => false;
      case '-maxdepth': settings.maxDepth = this.number(name); return () => true;
      case '-mindepth': settings.minDepth = this.number(name); return () => true;
      case '-depth': case '-d': settings.depthFirst = true; return () => true;
      case '-mount': case '-xdev': settings.oneFileSystem = true; return () => true;
      case '-follow': settings.follow = 'always'; return () => true;
      case '-noleaf': case '-warn': case '-nowarn': case '-ignore_readdir_race': return () => true;
      case '-prune': return () => (this.prune.pruned = true);
      case '-quit': return this.action(() => { throw new Quit(); });
      case '-print': return this.action((file) => this.print(`${file.path}\n`));
      case '-print0': return this.action((file) => this.print(`${file.path}\0`));
      case '-printf': { const format = this.argument(name); return this.action((file) => this.print(printfText(context, file, format))); }
      case '-fprint': { const path = this.argument(name); t.p.fs.writeFile(path, ''); return this.action((file) => { t.p.fs.appendFile(path, encodeText(`${file.path}\n`)); return true; }); }
      case '-ls': return this.action((file) => this.print(lsLine(context, file)));
      case '-delete': settings.depthFirst = true; return this.action((file) => deleteFile(t, file));
      case '-exec': case '-execdir': case '-ok': case '-okdir': return this.exec(name);
      default: return this.unknown(name);
    }
  } // prettier-ignore

  private unknown(name: string): Test {
    const newer = /^-newer([aBcm])([aBcmt])$/.exec(name);
    if (newer !== null) {
      const field = newer[1] === 'a' ? 'atime' : newer[1] === 'm' ? 'mtime' : 'ctime';
      return this.newer(field, this.argument(name), newer[2] ?? 'm');
    }
    if (this.t.busybox) throw this.bad(`unrecognized: ${name}`);
    if (/^-(a|o|and|or)$/.test(name) || name === ',')
      throw this.bad(`invalid expression; you have used a binary operator '${name}' with nothing before it.`);
    if (!name.startsWith('-')) throw this.bad(`paths must precede expression: \`${name}'`);
    throw this.bad(`unknown predicate \`${name}'`);
  }

  private regex(pattern: string, ignoreCase: boolean): Test {
    try {
      return regexTest(pattern, ignoreCase, this.regexType);
    } catch (error) {
      if (error instanceof RegexError)
        throw this.bad(`failed to compile regular expression '${pattern}': ${error.message}`);
      throw error;
    }
  }

  private numeric(text: string, field: (stat: Stat) => number): Test | undefined {
    const comparison = parseComparison(text);
    return comparison === undefined ? undefined : ({ stat }) => compares(comparison, field(stat));
  }

  private isEmptyDirectory(path: string): boolean {
    try {
      return this.t.p.fs.readdir(path).length === 0;
    } catch (error) {
      if (isSysError(error)) return false;
      throw error;
    }
  }

  private statOf(path: string): Stat {
    try {
      return this.t.p.fs.stat(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw this.bad(this.t.busybox ? `${path}: ${error.message}` : `${this.quoted(path)}: ${error.message}`);
    }
  }

  private newer(field: 'mtime' | 'atime' | 'ctime', reference: string, kind: string): Test {
    let time: number;
    if (kind === 't') {
      const parsed = parseDate(reference, this.now, this.context.stat.zone);
      if (parsed === undefined)
        throw this.bad(`I cannot figure out how to interpret ${this.quoted(reference)} as a date or time`);
      time = parsed;
    } else {
      const stat = this.statOf(reference);
      time = kind === 'a' ? stat.atime : kind === 'm' ? stat.mtime : stat.ctime;
    }
    return ({ stat }) => stat[field] > time;
  }

  private exec(name: string): Test {
    const words: string[] = [];
    for (;;) {
      const word = this.words[this.at++];
      if (word === undefined)
        throw this.bad(this.t.busybox ? `${name} requires an argument` : `missing argument to \`${name}'`);
      if (word === ';') break;
      if (word === '+' && words.at(-1) === '{}' && name.startsWith('-exec')) {
        return this.execAction({ words, many: true, inDirectory: name.endsWith('dir'), ask: false });
      }
      words.push(word);
    }
    if (words.length === 0) throw this.bad(`invalid argument \`;' to \`${name}'`);
    return this.execAction({ words, many: false, inDirectory: name.endsWith('dir'), ask: name.startsWith('-ok') });
  }

  private execAction(plan: ConstructorParameters<typeof Exec>[1]): Test {
    const exec = new Exec(this.t, plan);
    this.execs.push(exec);
    return this.action((file: Visited) => exec.run(file));
  }
}

export function parseExpression(
  context: ActionContext,
  words: readonly string[],
  settings: Settings,
  prune: PruneFlag,
): Expression {
  return new Parser(context, words, settings, prune).parse();
}
