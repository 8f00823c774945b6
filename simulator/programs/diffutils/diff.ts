/** diff(1): GNU's, and busybox's, which always writes unified hunks. */
import { isSysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/abi.ts';
import { applet, Failure, gnu, type Tool, UsageError } from '../command/tool.ts';
import { openSource, readAll } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';
import { baseName, joinPath } from '../text/paths.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { zoneOf } from '../text/zone.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { changesBetween, type Change } from './edit-script.ts';

const help = {
  usage: '[OPTION]... FILES',
  about: 'Compare FILES line by line.',
  options: [
    ['--normal', 'output a normal diff (the default)'],
    ['-q, --brief', 'report only when files differ'],
    ['-s, --report-identical-files', 'report when two files are the same'],
    ['-c, -C, --context[=NUM]', 'output NUM (default 3) lines of copied context'],
    ['-u', 'output 3 lines of unified context'],
    ['-U, --unified=NUM', 'output NUM lines of unified context'],
    ['-y, --side-by-side', 'output in two columns'],
    ['-W, --width=NUM', 'output at most NUM (default 130) print columns'],
    ['-r, --recursive', 'recursively compare any subdirectories found'],
    ['-N, --new-file', 'treat absent files as empty'],
    ['-x, --exclude=PAT', 'exclude files that match PAT'],
    ['-i, --ignore-case', 'ignore case differences in file contents'],
    ['-w, --ignore-all-space', 'ignore all white space'],
    ['-b, --ignore-space-change', 'ignore changes in the amount of white space'],
    ['-B, --ignore-blank-lines', 'ignore changes where lines are all blank'],
    ['-a, --text', 'treat all files as text'],
    ['--color[=WHEN]', 'color output'],
    ['-L, --label=LABEL', 'use LABEL instead of file name and timestamp'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
  about: "Compare files line by line and output the differences between them.\nThis implementation supports unified diffs only.",
  options: [
    ['-a', 'Treat all files as text'], ['-b', 'Ignore changes in the amount of whitespace'], ['-B', 'Ignore changes whose lines are all blank'],
    ['-d', ''], ['-i', 'Ignore case differences'], ['-L LABEL', 'Use LABEL instead of the filename in the unified header'],
    ['-N', 'Treat absent files as empty'], ['-q', 'Output only whether files differ'], ['-r', 'Recurse'], ['-T', ''], ['-t', ''],
    ['-s', 'Report when two files are the same'], ['-u', ''], ['-U LINES', 'Output LINES lines of context'], ['-w', 'Ignore all whitespace'],
  ],
} as const; // prettier-ignore

interface DiffOptions {
  style: 'normal' | 'unified' | 'context' | 'side';
  context: number;
  width: number;
  brief: boolean;
  same: boolean;
  recursive: boolean;
  newFile: boolean;
  exclude: string[];
  key: (line: string) => string;
  blank: boolean;
  text: boolean;
  colour: boolean;
  labels: string[];
  /** As typed, for `diff -r -u a b` lines. */
  shown: string[];
}

function readOptions(t: Tool): { o: DiffOptions; operands: string[] } {
  const { options, operands } = t.parse();
  let [fold, spaces]: [boolean, 'keep' | 'squeeze' | 'drop'] = [false, 'keep'];
  const o: DiffOptions = {
    style: t.busybox ? 'unified' : 'normal', context: 3, width: 130, brief: false, same: false, recursive: false, newFile: false, exclude: [],
    key: (line) => line, blank: false, text: false, colour: false, labels: [], shown: [],
  }; // prettier-ignore
  o.shown.push(...t.args.filter((word) => !operands.includes(word)));
  for (const { key, value } of options) {
    if (key === 'q') o.brief = true;
    else if (key === 's') o.same = true;
    else if (key === 'c') {
      o.style = 'context';
      o.context = value === undefined ? 3 : Number(value);
    } else if (key === 'u') o.style = 'unified';
    else if (key === 'U') {
      o.style = 'unified';
      o.context = Number(value ?? 3);
    } else if (key === 'y') o.style = 'side';
    else if (key === 'W') o.width = Number(value);
    else if (key === 'r') o.recursive = true;
    else if (key === 'N') o.newFile = true;
    else if (key === 'x') o.exclude.push(value ?? '');
    else if (key === 'i') fold = true;
    else if (key === 'w') spaces = 'drop';
    else if (key === 'b') spaces = 'squeeze';
    else if (key === 'B') o.blank = true;
    else if (key === 'a') o.text = true;
    else if (key === 'color') o.colour = value === 'always' || (value !== 'never' && t.p.isatty(1));
    else if (key === 'L') o.labels.push(value ?? '');
  }
  o.key = (line) => {
    const spaced = spaces === 'drop' ? line.replace(/\s+/g, '') : spaces === 'squeeze' ? line.replace(/\s+/g, ' ').trimEnd() : line;
    return fold ? spaced.toLowerCase() : spaced;
  }; // prettier-ignore
  return { o, operands };
}

interface Side {
  path: string;
  stat: Stat | undefined;
}

interface Text {
  lines: string[];
  /** The last line has no newline. */
  open: boolean;
}

class Diff {
  private readonly t: Tool;
  private readonly o: DiffOptions;

  constructor(t: Tool, o: DiffOptions) {
    this.t = t;
    this.o = o;
  }

  private side(path: string): Side | undefined {
    if (path === '-') return { path, stat: undefined };
    try {
      return { path, stat: this.t.p.fs.stat(path) };
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  async operands(left: string, right: string): Promise<number> {
    const [a, b] = [this.side(left), this.side(right)];
    let failed = false;
    for (const [side, path, other] of [[a, left, b], [b, right, a]] as const) {
      if (side !== undefined || (this.o.newFile && other !== undefined)) continue;
      await this.t.warn(t404(this.t, path));
      failed = true;
    } // prettier-ignore
    if (failed) return 2;
    const kinds = [a?.stat?.type, b?.stat?.type];
    if (kinds[0] === 'directory' && kinds[1] === 'directory') return this.directories(left, right);
    const one = kinds[0] === 'directory' ? joinPath(left, baseName(right)) : left;
    const two = kinds[1] === 'directory' ? joinPath(right, baseName(left)) : right;
    for (const path of [one, two])
      if (path !== '-' && !this.t.p.fs.exists(path) && !this.o.newFile) {
        await this.t.warn(t404(this.t, path));
        return 2;
      }
    return this.files(one, two, false);
  }

  private async directories(left: string, right: string): Promise<number> {
    const names = (path: string): Map<string, string> => new Map(this.t.p.fs.readdir(path).map(({ name, type }) => [name, type]));
    const [a, b] = [names(left), names(right)];
    let status = 0;
    const all = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => (x < y ? -1 : 1));
    for (const name of all) {
      if (this.o.exclude.some((pattern) => fnmatch(pattern, name))) continue;
      const pause = this.t.p.step();
      if (pause !== undefined) await pause;
      status = Math.max(status, await this.entry(name, left, right, a.get(name), b.get(name)));
    }
    return status;
  } // prettier-ignore

  private async entry(name: string, left: string, right: string, a?: string, b?: string): Promise<number> {
    const [one, two] = [joinPath(left, name), joinPath(right, name)];
    if ((a === undefined || b === undefined) && !this.o.newFile) {
      await this.t.print(`Only in ${a === undefined ? right : left}: ${name}\n`);
      return 1;
    }
    if ((a ?? b) === 'directory' && (b ?? a) === 'directory') {
      if (this.o.recursive) return a === undefined || b === undefined ? 1 : this.directories(one, two);
      await this.t.print(`Common subdirectories: ${one} and ${two}\n`);
      return 0;
    }
    if ((a === 'directory') !== (b === 'directory') && a !== undefined && b !== undefined) {
      const word = (type: string): string => (type === 'directory' ? 'directory' : 'regular file');
      await this.t.print(`File ${one} is a ${word(a)} while file ${two} is a ${word(b)}\n`);
      return 1;
    }
    return this.files(one, two, true);
  }

  private async read(path: string): Promise<Uint8Array> {
    if (path !== '-' && !this.t.p.fs.exists(path)) return new Uint8Array(0);
    const source = await openSource(this.t.p, path);
    try {
      return await readAll(source);
    } finally {
      source.close();
    }
  }

  private async files(one: string, two: string, within: boolean): Promise<number> {
    const { t, o } = this;
    const [a, b] = [await this.read(one), await this.read(two)];
    const binary = !o.text && (isBinary(a) || isBinary(b));
    const [left, right] = [textOf(a), textOf(b)];
    const keys = (text: Text): string[] => text.lines.map((line, at) => o.key(line) + (text.open && at === text.lines.length - 1 ? '\0' : ''));
    const changes = binary ? [] : changesBetween(keys(left), keys(right)).filter((change) => !this.ignored(change, left, right)); // prettier-ignore
    const differ = binary ? !equal(a, b) : changes.length > 0;
    if (!differ) {
      if (o.same && !(t.busybox && one === two)) await t.print(`Files ${one} and ${two} are identical\n`);
      if (o.style === 'side' && !o.brief) await this.sideBySide(changes, left, right);
      return 0;
    }
    if (o.brief || binary) {
      await t.print(`${binary && !o.brief ? 'Binary files' : 'Files'} ${one} and ${two} differ\n`);
      return 1;
    }
    if (within && !t.busybox) await t.print(`${['diff', ...o.shown, one, two].join(' ')}\n`);
    if (o.style === 'normal') await this.normal(changes, left, right);
    else if (o.style === 'side') await this.sideBySide(changes, left, right);
    else await this.hunks(one, two, changes, left, right);
    return 1;
  } // prettier-ignore

  private ignored(change: Change, left: Text, right: Text): boolean {
    if (!this.o.blank) return false;
    const lines = [
      ...left.lines.slice(change.oldStart, change.oldStart + change.oldCount),
      ...right.lines.slice(change.newStart, change.newStart + change.newCount),
    ];
    return lines.every((line) => line === '');
  }

  private paint(code: string, text: string): string {
    return this.o.colour ? `\x1b[${code}m${text}\x1b[0m` : text;
  }

  private async lines(mark: string, text: Text, from: number, count: number, code = ''): Promise<void> {
    for (let at = from; at < from + count; at++) {
      const line = mark + (text.lines[at] ?? '');
      await this.t.print(`${code === '' ? line : this.paint(code, line)}\n`);
      if (text.open && at === text.lines.length - 1) await this.t.print('\\ No newline at end of file\n');
    }
  }

  private async normal(changes: readonly Change[], left: Text, right: Text): Promise<void> {
    for (const { oldStart, oldCount, newStart, newCount } of changes) {
      const letter = oldCount === 0 ? 'a' : newCount === 0 ? 'd' : 'c';
      await this.t.print(`${this.paint('36', span(oldStart, oldCount) + letter + span(newStart, newCount))}\n`);
      await this.lines('< ', left, oldStart, oldCount, '31');
      if (letter === 'c') await this.t.print('---\n');
      await this.lines('> ', right, newStart, newCount, '32');
    }
  }

  private label(path: string, at: number): string {
    const given = this.o.labels[at];
    if (given !== undefined) return given;
    if (this.t.busybox) return path;
    const time = path === '-' ? this.t.p.now() : this.t.p.fs.exists(path) ? this.t.p.fs.stat(path).mtime : 0;
    const broken = breakDown(time, zoneOf(this.t.p));
    const format = this.o.style === 'context' ? '%a %b %e %H:%M:%S %Y' : '%Y-%m-%d %H:%M:%S.%N %z';
    return `${path}\t${strftime(format, broken)}`;
  }

  private async hunks(one: string, two: string, changes: readonly Change[], left: Text, right: Text): Promise<void> {
    const unified = this.o.style === 'unified';
    const [first, second] = unified ? ['---', '+++'] : ['***', '---'];
    await this.t.print(`${this.paint('1', `${first} ${this.label(one, 0)}`)}\n${this.paint('1', `${second} ${this.label(two, 1)}`)}\n`); // prettier-ignore
    for (const group of grouped(changes, this.o.context)) {
      if (unified) await this.unifiedHunk(group, left, right);
      else await this.contextHunk(group, left, right);
    }
  }

  private bounds(
    group: readonly Change[],
    left: Text,
    right: Text,
  ): { oldFrom: number; oldTo: number; newFrom: number; newTo: number } {
    // prettier-ignore
    const { context } = this.o;
    const first = group[0] ?? { oldStart: 0, newStart: 0 };
    const last = group.at(-1) ?? { oldStart: 0, oldCount: 0, newStart: 0, newCount: 0 };
    return {
      oldFrom: Math.max(0, first.oldStart - context),
      oldTo: Math.min(left.lines.length, last.oldStart + last.oldCount + context),
      newFrom: Math.max(0, first.newStart - context),
      newTo: Math.min(right.lines.length, last.newStart + last.newCount + context),
    };
  }

  private async unifiedHunk(group: readonly Change[], left: Text, right: Text): Promise<void> {
    const { oldFrom, oldTo, newFrom, newTo } = this.bounds(group, left, right);
    const range = (from: number, count: number): string => (count === 1 ? String(from + 1) : `${count === 0 ? from : from + 1},${count}`); // prettier-ignore
    await this.t.print(`${this.paint('36', `@@ -${range(oldFrom, oldTo - oldFrom)} +${range(newFrom, newTo - newFrom)} @@`)}\n`); // prettier-ignore
    let at = oldFrom;
    for (const change of group) {
      await this.lines(' ', left, at, change.oldStart - at);
      await this.lines('-', left, change.oldStart, change.oldCount, '31');
      await this.lines('+', right, change.newStart, change.newCount, '32');
      at = change.oldStart + change.oldCount;
    }
    await this.lines(' ', left, at, oldTo - at);
  }

  private async contextHunk(group: readonly Change[], left: Text, right: Text): Promise<void> {
    const { oldFrom, oldTo, newFrom, newTo } = this.bounds(group, left, right);
    const range = (from: number, to: number): string => (to - from <= 1 ? String(to) : `${from + 1},${to}`);
    await this.t.print(`***************\n*** ${range(oldFrom, oldTo)} ****\n`);
    const part = async (text: Text, from: number, to: number, side: 'old' | 'new'): Promise<void> => {
      let at = from;
      for (const change of group) {
        const start = side === 'old' ? change.oldStart : change.newStart;
        const count = side === 'old' ? change.oldCount : change.newCount;
        const changed = change.oldCount > 0 && change.newCount > 0;
        await this.lines('  ', text, at, start - at);
        await this.lines(changed ? '! ' : side === 'old' ? '- ' : '+ ', text, start, count);
        at = start + count;
      }
      await this.lines('  ', text, at, to - at);
    };
    if (group.some((change) => change.oldCount > 0)) await part(left, oldFrom, oldTo, 'old');
    await this.t.print(`--- ${range(newFrom, newTo)} ----\n`);
    if (group.some((change) => change.newCount > 0)) await part(right, newFrom, newTo, 'new');
  }

  private async sideBySide(changes: readonly Change[], left: Text, right: Text): Promise<void> {
    // Columns as GNU lays them out with tabs of eight.
    const half = Math.max(1, Math.floor((this.o.width - 3) / 2 / 8) * 8 - 3);
    const column = half + 3;
    const row = async (a: string | undefined, mark: string, b: string | undefined): Promise<void> => {
      const shown = (a ?? '').slice(0, half);
      const gutter = mark === ' ' ? tabbed(shown.length, column) : `${tabbed(shown.length, half + 0)}${mark}`;
      await this.t.print(
        `${shown}${gutter}${b === undefined ? '' : `${mark === ' ' ? '' : '\t'}${b.slice(0, half)}`}\n`,
      );
    };
    let [x, y] = [0, 0];
    for (const { oldStart, oldCount, newStart, newCount } of [
      ...changes,
      { oldStart: left.lines.length, oldCount: 0, newStart: right.lines.length, newCount: 0 },
    ]) {
      // prettier-ignore
      for (; x < oldStart; x++, y++) await row(left.lines[x], ' ', right.lines[y]);
      const both = Math.min(oldCount, newCount);
      for (let at = 0; at < both; at++) await row(left.lines[oldStart + at], ' |', right.lines[newStart + at]);
      for (let at = both; at < oldCount; at++) await row(left.lines[oldStart + at], ' <', undefined);
      for (let at = both; at < newCount; at++) await row(undefined, ' >', right.lines[newStart + at]);
      [x, y] = [oldStart + oldCount, newStart + newCount];
    }
  }
}

function tabbed(from: number, to: number): string {
  let text = '';
  for (let at = from; at < to;) {
    const stop = (Math.floor(at / 8) + 1) * 8;
    if (stop <= to) {
      text += '\t';
      at = stop;
    } else {
      text += ' ';
      at++;
    }
  }
  return text;
}

function t404(t: Tool, path: string): string {
  return t.busybox ? `can't stat '${path}': No such file or directory` : `${path}: No such file or directory`;
}

/** Changes that are so near that their context touches share a hunk. */
function grouped(changes: readonly Change[], context: number): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.oldStart - (last.oldStart + last.oldCount) <= 2 * context)
      groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function span(start: number, count: number): string {
  if (count === 0) return String(start);
  return count === 1 ? String(start + 1) : `${start + 1},${start + count}`;
}

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 65536).includes(0);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function textOf(bytes: Uint8Array): Text {
  const text = decodeText(bytes);
  if (text === '') return { lines: [], open: false };
  const open = !text.endsWith('\n');
  return { lines: (open ? text : text.slice(0, -1)).split('\n'), open };
}

async function main(t: Tool): Promise<number> {
  const { o, operands } = readOptions(t);
  const [left, right, ...rest] = operands;
  if (left === undefined) throw new UsageError(t.busybox ? '' : `missing operand after '${t.name}'`);
  if (right === undefined) throw new UsageError(t.busybox ? '' : `missing operand after '${left}'`);
  if (rest[0] !== undefined) throw t.busybox ? new UsageError('') : new UsageError(`extra operand '${rest[0]}'`);
  try {
    return await new Diff(t, o).operands(left, right);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`${error.subject ?? left}: ${error.message}`, 2);
  }
}

const usageHint = (name: string): string => `${name}: Try '${name} --help' for more information.\n`;

export default gnu(main, { help, package: 'GNU diffutils', usageStatus: 2, usageHint });
export const busybox = applet(main, { help: busyboxHelp });
