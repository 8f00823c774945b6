/** One connection's view of the server: its database, variables, transaction; and what it may do. */
import { noDatabase, noSuchTable, SqlError } from '../errors.ts';
import type { TableName } from '../sql/ast.ts';
import { parseStoredSelect } from '../sql/statements.ts';
import { isPostgres } from './dialect.ts';
import type { Context } from './context.ts';
import type { User } from './accounts.ts';
import { systemRelation } from './information-schema.ts';
import { SYSTEM_DATABASES, type Database, type Instance } from './instance.ts';
import { QueryPlanner } from './query.ts';
import type { Relation } from './sources.ts';
import type { Table } from './table.ts';
import { Transaction } from './transaction.ts';
import { READ_ONLY } from './variables.ts';
import type { Value } from './value.ts';

/** A statement cannot look at more rows than this between two chances to be interrupted. */
const LONGEST_BREATH = 20_000_000;

export class Session implements Context {
  readonly instance: Instance;
  readonly connectionId: number;
  readonly login: User;
  readonly user: string;
  /** The host that the client comes from. */
  readonly host: string;
  readonly variables: Map<string, string>;
  readonly userVariables = new Map<string, Value>();
  readonly prepared = new Map<string, string>();
  readonly temporary = new Map<string, Table>();
  database: string | undefined;
  now = 0;
  lastInsertId = 0n;
  foundRows = 0n;
  rowCount = -1n;
  sleeping = 0;
  parameters: readonly Value[] = [];
  warnings: { level: string; code: number; message: string }[] = [];
  transaction: Transaction | undefined;
  /** BEGIN was said: the transaction ends with COMMIT or ROLLBACK only. */
  explicit = false;
  statement = '';
  /** Hears of every row that a statement makes or changes. */
  note: ((table: Table, values: Value[]) => void) | undefined;
  private ticks = 0;

  constructor(instance: Instance, connectionId: number, login: User, user: string, host: string) {
    this.instance = instance;
    this.connectionId = connectionId;
    this.login = login;
    this.user = `${user}@${host}`;
    this.host = host;
    this.variables = new Map(instance.variables);
  }

  get account(): string {
    return `${this.login.user}@${this.login.host}`;
  }

  get version(): string {
    return this.instance.product.version;
  }

  get autocommit(): boolean {
    return this.variables.get('autocommit') === 'ON';
  }

  get fullGroupBy(): boolean {
    return this.variables.get('sql_mode')?.includes('ONLY_FULL_GROUP_BY') === true;
  }

  get strict(): boolean {
    return /STRICT_(TRANS|ALL)_TABLES/.test(this.variables.get('sql_mode') ?? '');
  }

  random(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.bytes(4);
    return ((a << 24) | (b << 16) | (c << 8) | d) / 2 ** 32 + 0.5;
  }

  bytes(count: number): Uint8Array {
    return this.instance.p.random(count);
  }

  variable(name: string, global: boolean): Value {
    const found = (global ? this.instance.variables : this.variables).get(name);
    if (found === undefined) throw new SqlError(1193, 'HY000', `Unknown system variable '${name}'`);
    if (found === 'ON' || found === 'OFF') return found === 'ON' ? 1n : 0n;
    return /^\d+$/.test(found) ? BigInt(found) : found;
  }

  setVariable(name: string, value: string, global: boolean): void {
    if (!this.variables.has(name)) throw new SqlError(1193, 'HY000', `Unknown system variable '${name}'`);
    if (READ_ONLY.has(name)) throw new SqlError(1238, 'HY000', `Variable '${name}' is a read only variable`);
    if (global) this.instance.variables.set(name, value);
    else this.variables.set(name, value);
  }

  tick(): void {
    if (++this.ticks > LONGEST_BREATH) throw new SqlError(1317, '70100', 'Query execution was interrupted');
  }

  /** Others had their turn. */
  rested(): void {
    this.ticks = 0;
  }

  warn(level: 'Note' | 'Warning' | 'Error', code: number, message: string): void {
    this.warnings.push({ level, code, message });
  }

