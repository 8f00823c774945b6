/** CREATE, ALTER, DROP, RENAME, TRUNCATE: databases, tables, views, indexes. */
import { isPostgres } from './dialect.ts';
import { duplicateEntry, SqlError, unknownColumn } from '../errors.ts';
import type { AlterAction, ColumnDefinition, Position, Statement, TableElement, TableName } from '../sql/ast.ts';
import { columnIndex, primaryKey, type Column, type Key, type TableDefinition } from './definition.ts';
import { defaultOf } from './changes.ts';
import { done, type Result } from './result.ts';
import type { Session } from './session.ts';
import { implicitDefault, storeValue } from './store-value.ts';
import { Table, type Row } from './table.ts';
import { textOf, type Value } from './value.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export function createDatabase(
  session: Session,
  { name, ifNotExists, charset, collation, alter }: Of<'create-database'>,
): Result {
  // prettier-ignore
  session.mayDatabase(alter ? 'ALTER' : 'CREATE', name);
  if (alter) {
    const database = session.namedDatabase(name);
    database.charset = charset ?? database.charset;
    database.collation = collation ?? database.collation;
    return done(1);
  }
  if (session.instance.exists(name)) {
    if (!ifNotExists) throw new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`);
    session.warn('Note', 1007, `Can't create database '${name}'; database exists`);
    return done(1);
  }
  session.instance.createDatabase(name, charset, collation);
  return done(1);
}

