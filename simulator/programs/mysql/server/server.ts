/** A running server: its sockets, its connections, its way up and down. */
import type { Connection, Listener, Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { Wakeup } from '../../command/wakeup.ts';
import { execute } from '../engine/execute.ts';
import { Instance } from '../engine/instance.ts';
import { Session } from '../engine/session.ts';
import { isAtLeast, type Product } from '../engine/product.ts';
import { SqlError } from '../errors.ts';
import { splitStatements } from '../sql/statements.ts';
import { ServedConnection } from '../wire/serve.ts';
import { makeFiles, strangers, temporaryFile } from './data-directory.ts';
import type { Entry, ServerLog } from './log.ts';
import { initialized, initializing, started, starting, stopped, stopping, type Place } from './messages.ts';
import type { ServerOptions } from './options.ts';

/** Milliseconds that making a data directory, coming up and going down take. */
const INITIALIZING = 700;
const STARTING = 1_200;
const STOPPING = 200;
/** A client that asked for the shutdown gets its answer within these milliseconds. */
const LAST_ANSWERS = 20;

export class Server {
  private readonly p: Process;
  private readonly product: Product;
  private readonly options: ServerOptions;
  private readonly log: ServerLog;
  private readonly instance: Instance;
  private readonly wakeup: Wakeup;
  private listeners: Listener[] = [];
  private readonly connections = new Set<Connection>();
  private asked: { by: string | undefined } | undefined;

  constructor(p: Process, product: Product, options: ServerOptions, log: ServerLog) {
    this.p = p;
    this.product = product;
    this.options = options;
    this.log = log;
    this.instance = new Instance(p, product, options);
    this.instance.variables.set('hostname', p.net.hostname());
    this.wakeup = new Wakeup(p);
  }

  private get place(): Place {
    const { p, options } = this;
    return { program: p.executable, pid: p.pid, socket: options.socket, port: options.networking ? options.port : 0 };
  }

  private async say(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.log.say(entry);
  }

  private async abort(...entries: Entry[]): Promise<false> {
    await this.say([...entries, { level: 'ERROR', code: 'MY-010119', text: 'Aborting' }]);
    return false;
  }

  /** Makes the data directory. False after the log has said why it cannot be. */
  async initialize(insecure: boolean): Promise<boolean> {
    const { p, product, instance, options } = this;
    const { datadir } = options;
    await this.say(initializing(product, this.place));
    try {
      if (!p.fs.exists(datadir)) p.fs.mkdir(datadir, 0o750);
      if (strangers(p, datadir).length > 0)
        return await this.abort(
          { level: 'ERROR', code: 'MY-010457', text: '--initialize specified but the data directory has files in it. Aborting.' },
          { level: 'ERROR', code: 'MY-013236', text: `The designated data directory ${datadir}/ is unusable. You can remove all files that the server added to it.` },
        ); // prettier-ignore
      await p.sleep(INITIALIZING);
      makeFiles(p, datadir, product);
      instance.initialize();
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.abort({ level: 'ERROR', code: 'MY-010187', text: `Could not write to ${datadir}/ (${error.message})` }); // prettier-ignore
    }
    const password = insecure ? undefined : this.choosePassword();
    await this.say(initialized(product, password));
    return true;
  }

  private choosePassword(): string {
    const { instance, p } = this;
    const password = [...p.random(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
    const root = instance.accounts.find({ user: 'root', host: 'localhost' });
    if (root !== undefined) this.runAsRoot(`ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}'`);
    return password;
  }

  private runAsRoot(sql: string): void {
    const { instance } = this;
    const root = instance.accounts.find({ user: 'root', host: 'localhost' });
    if (root === undefined) return;
    const session = new Session(instance, 0, root, 'root', 'localhost');
    for (const statement of splitStatements(sql)) {
      const work = execute(session, statement);
      while (work.next().done !== true);
    }
  }

  /** Loads the databases and opens the sockets. False after the log has said why it cannot. */
  async start(): Promise<boolean> {
    const { p, product, instance, options } = this;
    await this.say(starting(product, this.place));
    await p.sleep(STARTING);
    try {
      if (!instance.load())
        return await this.abort({ level: 'ERROR', code: 'MY-010020', text: 'Data Dictionary initialization failed.' });
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.abort({ level: 'ERROR', code: 'MY-013276', text: `Failed to set datadir to '${options.datadir}/' (OS errno: ${error.message})` }); // prettier-ignore
    }
    if (!(await this.listen())) return false;
    p.fs.writeStub(temporaryFile(options.datadir), { size: 12 * 1024 * 1024 }, 0o640);
    this.writePid();
    await this.initFile();
    await this.say(started(product, this.place));
    return true;
  }

  private async initFile(): Promise<void> {
    const { initFile } = this.options;
    if (initFile === undefined) return;
    try {
      this.runAsRoot(this.p.fs.readText(initFile));
    } catch (error) {
      if (!isSysError(error) && !(error instanceof SqlError)) throw error;
      await this.say([{ level: 'ERROR', code: 'MY-010263', text: `${initFile}: ${error.message}` }]);
    }
  }

  private get pidFile(): string {
    const { pidFile, socket } = this.options;
    return pidFile === '' ? `${socket.replace(/\/[^/]*$/, '')}/mysqld.pid` : pidFile;
  }

  private writePid(): void {
    try {
      this.p.fs.writeFile(this.pidFile, `${this.p.pid}\n`, 0o640);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  private async listen(): Promise<boolean> {
    const { p, options } = this;
    const { port, socket, networking } = options;
    try {
      const hosts = networking ? options.bind.map((host) => (host === '*' ? '::' : host)) : [];
      this.listeners = hosts.map((host) => p.net.listen({ host, port }));
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.abort(
        { level: 'ERROR', code: 'MY-010262', text: `Can't start server: Bind on TCP/IP port: ${error.message}` },
        { level: 'ERROR', code: 'MY-010257', text: `Do you already have another mysqld server running on port: ${port} ?` },
      ); // prettier-ignore
    }
    try {
      this.unlink(socket);
      this.listeners.push(p.net.listenUnix(socket));
      p.fs.chmod(socket, 0o777);
      return true;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.abort({ level: 'ERROR', code: 'MY-010270', text: `Can't start server : Bind on unix socket: ${error.message}` }); // prettier-ignore
    }
  }

  private unlink(path: string): void {
    if (this.p.fs.exists(path)) this.p.fs.unlink(path);
  }

  /** Serves until a signal or a client ends it. */
  async run(): Promise<void> {
    const { p } = this;
    p.setMemory(this.product.name === 'MariaDB' ? 86_000_000 : isAtLeast(this.product, 8) ? 391_000_000 : 192_000_000);
    const end = (by: string | undefined): void => {
      this.asked ??= { by };
      this.wakeup.ring();
    };
    this.instance.shutdown = end;
    p.onSignal('TERM', () => end(undefined));
    p.onSignal('QUIT', () => end(undefined));
    p.onSignal('INT', 'ignore');
    p.onSignal('HUP', 'ignore');
    for (const listener of this.listeners) p.background(() => this.acceptAll(listener));
    while (this.asked === undefined) await this.wakeup.wait();
    await this.stop(this.asked.by);
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
    this.connections.add(connection);
    const host = connection.remote.port === 0 ? 'localhost' : connection.remote.host.replace(/^::ffff:/, '');
    await new ServedConnection(this.instance, connection, host).serve();
    this.connections.delete(connection);
  }

  private async stop(by: string | undefined): Promise<void> {
    const { p, product, options } = this;
    await this.say(stopping(product, this.place, by));
    await p.sleep(LAST_ANSWERS);
    for (const listener of this.listeners) listener.close();
    for (const connection of this.connections) connection.close();
    await p.sleep(STOPPING);
    for (const path of [options.socket, temporaryFile(options.datadir), this.pidFile]) {
      try {
        this.unlink(path);
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    await this.say(stopped(product, this.place));
  }
}
