/** Queries: SELECT, set operations, common tables, table references. */
import type { CommonTable, Expr, Select, SelectCore, SelectItem, SetOperation, TableName, TableRef } from './ast.ts';
import { SqlError } from '../errors.ts';
import { isQuery, parseExpr, parseOrder } from './expressions.ts';
import type { TokenStream } from './token-stream.ts';

export function parseTableName(s: TokenStream): TableName {
  const first = s.name();
  return s.acceptOperator('.') ? { database: first, name: s.nameAfterDot() } : { database: undefined, name: first };
}

export function parseWith(s: TokenStream): { tables: CommonTable[]; recursive: boolean } {
  if (!s.accept('WITH')) return { tables: [], recursive: false };
  const recursive = s.accept('RECURSIVE');
  const tables = s.list((): CommonTable => {
    const name = s.name();
    const columns = s.isOperator('(') ? s.inParens(() => s.list(() => s.name())) : [];
    s.expect('AS');
    return { name, columns, select: s.inParens(() => parseSelect(s)) };
  });
  return { tables, recursive };
}

export function parseSelect(s: TokenStream): Select {
  const { tables, recursive } = parseWith(s);
  let result = parseOperand(s);
  for (;;) {
    const op = s.acceptAny('UNION', 'EXCEPT', 'INTERSECT');
    if (op === undefined) break;
    const all = s.acceptAny('ALL', 'DISTINCT') === 'ALL';
    const body: SetOperation = { kind: 'set', op, all, left: result, right: parseOperand(s) };
    result = plainSelect(body);
  }
  // ORDER BY and LIMIT of a bare SELECT are its own; those of an operand in parentheses wrap it.
  const bare = result.order.length === 0 && result.limit === undefined ? result : plainSelect(starOf(result));
  if (s.accept('ORDER', 'BY')) bare.order = parseOrder(s);
  parseLimit(s, bare);
  parseEnd(s, bare);
  return { ...bare, with: [...tables, ...bare.with], recursive: recursive || bare.recursive };
}

function plainSelect(body: SelectCore | SetOperation): Select {
  return { with: [], recursive: false, body, order: [], limit: undefined, offset: undefined, locking: false, into: [] };
}

function starOf(select: Select): SelectCore {
  const star: Expr = { kind: 'star', table: undefined, text: '*' };
  return { kind: 'core', distinct: false, items: [{ expr: star, alias: undefined }], from: { kind: 'derived', select, alias: '', columns: [] }, where: undefined, group: [], rollup: false, having: undefined }; // prettier-ignore
}

export function parseLimit(s: TokenStream, into: { limit: Expr | undefined; offset?: Expr | undefined }): void {
  if (s.postgres && s.accept('OFFSET')) into.offset = parseExpr(s);
  if (!s.accept('LIMIT')) return;
  into.limit = parseExpr(s);
  if (s.acceptOperator(',')) {
    into.offset = into.limit;
    into.limit = parseExpr(s);
  } else if (s.accept('OFFSET')) into.offset = parseExpr(s);
}

function parseEnd(s: TokenStream, select: Select): void {
  for (;;) {
    if (s.accept('FOR')) {
      if (s.acceptAny('UPDATE', 'SHARE') === undefined) s.fail();
      s.accept('NOWAIT');
      s.accept('SKIP', 'LOCKED');
      select.locking = true;
    } else if (s.accept('LOCK', 'IN')) {
      s.expect('SHARE', 'MODE');
      select.locking = true;
    } else if (s.accept('INTO')) {
      if (s.token.kind !== 'variable') s.fail();
      select.into = s.list(() => s.next().text);
    } else return;
  }
}

