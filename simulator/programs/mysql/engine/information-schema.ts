/** Tables whose rows are facts about the server: information_schema, and the accounts of `mysql`. */
import { typeText, valueTypeOf, type TableDefinition } from './definition.ts';
import { engines } from './system-facts.ts';
import type { Relation } from './sources.ts';
import type { Session } from './session.ts';
import type { Table } from './table.ts';
import { formatDateTime, momentOfMillis } from './temporal.ts';
import { isInteger, isNumeric, isTemporal, typeOf, type Value } from './value.ts';

type Cell = string | number | bigint | null;
type Make = (session: Session) => Cell[][];

function ownTables(session: Session): Table[] {
  return [...session.instance.databases.values()].filter(({ name }) => session.instance.accounts.sees(session.login, name)).flatMap(({ tables }) => [...tables.values()]); // prettier-ignore
}

function mark(definition: TableDefinition, name: string): string {
  const own = definition.keys.filter(({ columns }) => columns.includes(name));
  return own.some(({ type }) => type === 'primary') ? 'PRI' : own.some(({ type }) => type === 'unique') ? 'UNI' : own.length > 0 ? 'MUL' : ''; // prettier-ignore
}

function tableCells(table: Table): Cell[] {
  const { definition } = table;
  const view = definition.view !== undefined;
  return ['def', table.database, definition.name, view ? 'VIEW' : 'BASE TABLE', view ? null : definition.engine, 10, 'Dynamic', table.rows.length, 16384, table.autoIncrement > 1n ? table.autoIncrement : null, formatDateTime(momentOfMillis(definition.created)), null, definition.collation, definition.comment]; // prettier-ignore
}

function columnCells(session: Session, table: Table): Cell[][] {
  const { definition } = table;
  return definition.columns.map((column, i): Cell[] => {
    const type = valueTypeOf(column);
    const textual = !isNumeric(type) && !isTemporal(type) && type.name !== 'json';
    const { default: value } = column;
    return ['def', table.database, definition.name, column.name, i + 1, value.kind === 'literal' || value.kind === 'expression' ? value.text.replace(/^'(.*)'$/s, '$1') : null, column.nullable ? 'YES' : 'NO', type.name, textual ? type.length : null, isInteger(type) ? 10 : type.name === 'decimal' ? type.length : null, isNumeric(type) ? type.decimals : null, textual ? definition.charset : null, textual ? definition.collation : null, typeText(column.type, session.instance.product.widths), mark(definition, column.name), column.autoIncrement ? 'auto_increment' : '', column.comment]; // prettier-ignore
  });
}

