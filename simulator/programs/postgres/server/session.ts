/** One connection's statements, run by the shared engine under Postgres's rules. */
import { inDialect } from '../../mysql/engine/dialect.ts';
import { run, type Pause } from '../../mysql/engine/execute.ts';
import { tableScope } from '../../mysql/engine/changes.ts';
import type { ResultColumn } from '../../mysql/engine/result.ts';
import type { Session } from '../../mysql/engine/session.ts';
import type { Table } from '../../mysql/engine/table.ts';
import { typeOf, type Value } from '../../mysql/engine/value.ts';
import type { SelectItem, Statement } from '../../mysql/sql/ast.ts';
import { parseStatement } from '../../mysql/sql/statements.ts';
import { catalogListing } from './catalog.ts';
import { PostgresError, type Report } from './errors.ts';

export interface Answer {
  tag: string;
  columns?: readonly ResultColumn[];
  rows?: readonly (readonly Value[])[];
  notices: Report[];
}

const SETTINGS: Readonly<Record<string, string>> = { server_encoding: 'UTF8', client_encoding: 'UTF8', timezone: 'Etc/UTC', datestyle: 'ISO, MDY', search_path: '"$user", public', max_connections: '100', shared_buffers: '128MB', port: '5432', listen_addresses: '*', transaction_isolation: 'read committed', standard_conforming_strings: 'on', wal_level: 'replica' }; // prettier-ignore

/** Statements that change nothing that can be seen here, and their tags. Privileges are taken but not looked at. */
const WITHOUT_EFFECT: readonly (readonly [RegExp, string])[] = [
  [/^set\s/i, 'SET'],
  [/^reset\s/i, 'RESET'],
  [/^grant\s/i, 'GRANT'],
  [/^revoke\s/i, 'REVOKE'],
  [/^comment\s+on\s/i, 'COMMENT'],
  [/^vacuum\b/i, 'VACUUM'],
  [/^analyze\b/i, 'ANALYZE'],
  [/^discard\s/i, 'DISCARD ALL'],
  [/^create\s+extension\s+(if\s+not\s+exists\s+)?"?(pgcrypto|uuid-ossp|plpgsql)"?/i, 'CREATE EXTENSION'],
  [/^alter\s+default\s+privileges\s/i, 'ALTER DEFAULT PRIVILEGES'],
  [/^alter\s+(table|view|sequence)\s+\S+\s+owner\s+to\s/i, 'ALTER TABLE'],
  [/^alter\s+(database|schema)\s/i, 'ALTER DATABASE'],
];

const NOT_SIMULATED = /^(create\s+(or\s+replace\s+)?(function|procedure|trigger|type|sequence|extension|materialized|domain|policy|rule)\b|do\s|copy\s|listen\s|notify\s|declare\s|fetch\s|explain\s|call\s|prepare\s|execute\s)/i; // prettier-ignore

function tagOf(statement: Statement, affected: number, rows: number | undefined): string {
  switch (statement.kind) {
    case 'select': return `SELECT ${rows ?? 0}`;
    case 'insert': return `INSERT 0 ${affected}`;
    case 'update': return `UPDATE ${affected}`;
    case 'delete': return `DELETE ${affected}`;
    case 'create-table': return statement.select === undefined ? 'CREATE TABLE' : `SELECT ${affected}`;
    case 'drop-table': return statement.view ? 'DROP VIEW' : 'DROP TABLE';
    case 'alter-table': case 'rename-table': return 'ALTER TABLE';
    case 'create-user': return statement.alter ? 'ALTER ROLE' : 'CREATE ROLE';
    case 'drop-user': return 'DROP ROLE';
    case 'truncate': return 'TRUNCATE TABLE';
    default: return statement.kind.replaceAll('-', ' ').toUpperCase();
  } // prettier-ignore
}

export class PostgresSession {
  readonly session: Session;
  readonly version: string;
  /** A statement failed inside of BEGIN: nothing goes until ROLLBACK. */
  failed = false;

  constructor(session: Session, version: string) {
    this.session = session;
    this.version = version;
  }

