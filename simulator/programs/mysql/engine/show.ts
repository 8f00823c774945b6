/** SHOW, DESCRIBE, EXPLAIN: what the server tells about itself and its tables. */
import { noSuchTable, SqlError } from '../errors.ts';
import type { Expr, Statement, TableName } from '../sql/ast.ts';
import { grantLines } from './accounts.ts';
import { typeText, type Column, type TableDefinition } from './definition.ts';
import { likePattern } from './operators.ts';
import { fold, truth } from './value.ts';
import { listing, type Result } from './result.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { systemRelation } from './information-schema.ts';
import { SYSTEM_DATABASES } from './instance.ts';
import { foreignKeyText } from './references.ts';
import { formatDateTime, momentOfMillis } from './temporal.ts';
import { charsets, collations, engines, systemTables } from './system-facts.ts';
import { visible, type Table } from './table.ts';

type Show = Extract<Statement, { kind: 'show' }>;
type Cell = string | number | bigint | null;

function liked(like: string | undefined): (name: string) => boolean {
  if (like === undefined) return () => true;
  const pattern = likePattern(like, '\\');
  return (name) => pattern.test(fold(name));
}

/** WHERE of SHOW, over the columns that it shows. */
function filtered(session: Session, result: Result, where: Expr | undefined): Result {
  if (where === undefined || result.kind !== 'rows') return result;
  const scope = new Scope(undefined);
  for (const { name, type } of result.columns) scope.columns.push({ table: '', database: '', name, type, origin: undefined, merged: false }); // prettier-ignore
  const { run } = session.planner().compiler.expr(where, scope);
  return { ...result, rows: result.rows.filter((row) => truth(run({ row, aggregates: [], windows: [], parent: undefined })) === true) }; // prettier-ignore
}

export function show(session: Session, statement: Show): Result {
  return filtered(session, shown(session, statement), statement.where);
}

function shown(session: Session, statement: Show): Result {
  const { instance } = session;
  const keep = liked(statement.like);
  const suffix = statement.like === undefined ? '' : ` (${statement.like})`;
  switch (statement.what) {
    case 'databases': return listing([`Database${suffix}`], instance.names().filter((name) => instance.accounts.sees(session.login, name) && keep(name)).map((name) => [name]));
    case 'tables': return showTables(session, statement, keep, suffix);
    case 'open-tables': return listing(['Database', 'Table', 'In_use', 'Name_locked'], []);
    case 'columns': return columnsResult(session, definitionOf(session, statement.table), keep, statement.full);
    case 'index': return showIndex(session, statement.table);
    case 'create-table': case 'create-view': return showCreate(session, statement.table);
    case 'create-database': return showCreateDatabase(session, statement.database ?? '');
    case 'create-user': { const user = instance.accounts.find(statement.account ?? { user: '', host: '' }); if (user === undefined) throw new SqlError(1268, 'HY000', `Operation SHOW CREATE USER failed for '${statement.account?.user ?? ''}'@'${statement.account?.host ?? ''}'`); return listing([`CREATE USER for ${user.user}@${user.host}`], [[`CREATE USER \`${user.user}\`@\`${user.host}\` IDENTIFIED WITH '${user.plugin}'`]]); }
    case 'variables': { const source = statement.global ? instance.variables : session.variables; return listing(['Variable_name', 'Value'], [...source].filter(([name]) => keep(name)).sort().map(([name, value]) => [name, value])); }
    case 'status': return listing(['Variable_name', 'Value'], statusRows(session).filter(([name]) => keep(name)));
    case 'grants': return showGrants(session, statement);
    case 'processlist': return listing(['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'], [...instance.sessions.values()].map((each): Cell[] => [each.id, each.user, each.host, each.database ?? null, each.command, Math.floor((instance.p.now() - each.since) / 1000), each.info === undefined ? '' : 'init', each.info ?? null]));
    case 'engines': return listing(['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'], engines());
    case 'warnings': case 'errors': return listing(['Level', 'Code', 'Message'], session.warnings.filter(({ level }) => statement.what === 'warnings' || level === 'Error').map(({ level, code, message }) => [level, code, message]));
    case 'count-warnings': return listing(['@@session.warning_count'], [[session.warnings.length]]);
    case 'charset': return listing(['Charset', 'Description', 'Default collation', 'Maxlen'], charsets(instance.product).filter(([name]) => keep(name)));
    case 'collation': return listing(['Collation', 'Charset', 'Id', 'Default', 'Compiled', 'Sortlen', 'Pad_attribute'], collations(instance.product).filter(([name]) => keep(name)));
    case 'table-status': return tableStatus(session, statement, keep);
    case 'plugins': return listing(['Name', 'Status', 'Type', 'Library', 'License'], [['mysql_native_password', 'ACTIVE', 'AUTHENTICATION', null, 'GPL'], ['InnoDB', 'ACTIVE', 'STORAGE ENGINE', null, 'GPL']]);
    case 'privileges': return listing(['Privilege', 'Context', 'Comment'], ['Select', 'Insert', 'Update', 'Delete'].map((name) => [name, 'Tables', '']));
    case 'triggers': return listing(['Trigger', 'Event', 'Table', 'Statement', 'Timing', 'Created', 'sql_mode', 'Definer', 'character_set_client', 'collation_connection', 'Database Collation'], []);
    case 'procedure': case 'function': return listing(['Db', 'Name', 'Type', 'Definer', 'Modified', 'Created', 'Security_type', 'Comment'], []);
    case 'events': return listing(['Db', 'Name', 'Definer', 'Time zone', 'Type', 'Execute at', 'Interval value', 'Interval field', 'Starts', 'Ends', 'Status', 'Originator'], []);
    case 'master-status': return listing(['File', 'Position', 'Binlog_Do_DB', 'Binlog_Ignore_DB', 'Executed_Gtid_Set'], instance.variables.get('log_bin') === 'ON' ? [['binlog.000002', 158, '', '', '']] : []);
    case 'binary-logs': if (instance.variables.get('log_bin') !== 'ON') throw new SqlError(1381, 'HY000', 'You are not using binary logging'); return listing(['Log_name', 'File_size', 'Encrypted'], [['binlog.000001', 2_976_011, 'No'], ['binlog.000002', 158, 'No']]);
  } // prettier-ignore
}

