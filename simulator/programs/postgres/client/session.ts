/** psql's session: statements are sent and shown, commands are done. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { searchProgram } from '../../command/path-search.ts';
import { PostgresReader, type Item } from '../statement-reader.ts';
import { ClientConnection, ConnectionFailed, type Reply, type Report, type Target } from './connection.ts';
import { describe } from './describe.ts';
import { printed, type Look } from './format.ts';
import { commandHelp } from './help.ts';

export type Outcome = 'done' | 'failed' | 'quit' | 'lost';

export class PsqlSession {
  readonly p: Process;
  readonly target: Target;
  readonly look: Look;
  readonly variables = new Map<string, string>();
  readonly reader = new PostgresReader(true);
  connection: ClientConnection;
  quiet: boolean;
  timing = false;
  /** Where what is read comes from, for messages: `psql:init.sql:3: `. */
  source = '';
  private depth = 0;

  constructor(p: Process, target: Target, look: Look, connection: ClientConnection, quiet: boolean) {
    this.p = p;
    this.target = target;
    this.look = look;
    this.connection = connection;
    this.quiet = quiet;
  }

  async report(report: Report, sql: string): Promise<void> {
    const { p } = this;
    let text = `${this.source}${report.severity}:  ${report.message}\n`;
    if (report.position !== undefined) text += excerpt(sql, report.position - 1);
    if (report.detail !== undefined) text += `DETAIL:  ${report.detail}\n`;
    if (report.hint !== undefined) text += `HINT:  ${report.hint}\n`;
    await p.stderr.write(text);
  }

  private async show(reply: Reply): Promise<void> {
    const { p } = this;
    if (reply.columns !== undefined) await p.stdout.write(printed({ columns: reply.columns, rows: reply.rows }, this.look)); // prettier-ignore
    if (reply.columns === undefined || /^(INSERT|UPDATE|DELETE)/.test(reply.tag)) if (!this.quiet) await p.stdout.write(`${reply.tag}\n`); // prettier-ignore
  }

  async run(sql: string): Promise<Outcome> {
    const started = this.p.now();
    try {
      const well = await this.connection.query(sql, { reply: (reply) => this.show(reply), report: (report) => this.report(report, sql) }); // prettier-ignore
      if (this.timing) await this.p.stdout.write(`Time: ${(this.p.now() - started).toFixed(3)} ms\n`);
      return well ? 'done' : 'failed';
    } catch (error) {
      if (!(error instanceof ConnectionFailed)) throw error;
      await this.p.stderr.write(`${error.message}\nThe connection to the server was lost. Attempting reset: `);
      try {
        this.connection = await ClientConnection.connect(this.p, this.target);
        await this.p.stderr.write('Succeeded.\n');
        return 'failed';
      } catch (again) {
        if (!(again instanceof ConnectionFailed)) throw again;
        await this.p.stderr.write('Failed.\n');
        return 'lost';
      }
    }
  }

  /** `:name`, `:'name'` and `:"name"` stand for variables. */
  private expanded(sql: string): string {
    if (this.variables.size === 0) return sql;
    return sql.replace(/(?<![:\w]):(?:(\w+)|'(\w+)'|"(\w+)")/g, (all, bare?: string, text?: string, name?: string) => {
      const value = this.variables.get(bare ?? text ?? name ?? '');
      if (value === undefined) return all;
      return bare !== undefined ? value : text !== undefined ? `'${value.replaceAll("'", "''")}'` : `"${value.replaceAll('"', '""')}"`; // prettier-ignore
    });
  }

  async perform(item: Item): Promise<Outcome> {
    if (item.kind === 'statement') return this.run(this.expanded(item.sql));
    return this.command(item.name, item.argument);
  }

  private async complain(text: string): Promise<Outcome> {
    await this.p.stderr.write(`${text}\n`);
    return 'failed';
  }

  private async command(name: string, argument: string): Promise<Outcome> {
    const { p } = this;
    const words = argument.split(/\s+/).filter(Boolean).map((word) => word.replace(/;$/, '')); // prettier-ignore
    const [first = ''] = words;
    switch (name) {
      case 'q': case 'quit': return 'quit';
      case 'c': case 'connect': return this.reconnect(words);
      case 'conninfo': await p.stdout.write(`You are connected to database "${this.target.database}" as user "${this.target.user}" via ${this.connection.place.replace(/^server on socket "(.*)\/[^/]*"/, 'socket in "$1" at port "5432"').replace(/^server at/, 'host').replace(/, port (\d+)$/, ' at port "$1"')}.\n`); return 'done';
      case 'i': case 'include': case 'ir': return this.include(first);
      case 'x': this.look.expanded = first === '' ? !this.look.expanded : first === 'on'; return this.say(`Expanded display is ${this.look.expanded ? 'on' : 'off'}.`);
      case 't': this.look.tuplesOnly = first === '' ? !this.look.tuplesOnly : first === 'on'; return this.say(`Tuples only is ${this.look.tuplesOnly ? 'on' : 'off'}.`);
      case 'a': this.look.aligned = !this.look.aligned; return this.say(`Output format is ${this.look.aligned ? 'aligned' : 'unaligned'}.`);
      case 'timing': this.timing = first === '' ? !this.timing : first === 'on'; return this.say(`Timing is ${this.timing ? 'on' : 'off'}.`);
      case 'echo': case 'qecho': await p.stdout.write(`${argument.replace(/^'(.*)'$/, '$1')}\n`); return 'done';
      case 'warn': await p.stderr.write(`${argument}\n`); return 'done';
      case 'set': this.variables.set(first, words.slice(1).join('').replace(/^'(.*)'$/, '$1')); return 'done';
      case 'unset': this.variables.delete(first); return 'done';
      case 'pset': if (first === 'null') this.look.null = (words[1] ?? '').replace(/^'(.*)'$/, '$1'); return 'done';
      case 'r': case 'reset': this.reader.clear(); return this.say('Query buffer reset (cleared).');
      case 'p': case 'print': await p.stdout.write(this.reader.pending === '' ? 'Query buffer is empty.\n' : this.reader.pending); return 'done';
      case '!': await p.wait(p.spawn(searchProgram(p, 'sh'), ['sh', '-c', argument])); return 'done';
      case '?': case 'h': case 'help': await p.stdout.write(commandHelp()); return 'done';
      case 'encoding': await p.stdout.write('UTF8\n'); return 'done';
      case 'copy': case 'e': case 'ef': case 'watch': case 'gset': case 'gexec': case 'password': case 'if': return this.complain(`\\${name}: not simulated`);
      default: return this.described(name, first);
    } // prettier-ignore
  }

  private async say(text: string): Promise<Outcome> {
    if (!this.quiet) await this.p.stdout.write(`${text}\n`);
    return 'done';
  }

  private async described(name: string, argument: string): Promise<Outcome> {
    const failed = async (report: Report): Promise<void> => {
      await this.complain(report.message);
    };
    const found = await describe(this.connection, name, argument, failed);
    if (found === undefined) return 'failed';
    if (typeof found === 'string') return this.complain(found);
    await this.p.stdout.write(printed(found, { ...this.look, expanded: false }));
    return 'done';
  }

  private async reconnect([database, user, host, port]: readonly string[]): Promise<Outcome> {
    const given = (text: string | undefined): string | undefined => (text === '-' ? undefined : text?.replace(/^"(.*)"$/, '$1')); // prettier-ignore
    const target = { ...this.target, database: given(database) ?? this.target.database, user: given(user) ?? this.target.user, host: given(host) ?? this.target.host, port: Number(given(port) ?? this.target.port) }; // prettier-ignore
    try {
      const connection = await ClientConnection.connect(this.p, target);
      await this.connection.close();
      this.connection = connection;
    } catch (error) {
      if (!(error instanceof ConnectionFailed)) throw error;
      return this.complain(`${this.source === '' && this.p.isatty(0) ? '' : '\\connect: '}${error.message}${this.p.isatty(0) ? '\nPrevious connection kept' : ''}`); // prettier-ignore
    }
    Object.assign(this.target, target);
    return this.say(`You are now connected to database "${target.database}" as user "${target.user}".`);
  }

  private async include(path: string): Promise<Outcome> {
    if (path === '') return this.complain('\\i: missing required argument');
    if (this.depth >= 20) return this.complain('\\i: files include one another too deeply');
    let text: string;
    try {
      text = this.p.fs.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.complain(`${path}: ${error.message}`);
    }
    this.depth++;
    const outcome = await this.runLines(text.split('\n'), path);
    this.depth--;
    return outcome === 'quit' ? 'done' : outcome;
  }

  private get stopsOnError(): boolean {
    return /^(1|on|true)$/i.test(this.variables.get('ON_ERROR_STOP') ?? '');
  }

  /** What `-c` was given: statements, or a single command. */
  async runCommand(text: string): Promise<Outcome> {
    if (!text.startsWith('\\')) return this.run(text);
    const [item] = [...new PostgresReader(true).feed(text)];
    return item === undefined ? 'done' : this.perform(item);
  }

  /** Runs lines to their end; `ON_ERROR_STOP` ends them at the first error. */
  async runLines(lines: Iterable<string> | AsyncIterable<string>, name: string): Promise<Outcome> {
    const before = this.source;
    const reader = new PostgresReader(true);
    const found: { last: Outcome } = { last: 'done' };
    let line = 0;
    const stops = (result: Outcome): boolean => {
      if (result !== 'done') found.last = result;
      return result === 'quit' || result === 'lost' || (result === 'failed' && this.stopsOnError);
    };
    try {
      for await (const text of lines) {
        line++;
        if (name !== '') this.source = `psql:${name}:${line}: `;
        if (/^(quit|exit)\s*;?\s*$/i.test(text) && reader.inside === '=') return 'quit';
        for (const item of reader.feed(text)) if (stops(await this.perform(item))) return found.last;
      }
      const last = reader.end();
      if (last !== undefined) stops(await this.perform(last));
      // Without ON_ERROR_STOP a script with errors in it ends well.
      return found.last === 'failed' && !this.stopsOnError ? 'done' : found.last;
    } finally {
      this.source = before;
    }
  }
}

/** The line of the statement in which the error is, and a mark below the place. */
function excerpt(sql: string, at: number): string {
  const begin = sql.lastIndexOf('\n', at - 1) + 1;
  const end = sql.indexOf('\n', at);
  const number = sql.slice(0, begin).split('\n').length;
  const head = `LINE ${number}: `;
  return `${head}${sql.slice(begin, end < 0 ? undefined : end)}${end < 0 && number === sql.split('\n').length ? (sql.length > at ? ';' : ';') : ''}\n${' '.repeat(head.length + at - begin)}^\n`; // prettier-ignore
}
