/** Expressions, by precedence. */
import { isIntervalUnit } from './ast.ts';
import type { BinaryOperator, Expr, IntervalUnit, OrderItem, TypeName, WindowSpec } from './ast.ts';
import type { TokenStream } from './token-stream.ts';
import { CONCATENATION } from './postgres-lexer.ts';
import { parseType } from './types.ts';

type Bare = Expr extends infer E ? (E extends Expr ? Omit<E, 'text'> : never) : never;

function made(s: TokenStream, start: number, expr: Bare): Expr {
  return { ...expr, text: s.textFrom(start) };
}

export function parseExpr(s: TokenStream): Expr {
  const start = s.token.at;
  let left = parseXor(s);
  while (s.isWord('OR') || s.isOperator('||')) {
    s.next();
    left = made(s, start, { kind: 'binary', op: 'OR', left, right: parseXor(s) });
  }
  return left;
}

function parseXor(s: TokenStream): Expr {
  const start = s.token.at;
  let left = parseAnd(s);
  while (s.accept('XOR')) left = made(s, start, { kind: 'binary', op: 'XOR', left, right: parseAnd(s) });
  return left;
}

function parseAnd(s: TokenStream): Expr {
  const start = s.token.at;
  let left = parseNot(s);
  while (s.isWord('AND') || s.isOperator('&&')) {
    s.next();
    left = made(s, start, { kind: 'binary', op: 'AND', left, right: parseNot(s) });
  }
  return left;
}

function parseNot(s: TokenStream): Expr {
  const start = s.token.at;
  if (s.accept('NOT')) return made(s, start, { kind: 'unary', op: '!', operand: parseNot(s) });
  return parsePredicate(s);
}

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = { '=': '=', '<=>': '<=>', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }; // prettier-ignore

function parsePredicate(s: TokenStream): Expr {
  const start = s.token.at;
  let left = parseBits(s);
  for (;;) {
    const op = s.token.kind === 'operator' ? COMPARISONS[s.token.text] : undefined;
    if (op !== undefined) {
      s.next();
      const quantifier = s.acceptAny('ALL', 'ANY', 'SOME');
      left =
        quantifier === undefined
          ? made(s, start, { kind: 'binary', op, left, right: parseBits(s) })
          : made(s, start, { kind: 'quantified', op, operand: left, every: quantifier === 'ALL', select: s.inParens(() => s.select(s)) }); // prettier-ignore
      continue;
    }
    if (s.accept('IS')) {
      const not = s.accept('NOT');
      const what = s.acceptAny('NULL', 'TRUE', 'FALSE', 'UNKNOWN');
      if (what === undefined) s.fail();
      left = made(s, start, { kind: 'is', operand: left, what, not });
      continue;
    }
    const mark = s.mark();
    const not = s.accept('NOT');
    const after = parseAfterNot(s, start, left, not);
    if (after === undefined) {
      s.reset(mark);
      return left;
    }
    left = after;
  }
}

function parseAfterNot(s: TokenStream, start: number, left: Expr, not: boolean): Expr | undefined {
  if (s.accept('IN')) {
    const list = s.inParens(() => (isQuery(s) ? s.select(s) : s.list(() => parseExpr(s))));
    return made(s, start, { kind: 'in', operand: left, list, not });
  }
  if (s.accept('BETWEEN')) {
    const low = parseBits(s);
    s.expect('AND');
    return made(s, start, { kind: 'between', operand: left, low, high: parseBits(s), not });
  }
  const like = s.acceptAny('LIKE', 'ILIKE');
  if (like !== undefined) {
    const insensitive = like === 'ILIKE';
    const pattern = parseBits(s);
    const escape = s.accept('ESCAPE') ? s.string() : '\\';
    const lower = (operand: Expr): Expr => (insensitive ? call(s, start, 'LOWER', [operand]) : operand);
    return made(s, start, { kind: 'like', operand: lower(left), pattern: lower(pattern), escape, not });
  }
  if (s.acceptAny('REGEXP', 'RLIKE') !== undefined)
    return made(s, start, { kind: 'regexp', operand: left, pattern: parseBits(s), not });
  return undefined;
}

const LEVELS: readonly Readonly<Record<string, BinaryOperator | 'CONCAT'>>[] = [
  { '|': '|' },
  { '&': '&' },
  { '<<': '<<', '>>': '>>' },
  { '+': '+', '-': '-', [CONCATENATION]: 'CONCAT' },
  { '*': '*', '/': '/', '%': '%', DIV: 'DIV', MOD: '%' },
  { '^': '^' },
];