function statusRows(session: Session): [string, string][] {
  const { instance } = session;
  const uptime = String(Math.floor((instance.p.now() - instance.startedAt) / 1000));
  return [['Aborted_clients', '0'], ['Aborted_connects', '0'], ['Connections', String(instance.nextConnection)], ['Max_used_connections', String(instance.sessions.size)], ['Open_tables', '75'], ['Queries', String(instance.questions)], ['Questions', String(instance.questions)], ['Slow_queries', '0'], ['Ssl_cipher', ''], ['Threads_connected', String(instance.sessions.size)], ['Threads_created', '1'], ['Threads_running', '1'], ['Uptime', uptime]]; // prettier-ignore
}

export function tablesOf(session: Session, database: string): Table[] {
  return [...(session.instance.databases.get(database)?.tables.values() ?? [])]
    .filter(
      ({ definition }) =>
        session.instance.accounts.allowed(session.login, 'SELECT', database, definition.name) ||
        session.instance.accounts.sees(session.login, database),
    ) // prettier-ignore
    .sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
}

function showTables(session: Session, statement: Show, keep: (name: string) => boolean, suffix: string): Result {
  const database = session.databaseOf(statement);
  if (!session.instance.exists(database)) throw new SqlError(1049, '42000', `Unknown database '${database}'`);
  session.mayDatabase('USAGE', database);
  const all: [string, string][] = SYSTEM_DATABASES.includes(database) ? systemTables(database).map((name) => [name, database === 'information_schema' ? 'SYSTEM VIEW' : 'BASE TABLE']) : tablesOf(session, database).map(({ definition }) => [definition.name, definition.view === undefined ? 'BASE TABLE' : 'VIEW']); // prettier-ignore
  const rows = all.filter(([name]) => keep(name));
  return statement.full ? listing([`Tables_in_${database}${suffix}`, 'Table_type'], rows) : listing([`Tables_in_${database}${suffix}`], rows.map(([name]) => [name])); // prettier-ignore
}

