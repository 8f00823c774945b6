/** pgrep(1) and pkill(1), told apart by name; of procps and of busybox. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import { parseSignal, signalNames } from '../command/signals.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { posixRegExp, RegexError } from '../regex/posix.ts';
import { Accounts } from '../users/accounts.ts';
import { procpsUsage } from './help.ts';
import { shortTty } from './ps/columns.ts';

const options = [
  ['-d, --delimiter=<string>', 'specify output delimiter'],
  ['-l, --list-name', 'list PID and process name'],
  ['-a, --list-full', 'list PID and full command line'],
  ['-v, --inverse', 'negates the matching'],
  ['-w, --lightweight', ''],
  ['-c, --count', 'count of matching processes'],
  ['-f, --full', 'use full process name to match'],
  ['-g, --pgroup=<PGID,...>', 'match listed process group IDs'],
  ['-G, --group=<GID,...>', 'match real group IDs'],
  ['-i, --ignore-case', 'match case insensitively'],
  ['-n, --newest', 'select most recently started'],
  ['-o, --oldest', 'select least recently started'],
  ['-P, --parent=<PPID,...>', 'match only child processes of the given parent'],
  ['-s, --session=<SID,...>', 'match session IDs'],
  ['--signal=<sig>', 'signal to send (either number or name)'],
  ['-t, --terminal=<tty,...>', 'match by controlling terminal'],
  ['-u, --euid=<ID,...>', 'match by effective IDs'],
  ['-U, --uid=<ID,...>', 'match by real IDs'],
  ['-x, --exact', 'match exactly with the command name'],
  ['-F, --pidfile=<file>', 'read PIDs from file'],
  ['-e, --echo', 'display what is killed'],
  ['-L, --logpidfile', ''],
  ['-r, --runstates=<state>', 'match runstates [D,S,Z,...]'],
] as const;

interface Filter {
  pattern: string | undefined;
  keys: ReadonlySet<string>;
  value: (key: string) => string | undefined;
}

const list = (text: string): string[] => text.split(',');

function selects(t: Tool, filter: Filter, accounts: Accounts): (row: ProcessRow) => boolean {
  const { keys, value } = filter;
  let regex: RegExp | undefined;
  try {
    if (filter.pattern !== undefined)
      regex = posixRegExp(filter.pattern, { extended: true, ignoreCase: keys.has('i'), whole: keys.has('x') });
  } catch (error) {
    if (error instanceof RegexError) throw new Failure(`regex error: ${error.message}`, 2);
    throw error;
  }
  const ids = (
    key: string,
    of: (row: ProcessRow) => number,
    named?: (name: string) => number | undefined,
  ): ((row: ProcessRow) => boolean) => {
    const text = value(key);
    if (text === undefined) return () => true;
    const wanted = list(text).map((each) => named?.(each) ?? Number(each));
    return (row) => wanted.includes(of(row));
  };
  const tests = [
    ids('g', (row) => row.pgid), ids('s', (row) => row.sid), ids('P', (row) => row.ppid),
    ids('u', (row) => row.uid, (name) => accounts.userNamed(name)?.uid), ids('U', (row) => row.uid, (name) => accounts.userNamed(name)?.uid),
    ids('G', (row) => row.gid, (name) => accounts.groupNamed(name)?.gid),
  ]; // prettier-ignore
  const ttys = value('t');
  return (row) => {
    if (row.pid === t.p.pid) return false;
    const text = keys.has('f') ? row.args.join(' ') || row.comm : row.comm;
    const fits =
      (regex === undefined || regex.test(text)) &&
      tests.every((test) => test(row)) &&
      (ttys === undefined || list(ttys).includes(shortTty(row.tty)));
    return fits !== keys.has('v');
  };
}

/** Takes `-SIGNAL` out of pkill's arguments. */
function takeSignal(args: readonly string[]): { signal: Signal | 0; rest: string[] } {
  const rest: string[] = [];
  let signal: Signal | 0 = 'TERM';
  for (const arg of args) {
    const found = /^-[A-Z0-9]/.test(arg) && arg.length > 1 ? parseSignal(arg.slice(1)) : undefined;
    if (found !== undefined) signal = found;
    else rest.push(arg);
  }
  return { signal, rest };
}

async function main(t: Tool): Promise<number> {
  const kills = t.name.endsWith('pkill');
  const { signal: dashed, rest } = kills ? takeSignal(t.args) : { signal: 'TERM' as const, rest: [...t.args] };
  if (t.busybox && kills && rest[0] === '-l') {
    for (const { number, name } of signalNames()) await t.print(`${String(number).padStart(2)}) ${name}\n`);
    return 0;
  }
  const parsed = t.parse(options, rest);
  const keys = new Set(parsed.options.map((option) => option.key));
  const value = (key: string): string | undefined => parsed.options.findLast((option) => option.key === key)?.value;
  const [pattern] = parsed.operands;
  const criteria = ['g', 'G', 'P', 's', 't', 'u', 'U', 'F', 'r'].some((key) => keys.has(key));
  if (pattern === undefined && !criteria) {
    if (t.busybox) throw new Failure('', 1);
    throw new Failure(`no matching criteria specified\nTry \`${t.name} --help' for more information.`, 2);
  }
  if (parsed.operands.length > 1 && !t.busybox)
    throw new Failure(`only one pattern can be provided\nTry \`${t.name} --help' for more information.`, 2);
  const given = value('signal');
  const signal = given === undefined ? dashed : parseSignal(given);
  if (signal === undefined) throw new Failure(`Unknown signal "${given ?? ''}".`, 2);
  let rows = t.p.processes().filter(selects(t, { pattern, keys, value }, new Accounts(t.p)));
  if (keys.has('n')) rows = rows.toSorted((a, b) => b.started - a.started || b.pid - a.pid).slice(0, 1);
  if (keys.has('o')) rows = rows.toSorted((a, b) => a.started - b.started || a.pid - b.pid).slice(0, 1);
  if (kills) await kill(t, rows, signal, keys.has('e'));
  else if (keys.has('c')) await t.print(`${rows.length}\n`);
  else {
    const lines = rows.map((row) =>
      keys.has('a')
        ? `${row.pid} ${row.args.join(' ') || row.comm}`
        : keys.has('l')
          ? `${row.pid} ${row.comm}`
          : String(row.pid),
    );
    if (lines.length > 0) await t.print(`${lines.join(value('d') ?? '\n')}\n`);
  }
  return Math.max(rows.length > 0 ? 0 : 1, t.status);
}

async function kill(t: Tool, rows: readonly ProcessRow[], signal: Signal | 0, echo: boolean): Promise<void> {
  for (const row of rows) {
    try {
      t.p.kill(row.pid, signal);
      if (echo) await t.print(`${row.comm} killed (pid ${row.pid})\n`);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code !== 'ESRCH') await t.fail(`killing pid ${row.pid} failed: ${error.message}`);
    }
  }
}

export default gnu(main, {
  help: { usage: '[options] <pattern>', options },
  usageHint: (name) => procpsUsage(name, '[options] <pattern>', options),
  usageStatus: 2,
  package: 'procps-ng',
});
export const busybox = applet(main, {
  help: {
    usage: '[-flanovx] [-s SID|-P PPID|PATTERN]',
    about: 'Display process(es) selected by regex PATTERN',
    options,
  },
});
