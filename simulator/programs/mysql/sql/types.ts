/** Names of types, with MySQL's synonyms brought down to the names the server shows. */
import { SqlError } from '../errors.ts';
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
  if (s.postgres) return parsePostgresType(s);
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

/** Postgres's types, by the columns of the engine that hold them. What is stored as text keeps its name in `charset`. */
const POSTGRES: Readonly<Record<string, string>> = {
  INTEGER: 'int', INT: 'int', INT4: 'int', SERIAL: 'int', SERIAL4: 'int', SMALLINT: 'smallint', INT2: 'smallint', SMALLSERIAL: 'smallint', BIGINT: 'bigint', INT8: 'bigint', BIGSERIAL: 'bigint', SERIAL8: 'bigint',
  DECIMAL: 'decimal', NUMERIC: 'decimal', REAL: 'float', FLOAT4: 'float', FLOAT8: 'double', DOUBLE: 'double', FLOAT: 'double', MONEY: 'decimal',
  CHAR: 'char', CHARACTER: 'char', BPCHAR: 'char', VARCHAR: 'varchar', TEXT: 'longtext', UUID: 'longtext', INET: 'longtext', CITEXT: 'longtext', BYTEA: 'longblob',
  DATE: 'date', TIME: 'time', TIMESTAMP: 'datetime', TIMESTAMPTZ: 'timestamp', JSON: 'json', JSONB: 'json', BOOL: 'tinyint', BOOLEAN: 'tinyint', REGCLASS: 'longtext',
}; // prettier-ignore

function parsePostgresType(s: TokenStream): TypeName {
  const word = s.token.upper;
  const name = Object.hasOwn(POSTGRES, word) ? POSTGRES[word] : undefined;
  if (name === undefined) throw new SqlError(42704, '42704', `type "${s.token.text}" does not exist`);
  s.next();
  const type = plain(name);
  if (name === 'tinyint') type.length = 1;
  if (['UUID', 'INET', 'CITEXT', 'JSONB', 'JSON'].includes(word)) type.charset = word.toLowerCase();
  if (word === 'DOUBLE') s.accept('PRECISION');
  if (word === 'CHARACTER' && s.accept('VARYING')) type.name = 'varchar';
  if (s.acceptOperator('(')) {
    type.length = s.integer();
    if (s.acceptOperator(',')) type.decimals = s.integer();
    s.expectOperator(')');
  }
  if (word === 'TIMESTAMP' && s.accept('WITH', 'TIME', 'ZONE')) type.name = 'timestamp';
  else if (s.accept('WITHOUT', 'TIME', 'ZONE') && type.length === undefined) type.length = 6;
  if (/^(datetime|timestamp)$/.test(type.name)) type.length ??= 6;
  if (type.name === 'varchar' && type.length === undefined) type.name = 'longtext';
  if (type.name === 'decimal' && type.length === undefined)
    [type.length, type.decimals, type.charset] = [65, 30, 'free'];
  if (s.isOperator('[')) throw new SqlError(235, '0A000', 'arrays are not simulated');
  return type;
}

function plain(name: string): TypeName {
  return { name, length: undefined, decimals: undefined, unsigned: false, zerofill: false, members: [], charset: undefined, collation: undefined }; // prettier-ignore
}
