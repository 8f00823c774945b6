/** What the shared engine finds wrong, in Postgres's words and codes. */
import type { SqlError } from '../../mysql/errors.ts';
import type { Instance } from '../../mysql/engine/instance.ts';

export interface Report {
  severity: 'ERROR' | 'FATAL' | 'NOTICE' | 'WARNING';
  code: string;
  message: string;
  detail?: string;
  hint?: string;
  /** Place in the statement, from 1. */
  position?: number;
}

export class PostgresError extends Error {
  override name = 'PostgresError';
  readonly report: Report;

  constructor(code: string, message: string, more: Partial<Report> = {}) {
    super(message);
    this.report = { severity: 'ERROR', code, message, ...more };
  }
}

type Make = (found: readonly string[], sql: string, instance: Instance) => Omit<Report, 'severity'>;

/** Where a word stands in the statement. */
function placed(sql: string, word: string): { position?: number } {
  const at = sql.toLowerCase().search(new RegExp(`(?<![\\w$"'])"?${word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$])`)); // prettier-ignore
  return at < 0 ? {} : { position: at + 1 };
}

const keyName = (table: string, key: string, columns: readonly string[]): string => (key === 'PRIMARY' ? `${table}_pkey` : columns.includes(key) || key === columns.join('_') ? `${table}_${columns.join('_')}_key` : key); // prettier-ignore

function duplicate(
  [, value = '', table = '', key = '']: readonly string[],
  instance: Instance,
): Omit<Report, 'severity'> {
  const found = [...instance.databases.values()].map(({ tables }) => tables.get(table)?.definition.keys.find(({ name }) => name === key)).find((each) => each !== undefined); // prettier-ignore
  const columns = found?.columns ?? [key];
  return { code: '23505', message: `duplicate key value violates unique constraint "${keyName(table, key, columns)}"`, detail: `Key (${columns.join(', ')})=(${columns.length > 1 ? value.replaceAll('-', ', ') : value}) already exists.` }; // prettier-ignore
}

function syntax([, near = '']: readonly string[], sql: string): Omit<Report, 'severity'> {
  const at = near.length < 80 ? sql.length - near.length : sql.indexOf(near);
  if (near.trim() === '') return { code: '42601', message: 'syntax error at end of input', position: sql.trimEnd().length + 1 }; // prettier-ignore
  const word = /^(?:[\w$\u0080-\uffff]+|'[^']*'?|"[^"]*"?|\S)/.exec(near)?.[0] ?? near;
  return { code: '42601', message: `syntax error at or near "${word}"`, position: at + 1 };
}

const TYPES: Readonly<Record<string, string>> = { integer: 'integer', decimal: 'numeric', DOUBLE: 'double precision', date: 'date', datetime: 'timestamp', time: 'time' }; // prettier-ignore

