/** SHOW, in all its forms. */
import type { ShowWhat, Statement, TableName } from './ast.ts';
import { parseAccount } from './account-statements.ts';
import { parseExpr } from './expressions.ts';
import { parseTableName } from './select.ts';
import type { TokenStream } from './token-stream.ts';

export function parseShow(s: TokenStream): Statement {
  s.expect('SHOW');
  const full = s.accept('FULL') || s.accept('EXTENDED');
  const scope = s.acceptAny('GLOBAL', 'SESSION', 'LOCAL');
  const base = { kind: 'show', like: undefined, where: undefined, database: undefined, table: undefined, full, global: scope === 'GLOBAL', account: undefined } as const; // prettier-ignore
  if (s.accept('CREATE')) return { ...base, ...parseCreated(s) };
  if (s.accept('GRANTS')) return { ...base, what: 'grants', account: s.accept('FOR') ? parseAccount(s) : undefined };
  if (s.accept('COUNT')) {
    s.inParens(() => s.expectOperator('*'));
    if (s.acceptAny('WARNINGS', 'ERRORS') === undefined) s.fail();
    return { ...base, what: 'count-warnings' };
  }
  const what = parseWhat(s);
  let table: TableName | undefined;
  let database: string | undefined;
  if (what === 'columns' || what === 'index') {
    if (s.acceptAny('FROM', 'IN') === undefined) s.fail();
    table = parseTableName(s);
  }
  if (s.acceptAny('FROM', 'IN') !== undefined) database = s.name();
  if (table !== undefined && database !== undefined) table = { ...table, database };
  const like = s.accept('LIKE') ? s.string() : undefined;
  const where = s.accept('WHERE') ? parseExpr(s) : undefined;
  if (s.accept('LIMIT')) s.list(() => s.integer());
  return { ...base, what, database, table, like, where };
}

function parseCreated(s: TokenStream): {
  what: ShowWhat;
  table?: TableName;
  database?: string;
  account?: ReturnType<typeof parseAccount>;
} {
  // prettier-ignore
  if (s.accept('TABLE')) return { what: 'create-table', table: parseTableName(s) };
  if (s.accept('VIEW')) return { what: 'create-view', table: parseTableName(s) };
  if (s.accept('USER')) return { what: 'create-user', account: parseAccount(s) };
  if (s.acceptAny('DATABASE', 'SCHEMA') === undefined) s.fail();
  s.accept('IF', 'NOT', 'EXISTS');
  return { what: 'create-database', database: s.name() };
}

const FORMS: readonly (readonly [words: readonly string[], what: ShowWhat])[] = [
  [['DATABASES'], 'databases'], [['SCHEMAS'], 'databases'], [['TABLE', 'STATUS'], 'table-status'], [['TABLES'], 'tables'], [['OPEN', 'TABLES'], 'open-tables'],
  [['COLUMNS'], 'columns'], [['FIELDS'], 'columns'], [['INDEX'], 'index'], [['INDEXES'], 'index'], [['KEYS'], 'index'], [['VARIABLES'], 'variables'], [['STATUS'], 'status'],
  [['PROCESSLIST'], 'processlist'], [['ENGINES'], 'engines'], [['STORAGE', 'ENGINES'], 'engines'], [['WARNINGS'], 'warnings'], [['ERRORS'], 'errors'],
  [['CHARACTER', 'SET'], 'charset'], [['CHARSET'], 'charset'], [['COLLATION'], 'collation'], [['PLUGINS'], 'plugins'], [['PRIVILEGES'], 'privileges'], [['TRIGGERS'], 'triggers'],
  [['PROCEDURE', 'STATUS'], 'procedure'], [['FUNCTION', 'STATUS'], 'function'], [['EVENTS'], 'events'], [['MASTER', 'STATUS'], 'master-status'], [['BINARY', 'LOG', 'STATUS'], 'master-status'], [['BINARY', 'LOGS'], 'binary-logs'], [['MASTER', 'LOGS'], 'binary-logs'],
]; // prettier-ignore

function parseWhat(s: TokenStream): ShowWhat {
  for (const [words, what] of FORMS) if (s.accept(...words)) return what;
  return s.fail();
}
