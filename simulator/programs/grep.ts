/**
 * grep, egrep, fgrep and rgrep, told apart by name. Ours rather than a library's: greps run on endless input
 * (`docker logs -f | grep`), answer each line as it comes, and their messages and colours are part of what is learnt.
 */
import type { Stat } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from './command/tool.ts';
import { createMatcher, type Matcher } from './grep/matcher.ts';
import { busyboxGrepOptions, grepOptions, readGrepOptions, type GrepOptions } from './grep/options.ts';
import { Printer, Search } from './grep/search.ts';
import { openSource, type Source } from './input/source.ts';
import { RegexError } from './regex/posix.ts';
import { fnmatch } from './text/fnmatch.ts';
import { baseName, joinPath } from './text/paths.ts';

const help = {
  usage: '[OPTION]... PATTERNS [FILE]...',
  about:
    'Search for PATTERNS in each FILE. PATTERNS can hold several patterns separated by newlines.\n\nPattern selection, output control and context:',
  options: grepOptions,
  after:
    "When FILE is '-', read standard input. With no FILE, read '.' if recursive, '-' otherwise. Exit status is 0 if any\nline is selected, 1 otherwise; if any error occurs and -q is not given, it is 2.",
} as const;
const busyboxHelp = {
  usage: '[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
  about: 'Search for PATTERN in FILEs (or stdin)',
  options: busyboxGrepOptions,
} as const;

class Grep {
  private readonly t: Tool;
  private readonly o: GrepOptions;
  private readonly matcher: Matcher;
  private readonly printer: Printer;
  private readonly named: boolean;
  private matched = false;
  private failed = false;

  constructor(t: Tool, o: GrepOptions, matcher: Matcher) {
    this.t = t;
    this.o = o;
    this.matcher = matcher;
    this.printer = new Printer(t, o, matcher);
    this.named = o.withNames ?? (o.paths.length > 1 || (o.recursive !== 'no' && !this.onlyFile()));
  }

  /** GNU grep -r names no file when its only operand is a file. */
  private onlyFile(): boolean {
    const [path] = this.o.paths;
    if (path === undefined || this.t.busybox) return false;
    return this.t.p.fs.exists(path) && this.t.p.fs.stat(path).type !== 'directory';
  }

  async run(): Promise<number> {
    const { o } = this;
    const paths = o.paths.length > 0 ? o.paths : [o.recursive === 'no' ? '-' : '.'];
    for (const path of paths) {
      // `grep -r x` without operands shows names without a leading `./`.
      await this.path(path, path, true, o.paths.length === 0 && path === '.');
      if (o.mode === 'quiet' && this.matched) return 0;
    }
    return this.failed && !(o.mode === 'quiet' && this.matched) ? 2 : this.matched ? 0 : 1;
  }

  private async complain(path: string, message: string): Promise<void> {
    this.failed = true;
    if (!this.o.silent) await this.t.warn(`${path}: ${message}`);
  }

  private stat(path: string, given: boolean): Stat | undefined {
    if (path === '-') return undefined;
    return given || this.o.recursive === 'all-links' ? this.t.p.fs.stat(path) : this.t.p.fs.lstat(path);
  }

  private skips(path: string, given: boolean): boolean {
    const { include, exclude } = this.o;
    const name = baseName(path);
    if (exclude.some((glob) => fnmatch(glob, name) || (given && fnmatch(glob, path)))) return true;
    return include.length > 0 && !include.some((glob) => fnmatch(glob, name));
  }

  private async path(path: string, shown: string, given: boolean, bare = false): Promise<void> {
    let stat: Stat | undefined;
    try {
      stat = this.stat(path, given);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.complain(shown, error.message);
    }
    if (stat?.type === 'directory') return this.directory(path, shown, given, bare);
    if (path !== '-' && this.skips(path, given)) return;
    // Below a directory only regular files are looked at; links only with -R.
    if (this.t.busybox && !given && stat?.type === 'symlink' && !this.t.p.fs.exists(path))
      return this.t.warn(`${shown}: No such file or directory`);
    if (!given && stat?.type !== 'file') return;
    await this.file(path, shown);
  }

  private async directory(path: string, shown: string, given: boolean, bare: boolean): Promise<void> {
    const { o, t } = this;
    if (o.recursive === 'no') {
      if (o.skipDirectories || t.busybox) return;
      await this.complain(shown, 'Is a directory');
      return o.mode === 'count' ? this.summary(shown, 0) : undefined;
    }
    if (o.excludeDir.some((glob) => fnmatch(glob, baseName(path)) || (given && fnmatch(glob, path)))) return;
    try {
      for (const entry of t.p.fs.readdir(path)) {
        await this.path(joinPath(path, entry.name), bare ? entry.name : joinPath(shown, entry.name), false);
        if (o.mode === 'quiet' && this.matched) return;
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(shown, error.message);
    }
  }

  private async file(path: string, shown: string): Promise<void> {
    const { t, o } = this;
    const label = path === '-' ? o.label : shown;
    let source: Source;
    try {
      source = await openSource(t.p, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.complain(shown, error.message);
    }
    let count = 0;
    try {
      count = await new Search(t, o, this.matcher, this.printer, this.named ? label : undefined, label).run(source);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(shown, error.message);
    } finally {
      source.close();
    }
    await this.summary(label, count);
  }

  private async summary(label: string, count: number): Promise<void> {
    const { o, t, printer } = this;
    const selected = o.mode === 'names-without' ? count === 0 : count > 0;
    this.matched ||= o.mode === 'names-without' ? count === 0 : count > 0;
    if (o.mode === 'count')
      await t.print(
        `${this.named ? printer.name(label) + (o.nullNames ? '\0' : printer.separator(':')) : ''}${count}\n`,
      );
    else if ((o.mode === 'names' || o.mode === 'names-without') && selected)
      await t.print(`${printer.name(label)}${o.nullNames ? '\0' : '\n'}`);
  }
}

/** What GNU grep 3.8 finds odd in a pattern without refusing it. */
async function warnAbout(t: Tool, o: GrepOptions, pattern: string): Promise<void> {
  if (o.syntax === 'fixed' || o.syntax === 'perl') return;
  const leading = o.syntax === 'extended' ? /^[*+?]/.exec(pattern)?.[0] : undefined;
  if (leading !== undefined) await t.warn(`warning: ${leading} at start of expression`);
  const outside = pattern.replace(/\[\^?\]?[^\]]*\]/g, '');
  for (const [, letter] of outside.matchAll(/\\([A-Za-z])/g))
    if (!/[wWsSbB]/.test(letter ?? '')) await t.warn(`warning: stray \\ before ${letter ?? ''}`);
}

async function main(t: Tool): Promise<number> {
  const o = await readGrepOptions(t);
  if (!t.busybox) for (const pattern of o.patterns) await warnAbout(t, o, pattern);
  let matcher: Matcher;
  try {
    matcher = createMatcher(o.patterns, o);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    const pattern = o.patterns[0] ?? '';
    const message = error.message.startsWith('Unmatched [') ? 'Invalid regular expression' : error.message;
    throw new Failure(t.busybox ? `bad regex '${pattern}'` : message, 2);
  }
  return new Grep(t, o, matcher).run();
}

/** grep's short usage has two lines of its own. */
const usageHint = (name: string): string =>
  `Usage: ${name} [OPTION]... PATTERNS [FILE]...\nTry '${name} --help' for more information.\n`;

export default gnu(main, { help, usageHint, usageStatus: 2, package: 'GNU grep' });
export const busybox = applet(main, { help: busyboxHelp, usageStatus: 2 });
