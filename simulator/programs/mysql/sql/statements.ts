/** One statement of SQL, from its text. */
import type { Assignment, Expr, SelectItem, Statement, TableName } from './ast.ts';
import { parseAccount, parseGrant, parseSetPassword } from './account-statements.ts';
import { parseAlter, parseCreate, parseDrop, parseRename } from './definitions.ts';
import { parseExpr, parseOrder } from './expressions.ts';
import { parseItems, parseLimit, parseSelect, parseTableName, parseTables, parseWith } from './select.ts';
import { parseShow } from './show-statements.ts';
import { tokenize, UnclosedQuote } from './lexer.ts';
import { isPostgres } from '../engine/dialect.ts';
import { notSupported } from '../errors.ts';
import { TokenStream } from './token-stream.ts';

/** Parses a statement that fills the text (a semicolon may follow). Throws SqlError 1064 where it stops making sense. */
export function parseStatement(
  sql: string,
  product: string,
): { statement: Statement; parameters: number; returning?: SelectItem[] | undefined } {
  const s = new TokenStream(sql, product, parseSelect);
  if (s.ended || s.isOperator(';')) return { statement: { kind: 'empty' }, parameters: 0 };
  const statement = parseOne(s);
  const returning = s.postgres && s.accept('RETURNING') ? parseItems(s) : undefined;
  s.acceptOperator(';');
  if (!s.ended) s.fail();
  return { statement, parameters: s.parameters, returning };
}

/** The statements of a text with semicolons between them; empty ones are left out. */
export function splitStatements(sql: string): string[] {
  let tokens;
  try {
    tokens = tokenize(sql);
  } catch (error) {
    if (error instanceof UnclosedQuote) return [sql];
    throw error;
  }
  const statements: string[] = [];
  let start = 0;
  for (const token of tokens) {
    const ends = token.kind === 'end' || (token.kind === 'operator' && token.text === ';');
    if (!ends) continue;
    if (sql.slice(start, token.at).trim() !== '') statements.push(sql.slice(start, token.at).trim());
    start = token.end;
  }
  return statements.length === 0 ? [sql] : statements;
}

/** Parses an expression alone: defaults and checks read back from a table's file. */
export function parseStoredExpr(text: string): Expr {
  return parseExpr(new TokenStream(text, isPostgres() ? 'PostgreSQL' : 'MySQL', parseSelect));
}

export function parseStoredSelect(text: string): ReturnType<typeof parseSelect> {
  return parseSelect(new TokenStream(text, isPostgres() ? 'PostgreSQL' : 'MySQL', parseSelect));
}