function parseBits(s: TokenStream, level = 0): Expr {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(s);
  const start = s.token.at;
  let left = parseBits(s, level + 1);
  for (;;) {
    const { token } = s;
    const key = token.kind === 'operator' ? token.text : token.kind === 'word' ? token.upper : '';
    const op = Object.hasOwn(operators, key) ? operators[key] : undefined;
    if (op === undefined) return left;
    s.next();
    const right = parseBits(s, level + 1);
    left = op === 'CONCAT' ? call(s, start, op, [left, right]) : made(s, start, { kind: 'binary', op, left, right });
  }
}

function parseUnary(s: TokenStream): Expr {
  const start = s.token.at;
  for (const op of ['-', '+', '~', '!'] as const)
    if (s.acceptOperator(op)) return made(s, start, { kind: 'unary', op, operand: parseUnary(s) });
  if (s.accept('BINARY')) return made(s, start, { kind: 'cast', operand: parseUnary(s), type: simpleType('binary') });
  let operand = parsePrimary(s);
  for (;;) {
    if (s.acceptOperator('::')) operand = made(s, start, { kind: 'cast', operand, type: parseType(s) });
    else if (s.accept('COLLATE')) {
      const name = s.nameOrString();
      if (/_bin$/i.test(name)) operand = made(s, start, { kind: 'cast', operand, type: simpleType('binary') });
    } else if (s.isOperator('->') || s.isOperator('->>')) {
      const unquote = s.next().text === '->>';
      const path: Expr = { kind: 'literal', as: 'string', value: s.token.text, text: s.token.text };
      s.string();
      const extract = call(s, start, 'JSON_EXTRACT', [operand, path]);
      operand = unquote ? call(s, start, 'JSON_UNQUOTE', [extract]) : extract;
    } else return operand;
  }
}

function simpleType(name: string): TypeName {
  return { name, length: undefined, decimals: undefined, unsigned: false, zerofill: false, members: [], charset: undefined, collation: undefined }; // prettier-ignore
}

function call(s: TokenStream, start: number, name: string, args: Expr[]): Expr {
  return made(s, start, { kind: 'call', name, args, distinct: false, star: false, order: [], separator: undefined, window: undefined }); // prettier-ignore
}

export function isQuery(s: TokenStream): boolean {
  let ahead = 0;
  while (s.isOperator('(', ahead)) ahead++;
  const token = s.peek(ahead);
  return (
    token.kind === 'word' &&
    ['SELECT', 'WITH', 'VALUES'].includes(token.upper) &&
    !(token.upper === 'VALUES' && ahead > 0)
  );
}

function parsePrimary(s: TokenStream): Expr {
  const start = s.token.at;
  const { token } = s;
  switch (token.kind) {
    case 'number': {
      s.next();
      const as = /^\d+$/.test(token.text) ? 'integer' : /e/i.test(token.text) ? 'double' : 'decimal';
      return made(s, start, { kind: 'literal', as, value: as === 'integer' ? BigInt(token.text) : token.text });
    }
    case 'string': {
      let value = s.next().text;
      while (s.token.kind === 'string') value += s.next().text;
      return made(s, start, { kind: 'literal', as: 'string', value });
    }
    case 'hex': s.next(); return made(s, start, { kind: 'literal', as: 'hex', value: token.text });
    case 'parameter': s.next(); return made(s, start, { kind: 'parameter', index: s.parameters++ });
    case 'variable': {
      s.next();
      if (s.acceptOperator(':=')) return made(s, start, { kind: 'assign', name: token.text, value: parseExpr(s) });
      return made(s, start, { kind: 'variable', name: token.text });
    }
    case 'operator': return parseParens(s, start);
    case 'quoted': return parseColumn(s, start);
    case 'word': return parseWord(s, start);
    case 'end': return s.fail();
  } // prettier-ignore
}

function parseParens(s: TokenStream, start: number): Expr {
  if (s.isOperator('*')) {
    s.next();
    return made(s, start, { kind: 'star', table: undefined });
  }
  if (!s.isOperator('(')) return s.fail();
  if (isQuery(s)) {
    const select = s.inParens(() => s.select(s));
    return made(s, start, { kind: 'subquery', select });
  }
  const items = s.inParens(() => s.list(() => parseExpr(s)));
  const [only] = items;
  if (items.length === 1 && only !== undefined) return { ...only, text: s.textFrom(start) };
  return made(s, start, { kind: 'row', items });
}

export function parseUnit(s: TokenStream): IntervalUnit {
  const { upper } = s.token;
  if (!isIntervalUnit(upper)) return s.fail();
  s.next();
  return upper;
}

