/** The actions of find: printing, removing, and running commands. */
import { isSysError } from '../../../kernel/errno.ts';
import { readLine } from '../../command/ask.ts';
import { searchProgram } from '../../command/path-search.ts';
import type { Tool } from '../../command/tool.ts';
import { statField, type StatContext } from '../../coreutils/stat/format.ts';
import { formatTime, type TimeContext } from '../../coreutils/ls/long.ts';
import { expandEscapes } from '../../text/escapes.ts';
import { modeString, typeLetter } from '../../text/mode.ts';
import { dirName } from '../../text/paths.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import type { Visited } from './tests.ts';

export interface ActionContext {
  t: Tool;
  stat: StatContext;
  times: TimeContext;
}

/** `-ls`: a line as `ls -dils` shows it. */
export function lsLine({ stat: { accounts }, times, t }: ActionContext, file: Visited): string {
  const { stat } = file;
  const target = stat.type === 'symlink' ? ` -> ${t.p.fs.readlink(file.path)}` : '';
  const size =
    stat.type === 'char' || stat.type === 'block' ? `${stat.rdev.major}, ${stat.rdev.minor}` : String(stat.size);
  return `${String(stat.ino).padStart(9)} ${String(Math.ceil(stat.blocks / 2)).padStart(6)} ${modeString(stat)} ${String(stat.nlink).padStart(3)} ${accounts.userName(stat.uid).padEnd(8)} ${accounts.groupName(stat.gid).padEnd(8)} ${size.padStart(8)} ${formatTime(times, stat.mtime)} ${file.path}${target}\n`;
}

const TIME_FIELDS: Readonly<Record<string, 'atime' | 'ctime' | 'mtime'>> = {
  A: 'atime',
  B: 'ctime',
  C: 'ctime',
  T: 'mtime',
  a: 'atime',
  c: 'ctime',
  t: 'mtime',
};

function printfField(context: ActionContext, file: Visited, letter: string, sub: string): string | undefined {
  const { stat } = file;
  const time = TIME_FIELDS[letter];
  if (time !== undefined) {
    const at = breakDown(stat[time], context.stat.zone);
    if (sub === '') return strftime('%a %b %e %H:%M:%S.%N0 %Y', at);
    if (sub === '@') return `${(stat[time] / 1000).toFixed(9)}0`;
    if (sub === '+') return strftime('%Y-%m-%d+%H:%M:%S.%N0', at);
    return strftime(sub === 'S' ? '%S.%N0' : sub === 'T' || sub === 'X' ? '%H:%M:%S.%N0' : `%${sub}`, at);
  }
  switch (letter) {
    case 'p': return file.path;
    case 'f': return file.name;
    case 'h': return file.path.includes('/') ? dirName(file.path) : '.';
    case 'P': return file.path.slice(file.start.length).replace(/^\//, '');
    case 'H': return file.start;
    case 'd': return String(file.depth);
    case 'y': return stat.type === 'file' ? 'f' : typeLetter(stat.type).replace('-', 'f');
    case 'Y': { const real = stat.type === 'symlink' ? file.followed() : stat; return real === undefined ? 'N' : real.type === 'file' ? 'f' : typeLetter(real.type); }
    case 'l': return stat.type === 'symlink' ? context.t.p.fs.readlink(file.path) : '';
    case 'm': return stat.mode.toString(8);
    case 'M': return modeString(stat);
    case 's': return String(stat.size);
    case 'k': return String(Math.ceil(stat.blocks / 2));
    case 'b': return String(stat.blocks);
    case 'n': return String(stat.nlink);
    case 'u': return context.stat.accounts.userName(stat.uid);
    case 'g': return context.stat.accounts.groupName(stat.gid);
    case 'U': return String(stat.uid);
    case 'G': return String(stat.gid);
    case 'i': return String(stat.ino);
    case 'D': return String(stat.dev);
    case 'F': return context.t.p.fs.statfs(file.path).type;
    default: return statField(letter, file.path, undefined, stat, context.stat);
  }
} // prettier-ignore

export function printfText(context: ActionContext, file: Visited, format: string): string {
  const { text, stop } = expandEscapes(format, { octal: 'bare', stop: true });
  const shown = text.replace(
    /%(%|([-0# +]*)(\d*)(?:\.(\d+))?([ABCT]?)(.))/gsu,
    (
      whole,
      body: string,
      flags: string = '',
      width: string = '',
      _precision: unknown,
      timeLetter: string = '',
      letter: string = '',
    ) => {
      if (body === '%') return '%';
      const value =
        timeLetter === '' ? printfField(context, file, letter, '') : printfField(context, file, timeLetter, letter);
      if (value === undefined) return whole;
      return flags.includes('-')
        ? value.padEnd(Number(width))
        : value.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    },
  );
  return stop ? shown : shown;
}

async function runCommand(t: Tool, words: readonly string[], directory: string | undefined): Promise<number> {
  await t.out.flush();
  try {
    const pid = t.p.spawn(searchProgram(t.p, words[0] ?? ''), words, directory === undefined ? {} : { cwd: directory });
    const event = await t.p.wait(pid);
    return event?.status.kind === 'exited' ? event.status.code : 1;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.warn(
      t.busybox ? `${words[0] ?? ''}: ${error.message}` : `${t.quoteMessage(words[0] ?? '')}: ${error.message}`,
    );
    return 127;
  }
}

export interface ExecPlan {
  words: readonly string[];
  /** `+`: many files at once. */
  many: boolean;
  inDirectory: boolean;
  ask: boolean;
}

const MOST_AT_ONCE = 2000;

/** `-exec` and its relatives. With `+` the files are collected; `finish` runs what is left. */
export class Exec {
  private readonly t: Tool;
  private readonly plan: ExecPlan;
  private held: string[] = [];
  private heldIn: string | undefined;

  constructor(t: Tool, plan: ExecPlan) {
    this.t = t;
    this.plan = plan;
  }

  async run(file: Visited): Promise<boolean> {
    const { plan, t } = this;
    const directory = plan.inDirectory ? dirName(file.path) : undefined;
    const shown = plan.inDirectory ? `./${file.name}` : file.path;
    if (plan.many) {
      if (this.heldIn !== directory || this.held.length >= MOST_AT_ONCE) await this.finish();
      this.heldIn = directory;
      this.held.push(shown);
      return true;
    }
    const words = plan.words.map((word) => word.replaceAll('{}', shown));
    if (plan.ask) {
      await t.out.flush();
      await t.p.stderr.write(`< ${words[0] ?? ''} ... ${file.path} > ? `);
      if (!/^[yY]/.test((await readLine(t.p)) ?? '')) return false;
    }
    return (await runCommand(t, words, directory)) === 0;
  }

  async finish(): Promise<void> {
    if (this.held.length === 0) return;
    const files = this.held.splice(0);
    const words = this.plan.words.flatMap((word) => (word === '{}' ? files : [word]));
    if ((await runCommand(this.t, words, this.heldIn)) !== 0) this.t.status = 1;
  }
}

export async function deleteFile(t: Tool, file: Visited): Promise<boolean> {
  if (file.path === '.' || file.name === '.') return true;
  try {
    if (file.stat.type === 'directory') t.p.fs.rmdir(file.path);
    else t.p.fs.unlink(file.path);
    return true;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(
      t.busybox
        ? `can't delete '${file.path}': ${error.message}`
        : `cannot delete ${t.quoteMessage(file.path)}: ${error.message}`,
    );
    return false;
  }
}