function parseOne(s: TokenStream): Statement {
  switch (s.token.upper) {
    case 'SELECT': case 'VALUES': case 'TABLE': return { kind: 'select', select: parseSelect(s) };
    case 'WITH': return parseAfterWith(s);
    case 'INSERT': case 'REPLACE': return parseInsert(s);
    case 'UPDATE': return parseUpdate(s);
    case 'DELETE': return parseDelete(s);
    case 'CREATE': return parseCreate(s);
    case 'ALTER': return parseAlter(s);
    case 'DROP': return parseDrop(s);
    case 'TRUNCATE': s.next(); s.accept('TABLE'); return { kind: 'truncate', name: parseTableName(s) };
    case 'RENAME': return s.peek(1).upper === 'USER' ? parseRenameUser(s) : parseRename(s);
    case 'USE': s.next(); return { kind: 'use', database: s.name() };
    case 'SHOW': return parseShow(s);
    case 'DESCRIBE': case 'DESC': case 'EXPLAIN': return parseDescribe(s);
    case 'SET': return parseSet(s);
    case 'BEGIN': s.next(); s.accept('WORK'); return { kind: 'begin' };
    case 'START': return parseStart(s);
    case 'COMMIT': s.next(); s.accept('WORK'); return { kind: 'commit' };
    case 'ROLLBACK': return parseRollback(s);
    case 'SAVEPOINT': s.next(); return { kind: 'savepoint', name: s.name() };
    case 'RELEASE': s.next(); s.expect('SAVEPOINT'); return { kind: 'release', name: s.name() };
    case 'LOCK': s.next(); while (!s.ended && !s.isOperator(';')) s.next(); return { kind: 'lock', unlock: false };
    case 'UNLOCK': s.next(); if (s.acceptAny('TABLES', 'TABLE') === undefined) s.fail(); return { kind: 'lock', unlock: true };
    case 'GRANT': case 'REVOKE': return parseGrant(s);
    case 'FLUSH': return parseFlush(s);
    case 'KILL': { s.next(); const query = s.acceptAny('QUERY', 'CONNECTION') === 'QUERY'; return { kind: 'kill', id: parseExpr(s), query }; }
    case 'SHUTDOWN': s.next(); return { kind: 'shutdown' };
    case 'PREPARE': { s.next(); const name = s.name(); s.expect('FROM'); return { kind: 'prepare', name, from: parseExpr(s) }; }
    case 'EXECUTE': { s.next(); const name = s.name(); return { kind: 'execute', name, using: s.accept('USING') ? s.list(() => s.next().text) : [] }; }
    case 'DEALLOCATE': s.next(); s.expect('PREPARE'); return { kind: 'deallocate', name: s.name() };
    case 'DO': s.next(); return { kind: 'do', exprs: s.list(() => parseExpr(s)) };
    case 'CHECK': case 'ANALYZE': case 'OPTIMIZE': case 'REPAIR': return parseCheck(s);
    default: if (s.isOperator('(')) return { kind: 'select', select: parseSelect(s) }; return s.fail();
  } // prettier-ignore
}

function parseAfterWith(s: TokenStream): Statement {
  const mark = s.mark();
  const { tables } = parseWith(s);
  if (s.isWord('DELETE')) return parseDelete(s, tables);
  s.reset(mark);
  return { kind: 'select', select: parseSelect(s) };
}

function parseAssignments(s: TokenStream): Assignment[] {
  return s.list((): Assignment => {
    const parts = [s.name()];
    while (s.acceptOperator('.')) parts.push(s.nameAfterDot());
    if (!s.acceptOperator('=') && !s.acceptOperator(':=')) s.fail();
    const [column = '', table] = parts.reverse();
    return { column, table, value: parseExpr(s) };
  });
}

function parseInsert(s: TokenStream): Statement {
  const replace = s.next().upper === 'REPLACE';
  s.acceptAny('LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY');
  const ignore = s.accept('IGNORE');
  s.accept('INTO');
  const table = parseTableName(s);
  let columns: string[] | undefined;
  let rows: Expr[][] | undefined;
  let select;
  if (s.accept('SET')) {
    const assignments = parseAssignments(s);
    columns = assignments.map(({ column }) => column);
    rows = [assignments.map(({ value }) => value)];
  } else {
    if (s.isOperator('(') && !['SELECT', 'WITH'].includes(s.peek(1).upper)) columns = s.inParens(() => (s.isOperator(')') ? [] : s.list(() => insertColumn(s)))); // prettier-ignore
    if (s.acceptAny('VALUES', 'VALUE') !== undefined)
      rows = s.list(() => {
      s.accept('ROW');
      return s.inParens(() => (s.isOperator(')') ? [] : s.list(() => parseExpr(s))));
    }); // prettier-ignore
    else if (s.isAny('SELECT', 'WITH', 'TABLE') || s.isOperator('(')) select = parseSelect(s);
    else s.fail();
  }
  if (s.postgres && s.accept('ON', 'CONFLICT'))
    return { ...parseConflict(s, columns), replace, ignore, table, columns, rows, select, rowAlias: 'excluded' };
  const rowAlias = s.accept('AS') ? s.name() : undefined;
  const onDuplicate = s.accept('ON', 'DUPLICATE', 'KEY', 'UPDATE') ? parseAssignments(s) : [];
  return { kind: 'insert', replace, ignore, table, columns, rows, select, onDuplicate, rowAlias };
}

