/** CREATE, ALTER, DROP, TRUNCATE, RENAME: statements that change what there is. */
import type {
  AlterAction,
  ColumnDefinition,
  Position,
  ReferenceAction,
  ReferenceDefinition,
  Statement,
  TableElement,
  TableName,
  TableOptions,
} from './ast.ts';
import { parseExpr } from './expressions.ts';
import { parseSelect, parseTableName } from './select.ts';
import { parseCreateUser, parseDropUser } from './account-statements.ts';
import type { TokenStream } from './token-stream.ts';
import { parseType } from './types.ts';

const ifNotExists = (s: TokenStream): boolean => s.accept('IF', 'NOT', 'EXISTS');
const ifExists = (s: TokenStream): boolean => s.accept('IF', 'EXISTS');

export function parseCreate(s: TokenStream): Statement {
  s.expect('CREATE');
  const orReplace = s.accept('OR', 'REPLACE');
  while (s.accept('ALGORITHM')) {
    s.expectOperator('=');
    s.next();
  }
  if (s.accept('DEFINER')) {
    s.expectOperator('=');
    s.nameOrString();
    if (s.token.kind === 'variable') s.next();
    else if (s.acceptOperator('@')) s.nameOrString();
  }
  if (s.accept('SQL', 'SECURITY')) s.next();
  if (s.acceptAny('DATABASE', 'SCHEMA') !== undefined) return parseDatabase(s, false);
  if (s.accept('VIEW')) return parseView(s, orReplace);
  if (s.accept('USER')) return parseCreateUser(s, false);
  if (s.accept('ROLE')) return parseCreateUser(s, false, true);
  const temporary = s.accept('TEMPORARY');
  if (s.accept('TABLE')) return parseTable(s, temporary);
  const kind = s.acceptAny('UNIQUE', 'FULLTEXT', 'SPATIAL');
  if (s.accept('INDEX')) {
    const notExists = s.postgres && ifNotExists(s);
    const name = s.postgres && s.isWord('ON') ? '' : s.name();
    if (notExists) s.accept('ONLY');
    if (s.accept('USING')) s.next();
    s.expect('ON');
    const table = parseTableName(s);
    if (s.accept('USING')) s.next();
    const columns = keyColumns(s);
    skipIndexOptions(s);
    return { kind: 'create-index', name, unique: kind === 'UNIQUE', table, columns };
  }
  return s.fail();
}

export function parseDatabase(s: TokenStream, alter: boolean): Statement {
  const notExists = ifNotExists(s);
  const name = s.name();
  let charset: string | undefined;
  let collation: string | undefined;
  while (!s.ended && !s.isOperator(';')) {
    s.accept('DEFAULT');
    if (s.accept('CHARACTER', 'SET') || s.accept('CHARSET')) charset = optionValue(s);
    else if (s.accept('COLLATE')) collation = optionValue(s);
    else if (s.accept('ENCRYPTION')) optionValue(s);
    else if (
      s.postgres &&
      s.acceptAny('WITH', 'OWNER', 'ENCODING', 'TEMPLATE', 'LC_COLLATE', 'LC_CTYPE', 'LOCALE', 'AUTHORIZATION') !==
        undefined
    )
      while (
        s.acceptOperator('=') ||
        s.token.kind === 'string' ||
        (s.isName() && !s.isAny('OWNER', 'ENCODING', 'TEMPLATE', 'LC_COLLATE', 'LC_CTYPE', 'LOCALE'))
      )
        s.next();
    else s.fail();
  }
  return { kind: 'create-database', name, ifNotExists: notExists, charset, collation, alter };
}

const KEY_TYPES = { UNIQUE: 'unique', FULLTEXT: 'fulltext', SPATIAL: 'spatial' } as const;

function optionValue(s: TokenStream): string {
  s.acceptOperator('=');
  if (s.token.kind === 'number') return s.next().text;
  return s.nameOrString();
}

