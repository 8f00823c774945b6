/** Small commands of util-linux that start others or look something up: setsid, flock, mountpoint, nologin, logger. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { execProgram, searchProgram, startFailure } from '../command/path-search.ts';
import { busyboxHelp } from '../command/help.ts';
import type { Applet } from '../command/tool.ts';
import { baseName } from '../text/paths.ts';

async function start(p: Process, name: string, words: readonly string[], env = p.env): Promise<number> {
  try {
    return await execProgram(p, words, env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`${name}: failed to execute ${words[0] ?? ''}: ${error.message}\n`);
    return startFailure(error);
  }
}

async function usage(p: Process, name: string, text: string): Promise<number> {
  await p.stderr.write(`${name}: ${text}\nTry '${name} --help' for more information.\n`);
  return 1;
}

async function setsid(p: Process, name: string, args: readonly string[]): Promise<number> {
  return newSession(p, args, () => usage(p, name, 'no command specified'), name);
}

async function busyboxSetsid(p: Process, name: string, args: readonly string[]): Promise<number> {
  const asked = async (): Promise<number> => {
    await p.stderr.write(busyboxHelp(name, { usage: '[-c] PROG ARGS', about: 'Run PROG in a new session' }));
    return 1;
  };
  return newSession(p, args, asked, name);
}

async function newSession(
  p: Process,
  args: readonly string[],
  asked: () => Promise<number>,
  name: string,
): Promise<number> {
  const at = args.findIndex((word) => !word.startsWith('-'));
  const words = at < 0 ? [] : args.slice(at);
  const waits = args.slice(0, Math.max(0, at)).some((word) => /^(-\w*w\w*|--wait)$/.test(word));
  if (words.length === 0) return asked();
  // The leader of a group cannot lead a session: its child does.
  if (p.pgid !== p.pid) {
    p.setsid();
    return start(p, name, words);
  }
  let path: string;
  try {
    path = searchProgram(p, words[0] ?? '');
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`${name}: failed to execute ${words[0] ?? ''}: ${error.message}\n`);
    return startFailure(error);
  }
  const child = p.spawn(path, words, { newSession: true });
  if (!waits) return 0;
  const status = (await p.wait(child))?.status;
  return status?.kind === 'exited' ? status.code : 1;
}

async function mountpoint(p: Process, name: string, args: readonly string[]): Promise<number> {
  const quiet = args.some((word) => /^(-q|--quiet)$/.test(word));
  const path = args.find((word) => !word.startsWith('-'));
  if (path === undefined) return usage(p, name, 'bad usage');
  let said: string;
  let status = 0;
  try {
    const real = p.fs.realpath(path);
    const mounted = p.fs.mounts().some(({ mountPoint }) => mountPoint === real);
    said = `${path} is ${mounted ? 'a' : 'not a'} mountpoint`;
    status = mounted ? 0 : 32;
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (!quiet) await p.stderr.write(`${name}: ${path}: ${error.message}\n`);
    return 1;
  }
  if (!quiet) await p.stdout.write(`${said}\n`);
  return status;
}

async function nologin(p: Process): Promise<number> {
  await p.stdout.write('This account is currently not available.\n');
  return 1;
}

/** There is no syslog here: as in a container, what is logged goes nowhere unless `-s` shows it. */
async function logger(p: Process, _name: string, args: readonly string[]): Promise<number> {
  const shows = args.some((word) => /^(-s|--stderr)$/.test(word));
  const words = args.filter((word, n) => !word.startsWith('-') && !/^-[tpPinfu]$/.test(args[n - 1] ?? ''));
  if (shows) await p.stderr.write(`<13>${words.join(' ')}\n`);
  return 0;
}

const COMMANDS: Readonly<Record<string, Applet>> = { setsid, mountpoint, nologin, logger };

export default (p: Process): Promise<number> | number => {
  const name = baseName(p.args[0] ?? '');
  return COMMANDS[name]?.(p, name, p.args.slice(1)) ?? 127;
};

async function busyboxNologin(p: Process): Promise<number> {
  await p.stdout.write('This account is not available\n');
  await p.sleep(5000);
  return 1;
}

const APPLETS: Readonly<Record<string, Applet>> = { ...COMMANDS, setsid: busyboxSetsid, nologin: busyboxNologin };

export const busybox: Applet = (p, name, args) => APPLETS[name]?.(p, name, args) ?? 127;