  /** `I` idle, `T` in a transaction, `E` in a failed one. */
  get state(): 'I' | 'T' | 'E' {
    return this.failed ? 'E' : this.session.explicit ? 'T' : 'I';
  }

  /** Runs a statement by steps; what it yields is to be waited for. Throws SqlError and PostgresError. */
  *execute(sql: string): Generator<Pause, Answer> {
    const text = sql.trim();
    if (this.failed && !/^(rollback|abort|commit|end)\b/i.test(text)) throw new PostgresError('25P02', 'current transaction is aborted, commands ignored until end of transaction block'); // prettier-ignore
    try {
      return yield* this.statement(text);
    } catch (error) {
      if (this.session.explicit) this.failed = true;
      throw error;
    }
  }

  private *statement(sql: string): Generator<Pause, Answer> {
    const shown = /^show\s+(?:drydock\.(\w+)\s*(.*)|(\w+))$/is.exec(sql);
    if (shown !== null) return this.show(shown[1], shown[2] ?? '', shown[3] ?? '');
    const plain = WITHOUT_EFFECT.find(([pattern]) => pattern.test(sql));
    if (plain !== undefined) return { tag: plain[1], notices: [] };
    if (NOT_SIMULATED.test(sql)) throw new PostgresError('0A000', `${/^\w+(\s+(?:or\s+replace\s+)?\w+)?/.exec(sql)?.[0].toUpperCase() ?? 'this'} is not simulated`); // prettier-ignore
    const schema = this.schemaStatement(sql);
    if (schema !== undefined) return schema;
    const { statement, returning } = inDialect('postgres', () => parseStatement(this.spelled(sql), 'PostgreSQL'));
    return yield* this.run(statement, returning);
  }

  /** What Postgres has by other words than the shared parser. */
  private spelled(sql: string): string {
    return sql.replace(/^(abort|end)\b/i, (word) => (word.toLowerCase() === 'end' ? 'commit' : 'rollback')).replace(/^(commit|rollback|begin)\s+transaction\b/i, '$1').replace(/^alter\s+role\b/i, 'alter user').replace(/^(begin|start\s+transaction)\b.*$/is, 'begin'); // prettier-ignore
  }

