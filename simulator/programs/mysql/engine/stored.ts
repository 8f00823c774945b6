/**
 * What is read back from files of the data directory, which anybody who can write there may have changed: each is
 * checked before it is believed.
 */
import type { User } from './accounts.ts';
import type { TableDefinition } from './definition.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each: unknown) => typeof each === 'string');
const areAll = (value: unknown, check: (each: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((each: unknown) => check(each));

/** Undefined when the text is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isType(value: unknown): boolean {
  return isFields(value) && typeof value.name === 'string' && isTexts(value.members);
}

function isColumn(value: unknown): boolean {
  return isFields(value) && typeof value.name === 'string' && isType(value.type) && isFields(value.default) && typeof value.nullable === 'boolean'; // prettier-ignore
}

const isKey = (value: unknown): boolean => isFields(value) && typeof value.name === 'string' && isTexts(value.columns);
const isForeign = (value: unknown): boolean => isKey(value) && isFields(value) && typeof value.table === 'string' && isTexts(value.references); // prettier-ignore
const isCheck = (value: unknown): boolean => isFields(value) && typeof value.text === 'string';

export function isTableDefinition(value: unknown): value is TableDefinition {
  return (
    isFields(value) &&
    areAll(value.columns, isColumn) &&
    areAll(value.keys, isKey) &&
    areAll(value.foreign, isForeign) &&
    areAll(value.checks, isCheck) &&
    typeof value.engine === 'string' &&
    typeof value.charset === 'string' &&
    typeof value.collation === 'string'
  );
}

export function isUser(value: unknown): value is User {
  return isFields(value) && typeof value.user === 'string' && typeof value.host === 'string' && typeof value.plugin === 'string' && typeof value.secret === 'string' && isTexts(value.global) && isFields(value.databases) && isFields(value.tables); // prettier-ignore
}

export interface DatabaseOptions {
  charset: string;
  collation: string;
}

export function isDatabaseOptions(value: unknown): value is DatabaseOptions {
  return isFields(value) && typeof value.charset === 'string' && typeof value.collation === 'string';
}

export type StoredValue = null | number | string;

/** A line of a table's file: a row (its number and values), a row that is gone (its number), the next automatic number. */
export type StoredLine = { kind: 'row'; id: number; values: StoredValue[] } | { kind: 'gone'; id: number } | { kind: 'automatic'; next: number }; // prettier-ignore

const isStoredValue = (value: unknown): value is StoredValue =>
  value === null || typeof value === 'number' || typeof value === 'string';

/** Undefined when the line is none. */
export function readLine(text: string): StoredLine | undefined {
  const value = readJson(text);
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const [id, rest] = items;
  if (id === 'a') return typeof rest === 'number' ? { kind: 'automatic', next: rest } : undefined;
  if (typeof id !== 'number') return undefined;
  if (rest === undefined) return { kind: 'gone', id };
  return Array.isArray(rest) && rest.every(isStoredValue) ? { kind: 'row', id, values: rest } : undefined;
}
