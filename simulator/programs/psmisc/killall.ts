/** killall(1), of psmisc and of busybox. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import { confirm } from '../command/ask.ts';
import { parseSignal, signalNames } from '../command/signals.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { posixRegExp } from '../regex/posix.ts';
import { baseName } from '../text/paths.ts';
import { Accounts } from '../users/accounts.ts';

const options = [
  ['-e,--exact', 'require exact match for very long names'],
  ['-I,--ignore-case', 'case insensitive process name match'],
  ['-g,--process-group', 'kill process group instead of process'],
  ['-i,--interactive', 'ask for confirmation before killing'],
  ['-l,--list', 'list all known signal names'],
  ['-q,--quiet', "don't print complaints"],
  ['-r,--regexp', 'interpret NAME as an extended regular expression'],
  ['-s,--signal SIGNAL', 'send this signal instead of SIGTERM'],
  ['-u,--user USER', 'kill only process(es) running as USER'],
  ['-v,--verbose', 'report if the signal was successfully sent'],
  ['-V,--version', 'display version information and exit'],
  ['-w,--wait', 'wait for processes to die'],
] as const;
const busyboxOptions = [
  ['-l', 'List all signal names and numbers'],
  ['-q', "Don't complain if no processes were killed"],
  ['-s SIG', ''],
] as const;

function takeSignal(args: readonly string[]): { signal: Signal | 0 | undefined; given: string; rest: string[] } {
  const rest: string[] = [];
  let signal: Signal | 0 | undefined = 'TERM';
  let given = '';
  for (const arg of args) {
    if (/^-([A-Z][A-Z0-9]+|\d+)$/.test(arg)) [signal, given] = [parseSignal(arg.slice(1)), arg.slice(1)];
    else rest.push(arg);
  }
  return { signal, given, rest };
}

function usage(name: string): string {
  const rows = options.map(([names, about]) => `  ${names.padEnd(20)}${about}\n`);
  return `Usage: ${name} [OPTION]... [--] NAME...\n       ${name} -l, --list\n       ${name} -V, --version\n\n${rows.join('')}\n`;
}

async function list(t: Tool): Promise<number> {
  const names = signalNames().map(({ name }) => (name === 'IO' ? 'POLL' : name));
  if (t.busybox)
    for (const { number, name } of signalNames()) await t.print(`${String(number).padStart(2)}) ${name}\n`);
  else await t.print(`${names.slice(0, 16).join(' ')}\n${names.slice(16).join(' ')}\n`);
  return 0;
}

async function main(t: Tool): Promise<number> {
  const { signal: dashed, given, rest } = takeSignal(t.args);
  const parsed = t.parse(
    t.busybox ? busyboxOptions : options.map(([names, about]) => [names.replace(',', ', '), about] as const),
    rest,
  );
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  const value = (key: string): string | undefined => parsed.options.findLast((option) => option.key === key)?.value;
  if (has('l')) return list(t);
  const text = value('s');
  const signal = text === undefined ? dashed : parseSignal(text);
  if (signal === undefined) {
    if (t.busybox) throw new Failure(`bad signal name '${text ?? given}'`);
    await t.p.stderr.write(`${text ?? given}: unknown signal; killall -l lists signals.\n`);
    return 1;
  }
  const user = value('u');
  const uid = user === undefined ? undefined : new Accounts(t.p).userNamed(user)?.uid;
  if (parsed.operands.length === 0 && user === undefined) {
    if (t.busybox) throw new Failure('you need to specify whom to kill');
    await t.p.stderr.write(usage(t.name));
    return 1;
  }
  const fits = (row: ProcessRow, name: string): boolean => {
    if (row.pid === t.p.pid || (uid !== undefined && row.uid !== uid)) return false;
    if (has('r')) return posixRegExp(name, { extended: true, ignoreCase: has('I') }).test(row.comm);
    const [a, b] = has('I') ? [row.comm.toLowerCase(), baseName(name).toLowerCase()] : [row.comm, baseName(name)];
    return a === b.slice(0, 15) || baseName(row.args[0] ?? '') === b;
  };
  for (const name of parsed.operands.length === 0 ? ['.'] : parsed.operands) {
    const rows = t.p.processes().filter((row) => (parsed.operands.length === 0 ? row.uid === uid : fits(row, name)));
    let killed = 0;
    for (const row of rows) if (await kill(t, row, signal, has)) killed++;
    if (killed > 0) continue;
    t.status = 1;
    if (has('q')) continue;
    if (t.busybox) await t.warn(`${name}: no process killed`);
    else if (rows.length === 0) await t.p.stderr.write(`${name}: no process found\n`);
  }
  return t.status;
}

async function kill(t: Tool, row: ProcessRow, signal: Signal | 0, has: (key: string) => boolean): Promise<boolean> {
  if (has('i') && !(await confirm(t.p, `Kill ${row.comm}(${row.pid}) ? (y/N) `))) return false;
  try {
    t.p.kill(row.pid, signal);
    if (has('v'))
      await t.p.stderr.write(
        `Killed ${row.comm}(${row.pid}) with signal ${signal === 0 ? 0 : (signalNames().find(({ name }) => name === signal)?.number ?? 0)}\n`,
      );
    return true;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.p.stderr.write(
      t.busybox
        ? `${t.name}: can't kill pid ${row.pid}: ${error.message}\n`
        : `${row.comm}(${row.pid}): ${error.message}\n`,
    );
    return false;
  }
}

export default gnu(main, { help: { usage: '[OPTION]... [--] NAME...' }, usageHint: usage });
export const busybox = applet(main, {
  help: {
    usage: '[-lq] [-SIG] PROCESS_NAME...',
    about: 'Send a signal (default: TERM) to given processes',
    options: busyboxOptions,
  },
});
