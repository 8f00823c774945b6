/** fuser(1): who has a file open, or listens on a port (`fuser 80/tcp`). */
import { isSysError } from '../../kernel/errno.ts';
import { parseSignal } from '../command/signals.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { normalPath } from '../text/paths.ts';
import { Accounts } from '../users/accounts.ts';

const options = [
  ['-a, --all', 'display unused files too'],
  ['-k, --kill', 'kill processes accessing the named file'],
  ['-m, --mount', 'show all processes using the named filesystems or block device'],
  ['-n, --namespace=SPACE', 'search in this name space (file, udp, or tcp)'],
  ['-s, --silent', 'silent operation'],
  ['-v, --verbose', 'verbose output'],
  ['-4, --ipv4', ''],
] as const;

function readlink(t: Tool, path: string): string | undefined {
  try {
    return t.p.fs.readlink(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Letters say how: c as directory, e as program, nothing for open files. */
function users(t: Tool, path: string): { pid: number; how: string }[] {
  const target = normalPath(path, t.p.cwd());
  return t.p.processes().flatMap(({ pid }) => {
    let how = '';
    if (readlink(t, `/proc/${pid}/cwd`) === target) how += 'c';
    if (readlink(t, `/proc/${pid}/exe`) === target) how += 'e';
    let fds: string[] = [];
    try {
      fds = t.p.fs.readdir(`/proc/${pid}/fd`).map((entry) => entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    const open = fds.some((fd) => readlink(t, `/proc/${pid}/fd/${fd}`) === target);
    return how !== '' || open ? [{ pid, how }] : [];
  });
}

async function main(t: Tool): Promise<number> {
  const signal =
    t.args
      .map((arg) => (/^-([A-Z]+|\d+)$/.test(arg) ? parseSignal(arg.slice(1)) : undefined))
      .find((found) => found !== undefined) ?? 'KILL';
  const parsed = t.parse(
    options,
    t.args.filter((arg) => !/^-([A-Z]{2,}|\d{1,2})$/.test(arg) || arg === '-4'),
  );
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  if (parsed.operands.length === 0) throw new UsageError('No process specification given');
  const accounts = new Accounts(t.p);
  let any = false;
  for (const operand of parsed.operands) {
    const space = parsed.options.findLast(({ key }) => key === 'n')?.value;
    const port = /^(\d+)(?:\/(tcp|udp))?$/.exec(operand);
    const isPort = port !== null && (space === 'tcp' || port[2] !== undefined);
    if (!isPort && !t.p.fs.exists(operand)) {
      await t.p.stderr.write(`Specified filename ${operand} does not exist.\n`);
      t.status = 1;
      continue;
    }
    const found = isPort ? t.p.net.sockets().filter((row) => row.local.port === Number(port[1])).map(({ pid }) => ({ pid, how: '' })) : users(t, operand); // prettier-ignore
    if (found.length === 0) continue;
    any = true;
    if (!has('s') && !has('v')) {
      await t.p.stderr.write((isPort ? `${operand}:` : `${operand}:`).padEnd(21));
      for (const { pid, how } of found) {
        await t.p.stdout.write(` ${String(pid).padStart(5)}`);
        await t.p.stderr.write(how);
      }
      await t.p.stderr.write('\n');
    }
    if (has('v')) {
      await t.p.stderr.write(`${''.padEnd(21)}${'USER'.padEnd(8)}    PID ACCESS COMMAND\n`);
      for (const [index, { pid, how }] of found.entries()) {
        const row = t.p.processes().find((each) => each.pid === pid);
        const access = ['F', how.includes('c') ? 'c' : '.', how.includes('e') ? 'e' : '.', '.', '.'].join('');
        await t.p.stderr.write(
          `${(index === 0 ? `${operand}:` : '').padEnd(21)}${accounts.userName(row?.uid ?? 0).padEnd(8)} ${String(pid).padStart(6)} ${access}  ${row?.comm ?? ''}\n`,
        );
      }
    }
    if (has('k')) for (const { pid } of found) if (signal !== undefined) t.p.kill(pid, signal);
  }
  return any ? t.status : 1;
}

export default gnu(main, {
  help: {
    usage: '[-fIMuvw] [-a|-s] [-4|-6] [-c|-m|-n SPACE] [-k [-i] [-SIGNAL]] NAME...',
    about: 'Show which processes use the named files, sockets, or filesystems.',
    options,
  },
});
export const busybox = applet(
  async (t) => {
    const { operands } = t.parse([
      ['-m', ''],
      ['-k', ''],
      ['-s', ''],
      ['-4', ''],
      ['-6', ''],
    ]);
    if (operands.length === 0) throw new UsageError('');
    const pids = operands.flatMap((operand) => {
      const port = /^(\d+)\/(tcp|udp)$/.exec(operand);
      if (port !== null) return t.p.net.sockets().filter((row) => row.local.port === Number(port[1])).map((row) => row.pid); // prettier-ignore
      if (!t.p.fs.exists(operand)) throw new Failure(`can't stat '${operand}': No such file or directory`);
      return users(t, operand).map((user) => user.pid);
    });
    if (pids.length === 0) return 1;
    await t.print(`${pids.join(' ')}\n`);
    return 0;
  },
  { help: { usage: '[-msk46] [-SIGNAL] FILE or PORT/PROTO', about: 'Find processes which use FILEs or PORTs' } },
);
