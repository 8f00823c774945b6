/** Names of types, with MySQL's synonyms brought down to the names the server shows. */
import type { TypeName } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

const SYNONYMS: Readonly<Record<string, string>> = {
  INTEGER: 'int', INT: 'int', INT4: 'int', TINYINT: 'tinyint', SMALLINT: 'smallint', MEDIUMINT: 'mediumint', BIGINT: 'bigint', INT8: 'bigint',
  DECIMAL: 'decimal', NUMERIC: 'decimal', DEC: 'decimal', FIXED: 'decimal', FLOAT: 'float', DOUBLE: 'double', REAL: 'double',
  CHAR: 'char', CHARACTER: 'char', NCHAR: 'char', VARCHAR: 'varchar', NVARCHAR: 'varchar', TINYTEXT: 'tinytext', TEXT: 'text', MEDIUMTEXT: 'mediumtext', LONGTEXT: 'longtext', LONG: 'mediumtext',
  BINARY: 'binary', VARBINARY: 'varbinary', TINYBLOB: 'tinyblob', BLOB: 'blob', MEDIUMBLOB: 'mediumblob', LONGBLOB: 'longblob',
  DATE: 'date', TIME: 'time', DATETIME: 'datetime', TIMESTAMP: 'timestamp', YEAR: 'year', ENUM: 'enum', SET: 'set', JSON: 'json', BIT: 'bit', BOOL: 'tinyint', BOOLEAN: 'tinyint', UUID: 'char',
}; // prettier-ignore

export function parseType(s: TokenStream): TypeName {
  const word = s.token.kind === 'word' ? s.token.upper : '';
  if (word === 'SERIAL') {
    s.next();
    return { ...plain('bigint'), unsigned: true };
  }
  const name = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined;
  if (name === undefined) return s.fail();
  s.next();
  const type = plain(name);
  if (word === 'BOOL' || word === 'BOOLEAN') type.length = 1;
  if (word === 'DOUBLE') s.accept('PRECISION');
  if (word === 'CHARACTER' && s.accept('VARYING')) type.name = 'varchar';
  if (name === 'enum' || name === 'set') type.members = s.inParens(() => s.list(() => s.string()));
  else if (s.acceptOperator('(')) {
    type.length = s.integer();
    if (s.acceptOperator(',')) type.decimals = s.integer();
    s.expectOperator(')');
  }
  if (type.name === 'varchar' && type.length === undefined) s.fail();
  for (;;) {
    if (s.accept('UNSIGNED')) type.unsigned = true;
    else if (s.accept('ZEROFILL')) type.zerofill = type.unsigned = true;
    else if (s.accept('SIGNED')) continue;
    else if (s.accept('CHARACTER', 'SET') || s.accept('CHARSET')) type.charset = s.nameOrString().toLowerCase();
    else if (s.accept('COLLATE')) type.collation = s.nameOrString().toLowerCase();
    else return type;
  }
}

function plain(name: string): TypeName {
  return { name, length: undefined, decimals: undefined, unsigned: false, zerofill: false, members: [], charset: undefined, collation: undefined }; // prettier-ignore
}