  private show(what: string | undefined, argument: string, name: string): Answer {
    const { session } = this;
    if (what !== undefined) {
      const { names, rows } = catalogListing(session, what.toLowerCase(), argument.trim());
      return { tag: 'SHOW', columns: names.map((each) => ({ name: each, type: typeOf('longtext') })), rows, notices: [] }; // prettier-ignore
    }
    const key = name.toLowerCase();
    const value = key === 'server_version' ? (/\d[\d.]*(?: \([^)]*\))?/.exec(this.version)?.[0] ?? '') : key === 'data_directory' ? session.instance.files.datadir.replace(/\/base$/, '') : SETTINGS[key]; // prettier-ignore
    if (value === undefined) throw new PostgresError('42704', `unrecognized configuration parameter "${name}"`);
    return { tag: 'SHOW', columns: [{ name: key, type: typeOf('longtext') }], rows: [[value]], notices: [] };
  }

  private schemaStatement(sql: string): Answer | undefined {
    const [, verb = '', exists, written = ''] = /^(create|drop)\s+schema\s+(if\s+(?:not\s+)?exists\s+)?"?(\w+)"?/i.exec(sql) ?? []; // prettier-ignore
    if (verb === '') return undefined;
    const name = `${this.session.database ?? ''}.${written.toLowerCase()}`;
    const { instance } = this.session;
    const there = instance.databases.has(name);
    const create = verb.toLowerCase() === 'create';
    const notice = (message: string): Answer => ({ tag: `${verb.toUpperCase()} SCHEMA`, notices: [{ severity: 'NOTICE', code: '00000', message: `${message}, skipping` }] }); // prettier-ignore
    if (create === there) {
      const message = `schema "${written}" ${create ? 'already exists' : 'does not exist'}`;
      if (exists !== undefined) return notice(message);
      throw new PostgresError(create ? '42P06' : '3F000', message);
    }
    if (create) instance.createDatabase(name, undefined, undefined);
    else {
      const tables = instance.databases.get(name)?.tables.size ?? 0;
      if (tables > 0 && !/cascade\s*$/i.test(sql)) throw new PostgresError('2BP01', `cannot drop schema ${written} because other objects depend on it`, { hint: 'Use DROP ... CASCADE to drop the dependent objects too.' }); // prettier-ignore
      instance.files.dropDatabase(name);
      instance.databases.delete(name);
    }
    return { tag: `${verb.toUpperCase()} SCHEMA`, notices: [] };
  }

  private *run(statement: Statement, returning: SelectItem[] | undefined): Generator<Pause, Answer> {
    const { session } = this;
    const wasFailed = this.failed;
    if (statement.kind === 'commit' || statement.kind === 'rollback') this.failed = false;
    const ended = wasFailed && statement.kind === 'commit' ? ({ kind: 'rollback', to: undefined } as const) : statement;
    const changed: { table: Table; values: Value[] }[] = [];
    session.note = (table, values) => changed.push({ table, values });
    const result = yield* steps(run(session, ended, []));
    const notices = session.warnings.filter(({ level }) => level === 'Note').map(({ code, message }) => noticeOf(code, message)); // prettier-ignore
    if (result.kind === 'rows') return { tag: tagOf(statement, 0, result.rows.length), columns: result.columns, rows: result.rows, notices }; // prettier-ignore
    const [first] = changed;
    const own = first === undefined ? [] : changed.filter(({ table }) => table === first.table);
    const matched = /^Rows matched: (\d+)/.exec(result.info)?.[1];
    const count = statement.kind === 'insert' ? own.length : matched === undefined ? result.affected : Number(matched);
    const tag = tagOf(ended, count, undefined);
    if (returning === undefined) return { tag, notices };
    return { tag, notices, ...inDialect('postgres', () => this.returned(statement, returning, own)) };
  }

  private returned(
    statement: Statement,
    items: readonly SelectItem[],
    changed: readonly { table: Table; values: Value[] }[],
  ): { columns: ResultColumn[]; rows: Value[][] } {
    const table = changed[0]?.table ?? this.tableOf(statement);
    const { compiler } = this.session.planner();
    const scope = tableScope(table);
    const outputs = items.flatMap(({ expr, alias }) =>
      expr.kind === 'star'
        ? scope.columns.map(({ name, type }, at) => ({ name, type, run: (row: Value[]): Value => row[at] ?? null }))
        : [expr].map((each) => {
            const compiled = compiler.expr(each, scope);
            const name = alias ?? (each.kind === 'column' ? each.name : '?column?');
            return { name, type: compiled.type, run: (row: Value[]): Value => compiled.run({ row, aggregates: [], windows: [], parent: undefined }) }; // prettier-ignore
          }),
    );
    return { columns: outputs.map(({ name, type }) => ({ name, type })), rows: changed.map(({ values }) => outputs.map((each) => each.run(values))) }; // prettier-ignore
  }

  private tableOf(statement: Statement): Table {
    if (statement.kind === 'insert') return this.session.table(statement.table, 'SELECT');
    if ((statement.kind === 'update' || statement.kind === 'delete') && statement.tables.kind === 'table') return this.session.table(statement.tables.name, 'SELECT'); // prettier-ignore
    throw new PostgresError('0A000', 'RETURNING of this statement is not simulated');
  }
}

/** Each step of the engine's work by Postgres's rules. */
function* steps<R>(work: Generator<Pause, R>): Generator<Pause, R> {
  for (;;) {
    const step = inDialect('postgres', () => work.next());
    if (step.done === true) return step.value;
    yield step.value;
  }
}

function noticeOf(code: number, message: string): Report {
  const name = /'(?:[^']*\.)?([^'.]*)'/.exec(message)?.[1] ?? '';
  const text = code === 1050 ? `relation "${name}" already exists, skipping` : code === 1051 ? `table "${name}" does not exist, skipping` : code === 1007 ? `database "${name}" already exists, skipping` : code === 1008 ? `database "${name}" does not exist, skipping` : message; // prettier-ignore
  return { severity: 'NOTICE', code: '00000', message: text };
}