/** `ON CONFLICT … DO NOTHING` leaves the row as it is; `DO UPDATE` knows the row that was to come as `excluded`. */
function parseConflict(
  s: TokenStream,
  columns: readonly string[] | undefined,
): { kind: 'insert'; onDuplicate: Assignment[] } {
  let target: string[] = [];
  if (s.isOperator('(')) target = s.inParens(() => s.list(() => s.name()));
  else if (s.accept('ON', 'CONSTRAINT')) s.name();
  s.expect('DO');
  if (s.accept('UPDATE', 'SET')) return { kind: 'insert', onDuplicate: parseAssignments(s) };
  s.expect('NOTHING');
  const column = target[0] ?? columns?.[0];
  if (column === undefined) throw notSupported('ON CONFLICT DO NOTHING without names of columns');
  return {
    kind: 'insert',
    onDuplicate: [
      {
        column,
        table: undefined,
        value: { kind: 'column', name: column, table: undefined, database: undefined, text: column },
      },
    ],
  };
}

function insertColumn(s: TokenStream): string {
  let name = s.name();
  while (s.acceptOperator('.')) name = s.nameAfterDot();
  return name;
}

function parseUpdate(s: TokenStream): Statement {
  s.expect('UPDATE');
  s.accept('LOW_PRIORITY');
  const ignore = s.accept('IGNORE');
  const tables = parseTables(s);
  s.expect('SET');
  const assignments = parseAssignments(s);
  const where = s.accept('WHERE') ? parseExpr(s) : undefined;
  const order = s.accept('ORDER', 'BY') ? parseOrder(s) : [];
  const limit: { limit: Expr | undefined } = { limit: undefined };
  parseLimit(s, limit);
  return { kind: 'update', tables, assignments, where, order, limit: limit.limit, ignore };
}

function parseDelete(s: TokenStream, tables: ReturnType<typeof parseWith>['tables'] = []): Statement {
  s.expect('DELETE');
  while (s.acceptAny('LOW_PRIORITY', 'QUICK', 'IGNORE') !== undefined);
  const target = (): string => {
    const { name } = parseTableName(s);
    if (s.acceptOperator('.')) s.expectOperator('*');
    return name;
  };
  let targets: string[] | undefined;
  if (!s.accept('FROM')) {
    targets = s.list(target);
    s.expect('FROM');
  }
  let from = parseTables(s);
  if (targets === undefined && s.accept('USING')) {
    if (from.kind === 'table') targets = [from.name.name];
    from = parseTables(s);
  }
  const where = s.accept('WHERE') ? parseExpr(s) : undefined;
  const order = s.accept('ORDER', 'BY') ? parseOrder(s) : [];
  const limit: { limit: Expr | undefined } = { limit: undefined };
  parseLimit(s, limit);
  return { kind: 'delete', targets, tables: from, where, order, limit: limit.limit, with: tables };
}

function parseRenameUser(s: TokenStream): Statement {
  s.expect('RENAME', 'USER');
  const from = parseAccount(s);
  s.expect('TO');
  return { kind: 'rename-user', from, to: parseAccount(s) };
}

