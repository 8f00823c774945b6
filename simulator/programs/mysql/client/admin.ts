/** mysqladmin and mariadb-admin: is the server there, how is it, end it; databases, passwords, connections. */
import type { Process } from '../../../kernel/abi.ts';
import { readLine } from '../../command/ask.ts';
import { ClientConnection, ClientError, type Target } from './connection.ts';
import { framed } from './format.ts';
import { CONNECTION_OPTIONS, usage } from './help.ts';
import { has, isMariadb, lastValue, nameOf, readOptions, targetOf, UsageError, warnOfPassword, type Given } from './options.ts'; // prettier-ignore
import { versionText } from './version.ts';

const OPTIONS = [
  'count:c:',
  'sleep:i:',
  'relative:r',
  'vertical:E',
  'wait:w?',
  'shutdown-timeout::',
  'no-beep:b',
  'local:',
];

/** How long a server may take to end, milliseconds. */
const PATIENCE = 3_600_000;

class Admin {
  private readonly p: Process;
  private readonly given: Given;
  private readonly target: Target;
  private readonly connection: ClientConnection;

  constructor(p: Process, given: Given, target: Target, connection: ClientConnection) {
    this.p = p;
    this.given = given;
    this.target = target;
    this.connection = connection;
  }

  private async print(text: string): Promise<void> {
    await this.p.stdout.write(text);
  }

  /** Does the first of `words`, and says how many of them it was. Throws ClientError. */
  async perform(words: readonly string[]): Promise<number> {
    const [name = '', argument] = words;
    const { connection } = this;
    const identifier = `\`${(argument ?? '').replaceAll('`', '``')}\``;
    switch (name) {
      case 'ping': await connection.ping(); if (!has(this.given, 'silent')) await this.print('mysqld is alive\n'); return 1;
      case 'status': await this.print(`${await connection.statistics()}\n`); return 1;
      case 'version': await this.version(); return 1;
      case 'shutdown': await this.shutdown(); return 1;
      case 'processlist': await this.table('SHOW PROCESSLIST'); return 1;
      case 'variables': await this.table('SHOW GLOBAL VARIABLES'); return 1;
      case 'extended-status': await this.table('SHOW GLOBAL STATUS'); return 1;
      case 'create': this.needs(name, argument); await connection.query(`CREATE DATABASE ${identifier}`); return 2;
      case 'drop': this.needs(name, argument); await this.drop(argument ?? '', identifier); return 2;
      case 'password': await connection.query(`ALTER USER USER() IDENTIFIED BY '${(argument ?? '').replace(/[\\']/g, '\\$&')}'`); return 2;
      case 'kill': this.needs(name, argument); for (const id of argument?.split(',') ?? []) await connection.query(`KILL ${Number(id)}`); return 2;
      case 'flush-privileges': case 'reload': case 'refresh': case 'flush-hosts': case 'flush-logs': case 'flush-status': case 'flush-tables': await connection.query('FLUSH PRIVILEGES'); return 1;
      default: throw new UsageError(`${nameOf(this.p)}: Unknown command: '${name}'`);
    } // prettier-ignore
  }

  private needs(command: string, argument: string | undefined): void {
    if (argument === undefined) throw new UsageError(`${nameOf(this.p)}: Too few arguments to ${command}`);
  }

  private async table(sql: string): Promise<void> {
    const [reply] = await this.connection.query(sql);
    if (reply?.kind === 'rows') await this.print(framed(reply.columns, reply.rows));
  }

  private async version(): Promise<void> {
    const { connection, target, p } = this;
    const statistics = await connection.statistics();
    const where = target.host === undefined ? 'Localhost via UNIX socket' : `${target.host} via TCP/IP`;
    const place = target.host === undefined ? `UNIX socket\t\t${target.socket}` : `TCP port\t\t${target.port}`;
    await this.print(`${versionText(p)}\n\nServer version\t\t${connection.version}\nProtocol version\t10\nConnection\t\t${where}\n${place}\nUptime:\t\t\t${/Uptime: (\d+)/.exec(statistics)?.[1] ?? '0'} sec\n\n${statistics.replace(/^Uptime: \d+ {2}/, '')}\n`); // prettier-ignore
  }