function definitionOf(session: Session, name: TableName | undefined): TableDefinition {
  if (name === undefined) throw new Error('SHOW of a table names it');
  const database = session.databaseOf(name);
  if (!SYSTEM_DATABASES.includes(database.toLowerCase())) return session.table(name, 'SELECT').definition;
  const found = systemRelation(session, database.toLowerCase(), name.name);
  if (found?.kind !== 'rows') throw noSuchTable(database, name.name);
  const columns = found.columns.map((column): Column => ({ name: column.name, type: { name: column.type.name, length: column.type.name === 'varchar' ? 64 : undefined, decimals: undefined, unsigned: false, zerofill: false, members: [], charset: undefined, collation: undefined }, nullable: true, default: { kind: 'null' }, onUpdate: false, autoIncrement: false, comment: '' })); // prettier-ignore
  return { name: name.name, columns, keys: [], foreign: [], checks: [], engine: 'MEMORY', charset: 'utf8mb3', collation: 'utf8mb3_general_ci', comment: '', created: 0 }; // prettier-ignore
}

export function describe(session: Session, table: TableName, column: string | undefined): Result {
  return columnsResult(session, definitionOf(session, table), column === undefined ? () => true : liked(column), false);
}

export function keyMark(definition: TableDefinition, name: string): string {
  const own = definition.keys.filter(({ columns }) => columns.includes(name));
  if (own.some(({ type }) => type === 'primary')) return 'PRI';
  if (own.some(({ type, columns }) => type === 'unique' && columns.length === 1)) return 'UNI';
  return own.some(({ columns }) => columns[0] === name) ? 'MUL' : '';
}

/** The default as it is shown: without quotes. */
export function defaultText(column: Column, mariadb: boolean): string | null {
  const { default: value } = column;
  if (value.kind === 'none' || value.kind === 'null') return null;
  if (value.kind === 'expression') return mariadb ? value.text.replace(/^CURRENT_TIMESTAMP$/, 'current_timestamp()') : value.text; // prettier-ignore
  return value.text
    .replace(/^'(.*)'$/s, '$1')
    .replaceAll("''", "'")
    .replace(/^true$/i, '1')
    .replace(/^false$/i, '0');
}

export function extraText(column: Column, session: Session): string {
  const { product } = session.instance;
  const parts: string[] = [];
  if (column.autoIncrement) parts.push('auto_increment');
  if (column.default.kind === 'expression' && !product.widths) parts.push('DEFAULT_GENERATED');
  if (column.onUpdate) parts.push(product.name === 'MariaDB' ? 'on update current_timestamp()' : 'on update CURRENT_TIMESTAMP'); // prettier-ignore
  if (column.generated !== undefined) parts.push(column.generated.stored ? 'STORED GENERATED' : 'VIRTUAL GENERATED');
  return parts.join(' ');
}