function parseDescribe(s: TokenStream): Statement {
  s.next();
  const format = s.mark();
  if (s.acceptAny('ANALYZE', 'EXTENDED') === undefined && s.accept('FORMAT')) {
    s.expectOperator('=');
    s.next();
  }
  if (s.isAny('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'REPLACE')) return { kind: 'explain', statement: parseOne(s) }; // prettier-ignore
  s.reset(format);
  const table: TableName = parseTableName(s);
  const column = s.isName() || s.token.kind === 'string' ? s.nameOrString() : undefined;
  return { kind: 'describe', table, column };
}

function parseStart(s: TokenStream): Statement {
  s.expect('START', 'TRANSACTION');
  while (!s.ended && !s.isOperator(';')) if (s.acceptAny('WITH', 'CONSISTENT', 'SNAPSHOT', 'READ', 'ONLY', 'WRITE') === undefined && !s.acceptOperator(',')) s.fail(); // prettier-ignore
  return { kind: 'begin' };
}

function parseRollback(s: TokenStream): Statement {
  s.next();
  s.accept('WORK');
  if (!s.accept('TO')) return { kind: 'rollback', to: undefined };
  s.accept('SAVEPOINT');
  return { kind: 'rollback', to: s.name() };
}

function parseFlush(s: TokenStream): Statement {
  s.next();
  const start = s.token.at;
  while (!s.ended && !s.isOperator(';')) s.next();
  if (s.previousEnd <= start) s.fail();
  return { kind: 'flush', what: s.textFrom(start).toUpperCase() };
}

function parseCheck(s: TokenStream): Statement {
  const verb = s.next().text.toLowerCase();
  s.acceptAny('LOCAL', 'NO_WRITE_TO_BINLOG');
  if (s.acceptAny('TABLE', 'TABLES') === undefined) s.fail();
  return { kind: 'check-tables', verb, names: s.list(() => parseTableName(s)) };
}

function parseSet(s: TokenStream): Statement {
  if (s.peek(1).upper === 'PASSWORD') return parseSetPassword(s);
  s.expect('SET');
  if (s.accept('NAMES')) {
    const charset = s.nameOrString();
    if (s.accept('COLLATE')) s.nameOrString();
    return { kind: 'set-names', charset };
  }
  if (s.accept('CHARACTER', 'SET') || s.accept('CHARSET')) return { kind: 'set-names', charset: s.nameOrString() };
  const mark = s.mark();
  const scoped = s.acceptAny('SESSION', 'GLOBAL', 'LOCAL');
  if (s.accept('TRANSACTION')) {
    while (!s.ended && !s.isOperator(';')) s.next();
    return { kind: 'set-transaction' };
  }
  if (scoped !== undefined) s.reset(mark);
  if (s.acceptAny('DEFAULT') !== undefined && s.isWord('ROLE')) while (!s.ended) s.next();
  const assignments = s.list(() => {
    const word = s.acceptAny('SESSION', 'GLOBAL', 'LOCAL', 'PERSIST', 'PERSIST_ONLY');
    let scope: 'session' | 'global' | 'user' = word === 'GLOBAL' || word?.startsWith('PERSIST') === true ? 'global' : 'session'; // prettier-ignore
    let name: string;
    if (s.token.kind === 'variable') {
      const text = s.next().text;
      if (text.startsWith('@@')) {
        name = text.slice(2).replace(/^(global|session|local)\./i, '');
        if (/^@@global\./i.test(text)) scope = 'global';
      } else {
        name = text.slice(1).toLowerCase();
        scope = 'user';
      }
    } else name = s.name();
    if (!s.acceptOperator('=') && !s.acceptOperator(':=')) s.fail();
    return { scope, name: name.toLowerCase(), value: setValue(s) };
  });
  return { kind: 'set', assignments };
}

/** Words such as ON and utf8mb4 stand for themselves. */
function setValue(s: TokenStream): Expr | undefined {
  if (s.accept('DEFAULT')) return undefined;
  const next = s.peek(1);
  const alone = next.kind === 'end' || (next.kind === 'operator' && (next.text === ',' || next.text === ';'));
  if (s.token.kind === 'word' && alone && !s.isAny('NULL', 'TRUE', 'FALSE', 'CURRENT_TIMESTAMP', 'CURRENT_DATE')) {
    const text = s.next().text;
    return { kind: 'literal', as: 'string', value: text, text };
  }
  return parseExpr(s);
}
