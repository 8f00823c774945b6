/** tail(1), with -f and -F that wait for changes instead of polling. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { openSource, type Source } from '../input/source.ts';
import { parseSize } from '../text/size.ts';
import { Follower, type Followed } from './tail/follow.ts';
import { showLast, type Amount } from './tail/last.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about:
    'Print the last 10 lines of each FILE to standard output.\nWith more than one FILE, precede each with a header giving the file name.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    ['-c, --bytes=[+]NUM', 'output the last NUM bytes; or use -c +NUM to\noutput starting with byte NUM of each file'],
    ['-f, --follow[={name|descriptor}]', 'output appended data as the file grows'],
    ['-F', 'same as --follow=name --retry'],
    [
      '-n, --lines=[+]NUM',
      'output the last NUM lines, instead of the last 10;\nor use -n +NUM to output starting with line NUM',
    ],
    ['--max-unchanged-stats=N', ''],
    ['--pid=PID', 'with -f, terminate after process ID, PID dies'],
    ['-q, --quiet, --silent', 'never output headers giving file names'],
    ['--retry', 'keep trying to open a file if it is inaccessible'],
    ['-s, --sleep-interval=N', 'with -f, sleep for approximately N seconds between iterations'],
    ['-v, --verbose', 'always output headers giving file names'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;
const busyboxHelp = {
  usage: '[OPTIONS] [FILE]...',
  about: 'Print last 10 lines of FILEs (or stdin) to.\nWith more than one FILE, precede each with a filename header.',
  options: [
    ['-c [+]N[bkm]', 'Print last N bytes'],
    ['-n N[bkm]', 'Print last N lines'],
    ['-n +N[bkm]', 'Start on Nth line and print the rest'],
    ['-q', 'Never print headers'],
    ['-v', 'Always print headers'],
    ['-f', 'Print data as file grows'],
    ['-F', 'Same as -f, but keep retrying'],
    ['-s SECONDS', 'Wait SECONDS between reads with -f'],
    ['--retry', ''],
    ['--follow[=HOW]', ''],
    ['--pid=PID', ''],
  ],
} as const;

interface Settings {
  amount: Amount;
  headers: 'auto' | 'never' | 'always';
  follow: 'no' | 'name' | 'descriptor';
  retry: boolean;
  pid: number | undefined;
}

function count(t: Tool, text: string, unit: Amount['unit']): { count: number; fromStart: boolean } {
  const size = parseSize(text.replace(/^[-+]/, ''));
  if (size === undefined)
    throw new Failure(t.busybox ? `invalid number '${text}'` : `invalid number of ${unit}: ${t.quoteMessage(text)}`);
  return { count: size, fromStart: text.startsWith('+') };
}

/** `tail -5`, `tail +3`, `tail -20f`: the old ways. */
function modernArgs(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const [, sign = '', digits = '', unit = '', follow = ''] =
      index === 0 ? (/^([-+])(\d+)([bcl]?)(f?)$/.exec(arg) ?? []) : [];
    if (digits === '') return [arg];
    const number = (sign === '+' ? '+' : '') + String(unit === 'b' ? Number(digits) * 512 : Number(digits));
    return [unit === 'c' || unit === 'b' ? `-c${number}` : `-n${number}`, ...(follow === '' ? [] : ['-f'])];
  });
}

function readSettings(t: Tool): { settings: Settings; paths: string[] } {
  const { options, operands } = t.parse(undefined, modernArgs(t.args));
  const settings: Settings = {
    amount: { unit: 'lines', count: 10, fromStart: false, terminator: 10 },
    headers: 'auto',
    follow: 'no',
    retry: false,
    pid: undefined,
  };
  for (const { key, value } of options) {
    if (key === 'n') Object.assign(settings.amount, { unit: 'lines', ...count(t, value ?? '', 'lines') });
    else if (key === 'c') Object.assign(settings.amount, { unit: 'bytes', ...count(t, value ?? '', 'bytes') });
    else if (key === 'f' || key === 'follow') settings.follow = value === 'name' ? 'name' : 'descriptor';
    else if (key === 'F') [settings.follow, settings.retry] = ['name', true];
    else if (key === 'retry') settings.retry = true;
    else if (key === 'q') settings.headers = 'never';
    else if (key === 'v') settings.headers = 'always';
    else if (key === 'z') settings.amount.terminator = 0;
    else if (key === 'pid') settings.pid = Number(value);
  }
  return { settings, paths: operands.length === 0 ? ['-'] : operands };
}

class Tail {
  private readonly t: Tool;
  private readonly settings: Settings;
  private first = true;

  constructor(t: Tool, settings: Settings) {
    this.t = t;
    this.settings = settings;
  }

  async run(paths: readonly string[]): Promise<number> {
    const { t, settings } = this;
    const counted = t.busybox ? paths.filter((path) => path === '-' || t.p.fs.exists(path)) : paths;
    const titled = settings.headers === 'always' || (settings.headers === 'auto' && counted.length > 1);
    const followed: Followed[] = [];
    for (const path of paths) followed.push(await this.show(path, titled));
    await t.out.flush();
    if (settings.follow === 'no') return t.status;
    const files = followed.filter((it) => (it.source !== undefined || settings.retry) && !this.isEndless(it));
    if (t.busybox && followed.every((it) => it.source === undefined) && !settings.retry) throw new Failure('no files');
    if (files.length > 0)
      await new Follower(t, files, { by: settings.follow, retry: settings.retry, titled, pid: settings.pid }).run();
    if (files.length === 0 && followed.every((it) => it.source === undefined)) await t.warn('no files remaining');
    return t.status;
  }

  /** A pipe on stdin has ended for good once it was read. */
  private isEndless({ path, source }: Followed): boolean {
    return path === '-' && source !== undefined && this.t.p.fstat(source.fd).type !== 'file';
  }

  private async show(path: string, titled: boolean): Promise<Followed> {
    const { t } = this;
    const label = path === '-' ? 'standard input' : path;
    let source: Source;
    try {
      source = await openSource(t.p, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(
        t.busybox
          ? `can't open '${path}': ${error.message}`
          : `cannot open ${t.quote(path)} for reading: ${error.message}`,
      );
      return { path, label, source: undefined };
    }
    if (titled) await t.print(`${this.first ? '' : '\n'}==> ${label} <==\n`);
    this.first = false;
    try {
      await showLast(t, source, this.settings.amount);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `read error: ${error.message}` : `error reading ${t.quote(label)}: ${error.message}`);
      if (this.settings.follow !== 'no' && error.code === 'EISDIR')
        await t.warn(`${t.file(path)}: cannot follow end of this type of file; giving up on this name`);
      source.close();
      return { path, label, source: undefined };
    }
    if (this.settings.follow === 'no') source.close();
    return { path, label, source };
  }
}

async function main(t: Tool): Promise<number> {
  const { settings, paths } = readSettings(t);
  const status = await new Tail(t, settings).run(paths);
  if (t.busybox && status > 0 && settings.follow === 'no' && paths.length === 1) await noFiles(t, paths[0] ?? '');
  return status;
}

/** busybox adds this when nothing could be opened at all. */
async function noFiles(t: Tool, path: string): Promise<void> {
  if (!t.p.fs.exists(path)) await t.warn('no files');
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
