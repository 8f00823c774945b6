/** The client's side of a session: statements are sent and their results shown; commands of the client are done. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { searchProgram } from '../../command/path-search.ts';
import { ClientConnection, ClientError, type Reply, type Target } from './connection.ts';
import { elapsed, framed, tabbed, vertical } from './format.ts';
import { helpText } from './help.ts';
import { statusText } from './status.ts';
import { StatementReader, type Item } from './statement-reader.ts';

export interface Appearance {
  /** A person reads: counts, times, words of welcome. */
  interactive: boolean;
  table: boolean;
  vertical: boolean;
  names: boolean;
  raw: boolean;
  /** Levels of -s and -v. */
  silent: number;
  verbose: number;
  /** Go on after an error. */
  force: boolean;
  warnings: boolean;
}

/** What became of an item. */
export type Outcome = 'done' | 'failed' | 'quit';

export class ClientSession {
  readonly p: Process;
  readonly look: Appearance;
  readonly target: Target;
  readonly reader = new StatementReader();
  connection: ClientConnection | undefined;
  database: string | undefined;
  prompt: string;
  /** Names for completion. */
  names: string[] = [];
  private sourcing = 0;

  constructor(p: Process, target: Target, look: Appearance) {
    this.p = p;
    this.target = target;
    this.look = look;
    this.database = target.database;
    this.prompt = target.mariadb ? 'MariaDB [\\d]> ' : 'mysql> ';
  }

  async connect(): Promise<ClientConnection> {
    const connection = await ClientConnection.connect(this.p, { ...this.target, database: this.database });
    connection.binaryAsHex = this.look.interactive;
    this.connection = connection;
    return connection;
  }

  async error(error: ClientError, line?: number): Promise<void> {
    const place = line === undefined || this.look.interactive ? '' : ` at line ${line}`;
    await this.p.stderr.write(`ERROR ${error.code} (${error.state})${place}: ${error.message}\n`);
  }

  async say(text: string): Promise<void> {
    if (this.look.interactive && this.look.silent === 0) await this.p.stdout.write(`${text}\n`);
  }

  async perform(item: Item): Promise<Outcome> {
    switch (item.kind) {
      case 'statement': return this.statement(item);
      case 'unknown': await this.complain(`Unknown command '\\${item.letter}'.`); return 'failed';
      case 'command': return this.command(item.name, item.argument);
    } // prettier-ignore
  }

  private async complain(text: string): Promise<void> {
    await this.p.stderr.write(`ERROR: \n${text}\n`);
  }

