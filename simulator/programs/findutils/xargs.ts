/** xargs(1). */
import type { ChildEvent } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { searchProgram } from '../command/path-search.ts';
import { readLine } from '../command/ask.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { openSource, type Source } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';
import { concat } from '../../kernel/bytes.ts';

const help = {
  usage: '[OPTION]... COMMAND [INITIAL-ARGS]...',
  about: 'Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
  options: [
    ['-0, --null', 'items are separated by a null, not whitespace;\ndisables quote and backslash processing'],
    ['-a, --arg-file=FILE', 'read arguments from FILE, not standard input'],
    [
      '-d, --delimiter=CHARACTER',
      'items in input stream are separated by CHARACTER, not by\nwhitespace; disables quote and backslash processing',
    ],
    ['-E END', 'set logical EOF string; if END occurs as a line of input,\nthe rest of the input is ignored'],
    ['-e[END], --eof[=END]', 'equivalent to -E END if END is specified'],
    ['-I R', 'same as --replace=R'],
    ['-i[R], --replace[=R]', 'replace R in INITIAL-ARGS with names read from input, split at newlines'],
    ['-L, --max-lines=MAX-LINES', 'use at most MAX-LINES non-blank input lines per command line'],
    ['-l[MAX-LINES]', ''],
    ['-n, --max-args=MAX-ARGS', 'use at most MAX-ARGS arguments per command line'],
    ['-o, --open-tty', 'reopen stdin as /dev/tty in the child process'],
    ['-P, --max-procs=MAX-PROCS', 'run at most MAX-PROCS processes at a time'],
    ['-p, --interactive', 'prompt before running commands'],
    ['-r, --no-run-if-empty', 'if there are no arguments, then do not run COMMAND'],
    ['-s, --max-chars=MAX-CHARS', 'limit length of command line to MAX-CHARS'],
    ['-t, --verbose', 'print commands before executing them'],
    ['-x, --exit', 'exit if the size (see -s) is exceeded'],
  ],
} as const;
const busyboxHelp = {
  usage: '[OPTIONS] [PROG ARGS]',
  about: 'Run PROG on every item given by stdin',
  options: [
    ['-0', 'NUL terminated input'],
    ['-a FILE', 'Read from FILE instead of stdin'],
    ['-o', 'Reopen stdin as /dev/tty'],
    ['-r', "Don't run command if input is empty"],
    ['-t', 'Print the command on stderr before execution'],
    ['-p', 'Ask user whether to run each command'],
    ['-E STR', 'STR stops input processing'],
    ['-e[STR]', ''],
    ['-I STR', 'Replace STR within PROG ARGS with input line'],
    ['-n N', 'Pass no more than N args to PROG'],
    ['-s N', 'Pass command line of no more than N bytes'],
    ['-P N', 'Run up to N PROGs in parallel'],
    ['-x', 'Exit if size is exceeded'],
    ['-L N', ''],
  ],
} as const;

interface Settings {
  delimiter: string | undefined;
  eof: string | undefined;
  replace: string | undefined;
  maxLines: number;
  maxArgs: number;
  maxChars: number;
  parallel: number;
  ask: boolean;
  runEmpty: boolean;
  verbose: boolean;
  openTty: boolean;
  file: string | undefined;
  command: string[];
}

const DELIMITER_ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\\': '\\' };

function readSettings(t: Tool): Settings {
  const { options, operands } = t.parse();
  const s: Settings = {
    delimiter: undefined, eof: undefined, replace: undefined, maxLines: Infinity, maxArgs: Infinity, maxChars: 131072, parallel: 1,
    ask: false, runEmpty: true, verbose: false, openTty: false, file: undefined, command: operands.length === 0 ? ['echo'] : [...operands],
  }; // prettier-ignore
  const number = (text: string | undefined, letter: string, least: number): number => {
    if (!/^-?\d+$/.test(text ?? ''))
      throw t.busybox
        ? new Failure(`invalid number '${text ?? ''}'`)
        : new UsageError(`invalid number "${text ?? ''}" for -${letter} option`);
    if (Number(text) < least) throw new UsageError(`value ${text ?? ''} for -${letter} option should be >= ${least}`);
    return Number(text);
  };
  for (const { key, value } of options) {
    if (key === '0') s.delimiter = '\0';
    else if (key === 'a') s.file = value;
    else if (key === 'd') s.delimiter = delimiter(value ?? '');
    else if (key === 'E' || key === 'e') s.eof = value;
    else if (key === 'I' || key === 'i') s.replace = value ?? '{}';
    else if (key === 'L' || key === 'l') s.maxLines = number(value ?? '1', key, 1);
    else if (key === 'n') s.maxArgs = number(value, 'n', 1);
    else if (key === 'P') s.parallel = number(value, 'P', 0) || Infinity;
    else if (key === 'p') s.ask = s.verbose = true;
    else if (key === 'r') s.runEmpty = false;
    else if (key === 's') s.maxChars = number(value, 's', 1);
    else if (key === 't') s.verbose = true;
    else if (key === 'o') s.openTty = true;
  }
  return s;
}