function parseView(s: TokenStream, orReplace: boolean): Statement {
  const name = parseTableName(s);
  const columns = s.isOperator('(') ? s.inParens(() => s.list(() => s.name())) : [];
  s.expect('AS');
  const start = s.token.at;
  const select = parseSelect(s);
  const text = s.textFrom(start);
  if (s.accept('WITH')) {
    s.acceptAny('CASCADED', 'LOCAL');
    s.expect('CHECK', 'OPTION');
  }
  return { kind: 'create-view', name, columns, select, orReplace, text };
}

function parseTable(s: TokenStream, temporary: boolean): Statement {
  const notExists = ifNotExists(s);
  const name = parseTableName(s);
  const base = { kind: 'create-table', name, ifNotExists: notExists, temporary, like: undefined, select: undefined } as const; // prettier-ignore
  if (s.accept('LIKE')) return { ...base, elements: [], options: {}, like: parseTableName(s) };
  const mark = s.mark();
  let elements: TableElement[] = [];
  if (s.acceptOperator('(')) {
    if (s.accept('LIKE')) {
      const like = parseTableName(s);
      s.expectOperator(')');
      return { ...base, elements: [], options: {}, like };
    }
    if (s.isWord('SELECT')) s.reset(mark);
    else {
      elements = s.list(() => parseElement(s));
      s.expectOperator(')');
    }
  }
  const options = parseTableOptions(s);
  s.accept('AS');
  const select = s.isAny('SELECT', 'WITH') || s.isOperator('(') ? parseSelect(s) : undefined;
  if (elements.length === 0 && select === undefined) s.fail();
  return { ...base, elements, options, select };
}

export function parseTableOptions(s: TokenStream): TableOptions {
  const options: TableOptions = {};
  for (;;) {
    s.acceptOperator(',');
    const mark = s.mark();
    s.accept('DEFAULT');
    if (s.accept('ENGINE') || s.accept('TYPE')) options.engine = optionValue(s);
    else if (s.accept('CHARACTER', 'SET') || s.accept('CHARSET')) options.charset = optionValue(s).toLowerCase();
    else if (s.accept('COLLATE')) options.collation = optionValue(s).toLowerCase();
    else if (s.accept('AUTO_INCREMENT')) options.autoIncrement = Number(optionValue(s));
    else if (s.accept('COMMENT')) options.comment = optionValue(s);
    else if (
      s.acceptAny(
        'ROW_FORMAT',
        'STATS_PERSISTENT',
        'KEY_BLOCK_SIZE',
        'PACK_KEYS',
        'CHECKSUM',
        'MAX_ROWS',
        'MIN_ROWS',
        'AVG_ROW_LENGTH',
      ) !== undefined
    )
      optionValue(s); // prettier-ignore
    else {
      s.reset(mark);
      return options;
    }
  }
}

function keyColumns(s: TokenStream): string[] {
  return s.inParens(() =>
    s.list(() => {
      const name = s.name();
      if (s.acceptOperator('(')) {
        s.integer();
        s.expectOperator(')');
      }
      s.acceptAny('ASC', 'DESC');
      return name;
    }),
  );
}

function skipIndexOptions(s: TokenStream): void {
  for (;;) {
    if (s.accept('USING')) s.next();
    else if (s.accept('COMMENT')) s.string();
    else if (s.acceptAny('VISIBLE', 'INVISIBLE') === undefined) return;
  }
}

