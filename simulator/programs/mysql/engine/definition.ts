/** What a table is made of, in the form in which it is written into the table's file. */
import type { ReferenceAction, TypeName } from '../sql/ast.ts';
import { typeOf, type ValueType } from './value.ts';

export type DefaultValue = { kind: 'none' } | { kind: 'null' } | { kind: 'literal' | 'expression'; text: string };

export interface Column {
  name: string;
  type: TypeName;
  nullable: boolean;
  default: DefaultValue;
  /** ON UPDATE CURRENT_TIMESTAMP. */
  onUpdate: boolean;
  autoIncrement: boolean;
  comment: string;
  generated?: { text: string; stored: boolean };
}

export interface Key {
  name: string;
  type: 'primary' | 'unique' | 'index' | 'fulltext' | 'spatial';
  columns: string[];
}

export interface ForeignKey {
  name: string;
  columns: string[];
  database: string;
  table: string;
  references: string[];
  onDelete: ReferenceAction;
  onUpdate: ReferenceAction;
}

export interface TableDefinition {
  name: string;
  columns: Column[];
  keys: Key[];
  foreign: ForeignKey[];
  checks: { name: string; text: string }[];
  engine: string;
  charset: string;
  collation: string;
  comment: string;
  /** Milliseconds since the epoch. */
  created: number;
  /** The query of a view. */
  view?: { text: string; columns: string[] };
}

export function columnIndex(definition: TableDefinition, name: string): number {
  const wanted = name.toLowerCase();
  return definition.columns.findIndex((column) => column.name.toLowerCase() === wanted);
}

export function primaryKey(definition: TableDefinition): Key | undefined {
  return definition.keys.find(({ type }) => type === 'primary');
}

export function valueTypeOf(column: Column): ValueType {
  const { type } = column;
  const length =
    type.length ?? (type.members.length > 0 ? Math.max(...type.members.map((each) => each.length)) : undefined);
  return typeOf(type.name, {
    decimals: type.decimals ?? 0,
    unsigned: type.unsigned,
    nullable: column.nullable,
    ...(type.name === 'tinyint' && type.length === 1 ? { boolean: true } : {}),
    ...(length === undefined ? {} : { length }),
  });
}

/** The type as SHOW COLUMNS and SHOW CREATE TABLE print it. Before 8.0.19 whole numbers have a display width. */
export function typeText(type: TypeName, widths: boolean): string {
  const width: Readonly<Record<string, number>> = { tinyint: type.unsigned ? 3 : 4, smallint: type.unsigned ? 5 : 6, mediumint: type.unsigned ? 8 : 9, int: type.unsigned ? 10 : 11, bigint: 20 }; // prettier-ignore
  let text = type.name;
  if (type.members.length > 0) text += `(${type.members.map((each) => `'${each.replaceAll("'", "''")}'`).join(',')})`;
  else if (type.name === 'decimal') text += `(${type.length ?? 10},${type.decimals ?? 0})`;
  else if (type.name in width) {
    if (widths) text += `(${type.length ?? width[type.name] ?? 11})`;
    else if (type.zerofill || (type.name === 'tinyint' && type.length === 1)) text += `(${type.length ?? width[type.name] ?? 11})`;
  } else if (type.name === 'char' || type.name === 'binary' || type.name === 'bit') text += `(${type.length ?? 1})`;
  else if (type.name === 'year') text += widths ? '(4)' : '';
  else if (type.length !== undefined && !/text|blob/.test(type.name)) text += type.decimals === undefined ? `(${type.length})` : `(${type.length},${type.decimals})`; // prettier-ignore
  if (type.unsigned) text += ' unsigned';
  if (type.zerofill) text += ' zerofill';
  return text;
}