function delimiter(text: string): string {
  const escaped = /^\\(.)$/.exec(text)?.[1];
  if (escaped !== undefined) return DELIMITER_ESCAPES[escaped] ?? escaped;
  const numeric = /^\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3})$/.exec(text)?.[1];
  if (numeric !== undefined)
    return String.fromCharCode(Number.parseInt(numeric.replace('x', ''), numeric.startsWith('x') ? 16 : 8));
  if ([...text].length !== 1)
    throw new UsageError(
      `Invalid input delimiter specification ${text}: the delimiter must be either a single character or an escape sequence starting with \\.`,
    );
  return text;
}

interface Item {
  text: string;
  /** Last on its line, for -L. */
  endsLine: boolean;
}

/** Items of plain input: blanks and newlines separate, quotes and backslashes protect. */
class Splitter {
  private readonly t: Tool;
  private readonly byLine: boolean;
  private word: string | undefined;
  private quote: string | undefined;
  private escaped = false;

  constructor(t: Tool, byLine: boolean) {
    this.t = t;
    this.byLine = byLine;
  }

  feed(text: string): Item[] {
    const items: Item[] = [];
    for (const character of text) this.character(character, items);
    return items;
  }

  private character(character: string, items: Item[]): void {
    if (this.escaped) {
      this.word = (this.word ?? '') + character;
      this.escaped = false;
    } else if (this.quote !== undefined) {
      if (character === this.quote) this.quote = undefined;
      else if (character === '\n') throw this.unmatched();
      else this.word = (this.word ?? '') + character;
    } else if (character === '\\') {
      this.escaped = true;
      this.word ??= '';
    } else if (character === "'" || character === '"') {
      this.quote = character;
      this.word ??= '';
    } else if (character === '\n') this.flush(items, true);
    else if (character === ' ' || character === '\t') {
      if (this.byLine) {
        if (this.word !== undefined) this.word += character;
      } else this.flush(items, false);
    } else this.word = (this.word ?? '') + character;
  }