export function dropDatabase(session: Session, { name, ifExists }: Of<'drop-database'>): Result {
  session.mayDatabase('DROP', name);
  const { instance } = session;
  if (!instance.exists(name)) {
    if (!ifExists) throw new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`);
    session.warn('Note', 1008, `Can't drop database '${name}'; database doesn't exist`);
    return done();
  }
  const database = session.namedDatabase(name);
  instance.files.dropDatabase(name);
  instance.databases.delete(name);
  if (session.database === name) session.database = undefined;
  return done(database.tables.size);
}

function emptyDefinition(session: Session, database: string, name: string): TableDefinition {
  const { charset, collation } = session.instance.database(database);
  return { name, columns: [], keys: [], foreign: [], checks: [], engine: 'InnoDB', charset, collation, comment: '', created: session.now }; // prettier-ignore
}

function toColumn(definition: ColumnDefinition): Column {
  const { name, type, comment, onUpdate, autoIncrement } = definition;
  const nullable = definition.nullable ?? !definition.primary;
  const given = definition.default;
  const text = given?.text ?? '';
  const value: Column['default'] =
    given === undefined ? { kind: nullable ? 'null' : 'none' } : given.kind === 'literal' ? (given.value === null ? { kind: 'null' } : { kind: 'literal', text }) : { kind: 'expression', text: given.kind === 'call' && given.name === 'NOW' ? 'CURRENT_TIMESTAMP' : text }; // prettier-ignore
  const generated = definition.generated === undefined ? {} : { generated: { text: definition.generated.expr.text, stored: definition.generated.stored } }; // prettier-ignore
  return {
    name,
    type,
    nullable: nullable && !autoIncrement,
    default: value,
    onUpdate,
    autoIncrement,
    comment,
    ...generated,
  };
}

/** Puts elements into a definition: columns, keys, references, checks. */
class DefinitionBuilder {
  readonly definition: TableDefinition;
  private readonly session: Session;
  private readonly database: string;

  constructor(session: Session, database: string, definition: TableDefinition) {
    this.session = session;
    this.database = database;
    this.definition = definition;
  }

  add(element: TableElement, position: Position = { kind: 'last' }): void {
    switch (element.kind) {
      case 'column': this.column(element.column, position); break;
      case 'key': this.key(element.type, element.name, element.columns); break;
      case 'check': this.definition.checks.push({ name: element.name ?? `${this.definition.name}_chk_${this.definition.checks.length + 1}`, text: element.expr.text }); break;
      case 'foreign': this.foreign(element); break;
    } // prettier-ignore
  }

  column(definition: ColumnDefinition, position: Position, at?: number): void {
    const { columns } = this.definition;
    const twin = columnIndex(this.definition, definition.name);
    if (twin >= 0 && twin !== at) throw new SqlError(1060, '42S21', `Duplicate column name '${definition.name}'`);
    this.refuseDefault(definition);
    const column = toColumn(definition);
    if (at === undefined) columns.splice(this.place(position), 0, column);
    else columns[at] = column;
    if (definition.primary) this.key('primary', 'PRIMARY', [column.name]);
    if (definition.unique) this.key('unique', undefined, [column.name]);
    if (definition.check !== undefined) this.add({ kind: 'check', name: undefined, expr: definition.check });
    if (definition.references !== undefined && this.session.instance.product.name === 'MariaDB') this.foreign({ kind: 'foreign', name: undefined, columns: [column.name], references: definition.references }); // prettier-ignore
  }

  private refuseDefault({ name, type, default: value }: ColumnDefinition): void {
    if (
      value?.kind === 'literal' &&
      value.value !== null &&
      this.session.instance.product.name === 'MySQL' &&
      !isPostgres() &&
      /text|blob|json/.test(type.name)
    )
      // prettier-ignore
      throw new SqlError(1101, '42000', `BLOB, TEXT, GEOMETRY or JSON column '${name}' can't have a default value`);
    if (value?.kind !== 'literal' || value.value === null) return;
    try {
      storeValue(toColumn({ ...blank(name, type) }), value.as === 'string' ? String(value.value) : value.as === 'integer' || value.as === 'boolean' ? value.value : String(value.value), 1, ''); // prettier-ignore
    } catch (error) {
      if (error instanceof SqlError) throw new SqlError(1067, '42000', `Invalid default value for '${name}'`);
      throw error;
    }
  }

  place(position: Position): number {
    if (position.kind === 'first') return 0;
    if (position.kind === 'last') return this.definition.columns.length;
    const at = columnIndex(this.definition, position.column);
    if (at < 0) throw unknownColumn(position.column, this.definition.name);
    return at + 1;
  }

  key(type: Key['type'], name: string | undefined, columns: readonly string[]): void {
    const { definition } = this;
    const found = columns.map((each) => {
      const at = columnIndex(definition, each);
      const column = definition.columns[at];
      if (column === undefined) throw new SqlError(1072, '42000', `Key column '${each}' doesn't exist in table`);
      if (type === 'primary') column.nullable = false;
      if (type === 'primary' && column.default.kind === 'null') column.default = { kind: 'none' };
      if (!isPostgres() && /text|blob|json/.test(column.type.name) && type !== 'fulltext') throw new SqlError(1170, '42000', `BLOB/TEXT column '${column.name}' used in key specification without a key length`); // prettier-ignore
      return column.name;
    });
    if (type === 'primary') {
      if (primaryKey(definition) !== undefined) throw new SqlError(1068, '42000', 'Multiple primary key defined');
      definition.keys.unshift({ name: 'PRIMARY', type, columns: found });
      return;
    }
    const taken = (wanted: string): boolean => definition.keys.some((key) => key.name.toLowerCase() === wanted.toLowerCase()); // prettier-ignore
    if (name !== undefined && taken(name)) throw new SqlError(1061, '42000', `Duplicate key name '${name}'`);
    let chosen = name ?? found[0] ?? '';
    for (let i = 2; name === undefined && taken(chosen); i++) chosen = `${found[0] ?? ''}_${i}`;
    const key: Key = { name: chosen, type, columns: found };
    const order = { primary: 0, unique: 1, index: 2, fulltext: 3, spatial: 3 };
    const at = definition.keys.findIndex((other) => order[other.type] > order[type]);
    definition.keys.splice(at < 0 ? definition.keys.length : at, 0, key);
  }

  private foreign({ name, columns, references }: Extract<TableElement, { kind: 'foreign' }>): void {
    const { definition, database, session } = this;
    const parentName = references.table.name;
    const parentDatabase = references.table.database ?? database;
    const parent = parentDatabase === database && parentName === definition.name ? definition : session.instance.databases.get(parentDatabase)?.tables.get(parentName)?.definition; // prettier-ignore
    if (parent === undefined && session.variables.get('foreign_key_checks') === 'ON') throw session.instance.product.name === 'MySQL' && !session.instance.product.widths ? new SqlError(1824, 'HY000', `Failed to open the referenced table '${parentName}'`) : new SqlError(1005, 'HY000', `Can't create table \`${database}\`.\`${definition.name}\` (errno: 150 "Foreign key constraint is incorrectly formed")`); // prettier-ignore
    const referenced = references.columns.length > 0 ? references.columns : (parent === undefined ? [] : (primaryKey(parent)?.columns ?? [])); // prettier-ignore
    const chosen = name ?? `${definition.name}_ibfk_${definition.foreign.length + 1}`;
    for (const each of columns) if (columnIndex(definition, each) < 0) throw new SqlError(1072, '42000', `Key column '${each}' doesn't exist in table`); // prettier-ignore
    if (parent !== undefined && !parent.keys.some((key) => referenced.every((each, i) => key.columns[i]?.toLowerCase() === each.toLowerCase()))) // prettier-ignore
      throw new SqlError(1822, 'HY000', `Failed to add the foreign key constraint. Missing index for constraint '${chosen}' in the referenced table '${parentName}'`); // prettier-ignore
    if (!definition.keys.some((key) => columns.every((each, i) => key.columns[i]?.toLowerCase() === each.toLowerCase()))) this.key('index', name ?? undefined, columns); // prettier-ignore
    definition.foreign.push({ name: chosen, columns, database: parentDatabase, table: parentName, references: referenced, onDelete: references.onDelete, onUpdate: references.onUpdate }); // prettier-ignore
  }

  finish(): void {
    const automatic = this.definition.columns.filter(({ autoIncrement }) => autoIncrement);
    const [column] = automatic;
    if (isPostgres()) return;
    if (automatic.length > 1 || (column !== undefined && !this.definition.keys.some((key) => key.columns[0] === column.name))) // prettier-ignore
      throw new SqlError(1075, '42000', 'Incorrect table definition; there can be only one auto column and it must be defined as a key'); // prettier-ignore
    if (this.definition.columns.length === 0) throw new SqlError(1113, '42000', 'A table must have at least 1 column');
  }
}

