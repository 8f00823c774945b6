/**
 * postgres: the server. One process on the engine it shares with mysqld. Not simulated: the extended query protocol,
 * TLS, pg_catalog, functions and triggers, arrays, COPY, DDL that is rolled back, the checking of privileges.
 */
import type { Connection, Listener, Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { strftime, breakDown } from '../../text/strftime.ts';
import { Wakeup } from '../../command/wakeup.ts';
import { inDialect } from '../../mysql/engine/dialect.ts';
import { Instance } from '../../mysql/engine/instance.ts';
import { engineProduct, installedPostgres, socketPath, type Installed } from '../product.ts';
import { ServedConnection, type Served } from './connection.ts';
import { say } from './log.ts';

interface Options {
  data: string;
  port: number;
  /** Empty: no network. */
  listen: string;
}

class BadOption extends Error {}

/** `-D DIR`, `-p PORT`, `-c NAME=VALUE`, `--NAME=VALUE`; the rest of the settings change nothing here. */
function readOptions(p: Process): Options {
  const o: Options = { data: p.env.get('PGDATA') ?? '', port: 5432, listen: '*' };
  const set = (text: string): void => {
    const [, name = '', value = ''] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    if (name === '') throw new BadOption(`-c ${text} requires a value`);
    const key = name.replaceAll('-', '_');
    if (key === 'port') o.port = Number(value);
    if (key === 'listen_addresses') o.listen = value.replace(/^'(.*)'$/, '$1');
  };
  const conf = `${o.data}/postgresql.conf`;
  const args = p.args.slice(1);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const letter = arg.startsWith('--') ? '' : arg.slice(1, 2);
    const value = (): string => arg.slice(2) || (args[++i] ?? '');
    if (arg.startsWith('--')) set(arg.slice(2));
    else if (letter === 'D') o.data = value();
    else if (letter === 'p') o.port = Number(value());
    else if (letter === 'c') set(value());
    else if ('NBkhi'.includes(letter) && letter !== '') value();
    else throw new BadOption(`invalid option -- '${letter}'`);
  }
  for (const [, name = '', text = ''] of p.fs.exists(conf) ? p.fs.readText(conf).matchAll(/^\s*(port|listen_addresses)\s*=\s*([^#\n]*)/gm) : []) if (!args.some((arg) => arg.includes(name))) set(`${name}=${text.trim()}`); // prettier-ignore
  return o;
}

class Server {
  private readonly p: Process;
  private readonly options: Options;
  private readonly installed: Installed;
  private readonly instance: Instance;
  private readonly wakeup: Wakeup;
  private readonly clients = new Map<number, { served: ServedConnection; connection: Connection }>();
  private listeners: Listener[] = [];
  private ending: 'smart' | 'fast' | 'immediate' | undefined;
  private nextId: number;

  constructor(p: Process, options: Options, installed: Installed) {
    this.p = p;
    this.options = options;
    this.installed = installed;
    this.instance = new Instance(p, engineProduct(installed), { datadir: `${options.data}/base`, socket: socketPath(options.port), port: options.port, given: new Map() }); // prettier-ignore
    const hba = `${options.data}/pg_hba.conf`;
    if (p.fs.exists(hba) && /^host\s+all\s+all\s+all\s+trust/m.test(p.fs.readText(hba))) this.instance.variables.set('pg_trust', 'ON'); // prettier-ignore
    this.wakeup = new Wakeup(p);
    this.nextId = p.pid + 30;
  }

  private get pidFile(): string {
    return `${this.options.data}/postmaster.pid`;
  }

  async start(): Promise<boolean> {
    const { p, options, instance } = this;
    await say(p, 'LOG', `starting ${this.installed.version}`);
    if (!(await this.listen())) return false;
    await p.sleep(15);
    const stopped = p.fs.exists(this.pidFile) ? 'interrupted; last known up' : 'shut down';
    await say(p, 'LOG', `database system was ${stopped} at ${strftime('%Y-%m-%d %H:%M:%S', breakDown(p.fs.stat(`${options.data}/global`).mtime))} UTC`, p.pid + 3); // prettier-ignore
    if (stopped !== 'shut down') await say(p, 'LOG', 'database system was not properly shut down; automatic recovery in progress', p.pid + 3); // prettier-ignore
    if (!inDialect('postgres', () => instance.load())) {
      await say(p, 'FATAL', `could not open file "global/pg_authid": No such file or directory`);
      return false;
    }
    p.fs.writeFile(this.pidFile, `${p.pid}\n${options.data}\n${Math.floor(p.now() / 1000)}\n${options.port}\n/var/run/postgresql\n${options.listen}\nready\n`, 0o600); // prettier-ignore
    await say(p, 'LOG', 'database system is ready to accept connections');
    return true;
  }

  private async listen(): Promise<boolean> {
    const { p, options } = this;
    const path = socketPath(options.port);
    const hosts = options.listen === '*' ? ['0.0.0.0', '::'] : options.listen.split(',').map((host) => host.trim()).filter(Boolean); // prettier-ignore
    try {
      for (const host of hosts) {
        this.listeners.push(p.net.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port: options.port }, { ipv6Only: host.includes(':') })); // prettier-ignore
        await say(p, 'LOG', `listening on IPv${host.includes(':') ? 6 : 4} address "${host}", port ${options.port}`);
      }
      if (p.fs.exists(path)) p.fs.unlink(path);
      this.listeners.push(p.net.listenUnix(path));
      p.fs.chmod(path, 0o777);
      await say(p, 'LOG', `listening on Unix socket "${path}"`);
      return true;
    } catch (error) {
      if (!isSysError(error)) throw error;
      await say(p, 'LOG', `could not bind IPv4 address "0.0.0.0": ${error.message}`);
      await say(p, 'FATAL', 'could not create any TCP/IP sockets');
      return false;
    }
  }

  async run(): Promise<number> {
    const { p } = this;
    p.setMemory(41_000_000);
    const end = (how: 'smart' | 'fast' | 'immediate') => (): void => {
      this.ending ??= how;
      this.wakeup.ring();
    };
    p.onSignal('TERM', end('smart'));
    p.onSignal('INT', end('fast'));
    p.onSignal('QUIT', end('immediate'));
    p.onSignal('HUP', 'ignore');
    for (const listener of this.listeners) p.background(() => this.acceptAll(listener));
    while (this.ending === undefined) await this.wakeup.wait();
    await this.stop(this.ending);
    return 0;
  }

  private async acceptAll(listener: Listener): Promise<void> {
    for (;;) {
      try {
        const connection = await listener.accept();
        this.p.background(() => this.serve(connection));
      } catch (error) {
        if (isSysError(error)) return;
        throw error;
      }
    }
  }

  private async serve(connection: Connection): Promise<void> {
    const id = this.nextId++;
    const served: Served = {
      instance: this.instance,
      version: this.installed.version,
      log: async ({ severity, message, detail }, statement) => {
        await say(this.p, severity === 'FATAL' ? 'FATAL' : 'ERROR', message, id);
        if (detail !== undefined) await say(this.p, 'DETAIL', detail, id);
        if (statement !== '') await say(this.p, 'STATEMENT', `${statement};`, id);
      },
      cancel: (other) => this.clients.get(other)?.served.interrupt(),
    };
    const client = new ServedConnection(served, connection, id);
    this.clients.set(id, { served: client, connection });
    await client.serve();
    this.clients.delete(id);
    if (this.ending === 'smart') this.wakeup.ring();
  }

  /** smart: waits for the clients to leave; fast: sends them away. */
  private async stop(how: 'smart' | 'fast' | 'immediate'): Promise<void> {
    const { p } = this;
    await say(p, 'LOG', `received ${how} shutdown request`);
    for (const listener of this.listeners) listener.close();
    while (how === 'smart' && this.clients.size > 0) await this.wakeup.wait();
    if (how === 'fast') await say(p, 'LOG', 'aborting any active transactions');
    for (const { connection } of this.clients.values()) connection.close();
    if (how !== 'immediate') {
      await say(
        p,
        'LOG',
        `background worker "logical replication launcher" (PID ${p.pid + 6}) exited with exit code 1`,
      );
      await say(p, 'LOG', 'shutting down', p.pid + 1);
      await say(p, 'LOG', 'checkpoint starting: shutdown immediate', p.pid + 1);
      await p.sleep(15);
    }
    for (const path of [socketPath(this.options.port), this.pidFile]) if (p.fs.exists(path)) p.fs.unlink(path);
    await say(p, 'LOG', 'database system is shut down');
  }
}

export default async function postgres(p: Process): Promise<number> {
  const installed = installedPostgres(p);
  if (['--version', '-V'].includes(p.args[1] ?? '')) {
    await p.stdout.write(`postgres (PostgreSQL) ${installed.number}${installed.package_}\n`);
    return 0;
  }
  let options: Options;
  try {
    options = readOptions(p);
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    await p.stderr.write(`postgres: ${error.message}\nTry "postgres --help" for more information.\n`);
    return 1;
  }
  if (p.credentials.uid === 0) {
    await p.stderr.write('"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n'); // prettier-ignore
    return 1;
  }
  const file = `${options.data}/PG_VERSION`;
  if (!p.fs.exists(file)) {
    await p.stderr.write(`postgres: could not access the server configuration file "${options.data}/postgresql.conf": No such file or directory\n`); // prettier-ignore
    return 2;
  }
  const made = p.fs.readText(file).trim();
  if (made !== String(installed.major)) {
    await say(p, 'FATAL', 'database files are incompatible with server');
    await say(p, 'DETAIL', `The data directory was initialized by PostgreSQL version ${made}, which is not compatible with this version ${installed.number}${installed.package_}.`); // prettier-ignore
    return 1;
  }
  const server = new Server(p, options, installed);
  return (await server.start()) ? server.run() : 1;
}
