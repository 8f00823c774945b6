/** One server: its databases in memory and on disk, its accounts, its sessions. */
import type { Process } from '../../../kernel/abi.ts';
import { SqlError } from '../errors.ts';
import { Accounts, ALL_GLOBAL } from './accounts.ts';
import { TableFiles } from './files.ts';
import { isUser, readJson, type DatabaseOptions } from './stored.ts';
import type { Product } from './product.ts';
import type { Table } from './table.ts';
import { defaultVariables } from './variables.ts';

export interface Database {
  name: string;
  charset: string;
  collation: string;
  tables: Map<string, Table>;
}

export const SYSTEM_DATABASES = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/** What a connection is, as SHOW PROCESSLIST tells. */
export interface Connected {
  id: number;
  user: string;
  host: string;
  database: string | undefined;
  command: string;
  since: number;
  info: string | undefined;
  kill: (query: boolean) => void;
}

export class Instance {
  readonly p: Process;
  readonly product: Product;
  readonly files: TableFiles;
  readonly accounts = new Accounts();
  readonly databases = new Map<string, Database>();
  readonly variables: Map<string, string>;
  readonly sessions = new Map<number, Connected>();
  readonly startedAt: number;
  nextConnection = 8;
  questions = 0;
  /** Called by SHUTDOWN. */
  shutdown: (by: string) => void = () => undefined;

  constructor(
    p: Process,
    product: Product,
    settings: { datadir: string; socket: string; port: number; given: ReadonlyMap<string, string> },
  ) {
    // prettier-ignore
    this.p = p;
    this.product = product;
    this.files = new TableFiles(p, settings.datadir);
    this.startedAt = p.now();
    this.variables = defaultVariables(product, settings);
  }

  private get accountsPath(): string {
    if (this.product.name === 'PostgreSQL') return `${this.files.datadir.replace(/\/base$/, '')}/global/pg_authid`;
    return `${this.files.datadir}/mysql/global_priv.ibd`;
  }

  /** Makes the data directory: system databases, and root@localhost without a password. */
  initialize(): void {
    for (const name of ['mysql', 'performance_schema', 'sys']) this.files.createDatabase(name, {});
    const root = this.accounts.create({ user: 'root', host: 'localhost' }, this.defaultPlugin, '');
    this.accounts.grant(root, ALL_GLOBAL, '*', '*', true);
    if (this.product.name === 'MySQL')
      for (const user of ['mysql.infoschema', 'mysql.session', 'mysql.sys']) this.accounts.create({ user, host: 'localhost' }, 'caching_sha2_password', '\0locked'); // prettier-ignore
    else this.accounts.create({ user: 'mariadb.sys', host: 'localhost' }, 'mysql_native_password', '\0locked');
    this.saveAccounts();
  }

  get defaultPlugin(): 'caching_sha2_password' | 'mysql_native_password' {
    const chosen = this.variables.get('default_authentication_plugin');
    return chosen === 'mysql_native_password' ? 'mysql_native_password' : 'caching_sha2_password';
  }

  saveAccounts(): void {
    this.p.fs.writeFile(this.accountsPath, `${this.accounts.users.map((user) => JSON.stringify(user)).join('\n')}\n`, 0o640); // prettier-ignore
  }

  /** False when the directory holds no databases of this server. */
  load(): boolean {
    if (!this.p.fs.exists(this.accountsPath)) return false;
    const lines = this.p.fs.readText(this.accountsPath).split('\n').filter(Boolean);
    this.accounts.users = lines.map(readJson).filter(isUser);
    for (const name of this.files.databases()) {
      if (SYSTEM_DATABASES.includes(name)) continue;
      const database = this.addDatabase(name, this.files.databaseOptions(name));
      for (const file of this.files.tables(name)) {
        const table = this.files.read(name, file);
        if (table !== undefined) database.tables.set(file, table);
      }
    }
    return true;
  }

  private addDatabase(name: string, options: DatabaseOptions | undefined): Database {
    const database: Database = { name, charset: options?.charset ?? this.product.charset, collation: options?.collation ?? this.product.collation, tables: new Map() }; // prettier-ignore
    this.databases.set(name, database);
    return database;
  }

  createDatabase(name: string, charset: string | undefined, collation: string | undefined): void {
    const options = { charset: charset ?? this.product.charset, collation: collation ?? (charset === undefined || charset === this.product.charset ? this.product.collation : `${charset}_general_ci`) }; // prettier-ignore
    this.files.createDatabase(name, options);
    this.addDatabase(name, options);
  }

  /** In the order of SHOW DATABASES: MySQL 8 sorts, the others have information_schema first. */
  names(): string[] {
    const names = [...SYSTEM_DATABASES, ...this.databases.keys()].sort();
    if (!this.product.widths) return names;
    return ['information_schema', ...names.filter((name) => name !== 'information_schema')];
  }

  exists(name: string): boolean {
    return this.databases.has(name) || SYSTEM_DATABASES.includes(name.toLowerCase());
  }

  database(name: string): Database {
    const found = this.databases.get(name);
    if (found === undefined) throw new SqlError(1049, '42000', `Unknown database '${name}'`);
    return found;
  }
}