function parseOperand(s: TokenStream): Select {
  if (s.isOperator('(')) return s.inParens(() => parseSelect(s));
  if (s.accept('VALUES')) {
    const rows = s.list(() => {
      if (!s.postgres) s.expect('ROW');
      return s.inParens(() => s.list(() => parseExpr(s)));
    });
    const items = (rows[0] ?? []).map((expr, i): SelectItem => ({ expr, alias: `column_${i}` }));
    return plainSelect({ kind: 'core', distinct: false, items, from: undefined, where: undefined, group: [], rollup: false, having: undefined, rows }); // prettier-ignore
  }
  if (s.accept('TABLE')) {
    const name = parseTableName(s);
    const star: Expr = { kind: 'star', table: undefined, text: '*' };
    return plainSelect({ kind: 'core', distinct: false, items: [{ expr: star, alias: undefined }], from: { kind: 'table', name, alias: undefined }, where: undefined, group: [], rollup: false, having: undefined }); // prettier-ignore
  }
  s.expect('SELECT');
  const core: SelectCore = { kind: 'core', distinct: false, items: [], from: undefined, where: undefined, group: [], rollup: false, having: undefined }; // prettier-ignore
  for (;;) {
    const word = s.acceptAny('DISTINCT', 'DISTINCTROW', 'ALL', 'SQL_NO_CACHE', 'SQL_CALC_FOUND_ROWS', 'HIGH_PRIORITY', 'STRAIGHT_JOIN'); // prettier-ignore
    if (word === undefined) break;
    core.distinct ||= word.startsWith('DISTINCT');
  }
  core.items = parseItems(s);
  const select = plainSelect(core);
  if (s.isWord('INTO')) parseEnd(s, select);
  if (s.accept('FROM') && !s.accept('DUAL')) core.from = parseTables(s);
  if (s.accept('WHERE')) core.where = parseExpr(s);
  if (s.accept('GROUP', 'BY')) {
    core.group = parseOrder(s).map(({ expr }) => expr);
    core.rollup = s.accept('WITH', 'ROLLUP');
  }
  if (s.accept('HAVING')) core.having = parseExpr(s);
  return select;
}

export function parseItems(s: TokenStream): SelectItem[] {
  return s.list(() => parseItem(s));
}

function parseItem(s: TokenStream): SelectItem {
  const expr = parseExpr(s);
  if (s.accept('AS')) return { expr, alias: s.token.kind === 'string' ? s.string() : s.name() };
  if (s.token.kind === 'string') return { expr, alias: s.string() };
  return { expr, alias: s.isName() ? s.name() : undefined };
}

export function parseTables(s: TokenStream): TableRef {
  let left = parseJoins(s);
  while (s.acceptOperator(',')) left = { kind: 'join', how: 'inner', left, right: parseJoins(s), on: undefined, using: [], natural: false }; // prettier-ignore
  return left;
}

function parseJoins(s: TokenStream): TableRef {
  let left = parseTable(s);
  for (;;) {
    const natural = s.accept('NATURAL');
    let how: 'inner' | 'left' | 'right' = 'inner';
    if (s.acceptAny('INNER', 'CROSS') !== undefined) s.expect('JOIN');
    else if (s.isWord('LEFT') || s.isWord('RIGHT')) {
      how = s.next().upper === 'LEFT' ? 'left' : 'right';
      s.accept('OUTER');
      s.expect('JOIN');
    } else if (s.acceptAny('JOIN', 'STRAIGHT_JOIN') === undefined) {
      if (natural) s.fail();
      return left;
    }
    const right = parseTable(s);
    const on = !natural && s.accept('ON') ? parseExpr(s) : undefined;
    const using = !natural && on === undefined && s.accept('USING') ? s.inParens(() => s.list(() => s.name())) : [];
    if (how !== 'inner' && !natural && on === undefined && using.length === 0) s.fail();
    left = { kind: 'join', how, left, right, on, using, natural };
  }
}

function parseAlias(s: TokenStream): string | undefined {
  if (s.accept('AS')) return s.nameOrString();
  return s.isName() && !s.isAny('OFFSET', 'PARTITION') ? s.name() : undefined;
}

function parseTable(s: TokenStream): TableRef {
  if (s.isOperator('(')) {
    if (isQuery(s)) {
      const select = s.inParens(() => parseSelect(s));
      const alias = parseAlias(s);
      if (alias === undefined) throw derivedNeedsAlias();
      const columns = s.isOperator('(') ? s.inParens(() => s.list(() => s.name())) : [];
      return { kind: 'derived', select, alias, columns };
    }
    return s.inParens(() => parseTables(s));
  }
  const name = parseTableName(s);
  const alias = parseAlias(s);
  while (s.acceptAny('USE', 'FORCE', 'IGNORE') !== undefined) {
    if (s.acceptAny('INDEX', 'KEY') === undefined) s.fail();
    s.inParens(() => s.list(() => s.nameAfterDot()));
  }
  return { kind: 'table', name, alias };
}

function derivedNeedsAlias(): SqlError {
  return new SqlError(1248, '42000', 'Every derived table must have its own alias');
}
