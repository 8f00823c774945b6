/** sort(1): all lines in memory, merged in steps that let other processes run. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { lineBatches, openSource, type Source } from '../input/source.ts';
import { encodeText } from '../text/codec.ts';
import { collation, compareBytes } from '../text/locale.ts';
import {
  applyLetter,
  compareKeys,
  extractKey,
  parseKey,
  plainOrdering,
  type Key,
  type Ordering,
  type TextOrder,
} from './sort/key.ts';
import { shuffled } from './shuf.ts';

const help = {
  usage: ['[OPTION]... [FILE]...', '[OPTION]... --files0-from=F'],
  about:
    'Write sorted concatenation of all FILE(s) to standard output.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    ['-b, --ignore-leading-blanks', 'ignore leading blanks'],
    ['-d, --dictionary-order', 'consider only blanks and alphanumeric characters'],
    ['-f, --ignore-case', 'fold lower case to upper case characters'],
    ['-g, --general-numeric-sort', 'compare according to general numerical value'],
    ['-i, --ignore-nonprinting', 'consider only printable characters'],
    ['-M, --month-sort', "compare (unknown) < 'JAN' < ... < 'DEC'"],
    ['-h, --human-numeric-sort', 'compare human readable numbers (e.g., 2K 1G)'],
    ['-n, --numeric-sort', 'compare according to string numerical value'],
    ['-R, --random-sort', 'shuffle, but group identical keys'],
    ['-r, --reverse', 'reverse the result of comparisons'],
    ['-V, --version-sort', 'natural sort of (version) numbers within text'],
    ['--sort=WORD', 'general-numeric -g, human-numeric -h, month -M, numeric -n,\nrandom -R, version -V'],
    ['-c, --check[=WHAT]', 'check for sorted input; do not sort'],
    ['-C', 'like -c, but do not report first bad line'],
    ['-k, --key=KEYDEF', 'sort via a key; KEYDEF gives location and type'],
    ['-m, --merge', 'merge already sorted files; do not sort'],
    ['-o, --output=FILE', 'write result to FILE instead of standard output'],
    ['-s, --stable', 'stabilize sort by disabling last-resort comparison'],
    ['-S, --buffer-size=SIZE', ''],
    ['-t, --field-separator=SEP', 'use SEP instead of non-blank to blank transition'],
    ['-T, --temporary-directory=DIR', ''],
    ['--parallel=N', ''],
    ['--debug', ''],
    ['-u, --unique', 'with -c, check for strict ordering;\nwithout -c, output only the first of an equal run'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
  after:
    'KEYDEF is F[.C][OPTS][,F[.C][OPTS]] for start and stop position, where F is a field number and C a character\nposition in the field; both are counted from 1.',
} as const;
const busyboxHelp = {
  usage: '[-nrugMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
  about: 'Sort lines of text',
  options: [
    ['-o FILE', 'Output to FILE'],
    ['-c', 'Check whether input is sorted'],
    ['-b', 'Ignore leading blanks'],
    ['-f', 'Ignore case'],
    ['-i', 'Ignore unprintable characters'],
    ['-d', 'Dictionary order (blank or alphanumeric only)'],
    ['-n', 'Sort numbers'],
    ['-g', 'General numerical sort'],
    ['-M', 'Sort month'],
    ['-V', 'Sort version'],
    ['-t CHAR', 'Field separator'],
    ['-k N[,M]', 'Sort by Nth field'],
    ['-r', 'Reverse sort order'],
    ['-s', "Stable (don't sort ties alphabetically)"],
    ['-u', 'Suppress duplicate lines'],
    ['-z', 'NUL terminated input and output'],
    ['-C', ''],
    ['-m', ''],
    ['-S SIZE', ''],
    ['-T DIR', ''],
  ],
} as const;

interface Plan {
  global: Ordering;
  keys: Key[];
  separator: string | undefined;
  check: 'no' | 'report' | 'quiet';
  unique: boolean;
  stable: boolean;
  output: string | undefined;
  terminator: '\n' | '\0';
  paths: string[];
}

const WORDS: Readonly<Record<string, string>> = {
  'general-numeric': 'g', 'human-numeric': 'h', month: 'M', numeric: 'n', random: 'R', version: 'V',
}; // prettier-ignore

function readPlan(t: Tool): Plan {
  const { options, operands } = t.parse();
  const plan: Plan = {
    global: { ...plainOrdering }, keys: [], separator: undefined, check: 'no', unique: false, stable: false, output: undefined,
    terminator: '\n', paths: operands.length === 0 ? ['-'] : operands,
  }; // prettier-ignore
  for (const { key, value = '' } of options) {
    if (key === 'k') plan.keys.push(parseKey(t, value));
    else if (key === 't') plan.separator = separator(t, value);
    else if (key === 'c') plan.check = /^(quiet|silent)$/.test(value) ? 'quiet' : 'report';
    else if (key === 'C') plan.check = 'quiet';
    else if (key === 'u') plan.unique = true;
    else if (key === 's') plan.stable = true;
    else if (key === 'o') plan.output = value;
    else if (key === 'z') plan.terminator = '\0';
    else applyLetter(plan.global, key === 'sort' ? (WORDS[value] ?? '') : key);
  }
  for (const key of plan.keys) {
    if (!key.own && !key.start.skipBlanks)
      Object.assign(key, { ...plan.global, start: key.start, end: key.end, own: false });
  }
  return plan;
}

function separator(t: Tool, text: string): string {
  if (text === '\\0') return '\0';
  if (text === '' && !t.busybox) throw new Failure('empty tab', 2);
  if ([...text].length > 1)
    throw new Failure(t.busybox ? `bad -t parameter` : `multi-character tab ${t.quoteMessage(text)}`, 2);
  return text;
}

interface Line {
  text: string;
  keys: string[];
}

class Sorter {
  private readonly t: Tool;
  private readonly plan: Plan;
  private readonly collate: TextOrder;
  private readonly lines: Line[] = [];

  constructor(t: Tool, plan: Plan) {
    this.t = t;
    this.plan = plan;
    this.collate = t.busybox ? compareBytes : collation(t.env);
  }

  private compareByKeys(a: Line, b: Line): number {
    const { keys, global } = this.plan;
    if (keys.length === 0) return compareKeys(a.text, b.text, global, this.collate);
    for (const [index, key] of keys.entries()) {
      const order = compareKeys(a.keys[index] ?? '', b.keys[index] ?? '', key, this.collate);
      if (order !== 0) return order;
    }
    return 0;
  }

  /** Ties are settled by the whole line, unless told to keep their order. */
  private compare(a: Line, b: Line): number {
    const order = this.compareByKeys(a, b);
    if (order !== 0 || this.plan.stable || this.plan.unique) return order;
    const last = this.collate(a.text, b.text);
    return this.plan.global.reverse ? -last : last;
  }

  private line(text: string): Line {
    return { text, keys: this.plan.keys.map((key) => extractKey(text, key, this.plan.separator)) };
  }

  private async open(path: string): Promise<Source> {
    try {
      return await openSource(this.t.p, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(
        this.t.busybox ? `${path}: ${error.message}` : `cannot read: ${this.t.file(path)}: ${error.message}`,
        2,
      );
    }
  }

  private async each(path: string, take: (line: Line) => Promise<boolean> | boolean): Promise<void> {
    const source = await this.open(path);
    try {
      for await (const { lines } of lineBatches(() => source.read(), this.plan.terminator)) {
        const pause = this.t.p.step(lines.length);
        if (pause !== undefined) await pause;
        for (const text of lines) if (!(await take(this.line(text)))) return;
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(
        this.t.busybox ? `read error: ${error.message}` : `read failed: ${this.t.file(path)}: ${error.message}`,
        2,
      );
    } finally {
      source.close();
    }
  }

  async check(): Promise<number> {
    const [path = '-'] = this.plan.paths;
    let previous: Line | undefined;
    let number = 0;
    let status = 0;
    await this.each(path, async (line) => {
      number++;
      const order = previous === undefined ? -1 : this.compare(previous, line);
      if (order > 0 || (order === 0 && this.plan.unique && number > 1)) {
        status = 1;
        if (this.plan.check === 'report') await this.complain(path, number, line.text);
        return false;
      }
      previous = line;
      return true;
    });
    return status;
  }

  private async complain(path: string, number: number, text: string): Promise<void> {
    if (this.t.busybox) await this.t.p.stderr.write(`Check line ${number - 1}\n`);
    else await this.t.warn(`${path}:${number}: disorder: ${text}`);
  }

  async run(): Promise<number> {
    for (const path of this.plan.paths) {
      await this.each(path, (line) => {
        this.lines.push(line);
        return true;
      });
    }
    let sorted: Line[];
    if (this.plan.global.kind === 'random' && this.plan.keys.length === 0)
      sorted = this.grouped(shuffled(this.t.p, this.lines));
    else {
      sorted = this.lines;
      const pause = this.t.p.step(sorted.length);
      if (pause !== undefined) await pause;
      sorted.sort((a, b) => this.compare(a, b));
    }
    await this.write(sorted);
    return 0;
  }

  /** Equal lines together, groups in the order of their first line. */
  private grouped(lines: readonly Line[]): Line[] {
    const groups = new Map<string, Line[]>();
    for (const line of lines) groups.set(line.text, [...(groups.get(line.text) ?? []), line]);
    return [...groups.values()].flat();
  }

  private async write(lines: readonly Line[]): Promise<void> {
    const { output, terminator, unique } = this.plan;
    const fd = output === undefined ? undefined : await this.openOutput(output);
    let previous: Line | undefined;
    for (const line of lines) {
      if (unique && previous !== undefined && this.compareByKeys(previous, line) === 0) continue;
      previous = line;
      if (fd === undefined) {
        const wait = this.t.print(line.text + terminator);
        if (wait !== undefined) await wait;
      } else await this.t.p.write(fd, encodeText(line.text + terminator));
    }
  }

  private async openOutput(path: string): Promise<number> {
    try {
      return await this.t.p.open(path, { write: true, create: true, truncate: true });
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(`open failed: ${this.t.file(path)}: ${error.message}`, 2);
    }
  }
}

function main(t: Tool): Promise<number> {
  const plan = readPlan(t);
  const sorter = new Sorter(t, plan);
  return plan.check === 'no' ? sorter.run() : sorter.check();
}

export default gnu(main, { help, usageStatus: 2 });
export const busybox = applet(main, { help: busyboxHelp, usageStatus: 2 });