function blank(name: string, type: ColumnDefinition['type']): ColumnDefinition {
  return { name, type, nullable: true, default: undefined, onUpdate: false, autoIncrement: false, comment: '', generated: undefined, primary: false, unique: false, check: undefined, references: undefined }; // prettier-ignore
}

function clone(definition: TableDefinition): TableDefinition {
  return {
    ...definition,
    columns: definition.columns.map((column) => ({
      ...column,
      type: { ...column.type, members: [...column.type.members] },
    })),
    keys: definition.keys.map((key) => ({ ...key, columns: [...key.columns] })),
    foreign: definition.foreign.map((key) => ({ ...key, columns: [...key.columns], references: [...key.references] })),
    checks: definition.checks.map((check) => ({ ...check })),
  };
}

export function* createTable(session: Session, statement: Of<'create-table'>): Generator<undefined, Result> {
  const { name, ifNotExists, options } = statement;
  const databaseName = session.databaseOf(name);
  session.mayTable('CREATE', databaseName, name.name);
  const database = session.namedDatabase(databaseName);
  if (!statement.temporary && database.tables.has(name.name)) {
    if (!ifNotExists) throw new SqlError(1050, '42S01', `Table '${name.name}' already exists`);
    session.warn('Note', 1050, `Table '${name.name}' already exists`);
    return done();
  }
  const definition = statement.like === undefined ? emptyDefinition(session, databaseName, name.name) : { ...clone(session.table(statement.like, 'SELECT').definition), name: name.name, foreign: [] }; // prettier-ignore
  const builder = new DefinitionBuilder(session, databaseName, definition);
  for (const element of statement.elements.filter(({ kind }) => kind === 'column')) builder.add(element);
  for (const element of statement.elements.filter(({ kind }) => kind !== 'column')) builder.add(element);
  applyOptions(session, definition, options);
  const plan = statement.select === undefined ? undefined : session.planner().plan(statement.select);
  for (const column of plan?.columns ?? []) {
    if (columnIndex(definition, column.name) >= 0) continue;
    const { type } = column;
    const simple = ['varchar', 'char', 'decimal'].includes(type.name) ? { length: type.length, decimals: type.name === 'decimal' ? type.decimals : undefined } : { length: undefined, decimals: undefined }; // prettier-ignore
    builder.column({ ...blank(column.name, { name: type.name === 'null' ? 'varbinary' : type.name, unsigned: type.unsigned, zerofill: false, members: [], charset: undefined, collation: undefined, ...simple }), nullable: type.nullable ? true : false }, { kind: 'last' }); // prettier-ignore
  }
  builder.finish();
  const table = new Table(databaseName, definition);
  if (options.autoIncrement !== undefined) table.autoIncrement = BigInt(options.autoIncrement);
  let count = 0;
  if (plan !== undefined) {
    const at = plan.columns.map((column) => columnIndex(definition, column.name));
    for (const row of yield* plan.run(undefined, Infinity)) {
      const values = definition.columns.map((column, i): Value => {
        const from = at.indexOf(i);
        return from < 0 ? null : storeValue(column, row[from] ?? null, ++count, definition.name);
      });
      table.add(values);
    }
  }
  if (statement.temporary) session.temporary.set(`${databaseName}.${name.name}`, table);
  else {
    database.tables.set(name.name, table);
    session.instance.files.write(table);
  }
  return plan === undefined ? done() : done(table.rows.length, `Records: ${table.rows.length}  Duplicates: 0  Warnings: 0`); // prettier-ignore
}