function columnsResult(
  session: Session,
  definition: TableDefinition,
  keep: (name: string) => boolean,
  full: boolean,
): Result {
  // prettier-ignore
  const { product } = session.instance;
  const mariadb = product.name === 'MariaDB';
  const rows = definition.columns.filter(({ name }) => keep(name)).map((column): Cell[] => {
    const text = ['char', 'varchar', 'text', 'tinytext', 'mediumtext', 'longtext', 'enum', 'set'].includes(column.type.name);
    const base: Cell[] = [column.name, typeText(column.type, product.widths)];
    const rest: Cell[] = [column.nullable ? 'YES' : 'NO', keyMark(definition, column.name), defaultText(column, mariadb), extraText(column, session)];
    return full ? [...base, text ? (column.type.collation ?? definition.collation) : null, ...rest, 'select,insert,update,references', column.comment] : [...base, ...rest];
  }); // prettier-ignore
  return listing(full ? ['Field', 'Type', 'Collation', 'Null', 'Key', 'Default', 'Extra', 'Privileges', 'Comment'] : ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'], rows); // prettier-ignore
}

function showIndex(session: Session, name: TableName | undefined): Result {
  const definition = definitionOf(session, name);
  const database = name === undefined ? '' : session.databaseOf(name);
  const count = session.instance.databases.get(database)?.tables.get(definition.name)?.rows.length ?? 0;
  const eight = !session.instance.product.widths;
  const rows = definition.keys.flatMap((key) => key.columns.map((column, i): Cell[] => [definition.name, key.type === 'primary' || key.type === 'unique' ? 0 : 1, key.name, i + 1, column, 'A', count, null, null, definition.columns.find((each) => each.name === column)?.nullable === true ? 'YES' : '', 'BTREE', '', '', ...(eight ? ['YES', null] : ['NO'])])); // prettier-ignore
  return listing(['Table', 'Non_unique', 'Key_name', 'Seq_in_index', 'Column_name', 'Collation', 'Cardinality', 'Sub_part', 'Packed', 'Null', 'Index_type', 'Comment', 'Index_comment', ...(eight ? ['Visible', 'Expression'] : session.instance.product.name === 'MariaDB' ? ['Ignored'] : [])], rows); // prettier-ignore
}

function columnText(column: Column, definition: TableDefinition, session: Session): string {
  const { product } = session.instance;
  const mariadb = product.name === 'MariaDB';
  let text = `  \`${column.name}\` ${typeText(column.type, product.widths)}`;
  const { charset, collation } = column.type;
  if (charset !== undefined && charset !== definition.charset) text += ` CHARACTER SET ${charset}`;
  if (collation !== undefined && collation !== definition.collation) text += ` COLLATE ${collation}`;
  if (column.generated !== undefined) text += ` GENERATED ALWAYS AS (${column.generated.text}) ${column.generated.stored ? 'STORED' : 'VIRTUAL'}`; // prettier-ignore
  if (!column.nullable) text += ' NOT NULL';
  else if (column.type.name === 'timestamp') text += ' NULL';
  const shownDefault = defaultText(column, mariadb);
  const quoted = column.default.kind === 'expression' ? (/^current_timestamp/i.test(shownDefault ?? '') ? shownDefault : `(${shownDefault ?? ''})`) : mariadb && /^-?[\d.]+$/.test(shownDefault ?? '') && /int|decimal|double|float/.test(column.type.name) ? shownDefault : `'${(shownDefault ?? '').replaceAll("'", "''")}'`; // prettier-ignore
  if (shownDefault !== null) text += ` DEFAULT ${quoted ?? ''}`;
  else if (column.nullable && column.generated === undefined && !/text|blob|json/.test(column.type.name))
    text += ' DEFAULT NULL'; // prettier-ignore
  else if (column.nullable && mariadb && column.generated === undefined) text += ' DEFAULT NULL';
  if (column.onUpdate) text += mariadb ? ' ON UPDATE current_timestamp()' : ' ON UPDATE CURRENT_TIMESTAMP';
  if (column.autoIncrement) text += ' AUTO_INCREMENT';
  if (column.comment !== '') text += ` COMMENT '${column.comment.replaceAll("'", "''")}'`;
  return text;
}

export function createTableText(session: Session, table: Table): string {
  const { definition } = table;
  const quoted = (names: readonly string[], separator = ','): string => names.map((name) => `\`${name}\``).join(separator); // prettier-ignore
  const lines = definition.columns.map((column) => columnText(column, definition, session));
  for (const key of definition.keys) {
    const kind = key.type === 'primary' ? 'PRIMARY KEY' : key.type === 'index' ? `KEY \`${key.name}\`` : `${key.type.toUpperCase()} KEY \`${key.name}\``; // prettier-ignore
    lines.push(`  ${kind} (${quoted(key.columns)})`);
  }
  for (const key of definition.foreign) lines.push(`  ${foreignKeyText(table.database, definition.name, key).replace(/^\(`[^`]*`\.`[^`]*`, /, '').slice(0, -1)}`); // prettier-ignore
  for (const { name, text } of definition.checks) lines.push(`  CONSTRAINT \`${name}\` CHECK (${/^\(/.test(text) ? text : `(${text})`})`.replace('CHECK ((', 'CHECK ((')); // prettier-ignore
  const automatic = definition.columns.some(({ autoIncrement }) => autoIncrement) && table.autoIncrement > 1n ? ` AUTO_INCREMENT=${table.autoIncrement}` : ''; // prettier-ignore
  const collation = session.instance.product.charset === 'latin1' && definition.charset === 'latin1' ? '' : ` COLLATE=${definition.collation}`; // prettier-ignore
  const comment = definition.comment === '' ? '' : ` COMMENT='${definition.comment.replaceAll("'", "''")}'`;
  return `CREATE TABLE \`${definition.name}\` (\n${lines.join(',\n')}\n) ENGINE=${definition.engine}${automatic} DEFAULT CHARSET=${definition.charset}${collation}${comment}`; // prettier-ignore
}

function showCreate(session: Session, name: TableName | undefined): Result {
  if (name === undefined) throw new Error('SHOW CREATE TABLE names a table');
  const table = session.table(name, 'SELECT');
  const { view, name: own } = table.definition;
  if (view === undefined) return listing(['Table', 'Create Table'], [[own, createTableText(session, table)]]);
  return listing(['View', 'Create View', 'character_set_client', 'collation_connection'], [[own, `CREATE ALGORITHM=UNDEFINED DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER VIEW \`${own}\` AS ${view.text}`, session.variables.get('character_set_client') ?? '', session.variables.get('collation_connection') ?? '']]); // prettier-ignore
}

function showCreateDatabase(session: Session, name: string): Result {
  const { charset, collation } = SYSTEM_DATABASES.includes(name) ? session.instance.product : session.instance.database(name); // prettier-ignore
  const eight = !session.instance.product.widths;
  const collate = collation === `${charset}_general_ci` || charset === 'latin1' ? '' : ` COLLATE ${collation}`;
  return listing(['Database', 'Create Database'], [[name, `CREATE DATABASE \`${name}\` /*!40100 DEFAULT CHARACTER SET ${charset}${collate} */${eight ? " /*!80016 DEFAULT ENCRYPTION='N' */" : ''}`]]); // prettier-ignore
}

function showGrants(session: Session, { account }: Show): Result {
  const own = account === undefined || account.host === '\0current';
  const user = own ? session.login : session.instance.accounts.find(account);
  if (user === undefined) throw new SqlError(1141, '42000', `There is no such grant defined for user '${account?.user ?? ''}' on host '${account?.host ?? ''}'`); // prettier-ignore
  if (!own) session.mayTable('SELECT', 'mysql', 'user');
  const eight = !session.instance.product.widths;
  return listing([`Grants for ${user.user}@${user.host}`], grantLines(user, eight, session.instance.product.widths && session.instance.product.name === 'MySQL' ? "'" : '`').map((line) => [line])); // prettier-ignore
}

export function tableRows(session: Session, table: Table): number {
  return table.held === 0 ? table.rows.length : table.rows.filter((row) => visible(row, session.transaction) !== undefined).length; // prettier-ignore
}

function tableStatus(session: Session, statement: Show, keep: (name: string) => boolean): Result {
  const rows = tablesOf(session, session.databaseOf(statement)).filter(({ definition }) => keep(definition.name)).map((table): Cell[] => {
    const { definition } = table;
    if (definition.view !== undefined) return [definition.name, ...Array.from({ length: 16 }, () => null), 'VIEW'];
    const count = tableRows(session, table);
    const automatic = definition.columns.some(({ autoIncrement }) => autoIncrement) ? table.autoIncrement : null;
    return [definition.name, definition.engine, 10, 'Dynamic', count, count === 0 ? 0 : Math.floor(16384 / count), 16384, 0, 0, 0, automatic, formatDateTime(momentOfMillis(definition.created)), null, null, definition.collation, null, '', definition.comment];
  }); // prettier-ignore
  return listing(['Name', 'Engine', 'Version', 'Row_format', 'Rows', 'Avg_row_length', 'Data_length', 'Max_data_length', 'Index_length', 'Data_free', 'Auto_increment', 'Create_time', 'Update_time', 'Check_time', 'Collation', 'Checksum', 'Create_options', 'Comment'], rows); // prettier-ignore
}