  private async statement({ sql, vertical: asRows, line }: Extract<Item, { kind: 'statement' }>): Promise<Outcome> {
    if (sql === '') {
      if (!this.look.interactive) return 'done';
      await this.complain('No query specified\n');
      return 'failed';
    }
    const used = /^use\s+`?([^`\s]+)`?$/i.exec(sql);
    if (used !== null) return this.use(used[1] ?? '');
    if (this.look.verbose > 0) await this.p.stdout.write(`--------------\n${sql}\n--------------\n\n`);
    const started = this.p.now();
    try {
      const connection = await this.connected();
      await connection.each(sql, (reply) => this.show(reply, asRows, this.p.now() - started));
      return 'done';
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      await this.error(error, line);
      if (error.lost) this.connection = undefined;
      return 'failed';
    }
  }

  /** The connection; a new one when the last was lost. */
  private async connected(): Promise<ClientConnection> {
    if (this.connection !== undefined) return this.connection;
    await this.say('No connection. Trying to reconnect...');
    const connection = await this.connect();
    await this.say(`Connection id:    ${connection.id}\nCurrent database: ${this.database ?? '*** NONE ***'}\n`);
    return connection;
  }

  private async show(reply: Reply, asRows: boolean, ms: number): Promise<void> {
    const { p, look } = this;
    const warned = reply.warnings === 0 ? '' : `, ${reply.warnings} warning${reply.warnings === 1 ? '' : 's'}`;
    const time = `(${elapsed(ms)})`;
    if (reply.kind === 'ok') {
      await this.say(`Query OK, ${reply.affected} row${reply.affected === 1n ? '' : 's'} affected${warned} ${time}`);
      if (reply.info !== '') await this.say(reply.info);
      await this.say('');
    } else if (reply.rows.length === 0) await this.say(`Empty set${warned} ${time}\n`);
    else {
      await p.stdout.write(this.formatted(reply, asRows));
      await this.say(`${reply.rows.length} row${reply.rows.length === 1 ? '' : 's'} in set${warned} ${time}\n`);
    }
    if (look.warnings && reply.warnings > 0) await this.showWarnings();
  }

  private formatted({ columns, rows }: Extract<Reply, { kind: 'rows' }>, asRows: boolean): string {
    const { look } = this;
    if (asRows || look.vertical) return vertical(columns, rows, look.names);
    return look.table ? framed(columns, rows, look.names) : tabbed(columns, rows, look.names, look.raw);
  }

  private async showWarnings(): Promise<void> {
    const rows = (await this.connection?.rows('SHOW WARNINGS')) ?? [];
    for (const [level, code, text] of rows) await this.p.stdout.write(`${level ?? ''} (Code ${code ?? ''}): ${text ?? ''}\n`); // prettier-ignore
  }

  async use(name: string): Promise<Outcome> {
    try {
      const connection = await this.connected();
      await connection.use(name);
      this.database = await connection.value('SELECT DATABASE()');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      await this.error(error);
      return 'failed';
    }
    await this.rehash();
    await this.say('Database changed');
    return 'done';
  }

  /** Reads names of tables and columns for completion, and says so as the client does. */
  async rehash(): Promise<void> {
    const { connection, look, database } = this;
    if (!look.interactive || connection === undefined || database === undefined) return;
    try {
      const tables = (await connection.rows('SHOW TABLES')).map(([name]) => name ?? '');
      if (tables.length > 0) await this.say('Reading table information for completion of table and column names\nYou can turn off this feature to get a quicker startup with -A\n'); // prettier-ignore
      const quoted = database.replaceAll("'", "''");
      const columns = await connection.rows(`SELECT column_name FROM information_schema.columns WHERE table_schema = '${quoted}'`); // prettier-ignore
      this.names = [...new Set([...tables, ...columns.map(([name]) => name ?? '')])];
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
  }

  private async command(name: string, argument: string): Promise<Outcome> {
    const { p, reader } = this;
    switch (name) {
      case 'exit': case 'quit': return 'quit';
      case 'clear': reader.clear(); return 'done';
      case 'help': case '?': await p.stdout.write(helpText(this.target.mariadb)); return 'done';
      case 'use': return argument === '' ? this.usage('USE must be followed by a database name') : this.use(argument.split(/\s/)[0]?.replace(/^`(.*)`$/, '$1') ?? '');
      case 'source': return argument === '' ? this.usage('Usage: \\. <filename> | source <filename>') : this.source(argument);
      case 'status': await p.stdout.write(await statusText(this)); return 'done';
      case 'delimiter': return this.setDelimiter(argument);
      case 'system': return this.system(argument);
      case 'print': await p.stdout.write(`--------------\n${reader.pending}--------------\n\n`); return 'done';
      case 'prompt': return this.setPrompt(argument);
      case 'warnings': this.look.warnings = true; await this.say('Show warnings enabled.'); return 'done';
      case 'nowarning': this.look.warnings = false; await this.say('Show warnings disabled.'); return 'done';
      case 'rehash': await this.rehash(); return 'done';
      case 'connect': return this.reconnect(argument);
      case 'nopager': case 'notee': case 'charset': case 'resetconnection': return 'done';
      default: await this.complain(`'${name}' is not simulated.`); return 'failed';
    } // prettier-ignore
  }

  private async usage(text: string): Promise<Outcome> {
    await this.complain(text);
    return 'failed';
  }

  private async setDelimiter(text: string): Promise<Outcome> {
    if (text === '') return this.usage("DELIMITER must be followed by a 'delimiter' character or string");
    if (text.includes('\\')) return this.usage('DELIMITER cannot contain a backslash character');
    this.reader.delimiter = text;
    return 'done';
  }

  private async setPrompt(text: string): Promise<Outcome> {
    const first = this.target.mariadb ? 'MariaDB [\\d]> ' : 'mysql> ';
    this.prompt = text === '' ? first : text;
    await this.say(text === '' ? `Returning to default PROMPT of ${first}` : `PROMPT set to '${text}'`);
    return 'done';
  }

  private async reconnect(argument: string): Promise<Outcome> {
    const [database] = argument.split(/\s+/).filter(Boolean);
    await this.connection?.quit();
    this.database = database ?? this.database;
    try {
      await this.connect();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      await this.error(error);
      return 'failed';
    }
    await this.say(`Connection id:    ${this.connection?.id ?? 0}\nCurrent database: ${this.database ?? '*** NONE ***'}\n`); // prettier-ignore
    return 'done';
  }

  private async system(command: string): Promise<Outcome> {
    const { p } = this;
    if (command === '') return this.usage('Usage: \\! shell-command');
    const pid = p.spawn(searchProgram(p, 'sh'), ['sh', '-c', command]);
    await p.wait(pid);
    return 'done';
  }

  /** Runs the statements of a file. */
  private async source(path: string): Promise<Outcome> {
    const { p, reader } = this;
    let text: string;
    try {
      text = p.fs.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const number = error.code === 'ENOENT' ? 2 : error.code === 'EISDIR' ? 21 : 13;
      await this.complain(`Failed to open file '${path}', error: ${number}`);
      return 'failed';
    }
    if (this.sourcing >= 20) return this.usage('Files include one another too deeply');
    this.sourcing++;
    reader.clear();
    const outcome = await this.runLines(text.split('\n'), new StatementReader());
    this.sourcing--;
    return outcome;
  }

  /** Runs lines to their end; the first error ends them, unless somebody watches or `force` is set. */
  async runLines(lines: Iterable<string> | AsyncIterable<string>, reader = this.reader): Promise<Outcome> {
    const goOn = this.look.force || this.look.interactive;
    let outcome: Outcome = 'done';
    reader.delimiter = this.reader.delimiter;
    const each = async (item: Item): Promise<boolean> => {
      const result = await this.perform(item);
      reader.delimiter = this.reader.delimiter;
      if (result !== 'done') outcome = result;
      return result === 'quit' || (result === 'failed' && !goOn);
    };
    for await (const line of lines) {
      for (const item of reader.feed(line)) if (await each(item)) return outcome;
    }
    const last = reader.end();
    if (last !== undefined) await each(last);
    return outcome;
  }
}