  private unmatched(): Failure {
    const kind = this.quote === '"' ? 'double' : 'single';
    return new Failure(
      this.t.busybox
        ? `unmatched ${kind} quote`
        : `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
    );
  }

  private flush(items: Item[], endsLine: boolean): void {
    if (this.word !== undefined) items.push({ text: this.word, endsLine });
    else if (endsLine && items.length > 0) {
      const last = items.at(-1);
      if (last !== undefined) last.endsLine = true;
    }
    this.word = undefined;
  }

  end(): Item[] {
    if (this.quote !== undefined) throw this.unmatched();
    const items: Item[] = [];
    this.flush(items, true);
    return items;
  }
}

async function* delimited(source: Source, mark: string): AsyncGenerator<Item> {
  const code = mark.charCodeAt(0);
  let carry: Uint8Array[] = [];
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    let start = 0;
    for (let at = chunk.indexOf(code); at >= 0; at = chunk.indexOf(code, start)) {
      yield { text: decodeText(concat([...carry, chunk.slice(start, at)])), endsLine: true };
      carry = [];
      start = at + 1;
    }
    if (start < chunk.length) carry.push(chunk.slice(start));
  }
  if (carry.length > 0) yield { text: decodeText(concat(carry)), endsLine: true };
}

async function* words(t: Tool, source: Source, byLine: boolean): AsyncGenerator<Item> {
  const splitter = new Splitter(t, byLine);
  const decoder = new TextDecoder();
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    yield* splitter.feed(decoder.decode(chunk, { stream: true }));
  }
  yield* splitter.end();
}

class Runner {
  private readonly t: Tool;
  private readonly s: Settings;
  private running = 0;
  private stopped: number | undefined;
  status = 0;

  constructor(t: Tool, settings: Settings) {
    this.t = t;
    this.s = settings;
  }

  /** Runs one command line; false when nothing more is to be run. */
  async run(args: readonly string[]): Promise<boolean> {
    const { t, s } = this;
    if (s.verbose) await t.p.stderr.write(`${args.join(' ')}${s.ask ? ' ?...' : '\n'}`);
    if (s.ask && !/^[yY]/.test(await this.answer())) return true;
    while (this.running >= s.parallel) await this.reap();
    if (this.stopped !== undefined) return false;
    await t.out.flush();
    try {
      const input = s.openTty
        ? await t.p.open('/dev/tty', { read: true, write: true })
        : await t.p.open('/dev/null', { read: true });
      t.p.setCloseOnExec(input, true);
      t.p.spawn(searchProgram(t.p, args[0] ?? ''), args, { fds: new Map([[0, s.file === undefined || s.openTty ? input : 0], [1, 1], [2, 2]]) }); // prettier-ignore
      t.p.close(input);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.warn(`${args[0] ?? ''}: ${error.message}`);
      this.stopped = error.code === 'ENOENT' ? 127 : 126;
      return false;
    }
    this.running++;
    if (s.parallel === 1) await this.reap();
    return this.stopped === undefined;
  }

  private async answer(): Promise<string> {
    const fd = await this.t.p.open('/dev/tty', { read: true });
    const answer = (await readLine(this.t.p, fd)) ?? '';
    this.t.p.close(fd);
    return answer;
  }

  private async reap(): Promise<void> {
    const event: ChildEvent | undefined = await this.t.p.wait();
    this.running--;
    const status = event?.status;
    const name = this.s.command[0] ?? '';
    if (status?.kind === 'signaled') {
      await this.t.warn(
        this.t.busybox
          ? `'${name}' terminated by signal ${status.signal}`
          : `${name}: terminated by signal ${status.signal}`,
      );
      this.stopped = 125;
    } else if (status?.kind === 'exited' && status.code === 255) {
      await this.t.warn(
        this.t.busybox ? `${name}: exited with status 255; aborting` : `${name}: exited with status 255; aborting`,
      );
      this.stopped = 124;
    } else if (status?.kind === 'exited' && status.code !== 0) this.status = 123;
  }

  async finish(): Promise<number> {
    while (this.running > 0) await this.reap();
    return this.stopped ?? this.status;
  }
}

async function collect(s: Settings, items: AsyncGenerator<Item>, runner: Runner): Promise<void> {
  const base = s.command.reduce((sum, word) => sum + word.length + 1, 0);
  let args: string[] = [];
  let lines = 0;
  let chars = base;
  let ran = false;
  const flush = async (): Promise<boolean> => {
    ran = true;
    const going = await runner.run([...s.command, ...args]);
    args = [];
    lines = 0;
    chars = base;
    return going;
  };
  for await (const { text, endsLine } of items) {
    if (s.eof !== undefined && text === s.eof) break;
    if (s.replace !== undefined) {
      const mark = s.replace;
      const value = s.delimiter === undefined ? text.replace(/^[ \t]+/, '') : text;
      ran = true;
      if (!(await runner.run(s.command.map((word) => word.replaceAll(mark, value))))) return;
      continue;
    }
    if (chars + text.length + 1 > s.maxChars && args.length > 0 && !(await flush())) return;
    if (chars + text.length + 1 > s.maxChars) throw new Failure('argument line too long');
    args.push(text);
    chars += text.length + 1;
    if (endsLine) lines++;
    if ((args.length >= s.maxArgs || lines >= s.maxLines) && !(await flush())) return;
  }
  if (args.length > 0 || (!ran && s.runEmpty && s.replace === undefined)) await flush();
}

async function main(t: Tool): Promise<number> {
  const s = readSettings(t);
  let source: Source;
  try {
    source = await openSource(t.p, s.file ?? '-');
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      t.busybox
        ? `${s.file ?? ''}: ${error.message}`
        : `Cannot open input file ${t.quoteMessage(s.file ?? '')}: ${error.message}`,
    );
  }
  const runner = new Runner(t, s);
  const items = s.delimiter === undefined ? words(t, source, s.replace !== undefined) : delimited(source, s.delimiter);
  try {
    await collect(s, items, runner);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await t.fail(error.message);
  }
  return Math.max(await runner.finish(), t.status);
}

export default gnu(main, { help, stopAtOperand: true, package: 'GNU findutils' });
export const busybox = applet(main, { help: busyboxHelp, stopAtOperand: true });