  planner(): QueryPlanner {
    return new QueryPlanner(this, this, this.transaction);
  }

  /** The transaction that changes belong to; one begins when there is none. */
  write(): Transaction {
    this.transaction ??= new Transaction();
    this.transaction.note = this.note;
    return this.transaction;
  }

  commit(): void {
    const { transaction } = this;
    this.transaction = undefined;
    this.explicit = false;
    transaction?.commit(this.instance.files);
  }

  rollback(): void {
    const { transaction } = this;
    this.transaction = undefined;
    this.explicit = false;
    transaction?.rollback();
  }

  databaseOf(name: { database: string | undefined }): string {
    if (isPostgres() && name.database !== undefined && !SYSTEM_DATABASES.includes(name.database))
      return this.schema(name.database);
    const database = name.database ?? this.database;
    if (database === undefined) throw noDatabase();
    return database;
  }

  /** Postgres's schemas: public is the database itself, others lie beside it as `database.schema`. */
  private schema(name: string): string {
    return name === 'public' ? (this.database ?? '') : `${this.database ?? ''}.${name}`;
  }

  /** Throws SqlError 1142 when the account may not. */
  mayTable(privilege: string, database: string, table: string): void {
    if (this.instance.accounts.allowed(this.login, privilege, database, table)) return;
    throw new SqlError(1142, '42000', `${privilege} command denied to user '${this.login.user}'@'${this.host}' for table '${table}'`); // prettier-ignore
  }

  mayDatabase(privilege: string, database: string): void {
    const { accounts } = this.instance;
    if (privilege === 'USAGE' ? accounts.sees(this.login, database) : accounts.allowed(this.login, privilege, database)) return; // prettier-ignore
    throw new SqlError(1044, '42000', `Access denied for user '${this.login.user}'@'${this.login.host}' to database '${database}'`); // prettier-ignore
  }

  mayGlobal(privilege: string): void {
    if (this.login.global.includes(privilege)) return;
    throw new SqlError(1227, '42000', `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`); // prettier-ignore
  }

  namedDatabase(name: string): Database {
    if (SYSTEM_DATABASES.includes(name.toLowerCase())) this.refuseSystem(name);
    return this.instance.database(name);
  }

  private refuseSystem(name: string): never {
    throw new SqlError(1044, '42000', `Access denied for user '${this.login.user}'@'${this.login.host}' to database '${name}'`); // prettier-ignore
  }

  /** A table whose rows or definition are to be changed. */
  table(name: TableName, privilege: string): Table {
    const database = this.databaseOf(name);
    const temporary = this.temporary.get(`${database}.${name.name}`);
    if (temporary !== undefined) return temporary;
    if (!this.instance.exists(database)) throw new SqlError(1049, '42000', `Unknown database '${database}'`);
    this.mayTable(privilege, database, name.name);
    if (SYSTEM_DATABASES.includes(database.toLowerCase())) this.refuseSystem(database);
    const table = this.instance.databases.get(database)?.tables.get(name.name);
    if (table === undefined) throw noSuchTable(database, name.name);
    return table;
  }

  relation(name: TableName): { database: string; relation: Relation } {
    const database = this.databaseOf(name);
    const system = SYSTEM_DATABASES.find((each) => each === database.toLowerCase());
    if (system !== undefined) return { database: system, relation: this.systemTable(system, name.name) };
    const table = this.table(name, 'SELECT');
    const { view } = table.definition;
    if (view === undefined) return { database, relation: { kind: 'table', table } };
    return {
      database,
      relation: { kind: 'view', select: parseStoredSelect(view.text), columns: view.columns, database },
    };
  }

  private systemTable(database: string, name: string): Relation {
    if (database === 'mysql') this.mayTable('SELECT', database, name);
    const found = systemRelation(this, database, name);
    if (found === undefined) {
      if (database === 'information_schema') throw new SqlError(1109, '42S02', `Unknown table '${name.toUpperCase()}' in information_schema`); // prettier-ignore
      throw noSuchTable(database, name);
    }
    return found;
  }
}