/** Functions that are written without parentheses. */
const NILADIC = new Set(['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'LOCALTIME', 'LOCALTIMESTAMP', 'UTC_DATE', 'UTC_TIME', 'UTC_TIMESTAMP']); // prettier-ignore
/** Reserved words that are functions too. */
const CALLABLE = new Set(['IF', 'LEFT', 'RIGHT', 'REPLACE', 'REPEAT', 'INSERT', 'MOD', 'DATABASE', 'SCHEMA', 'CHAR', 'ROW_NUMBER', 'RANK', 'DENSE_RANK', 'VALUES', 'TRUNCATE', ...NILADIC]); // prettier-ignore

function parseWord(s: TokenStream, start: number): Expr {
  const { token } = s;
  switch (token.upper) {
    case 'NULL': s.next(); return made(s, start, { kind: 'literal', as: 'null', value: null });
    case 'TRUE': case 'FALSE': s.next(); return made(s, start, { kind: 'literal', as: 'boolean', value: token.upper === 'TRUE' ? 1n : 0n });
    case 'CASE': return parseCase(s, start);
    case 'USER': case 'SESSION_USER': if (s.postgres) { s.next(); return call(s, start, 'CURRENT_USER', []); } break;
    case 'EXISTS': s.next(); return made(s, start, { kind: 'exists', select: s.inParens(() => s.select(s)) });
    case 'CAST': case 'CONVERT': if (s.isOperator('(', 1)) return parseCast(s, start); break;
    case 'INTERVAL': {
      s.next();
      if (s.postgres) return parseWrittenInterval(s, start);
      const amount = parseBits(s);
      return made(s, start, { kind: 'interval', amount, unit: parseUnit(s) });
    }
    case 'DEFAULT': {
      s.next();
      return made(s, start, { kind: 'default', column: s.isOperator('(') ? s.inParens(() => s.name()) : undefined });
    }
    case 'MATCH': {
      s.next();
      const columns = s.inParens(() => s.list(() => parseExpr(s)));
      s.expect('AGAINST');
      const against = s.inParens(() => {
        const text = parseBits(s);
        while (!s.isOperator(')')) s.next();
        return text;
      });
      return made(s, start, { kind: 'match', columns, against });
    }
    case 'ROW': if (s.isOperator('(', 1)) { s.next(); return made(s, start, { kind: 'row', items: s.inParens(() => s.list(() => parseExpr(s))) }); } break;
    case 'DATE': case 'TIME': case 'TIMESTAMP':
      if (s.peek(1).kind === 'string') {
        const type = s.next().text.toLowerCase();
        const operand = parsePrimary(s);
        return made(s, start, { kind: 'cast', operand, type: simpleType(type === 'timestamp' ? 'datetime' : type) });
      }
      break;
  } // prettier-ignore
  if (/^(_utf8mb4|_utf8|_latin1|_binary|_utf8mb3|N)$/i.test(token.text) && s.peek(1).kind === 'string') {
    s.next();
    return parsePrimary(s);
  }
  if (s.isOperator('(', 1) && (s.isName() || CALLABLE.has(token.upper))) return parseCall(s, start);
  if (NILADIC.has(token.upper)) {
    s.next();
    return call(s, start, token.upper, []);
  }
  if (!s.isName()) s.fail();
  return parseColumn(s, start);
}

/** `INTERVAL '2 days'`. */
function parseWrittenInterval(s: TokenStream, start: number): Expr {
  const [, amount, word = ''] = /^\s*([+-]?\d+)\s*([a-zA-Z]+?)s?\s*$/.exec(s.token.text) ?? [];
  const unit = word.toUpperCase();
  if (s.token.kind !== 'string' || amount === undefined || !isIntervalUnit(unit)) return s.fail();
  s.next();
  return made(s, start, {
    kind: 'interval',
    amount: { kind: 'literal', as: 'integer', value: BigInt(amount), text: amount },
    unit,
  });
}

function parseColumn(s: TokenStream, start: number): Expr {
  const parts = [s.name()];
  while (s.isOperator('.')) {
    s.next();
    if (s.acceptOperator('*')) return made(s, start, { kind: 'star', table: parts.at(-1) });
    parts.push(s.nameAfterDot());
  }
  const [name = '', table, database] = parts.reverse();
  return made(s, start, { kind: 'column', name, table, database });
}

function parseCase(s: TokenStream, start: number): Expr {
  s.expect('CASE');
  const operand = s.isWord('WHEN') ? undefined : parseExpr(s);
  const whens: { when: Expr; then: Expr }[] = [];
  while (s.accept('WHEN')) {
    const when = parseExpr(s);
    s.expect('THEN');
    whens.push({ when, then: parseExpr(s) });
  }
  if (whens.length === 0) s.fail();
  const otherwise = s.accept('ELSE') ? parseExpr(s) : undefined;
  s.expect('END');
  return made(s, start, { kind: 'case', operand, whens, otherwise });
}

function parseCast(s: TokenStream, start: number): Expr {
  const convert = s.next().upper === 'CONVERT';
  s.expectOperator('(');
  const operand = parseExpr(s);
  if (convert && s.accept('USING')) {
    s.nameOrString();
    s.expectOperator(')');
    return made(s, start, { kind: 'cast', operand, type: simpleType('char') });
  }
  if (convert) s.expectOperator(',');
  else s.expect('AS');
  const type = s.acceptAny('SIGNED', 'UNSIGNED');
  if (type !== undefined) {
    s.acceptAny('INTEGER', 'INT');
    s.expectOperator(')');
    return made(s, start, { kind: 'cast', operand, type: { ...simpleType('bigint'), unsigned: type === 'UNSIGNED' } });
  }
  const named = parseType(s);
  s.expectOperator(')');
  return made(s, start, { kind: 'cast', operand, type: named });
}

export function parseOrder(s: TokenStream): OrderItem[] {
  return s.list(() => {
    const expr = parseExpr(s);
    const descending = s.acceptAny('ASC', 'DESC') === 'DESC';
    return { expr, descending };
  });
}

function parseWindow(s: TokenStream): WindowSpec {
  return s.inParens(() => {
    const partition = s.accept('PARTITION', 'BY') ? s.list(() => parseExpr(s)) : [];
    const order = s.accept('ORDER', 'BY') ? parseOrder(s) : [];
    return { partition, order };
  });
}

/** Functions that Postgres has by another name. */
const POSTGRES_FUNCTIONS: Readonly<Record<string, string>> = { LENGTH: 'CHAR_LENGTH', RANDOM: 'RAND', GEN_RANDOM_UUID: 'UUID', CURRENT_DATABASE: 'DATABASE', STRING_AGG: 'GROUP_CONCAT', CLOCK_TIMESTAMP: 'NOW', STATEMENT_TIMESTAMP: 'NOW', TRANSACTION_TIMESTAMP: 'NOW' }; // prettier-ignore

function parseCall(s: TokenStream, start: number): Expr {
  const written = s.next().upper;
  const name = s.postgres ? (POSTGRES_FUNCTIONS[written] ?? written) : written;
  s.expectOperator('(');
  if (name === 'VALUES' && s.isName() && s.isOperator(')', 1)) {
    const column = s.name();
    s.expectOperator(')');
    return made(s, start, { kind: 'values', column });
  }
  const special = parseSpecialCall(s, start, name);
  if (special !== undefined) return special;
  const distinct = s.accept('DISTINCT');
  const star = s.acceptOperator('*');
  const args = star || s.isOperator(')') ? [] : s.list(() => parseExpr(s));
  const joined = s.postgres && name === 'GROUP_CONCAT' ? args.pop() : undefined;
  const order = s.accept('ORDER', 'BY') ? parseOrder(s) : [];
  const separator = joined?.kind === 'literal' ? String(joined.value) : s.accept('SEPARATOR') ? s.string() : undefined;
  s.expectOperator(')');
  const window = s.accept('OVER') ? parseWindow(s) : undefined;
  return made(s, start, { kind: 'call', name, args, distinct, star, order, separator, window });
}

/** Functions whose arguments are separated by words. */
function parseSpecialCall(s: TokenStream, start: number, name: string): Expr | undefined {
  const text = (value: string): Expr => ({ kind: 'literal', as: 'string', value, text: value });
  switch (name) {
    case 'EXTRACT': {
      const unit = parseUnit(s);
      s.expect('FROM');
      const from = parseExpr(s);
      s.expectOperator(')');
      return call(s, start, unit, [from]);
    }
    case 'TIMESTAMPDIFF': case 'TIMESTAMPADD': {
      const unit = parseUnit(s);
      s.expectOperator(',');
      const args = s.list(() => parseExpr(s));
      s.expectOperator(')');
      return call(s, start, name, [text(unit), ...args]);
    }
    case 'TRIM': {
      const side = s.acceptAny('LEADING', 'TRAILING', 'BOTH');
      const first = s.isWord('FROM') ? text(' ') : parseExpr(s);
      const from = s.accept('FROM') ? parseExpr(s) : undefined;
      s.expectOperator(')');
      return call(s, start, side === 'LEADING' ? 'LTRIM' : side === 'TRAILING' ? 'RTRIM' : 'TRIM', from === undefined ? [first] : [from, first]);
    }
    case 'SUBSTRING': case 'SUBSTR': case 'MID': {
      const args = [parseExpr(s)];
      while (s.acceptOperator(',') || s.accept('FROM') || s.accept('FOR')) args.push(parseExpr(s));
      s.expectOperator(')');
      return call(s, start, 'SUBSTRING', args);
    }
    case 'POSITION': {
      const needle = parseBits(s);
      s.expect('IN');
      const hay = parseExpr(s);
      s.expectOperator(')');
      return call(s, start, 'LOCATE', [needle, hay]);
    }
    default: return undefined;
  } // prettier-ignore
}