  private async drop(name: string, identifier: string): Promise<void> {
    if (!has(this.given, 'force')) {
      await this.print(`Dropping the database is potentially a very bad thing to do.\nAny data stored in the database will be destroyed.\n\nDo you really want to drop the '${name}' database [y/N] `); // prettier-ignore
      if (!/^[yY]/.test((await readLine(this.p)) ?? '')) throw new UsageError('\nOK, aborting database drop!');
    }
    await this.connection.query(`DROP DATABASE ${identifier}`);
    await this.print(`Database "${name}" dropped\n`);
  }

  /** Ends the server, and waits until its file with the process number is gone. */
  private async shutdown(): Promise<void> {
    const { p, connection, target } = this;
    const pidFile = await connection.value('SELECT @@pid_file');
    await connection.query('SHUTDOWN');
    if (target.host !== undefined) return;
    const end = p.now() + PATIENCE;
    while (p.fs.exists(pidFile) && p.now() < end) await p.sleep(100);
  }
}

/** Why the server could not be reached, with a word of advice. */
async function explain(p: Process, given: Given, target: Target, error: ClientError): Promise<void> {
  if (has(given, 'silent')) return;
  const { host, port, socket } = target;
  let text = `${nameOf(p)}: connect to server at '${host ?? 'localhost'}' failed\nerror: '${error.message}'\n`;
  if (error.code === 2002 && host === undefined) text += `Check that ${target.mariadb ? 'mariadbd' : 'mysqld'} is running and that the socket: '${socket}' exists!\n`; // prettier-ignore
  else if (error.code >= 2000 && error.code < 3000 && host !== undefined) text += `Check that ${target.mariadb ? 'mariadbd' : 'mysqld'} is running on ${host} and that the port is ${port}.\nYou can check this by doing 'telnet ${host} ${port}'\n`; // prettier-ignore
  await p.stderr.write(text);
}

async function connect(p: Process, given: Given, target: Target): Promise<ClientConnection | ClientError> {
  const asked = given.options.some(({ name }) => name === 'wait');
  let tries = asked ? Number(lastValue(given, 'wait') ?? 1) : 0;
  for (;;) {
    try {
      return await ClientConnection.connect(p, target);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (tries-- <= 0) return error;
      await p.sleep(1000);
    }
  }
}

async function run(p: Process, given: Given): Promise<number> {
  const { operands } = given;
  if (operands.length === 0 || has(given, 'help')) {
    await p.stdout.write(`${versionText(p)}\n\n${usage(nameOf(p), 'command command....', [...CONNECTION_OPTIONS, ['-s, --silent', 'Say less.'], ['-w, --wait[=COUNT]', 'Wait for the server.']])}\nCommands: create DATABASE, drop DATABASE, extended-status, flush-privileges, kill ID, password TEXT, ping, processlist, reload, shutdown, status, variables, version\n`); // prettier-ignore
    return has(given, 'help') ? 0 : 1;
  }
  await warnOfPassword(p, given);
  const target = await targetOf(p, given, undefined);
  const connection = await connect(p, given, target);
  if (connection instanceof ClientError) {
    await explain(p, given, target, connection);
    // A server that refuses the login is alive.
    const refused = connection.code < 2000 || connection.code >= 3000;
    return refused && operands.every((word) => word === 'ping') ? 0 : 1;
  }
  const admin = new Admin(p, given, target, connection);
  try {
    for (let at = 0; at < operands.length;) at += await admin.perform(operands.slice(at));
    return 0;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    await p.stderr.write(`${nameOf(p)}: ${operands[0] ?? ''} failed; error: '${error.message}'\n`);
    return 1;
  } finally {
    await connection.quit();
  }
}

export default async function mysqladmin(p: Process): Promise<number> {
  try {
    const given = readOptions(p, OPTIONS, ['mysqladmin', ...(isMariadb(p) ? ['mariadb-admin'] : [])]);
    if (has(given, 'version')) {
      await p.stdout.write(`${versionText(p)}\n`);
      return 0;
    }
    return await run(p, given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 1;
  }
}