function applyOptions(session: Session, definition: TableDefinition, options: Of<'create-table'>['options']): void {
  const engines: Readonly<Record<string, string>> = { innodb: 'InnoDB', myisam: 'MyISAM', memory: 'MEMORY', csv: 'CSV', archive: 'ARCHIVE', aria: 'Aria' }; // prettier-ignore
  if (options.engine !== undefined) {
    const engine = engines[options.engine.toLowerCase()];
    if (engine === undefined) throw new SqlError(1286, '42000', `Unknown storage engine '${options.engine}'`);
    definition.engine = engine;
  }
  if (options.charset !== undefined) {
    const { product } = session.instance;
    definition.charset = options.charset === 'utf8' ? (product.widths ? 'utf8' : 'utf8mb3') : options.charset;
    definition.collation = options.charset === product.charset ? product.collation : options.charset === 'latin1' ? 'latin1_swedish_ci' : options.charset === 'utf8mb4' && !product.widths ? 'utf8mb4_0900_ai_ci' : `${definition.charset}_general_ci`; // prettier-ignore
  }
  definition.collation = options.collation ?? definition.collation;
  definition.comment = options.comment ?? definition.comment;
}

export function dropTables(session: Session, { names, ifExists, view }: Of<'drop-table'>): Result {
  const missing: string[] = [];
  const found: Table[] = [];
  for (const name of names) {
    const database = session.databaseOf(name);
    if (session.temporary.delete(`${database}.${name.name}`)) continue;
    session.mayTable('DROP', database, name.name);
    const table = session.instance.databases.get(database)?.tables.get(name.name);
    if (table !== undefined && (table.definition.view !== undefined) === view) found.push(table);
    else missing.push(`${database}.${name.name}`);
  }
  if (missing.length > 0 && !ifExists) throw new SqlError(1051, '42S02', `Unknown ${session.instance.product.name === 'MariaDB' && view ? 'VIEW' : 'table'} '${missing.join(',')}'`); // prettier-ignore
  for (const name of missing) session.warn('Note', 1051, `Unknown table '${name}'`);
  for (const table of found) refuseReferenced(session, table, found);
  for (const table of found) {
    session.instance.files.remove(table);
    session.instance.databases.get(table.database)?.tables.delete(table.definition.name);
  }
  return done();
}

