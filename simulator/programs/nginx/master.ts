/** The master process: binds the ports, keeps the workers, hears the signals. */
import type { Credentials, Listener, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import { ConfigError } from './config-parser.ts';
import { find, readConfiguration, type Configuration } from './configuration.ts';
import type { Logs } from './logs.ts';
import { systemReason } from './request-error.ts';
import { Reception, runWorker } from './worker.ts';

export interface MasterOptions {
  configuration: Configuration;
  path: string;
  globals: string;
  logs: Logs;
  version: string;
  compiler: string;
}

const BIND_TRIES = 5;

interface Bound {
  key: string;
  listener: Listener;
}

async function bindOnce(p: Process, host: string, port: number): Promise<Listener | string> {
  try {
    return p.net.listen({ host, port }, { ipv6Only: host.includes(':') });
  } catch (error) {
    if (!isSysError(error)) throw error;
    const shown = host.includes(':') ? `[${host}]` : host;
    return `bind() to ${shown}:${port} failed ${systemReason(error.code, error.message)}`;
  }
}

/** Binds what the configuration wants and is not bound yet. Throws ConfigError after nginx's five tries. */
export async function bind(
  p: Process,
  configuration: Configuration,
  held: readonly Bound[],
  complain: (text: string) => Promise<void>,
): Promise<Bound[]> {
  const wanted = new Map(
    configuration.servers.flatMap(({ listen }) => listen.map((each) => [`${each.host}:${each.port}`, each] as const)),
  );
  const bound: Bound[] = [];
  for (const [key, { host, port }] of wanted) {
    const before = held.find((each) => each.key === key);
    if (before !== undefined) {
      bound.push(before);
      continue;
    }
    for (let tries = 1; ; tries++) {
      const result = await bindOnce(p, host, port);
      if (typeof result !== 'string') {
        bound.push({ key, listener: result });
        break;
      }
      await complain(result);
      if (!result.includes('(98:')) throw new ConfigError('');
      await p.sleep(500);
      if (tries === BIND_TRIES) throw new ConfigError('still could not bind()');
    }
  }
  return bound;
}

export function pidFile(configuration: Configuration): string {
  return find(configuration.main, 'pid')?.args[0] ?? '/run/nginx.pid';
}

function workerCount(p: Process, configuration: Configuration): number {
  const value = find(configuration.main, 'worker_processes')?.args[0] ?? '1';
  return value === 'auto' ? p.machine().cpus : Math.max(1, Number(value) || 1);
}

/** How a worker ends that a new one would only follow. */
const FATAL = 2;

export class Master {
  private readonly p: Process;
  private readonly options: MasterOptions;
  private configuration: Configuration;
  private readonly workers = new Set<number>();
  private readonly leaving = new Set<number>();
  private bound: Bound[];
  private signals: Signal[] = [];
  private connections = 0;
  private ending = false;
  private readonly reception = new Reception();

  constructor(p: Process, options: MasterOptions, bound: Bound[]) {
    this.p = p;
    this.options = options;
    this.configuration = options.configuration;
    this.bound = bound;
  }

  async run(): Promise<number> {
    const { p } = this;
    const { logs, version, compiler } = this.options;
    for (const signal of ['HUP', 'QUIT', 'TERM', 'INT', 'USR1', 'WINCH'] as const) {
      p.onSignal(signal, (heard) => {
        this.signals.push(heard);
      });
    }
    p.setMemory(7_500_000);
    await this.notice('using the "epoll" event method');
    await logs.say(p, 'notice', `nginx/${version}`);
    await this.notice(`built by ${compiler} `);
    await this.notice(`OS: Linux ${p.machine().kernelRelease}`);
    await this.notice('getrlimit(RLIMIT_NOFILE): 1048576:1048576');
    p.fs.writeFile(pidFile(this.configuration), `${p.pid}\n`);
    p.setTitle([`nginx: master process ${p.args.join(' ')}`]);
    for (const { listener } of this.bound) this.receive(listener);
    await this.startWorkers();
    while (!(this.ending && this.workers.size === 0)) await this.turn();
    if (p.fs.exists(pidFile(this.configuration))) p.fs.unlink(pidFile(this.configuration));
    await this.notice('exit');
    return 0;
  }

  private receive(listener: Listener): void {
    this.p.background(async () => {
      try {
        for (;;) this.reception.come(await listener.accept());
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    });
  }

  private notice(text: string): Promise<void> {
    return this.options.logs.say(this.p, 'notice', text);
  }

  private async startWorkers(): Promise<void> {
    await this.notice('start worker processes');
    const count = workerCount(this.p, this.configuration);
    for (let i = 0; i < count; i++) await this.startWorker();
  }

  private async startWorker(): Promise<void> {
    const { configuration } = this;
    const { logs, version } = this.options;
    const { reception } = this;
    const account = this.p.credentials.uid === 0 ? workerAccount(this.p, configuration) : undefined;
    const nextConnection = (): number => ++this.connections;
    const worker = async (child: Process): Promise<number> => {
      if (account !== undefined && !(await become(child, account, logs))) return FATAL;
      return runWorker(child, { configuration, reception, logs, version, nextConnection });
    };
    const pid = this.p.fork(worker, { name: 'nginx' });
    this.workers.add(pid);
    await this.notice(`start worker process ${pid}`);
  }

  private async turn(): Promise<void> {
    const signal = this.signals.shift();
    if (signal !== undefined) return this.heard(signal);
    try {
      const event = await this.p.wait(undefined, { interruptible: true });
      if (event === undefined) return;
      const { pid, status } = event;
      if (!this.workers.delete(pid)) return;
      this.reception.leave(pid);
      const wasLeaving = this.leaving.delete(pid);
      await this.notice(`signal 17 (SIGCHLD) received from ${pid}`);
      if (status.kind === 'exited' && status.code === FATAL) {
        const text = `worker process ${pid} exited with fatal code ${FATAL} and cannot be respawned`;
        await this.options.logs.say(this.p, 'alert', text);
        return;
      }
      if (status.kind === 'exited') await this.notice(`worker process ${pid} exited with code ${status.code}`);
      else if (status.kind === 'signaled')
        await this.options.logs.say(
          this.p,
          'alert',
          `worker process ${pid} exited on signal ${SIGNALS[status.signal]}`,
        );
      if (!this.ending && !wasLeaving) await this.startWorker();
    } catch (error) {
      if (!isSysError(error, 'EINTR')) throw error;
    }
  }

  private async heard(signal: Signal): Promise<void> {
    const meanings: Readonly<Partial<Record<Signal, string>>> = {
      HUP: ', reconfiguring',
      QUIT: ', shutting down',
      TERM: ', exiting',
      INT: ', exiting',
      USR1: ', reopening logs',
    };
    const what = meanings[signal] ?? '';
    await this.notice(`signal ${SIGNALS[signal]} (SIG${signal}) received${what}`);
    if (signal === 'HUP') await this.reload();
    else if (signal === 'USR1') {
      await this.options.logs.reopen(this.p);
      this.tell('USR1', this.workers);
    } else if (signal !== 'WINCH') {
      this.ending = true;
      for (const { listener } of this.bound) listener.close();
      this.tell(signal === 'QUIT' ? 'QUIT' : 'TERM', this.workers);
    }
  }

  private tell(signal: Signal, pids: Iterable<number>): void {
    for (const pid of pids) {
      try {
        this.p.kill(pid, signal);
      } catch (error) {
        if (!isSysError(error, 'ESRCH')) throw error;
      }
    }
  }

  /** A configuration that is wrong is said to be so, and the old one stays. */
  private async reload(): Promise<void> {
    const { p } = this;
    const { path, globals, logs } = this.options;
    await this.notice('reconfiguring');
    const old = [...this.workers];
    try {
      const next = await readConfiguration(p, path, globals);
      await logs.open(p, next);
      const bound = await bind(p, next, this.bound, (text) => logs.say(p, 'emerg', text));
      for (const each of this.bound) if (!bound.includes(each)) each.listener.close();
      for (const each of bound) if (!this.bound.includes(each)) this.receive(each.listener);
      this.bound = bound;
      this.configuration = next;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      if (error.message !== '') await logs.say(p, 'emerg', error.message);
      return;
    }
    await this.notice('using the "epoll" event method');
    await this.startWorkers();
    for (const pid of old) this.leaving.add(pid);
    this.tell('QUIT', old);
  }
}

/** Takes on the account of the `user` directive; whether it may. */
async function become(p: Process, account: Credentials, logs: Logs): Promise<boolean> {
  try {
    p.setCredentials(account);
    return true;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await logs.say(p, 'emerg', `setgid(${account.gid}) failed ${systemReason(error.code, error.message)}`);
    return false;
  }
}

/** Whom the workers run as when root starts them; undefined for a user that is not in the passwd file. */
export function workerAccount(p: Process, configuration: Configuration): Credentials | undefined {
  const name = find(configuration.main, 'user')?.args[0] ?? 'nobody';
  const row = p.fs.exists('/etc/passwd')
    ? p.fs
        .readText('/etc/passwd')
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
    : undefined;
  const [, , uid, gid] = row?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid), groups: [Number(gid)] };
}