const INFORMATION: Readonly<Record<string, { columns: readonly string[]; rows: Make }>> = {
  SCHEMATA: { columns: ['CATALOG_NAME', 'SCHEMA_NAME', 'DEFAULT_CHARACTER_SET_NAME', 'DEFAULT_COLLATION_NAME', 'SQL_PATH'], rows: (session) => session.instance.names().filter((name) => session.instance.accounts.sees(session.login, name)).map((name) => { const found = session.instance.databases.get(name) ?? session.instance.product; return ['def', name, found.charset, found.collation, null]; }) },
  TABLES: { columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'TABLE_TYPE', 'ENGINE', 'VERSION', 'ROW_FORMAT', 'TABLE_ROWS', 'DATA_LENGTH', 'AUTO_INCREMENT', 'CREATE_TIME', 'UPDATE_TIME', 'TABLE_COLLATION', 'TABLE_COMMENT'], rows: (session) => ownTables(session).map(tableCells) },
  COLUMNS: { columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'COLUMN_NAME', 'ORDINAL_POSITION', 'COLUMN_DEFAULT', 'IS_NULLABLE', 'DATA_TYPE', 'CHARACTER_MAXIMUM_LENGTH', 'NUMERIC_PRECISION', 'NUMERIC_SCALE', 'CHARACTER_SET_NAME', 'COLLATION_NAME', 'COLUMN_TYPE', 'COLUMN_KEY', 'EXTRA', 'COLUMN_COMMENT'], rows: (session) => ownTables(session).flatMap((table) => columnCells(session, table)) },
  VIEWS: { columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'VIEW_DEFINITION'], rows: (session) => ownTables(session).filter(({ definition }) => definition.view !== undefined).map(({ database, definition }) => ['def', database, definition.name, definition.view?.text ?? '']) },
  STATISTICS: { columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'NON_UNIQUE', 'INDEX_SCHEMA', 'INDEX_NAME', 'SEQ_IN_INDEX', 'COLUMN_NAME', 'COLLATION', 'CARDINALITY', 'NULLABLE', 'INDEX_TYPE'], rows: (session) => ownTables(session).flatMap(({ database, definition, rows }) => definition.keys.flatMap((key) => key.columns.map((column, i): Cell[] => ['def', database, definition.name, key.type === 'primary' || key.type === 'unique' ? 0 : 1, database, key.name, i + 1, column, 'A', rows.length, '', 'BTREE']))) },
  TABLE_CONSTRAINTS: { columns: ['CONSTRAINT_CATALOG', 'CONSTRAINT_SCHEMA', 'CONSTRAINT_NAME', 'TABLE_SCHEMA', 'TABLE_NAME', 'CONSTRAINT_TYPE'], rows: (session) => ownTables(session).flatMap(({ database, definition }) => [...definition.keys.filter(({ type }) => type === 'primary' || type === 'unique').map((key): Cell[] => ['def', database, key.name, database, definition.name, key.type === 'primary' ? 'PRIMARY KEY' : 'UNIQUE']), ...definition.foreign.map((key): Cell[] => ['def', database, key.name, database, definition.name, 'FOREIGN KEY'])]) },
  KEY_COLUMN_USAGE: { columns: ['CONSTRAINT_CATALOG', 'CONSTRAINT_SCHEMA', 'CONSTRAINT_NAME', 'TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'COLUMN_NAME', 'ORDINAL_POSITION', 'POSITION_IN_UNIQUE_CONSTRAINT', 'REFERENCED_TABLE_SCHEMA', 'REFERENCED_TABLE_NAME', 'REFERENCED_COLUMN_NAME'], rows: (session) => ownTables(session).flatMap(({ database, definition }) => [...definition.keys.filter(({ type }) => type === 'primary' || type === 'unique').flatMap((key) => key.columns.map((column, i): Cell[] => ['def', database, key.name, 'def', database, definition.name, column, i + 1, null, null, null, null])), ...definition.foreign.flatMap((key) => key.columns.map((column, i): Cell[] => ['def', database, key.name, 'def', database, definition.name, column, i + 1, i + 1, key.database, key.table, key.references[i] ?? null]))]) },
  REFERENTIAL_CONSTRAINTS: { columns: ['CONSTRAINT_CATALOG', 'CONSTRAINT_SCHEMA', 'CONSTRAINT_NAME', 'UPDATE_RULE', 'DELETE_RULE', 'TABLE_NAME', 'REFERENCED_TABLE_NAME'], rows: (session) => ownTables(session).flatMap(({ database, definition }) => definition.foreign.map((key): Cell[] => ['def', database, key.name, key.onUpdate, key.onDelete, definition.name, key.table])) },
  ENGINES: { columns: ['ENGINE', 'SUPPORT', 'COMMENT', 'TRANSACTIONS', 'XA', 'SAVEPOINTS'], rows: engines },
  PROCESSLIST: { columns: ['ID', 'USER', 'HOST', 'DB', 'COMMAND', 'TIME', 'STATE', 'INFO'], rows: (session) => [...session.instance.sessions.values()].map((each): Cell[] => [each.id, each.user, each.host, each.database ?? null, each.command, Math.floor((session.instance.p.now() - each.since) / 1000), '', each.info ?? null]) },
}; // prettier-ignore

const ACCOUNTS: Readonly<Record<string, { columns: readonly string[]; rows: Make }>> = {
  user: { columns: ['Host', 'User', 'plugin', 'authentication_string', 'Select_priv', 'Super_priv', 'account_locked', 'password_expired'], rows: ({ instance }) => [...instance.accounts.users].sort((a, b) => (`${a.host}\0${a.user}` < `${b.host}\0${b.user}` ? -1 : 1)).map((each): Cell[] => [each.host, each.user, each.plugin, each.secret === '' ? '' : `${each.plugin === 'mysql_native_password' ? '*' : '$A$005$'}${each.secret.toUpperCase()}`, each.global.includes('SELECT') ? 'Y' : 'N', each.global.includes('SUPER') ? 'Y' : 'N', each.user.startsWith('mysql.') ? 'Y' : 'N', 'N']) },
  db: { columns: ['Host', 'Db', 'User', 'Select_priv', 'Insert_priv', 'Update_priv', 'Delete_priv'], rows: ({ instance }) => instance.accounts.users.flatMap((each) => Object.entries(each.databases).map(([database, { privileges }]): Cell[] => [each.host, database, each.user, ...['SELECT', 'INSERT', 'UPDATE', 'DELETE'].map((one) => (privileges.includes(one) ? 'Y' : 'N'))])) },
}; // prettier-ignore

export function systemRelation(session: Session, database: string, name: string): Relation | undefined {
  const table = database === 'information_schema' ? INFORMATION[name.toUpperCase()] : database === 'mysql' ? ACCOUNTS[name] : undefined; // prettier-ignore
  if (table === undefined) return undefined;
  const rows = table
    .rows(session)
    .map((row) => row.map((cell): Value => (typeof cell === 'number' ? BigInt(cell) : cell)));
  const columns = table.columns.map((each, i) => ({ name: each, type: rows.some((row) => typeof row[i] === 'bigint') ? typeOf('bigint') : typeOf('varchar') })); // prettier-ignore
  return { kind: 'rows', columns, rows: () => rows };
}