function refuseReferenced(session: Session, table: Table, together: readonly Table[]): void {
  if (session.variables.get('foreign_key_checks') !== 'ON') return;
  for (const { tables } of session.instance.databases.values()) {
    for (const child of tables.values()) {
      if (together.includes(child)) continue;
      const key = child.definition.foreign.find((each) => each.database === table.database && each.table === table.definition.name); // prettier-ignore
      if (key === undefined) continue;
      throw session.instance.product.widths ? new SqlError(1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails') : new SqlError(3730, 'HY000', `Cannot drop table '${table.definition.name}' referenced by a foreign key constraint '${key.name}' on table '${child.definition.name}'.`); // prettier-ignore
    }
  }
}

export function truncate(session: Session, name: TableName): Result {
  const table = session.table(name, 'DROP');
  if (session.variables.get('foreign_key_checks') === 'ON') {
    for (const { tables } of session.instance.databases.values())
      for (const child of tables.values()) {
        const key = child === table ? undefined : child.definition.foreign.find((each) => each.database === table.database && each.table === table.definition.name); // prettier-ignore
        if (key !== undefined) throw new SqlError(1701, '42000', `Cannot truncate a table referenced in a foreign key constraint (\`${child.database}\`.\`${child.definition.name}\`, CONSTRAINT \`${key.name}\`)`); // prettier-ignore
      }
  }
  replace(session, table, clone(table.definition), []);
  return done();
}

/** A table takes the place of another: its file is written anew. */
function replace(
  session: Session,
  table: Table,
  definition: TableDefinition,
  rows: Row[],
  previous = table.definition.name,
): void {
  // prettier-ignore
  const { files } = session.instance;
  if (previous !== definition.name) files.remove(table);
  table.definition = definition;
  table.rows = rows;
  if (rows.length === 0) table.autoIncrement = 1n;
  table.rebuild();
  if (session.temporary.get(`${table.database}.${definition.name}`) !== table) files.write(table);
}

export function createView(session: Session, statement: Of<'create-view'>): Result {
  const { name, columns, select, text, orReplace } = statement;
  const databaseName = session.databaseOf(name);
  session.mayTable('CREATE VIEW', databaseName, name.name);
  const database = session.namedDatabase(databaseName);
  const there = database.tables.get(name.name);
  if (there !== undefined && !(orReplace && there.definition.view !== undefined)) throw new SqlError(1050, '42S01', `Table '${name.name}' already exists`); // prettier-ignore
  const plan = session.planner().plan(select);
  const names = columns.length > 0 ? columns : plan.columns.map((each) => each.name);
  const definition: TableDefinition = { ...emptyDefinition(session, databaseName, name.name), view: { text, columns: names } }; // prettier-ignore
  definition.columns = plan.columns.map(({ type }, i) => toColumn({ ...blank(names[i] ?? '', { name: type.name === 'null' ? 'varbinary' : type.name, length: ['varchar', 'char', 'decimal'].includes(type.name) ? type.length : undefined, decimals: type.name === 'decimal' ? type.decimals : undefined, unsigned: type.unsigned, zerofill: false, members: [], charset: undefined, collation: undefined }), nullable: type.nullable })); // prettier-ignore
  const table = new Table(databaseName, definition);
  database.tables.set(name.name, table);
  session.instance.files.write(table);
  return done();
}

export function renameTables(session: Session, { pairs }: Of<'rename-table'>): Result {
  for (const { from, to } of pairs) rename(session, session.table(from, 'ALTER'), to);
  return done();
}

function rename(session: Session, table: Table, to: TableName): void {
  const databaseName = to.database ?? table.database;
  if (databaseName !== table.database) throw new SqlError(1450, 'HY000', `Changing schema from '${table.database}' to '${databaseName}' is not allowed.`); // prettier-ignore
  const database = session.namedDatabase(databaseName);
  if (database.tables.has(to.name)) throw new SqlError(1050, '42S01', `Table '${to.name}' already exists`);
  const old = table.definition.name;
  session.instance.files.remove(table);
  database.tables.delete(old);
  table.definition.name = to.name;
  database.tables.set(to.name, table);
  session.instance.files.write(table);
  for (const other of database.tables.values()) {
    const keys = other.definition.foreign.filter((key) => key.database === databaseName && key.table === old);
    for (const key of keys) key.table = to.name;
    if (keys.length > 0) session.instance.files.write(other);
  }
}

export function alterTable(session: Session, { name, actions }: Of<'alter-table'>): Result {
  const table = session.table(name, 'ALTER');
  const definition = clone(table.definition);
  const builder = new DefinitionBuilder(session, table.database, definition);
  /** For each column of the new definition, where its value was. */
  let renamed: TableName | undefined;
  const origins = new Map<string, number>(definition.columns.map((column, i) => [column.name.toLowerCase(), i]));
  for (const action of actions) {
    if (action.kind === 'rename') renamed = action.to;
    else alter(session, builder, action, origins);
    if (action.kind === 'options' && action.options.autoIncrement !== undefined) table.autoIncrement = BigInt(action.options.autoIncrement); // prettier-ignore
  }
  builder.finish();
  const { compiler } = session.planner();
  const rows = table.rows.map((row, i): Row => {
    const old = row.values ?? [];
    const values = definition.columns.map((column): Value => {
      const from = origins.get(column.name.toLowerCase());
      if (from !== undefined) {
        const value = old[from] ?? null;
        if (value === null && !column.nullable) throw new SqlError(1138, '22004', 'Invalid use of NULL value');
        return storeValue(column, value, i + 1, definition.name);
      }
      if (column.autoIncrement) return table.autoIncrement++;
      return defaultOf(compiler, column) ?? (column.nullable ? null : implicitDefault(column));
    });
    return { ...row, values };
  });
  const trial = new Table(table.database, definition);
  for (const row of rows) {
    const conflict = trial.conflict(row.values ?? []);
    if (conflict !== undefined) throw duplicateEntry(conflict.shown.map((each) => (each === null ? 'NULL' : textOf(each))).join('-'), session.instance.product.widths ? conflict.key.name : `${definition.name}.${conflict.key.name}`); // prettier-ignore
    trial.add(row.values ?? [], row.id);
  }
  replace(session, table, definition, rows);
  if (renamed !== undefined) rename(session, table, renamed);
  return done(0, 'Records: 0  Duplicates: 0  Warnings: 0');
}

function need(definition: TableDefinition, name: string): number {
  const at = columnIndex(definition, name);
  if (at < 0) throw unknownColumn(name, definition.name);
  return at;
}

const cantDrop = (name: string): SqlError => new SqlError(1091, '42000', `Can't DROP '${name}'; check that column/key exists`); // prettier-ignore

function alter(session: Session, builder: DefinitionBuilder, action: AlterAction, origins: Map<string, number>): void {
  const { definition } = builder;
  switch (action.kind) {
    case 'add': builder.add(action.element, action.position); break;
    case 'drop-column': {
      const at = columnIndex(definition, action.name);
      if (at < 0) {
        if (action.ifExists) break;
        throw cantDrop(action.name);
      }
      if (definition.columns.length === 1) throw new SqlError(1090, '42000', "You can't delete all columns with ALTER TABLE; use DROP TABLE instead");
      definition.columns.splice(at, 1);
      origins.delete(action.name.toLowerCase());
      for (const key of definition.keys) key.columns = key.columns.filter((name) => name.toLowerCase() !== action.name.toLowerCase());
      definition.keys = definition.keys.filter(({ columns }) => columns.length > 0);
      break;
    }
    case 'drop-key': dropKey(definition, action.what, action.name); break;
    case 'change': {
      const at = need(definition, action.old);
      const from = origins.get(action.old.toLowerCase());
      renameColumn(definition, action.old, action.column.name);
      builder.column(action.column, { kind: 'last' }, at);
      origins.delete(action.old.toLowerCase());
      if (from !== undefined) origins.set(action.column.name.toLowerCase(), from);
      if (action.position.kind !== 'last') {
        const [column] = definition.columns.splice(at, 1);
        if (column !== undefined) definition.columns.splice(builder.place(action.position), 0, column);
      }
      break;
    }
    case 'default': {
      const column = definition.columns[need(definition, action.column)];
      if (column !== undefined) column.default = action.value === undefined ? { kind: 'none' } : action.value.kind === 'literal' && action.value.value === null ? { kind: 'null' } : { kind: action.value.kind === 'literal' ? 'literal' : 'expression', text: action.value.text };
      break;
    }
    case 'rename-column': {
      const at = need(definition, action.from);
      const from = origins.get(action.from.toLowerCase());
      renameColumn(definition, action.from, action.to);
      const column = definition.columns[at];
      if (column !== undefined) column.name = action.to;
      origins.delete(action.from.toLowerCase());
      if (from !== undefined) origins.set(action.to.toLowerCase(), from);
      break;
    }
    case 'rename-index': {
      const key = definition.keys.find((each) => each.name.toLowerCase() === action.from.toLowerCase());
      if (key === undefined) throw new SqlError(1176, '42000', `Key '${action.from}' doesn't exist in table '${definition.name}'`);
      key.name = action.to;
      break;
    }
    case 'options': applyOptions(session, definition, action.options); break;
    case 'rename': case 'nothing': break;
  } // prettier-ignore
}

function renameColumn(definition: TableDefinition, from: string, to: string): void {
  const change = (names: readonly string[]): string[] => names.map((name) => (name.toLowerCase() === from.toLowerCase() ? to : name)); // prettier-ignore
  for (const key of definition.keys) key.columns = change(key.columns);
  for (const key of definition.foreign) key.columns = change(key.columns);
}

function dropKey(definition: TableDefinition, what: 'primary' | 'index' | 'foreign' | 'check', name: string): void {
  const matches = (each: { name: string }): boolean => each.name.toLowerCase() === name.toLowerCase();
  const list: { name: string }[] = what === 'foreign' ? definition.foreign : what === 'check' ? definition.checks : definition.keys; // prettier-ignore
  if (!list.some(matches)) throw cantDrop(name);
  if (what === 'foreign') definition.foreign = definition.foreign.filter((each) => !matches(each));
  else if (what === 'check') definition.checks = definition.checks.filter((each) => !matches(each));
  else definition.keys = definition.keys.filter((each) => !matches(each));
}

export function createIndex(session: Session, { name, unique, table, columns }: Of<'create-index'>): Result {
  const element: TableElement = { kind: 'key', type: unique ? 'unique' : 'index', name, columns };
  return alterTable(session, { kind: 'alter-table', name: table, actions: [{ kind: 'add', element, position: { kind: 'last' } }] }); // prettier-ignore
}

export function dropIndex(session: Session, { name, table }: Of<'drop-index'>): Result {
  const what = name.toUpperCase() === 'PRIMARY' ? 'primary' : 'index';
  return alterTable(session, { kind: 'alter-table', name: table, actions: [{ kind: 'drop-key', what, name }] });
}
