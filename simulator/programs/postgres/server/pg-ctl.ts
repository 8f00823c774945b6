/** pg_ctl: starts, stops and looks at a server by its data directory. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { searchProgram } from '../../command/path-search.ts';

/** Milliseconds between two looks at the server; a dot is shown for every fifty. */
const POLL = 20;

interface Options {
  command: string;
  data: string;
  more: string;
  mode: string;
  wait: boolean;
  silent: boolean;
}

function readOptions(p: Process): Options {
  const o: Options = {
    command: '',
    data: p.env.get('PGDATA') ?? '',
    more: '',
    mode: 'fast',
    wait: true,
    silent: false,
  };
  const args = p.args.slice(1);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const value = (): string => arg.slice(2) || (args[++i] ?? '');
    switch (arg.slice(0, 2)) {
      case '-D': o.data = value(); break;
      case '-o': o.more = value(); break;
      case '-m': o.mode = value(); break;
      case '-l': case '-t': value(); break;
      case '-w': o.wait = true; break;
      case '-W': o.wait = false; break;
      case '-s': o.silent = true; break;
      default: if (!arg.startsWith('-')) o.command = arg;
    } // prettier-ignore
  }
  return o;
}

/** Words of a command line, with quotes taken off. */
function words(text: string): string[] {
  return (text.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? []).map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

function runningPid(p: Process, data: string): number | undefined {
  const file = `${data}/postmaster.pid`;
  if (!p.fs.exists(file)) return undefined;
  const pid = Number(p.fs.readText(file).split('\n')[0]);
  try {
    p.kill(pid, 0);
    return pid;
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

async function start(p: Process, o: Options): Promise<number> {
  const print = async (text: string): Promise<void> => {
    if (!o.silent) await p.stdout.write(text);
  };
  if (!p.fs.exists(`${o.data}/PG_VERSION`)) {
    await p.stderr.write(`pg_ctl: directory "${o.data}" is not a database cluster directory\n`);
    return 1;
  }
  const pid = p.spawn(searchProgram(p, 'postgres'), ['postgres', '-D', o.data, ...words(o.more)], { newSession: true });
  if (!o.wait) {
    await print('server starting\n');
    return 0;
  }
  await print('waiting for server to start...');
  for (let tries = 0; tries < 3000; tries++) {
    if (tries % 50 === 0) await print('.');
    if (runningPid(p, o.data) === pid) {
      await print(' done\nserver started\n');
      return 0;
    }
    const ended = await p.wait(pid, { noHang: true });
    if (ended !== undefined) break;
    await p.sleep(POLL);
  }
  await print(' stopped waiting\n');
  await p.stderr.write('pg_ctl: could not start server\nExamine the log output.\n');
  return 1;
}

const SIGNALS: Readonly<Record<string, Signal>> = { smart: 'TERM', fast: 'INT', immediate: 'QUIT' };

async function stop(p: Process, o: Options): Promise<number> {
  const pid = runningPid(p, o.data);
  if (pid === undefined) {
    await p.stderr.write(`pg_ctl: PID file "${o.data}/postmaster.pid" does not exist\nIs server running?\n`);
    return 1;
  }
  p.kill(pid, SIGNALS[o.mode] ?? 'INT');
  if (!o.silent) await p.stdout.write('waiting for server to shut down...');
  for (let tries = 0; tries < 3000; tries++) {
    await p.sleep(POLL);
    if (tries % 50 === 0 && !o.silent) await p.stdout.write('.');
    if (runningPid(p, o.data) === undefined) break;
  }
  if (!o.silent) await p.stdout.write(' done\nserver stopped\n');
  return 0;
}

export default async function pgCtl(p: Process): Promise<number> {
  const o = readOptions(p);
  switch (o.command) {
    case 'start': return start(p, o);
    case 'stop': return stop(p, o);
    case 'restart': await stop(p, o); return start(p, o);
    case 'reload': { const pid = runningPid(p, o.data); if (pid === undefined) return stop(p, o); p.kill(pid, 'HUP'); await p.stdout.write('server signaled\n'); return 0; }
    case 'status': {
      const pid = runningPid(p, o.data);
      await p.stdout.write(pid === undefined ? 'pg_ctl: no server running\n' : `pg_ctl: server is running (PID: ${pid})\n`);
      return pid === undefined ? 3 : 0;
    }
    default: await p.stderr.write(o.command === '' ? 'pg_ctl: no operation specified\nTry "pg_ctl --help" for more information.\n' : `pg_ctl: unrecognized operation mode "${o.command}"\nTry "pg_ctl --help" for more information.\n`); return 1;
  } // prettier-ignore
}