const MADE: readonly (readonly [number, RegExp, Make])[] = [
  [1064, /near '(.*)' at line \d+$/s, syntax],
  [1146, /^Table '(?:[^']*?\.)?([^'.]*)' doesn't exist/, ([, table = ''], sql) => ({ code: '42P01', message: `relation "${table}" does not exist`, ...placed(sql, table) })],
  [1051, /^Unknown table '(?:[^']*?\.)?([^'.]*)'/, ([, table = '']) => ({ code: '42P01', message: `table "${table}" does not exist` })],
  [1054, /^Unknown column '([^']*)'/, ([, column = ''], sql) => ({ code: '42703', message: column.includes('.') ? `column ${column} does not exist` : `column "${column}" does not exist`, ...placed(sql, column) })],
  [1062, /^Duplicate entry '(.*)' for key '(?:([^'.]*)\.)?([^']*)'$/s, (found, _, instance) => duplicate(found, instance)],
  [1048, /^Column '(.*)' cannot be null/, ([, column = ''], sql) => ({ code: '23502', message: `null value in column "${column}" of relation "${tableIn(sql)}" violates not-null constraint` })],
  [1364, /^Field '(.*)' doesn't/, ([, column = ''], sql) => ({ code: '23502', message: `null value in column "${column}" of relation "${tableIn(sql)}" violates not-null constraint` })],
  [1049, /^Unknown database '(?:.*\.)?(.*)'/, ([, name = '']) => ({ code: '3F000', message: `schema "${name}" does not exist` })],
  [1007, /^Can't create database '(?:.*\.)?(.*)';/, ([, name = '']) => ({ code: '42P04', message: `database "${name}" already exists` })],
  [1008, /^Can't drop database '(?:.*\.)?(.*)';/, ([, name = '']) => ({ code: '3D000', message: `database "${name}" does not exist` })],
  [1050, /^Table '(.*)' already exists/, ([, table = '']) => ({ code: '42P07', message: `relation "${table}" already exists` })],
  [1052, /^Column '(.*)' in .* is ambiguous/, ([, column = ''], sql) => ({ code: '42702', message: `column reference "${column.replace(/^.*\./, '')}" is ambiguous`, ...placed(sql, column) })],
  [1406, /^Data too long for column/, () => ({ code: '22001', message: 'value too long for type character varying' })],
  [1264, /^Out of range/, () => ({ code: '22003', message: 'integer out of range' })],
  [1365, /./, () => ({ code: '22012', message: 'division by zero' })],
  [1366, /^Incorrect (\w+) value: '(.*)' for column/s, ([, type = '', value = '']) => ({ code: '22P02', message: `invalid input syntax for type ${TYPES[type] ?? type}: "${value}"` })],
  [1292, /^Incorrect (\w+) value: '(.*)'/s, ([, type = '', value = '']) => ({ code: '22007', message: `invalid input syntax for type ${TYPES[type] ?? type}: "${value}"` })],
  [1305, /^FUNCTION (?:.*\.)?(\w*) does not exist/, ([, name = ''], sql) => ({ code: '42883', message: `function ${name.toLowerCase()}() does not exist`, hint: 'No function matches the given name and argument types. You might need to add explicit type casts.', ...placed(sql, name) })],
  [1451, /foreign key constraint fails \(`[^`]*`\.`([^`]*)`, CONSTRAINT `([^`]*)`/, ([, child = '', key = ''], sql) => ({ code: '23503', message: `update or delete on table "${tableIn(sql)}" violates foreign key constraint "${key}" on table "${child}"` })],
  [1452, /foreign key constraint fails \(`[^`]*`\.`([^`]*)`, CONSTRAINT `([^`]*)`/, ([, child = '', key = '']) => ({ code: '23503', message: `insert or update on table "${child}" violates foreign key constraint "${key}"` })],
  [3819, /^Check constraint '(.*)' is violated/, ([, name = ''], sql) => ({ code: '23514', message: `new row for relation "${tableIn(sql)}" violates check constraint "${name}"` })],
  [1136, /./, (_, sql) => ({ code: '42601', message: namesColumns(sql) ? 'INSERT has more target columns than expressions' : 'INSERT has more expressions than target columns' })],
  [1242, /./, () => ({ code: '21000', message: 'more than one row returned by a subquery used as an expression' })],
  [1396, /CREATE (?:USER|ROLE) failed for '([^']*)'/, ([, name = '']) => ({ code: '42710', message: `role "${name}" already exists` })],
  [1396, /DROP USER failed for '([^']*)'/, ([, name = '']) => ({ code: '42704', message: `role "${name}" does not exist` })],
  [1055, /'([\w.]+)' which is not/, ([, column = '']) => ({ code: '42803', message: `column "${column.split('.').slice(-2).join('.')}" must appear in the GROUP BY clause or be used in an aggregate function` })],
  [1317, /./, () => ({ code: '57014', message: 'canceling statement due to user request' })],
  [1091, /^Can't DROP '(.*)';/, ([, name = ''], sql) => ({ code: '42703', message: `column "${name}" of relation "${tableIn(sql)}" does not exist` })],
  [1060, /^Duplicate column name '(.*)'/, ([, name = ''], sql) => ({ code: '42701', message: `column "${name}" of relation "${tableIn(sql)}" already exists` })],
]; // prettier-ignore

/** Whether fewer values than names stand in an INSERT: the names are counted, and the first row's values. */
function namesColumns(sql: string): boolean {
  const [, names = '', values = ''] = /\(([^()]*)\)\s*values\s*\(([^)]*)\)/i.exec(sql) ?? [];
  return names !== '' && names.split(',').length > values.split(',').length;
}

/** The table that a statement is about: the first one it names. */
function tableIn(sql: string): string {
  return /\b(?:into|update|from|table(?:\s+if\s+(?:not\s+)?exists)?)\s+(?:only\s+)?(?:\w+\.)?"?(\w+)"?/i.exec(sql)?.[1]?.toLowerCase() ?? ''; // prettier-ignore
}

export function reportOf(error: SqlError | PostgresError, sql: string, instance: Instance): Report {
  if (error instanceof PostgresError) return error.report;
  for (const [code, pattern, make] of MADE) {
    const found = code === error.code ? pattern.exec(error.message) : null;
    if (found !== null) return { severity: 'ERROR', ...make(found, sql, instance) };
  }
  if (error.code === 1235) return { severity: 'ERROR', code: '0A000', message: error.message.replace(/^.*support '(.*)'$/, '$1 is not simulated') }; // prettier-ignore
  return { severity: 'ERROR', code: /^[0-9A-Z]{5}$/.test(error.state) ? error.state : 'XX000', message: error.message };
}