function parseElement(s: TokenStream): TableElement {
  const constraint = s.accept('CONSTRAINT');
  const symbol = constraint && s.isName() ? s.name() : undefined;
  if (s.accept('PRIMARY')) {
    s.expect('KEY');
    if (s.accept('USING')) s.next();
    const columns = keyColumns(s);
    skipIndexOptions(s);
    return { kind: 'key', type: 'primary', name: 'PRIMARY', columns };
  }
  if (s.accept('FOREIGN')) {
    s.expect('KEY');
    const own = s.isName() ? s.name() : undefined;
    const columns = keyColumns(s);
    return { kind: 'foreign', name: symbol ?? own, columns, references: parseReferences(s) };
  }
  if (s.accept('CHECK')) {
    const expr = s.inParens(() => parseExpr(s));
    s.accept('NOT');
    s.accept('ENFORCED');
    return { kind: 'check', name: symbol, expr };
  }
  const word = s.acceptAny('UNIQUE', 'FULLTEXT', 'SPATIAL');
  const index = s.acceptAny('INDEX', 'KEY');
  if (word !== undefined || index !== undefined) {
    const type = word === undefined ? 'index' : KEY_TYPES[word];
    const name = s.isName() ? s.name() : symbol;
    if (s.accept('USING')) s.next();
    const columns = keyColumns(s);
    skipIndexOptions(s);
    return { kind: 'key', type, name, columns };
  }
  if (constraint) s.fail();
  return { kind: 'column', column: parseColumn(s) };
}

