/**
 * How databases lie in the data directory: a directory for each, and in it a file for each table, `NAME.ibd`, with the
 * definition in the first line and then what happened to its rows, a line each. Committing appends; a file that holds
 * much that is past is written anew when the server starts.
 */
import type { Process } from '../../../kernel/abi.ts';
import { bytesToLatin1, latin1ToBytes } from '../../text/codec.ts';
import { Decimal } from './decimal.ts';
import type { Column } from './definition.ts';
import { isDatabaseOptions, isTableDefinition, readJson, readLine, type DatabaseOptions, type StoredValue } from './stored.ts'; // prettier-ignore
import { Table } from './table.ts';
import type { Value } from './value.ts';

/** One change of a row: its number, and its values unless it is gone. */
export interface RowChange {
  table: Table;
  id: number;
  values: Value[] | undefined;
}

function store(value: Value): StoredValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return bytesToLatin1(value);
  return value.toString();
}

function restore(column: Column, value: StoredValue): Value {
  if (value === null) return null;
  switch (column.type.name) {
    case 'tinyint': case 'smallint': case 'mediumint': case 'int': case 'bigint': case 'year': case 'bit': return BigInt(value);
    case 'decimal': return Decimal.parse(String(value));
    case 'float': case 'double': return Number(value);
    case 'binary': case 'varbinary': case 'tinyblob': case 'blob': case 'mediumblob': case 'longblob': return latin1ToBytes(String(value));
    default: return String(value);
  } // prettier-ignore
}

/** Names of files: what is no letter, digit or underscore is written as `@` and four digits. */
export function fileName(name: string): string {
  return name.replace(/[^\w$]/g, (char) => `@${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function nameOfFile(file: string): string {
  return file.replace(/@([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

export class TableFiles {
  private readonly p: Process;
  readonly datadir: string;

  constructor(p: Process, datadir: string) {
    this.p = p;
    this.datadir = datadir;
  }

  directory(database: string): string {
    return `${this.datadir}/${fileName(database)}`;
  }

  private path(database: string, table: string): string {
    return `${this.directory(database)}/${fileName(table)}.ibd`;
  }

  databases(): string[] {
    return this.p.fs.readdir(this.datadir).filter(({ type, name }) => type === 'directory' && !name.startsWith('#')).map(({ name }) => nameOfFile(name)).sort(); // prettier-ignore
  }

  createDatabase(name: string, options: object): void {
    this.p.fs.mkdir(this.directory(name), 0o750);
    this.p.fs.writeFile(`${this.directory(name)}/db.opt`, `${JSON.stringify(options)}\n`, 0o640);
  }

  databaseOptions(name: string): DatabaseOptions | undefined {
    const path = `${this.directory(name)}/db.opt`;
    const options = this.p.fs.exists(path) ? readJson(this.p.fs.readText(path)) : undefined;
    return isDatabaseOptions(options) ? options : undefined;
  }

  dropDatabase(name: string): void {
    const directory = this.directory(name);
    for (const entry of this.p.fs.readdir(directory)) this.p.fs.unlink(`${directory}/${entry.name}`);
    this.p.fs.rmdir(directory);
  }

  tables(database: string): string[] {
    return this.p.fs.readdir(this.directory(database)).filter(({ name }) => name.endsWith('.ibd')).map(({ name }) => nameOfFile(name.slice(0, -4))).sort(); // prettier-ignore
  }

  /** The file of a table, whole. */
  write(table: Table): void {
    const lines = [JSON.stringify(table.definition), JSON.stringify(['a', Number(table.autoIncrement)])];
    for (const row of table.rows) {
      const values = row.owner === undefined ? row.values : row.committed;
      if (values !== undefined) lines.push(JSON.stringify([row.id, values.map(store)]));
    }
    this.p.fs.writeFile(this.path(table.database, table.definition.name), `${lines.join('\n')}\n`, 0o640);
  }

  append(changes: readonly RowChange[]): void {
    const texts = new Map<Table, string[]>();
    for (const { table, id, values } of changes) {
      const lines = texts.get(table) ?? [];
      lines.push(JSON.stringify(values === undefined ? [id] : [id, values.map(store)]));
      texts.set(table, lines);
    }
    for (const [table, lines] of texts) {
      const path = this.path(table.database, table.definition.name);
      if (this.p.fs.exists(path)) this.p.fs.appendFile(path, `${lines.join('\n')}\n${JSON.stringify(['a', Number(table.autoIncrement)])}\n`); // prettier-ignore
    }
  }

  remove(table: Table): void {
    const path = this.path(table.database, table.definition.name);
    if (this.p.fs.exists(path)) this.p.fs.unlink(path);
  }

  /** Undefined when the file is no table of this server. */
  read(database: string, name: string): Table | undefined {
    const lines = this.p.fs.readText(this.path(database, name)).split('\n');
    const definition = readJson(lines[0] ?? '');
    if (!isTableDefinition(definition)) return undefined;
    try {
      const table = new Table(database, { ...definition, name });
      const rows = new Map<number, Value[]>();
      let past = 0;
      for (const line of lines.slice(1)) {
        if (line === '') continue;
        const found = readLine(line);
        if (found === undefined) continue;
        if (found.kind === 'automatic') table.autoIncrement = BigInt(found.next);
        else if (rows.delete(found.id)) past++;
        if (found.kind === 'row') rows.set(found.id, definition.columns.map((column, i) => restore(column, found.values[i] ?? null))); // prettier-ignore
      }
      for (const [id, values] of rows) table.add(values, id);
      if (past > rows.size + 100) this.write(table);
      return table;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
      throw error;
    }
  }
}