function parseReferences(s: TokenStream): ReferenceDefinition {
  s.expect('REFERENCES');
  const table = parseTableName(s);
  const columns = s.isOperator('(') ? keyColumns(s) : [];
  const reference: ReferenceDefinition = { table, columns, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' };
  while (s.accept('ON')) {
    const which = s.acceptAny('DELETE', 'UPDATE');
    if (which === undefined) s.fail();
    const action = referenceAction(s);
    if (which === 'DELETE') reference.onDelete = action;
    else reference.onUpdate = action;
  }
  return reference;
}

function referenceAction(s: TokenStream): ReferenceAction {
  if (s.accept('CASCADE')) return 'CASCADE';
  if (s.accept('RESTRICT')) return 'RESTRICT';
  if (s.accept('SET', 'NULL')) return 'SET NULL';
  if (s.accept('NO', 'ACTION')) return 'NO ACTION';
  return s.fail();
}

export function parseColumn(s: TokenStream): ColumnDefinition {
  const name = s.name();
  const serial = s.isWord('SERIAL') || (s.postgres && /^(BIG|SMALL)?SERIAL[48]?$/.test(s.token.upper));
  const type = parseType(s);
  const column: ColumnDefinition = {
    name, type, nullable: serial ? false : undefined, default: undefined, onUpdate: false, autoIncrement: serial, comment: '', generated: undefined,
    primary: false, unique: serial && !s.postgres, check: undefined, references: undefined,
  }; // prettier-ignore
  for (;;) {
    if (s.postgres && s.accept('CONSTRAINT')) s.name();
    if (s.accept('NOT', 'NULL')) column.nullable = false;
    else if (s.accept('NULL')) column.nullable = true;
    else if (s.accept('DEFAULT')) column.default = parseDefault(s);
    else if (s.accept('ON', 'UPDATE')) {
      parseDefault(s);
      column.onUpdate = true;
    } else if (s.accept('AUTO_INCREMENT')) column.autoIncrement = true;
    else if (s.accept('PRIMARY', 'KEY') || s.accept('KEY')) column.primary = true;
    else if (s.accept('UNIQUE')) {
      s.accept('KEY');
      column.unique = true;
    } else if (s.accept('COMMENT')) column.comment = s.string();
    else if (s.accept('CHARACTER', 'SET') || s.accept('CHARSET')) column.type.charset = s.nameOrString().toLowerCase();
    else if (s.accept('COLLATE')) column.type.collation = s.nameOrString().toLowerCase();
    else if (s.isWord('REFERENCES')) column.references = parseReferences(s);
    else if (s.accept('CHECK')) column.check = s.inParens(() => parseExpr(s));
    else if (
      s.accept('GENERATED', 'ALWAYS', 'AS', 'IDENTITY') ||
      s.accept('GENERATED', 'BY', 'DEFAULT', 'AS', 'IDENTITY')
    ) {
      column.autoIncrement = true;
      column.nullable = false;
    } else if (s.accept('GENERATED', 'ALWAYS', 'AS') || s.accept('AS')) {
      const expr = s.inParens(() => parseExpr(s));
      column.generated = { expr, stored: s.acceptAny('STORED', 'VIRTUAL', 'PERSISTENT') !== 'VIRTUAL' };
    } else if (s.acceptAny('VISIBLE', 'INVISIBLE') === undefined) return column;
  }
}

function parseDefault(s: TokenStream): NonNullable<ColumnDefinition['default']> {
  if (s.postgres) return parseExpr(s);
  const start = s.token.at;
  if (s.acceptAny('CURRENT_TIMESTAMP', 'NOW', 'LOCALTIME', 'LOCALTIMESTAMP') !== undefined) {
    if (s.acceptOperator('(')) {
      if (!s.isOperator(')')) s.integer();
      s.expectOperator(')');
    }
    const text = s.textFrom(start);
    return { kind: 'call', name: 'NOW', args: [], distinct: false, star: false, order: [], separator: undefined, window: undefined, text }; // prettier-ignore
  }
  if (s.isOperator('(')) return s.inParens(() => parseExpr(s));
  const sign = s.isOperator('-') || s.isOperator('+');
  if (sign || ['number', 'string', 'hex'].includes(s.token.kind) || s.isAny('NULL', 'TRUE', 'FALSE', 'UUID')) {
    const mark = s.mark();
    if (sign) s.next();
    const literal = s.next();
    s.reset(mark);
    if (literal.kind === 'string' || literal.kind === 'number' || literal.kind === 'hex' || literal.kind === 'word')
      return parseLiteral(s);
  }
  return s.fail();
}

function parseLiteral(s: TokenStream): NonNullable<ColumnDefinition['default']> {
  const start = s.token.at;
  const negative = s.acceptOperator('-');
  if (!negative) s.acceptOperator('+');
  const token = s.next();
  const text = s.textFrom(start);
  if (token.kind === 'string') return { kind: 'literal', as: 'string', value: token.text, text };
  if (token.kind === 'word') {
    if (token.upper === 'NULL') return { kind: 'literal', as: 'null', value: null, text };
    return { kind: 'literal', as: 'boolean', value: token.upper === 'TRUE' ? 1n : 0n, text };
  }
  if (/^\d+$/.test(token.text)) return { kind: 'literal', as: 'integer', value: BigInt(token.text) * (negative ? -1n : 1n), text }; // prettier-ignore
  return { kind: 'literal', as: 'decimal', value: `${negative ? '-' : ''}${token.text}`, text };
}

export function parseDrop(s: TokenStream): Statement {
  s.expect('DROP');
  if (s.acceptAny('DATABASE', 'SCHEMA') !== undefined) {
    const exists = ifExists(s);
    return { kind: 'drop-database', name: s.name(), ifExists: exists };
  }
  if (s.accept('USER') || s.accept('ROLE')) return parseDropUser(s);
  if (s.accept('INDEX')) {
    const name = s.name();
    s.expect('ON');
    return { kind: 'drop-index', name, table: parseTableName(s) };
  }
  s.accept('TEMPORARY');
  const what = s.acceptAny('TABLE', 'TABLES', 'VIEW');
  if (what === undefined) s.fail();
  const exists = ifExists(s);
  const names = s.list(() => parseTableName(s));
  s.acceptAny('CASCADE', 'RESTRICT');
  return { kind: 'drop-table', names, ifExists: exists, view: what === 'VIEW' };
}

export function parseAlter(s: TokenStream): Statement {
  s.expect('ALTER');
  if (s.acceptAny('DATABASE', 'SCHEMA') !== undefined) return parseDatabase(s, true);
  if (s.accept('USER')) return parseCreateUser(s, true);
  s.expect('TABLE');
  if (s.postgres) ifExists(s);
  if (s.postgres) s.accept('ONLY');
  const name = parseTableName(s);
  return { kind: 'alter-table', name, actions: s.list(() => parseAction(s)).flat() };
}

function position(s: TokenStream): Position {
  if (s.accept('FIRST')) return { kind: 'first' };
  return s.accept('AFTER') ? { kind: 'after', column: s.name() } : { kind: 'last' };
}

function parseAction(s: TokenStream): AlterAction[] {
  if (s.accept('ADD')) {
    const column = s.accept('COLUMN');
    s.accept('IF', 'NOT', 'EXISTS');
    if (s.acceptOperator('(')) {
      const elements = s.list(() => parseElement(s));
      s.expectOperator(')');
      return elements.map((element) => ({ kind: 'add', element, position: { kind: 'last' } }));
    }
    const element: TableElement = column ? { kind: 'column', column: parseColumn(s) } : parseElement(s);
    return [{ kind: 'add', element, position: position(s) }];
  }
  if (s.accept('DROP')) return [parseDropAction(s)];
  if (s.accept('MODIFY')) {
    s.accept('COLUMN');
    const column = parseColumn(s);
    return [{ kind: 'change', old: column.name, column, position: position(s) }];
  }
  if (s.accept('CHANGE')) {
    s.accept('COLUMN');
    const old = s.name();
    const column = parseColumn(s);
    return [{ kind: 'change', old, column, position: position(s) }];
  }
  if (s.accept('ALTER')) {
    s.accept('COLUMN');
    const column = s.name();
    if (s.accept('DROP', 'DEFAULT')) return [{ kind: 'default', column, value: undefined }];
    s.expect('SET', 'DEFAULT');
    return [{ kind: 'default', column, value: parseDefault(s) }];
  }
  if (s.accept('RENAME', 'COLUMN')) return [renaming(s, 'rename-column')];
  if (s.accept('RENAME', 'INDEX') || s.accept('RENAME', 'KEY')) return [renaming(s, 'rename-index')];
  if (s.accept('RENAME')) {
    s.acceptAny('TO', 'AS');
    return [{ kind: 'rename', to: parseTableName(s) }];
  }
  if (s.accept('CONVERT', 'TO')) {
    if (!s.accept('CHARSET')) s.expect('CHARACTER', 'SET');
    const options: TableOptions = { charset: optionValue(s) };
    if (s.accept('COLLATE')) options.collation = optionValue(s);
    return [{ kind: 'options', options }];
  }
  if (s.acceptAny('DISABLE', 'ENABLE') !== undefined) {
    s.expect('KEYS');
    return [{ kind: 'nothing' }];
  }
  const mark = s.mark();
  const options = parseTableOptions(s);
  if (s.mark() === mark) s.fail();
  return [{ kind: 'options', options }];
}

function renaming(s: TokenStream, kind: 'rename-column' | 'rename-index'): AlterAction {
  const from = s.name();
  s.expect('TO');
  return { kind, from, to: s.name() };
}

function parseDropAction(s: TokenStream): AlterAction {
  if (s.accept('PRIMARY', 'KEY')) return { kind: 'drop-key', what: 'primary', name: 'PRIMARY' };
  if (s.accept('FOREIGN', 'KEY')) return { kind: 'drop-key', what: 'foreign', name: s.name() };
  if (s.acceptAny('INDEX', 'KEY') !== undefined) return { kind: 'drop-key', what: 'index', name: s.name() };
  if (s.acceptAny('CHECK', 'CONSTRAINT') !== undefined) return { kind: 'drop-key', what: 'check', name: s.name() };
  s.accept('COLUMN');
  const exists = ifExists(s);
  return { kind: 'drop-column', name: s.name(), ifExists: exists };
}

export function parseRename(s: TokenStream): Statement {
  s.expect('RENAME', 'TABLE');
  const pairs = s.list(() => {
    const from: TableName = parseTableName(s);
    s.expect('TO');
    return { from, to: parseTableName(s) };
  });
  return { kind: 'rename-table', pairs };
}
