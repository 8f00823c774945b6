/** What a statement answers. */
import type { Origin } from './scope.ts';
import { typeOf, type Value, type ValueType } from './value.ts';

export interface ResultColumn {
  name: string;
  type: ValueType;
  table?: string;
  origin?: Origin | undefined;
}

export type Result =
  | { kind: 'rows'; columns: readonly ResultColumn[]; rows: readonly (readonly Value[])[] }
  | { kind: 'ok'; affected: number; insertId: bigint; info: string };

export function done(affected = 0, info = '', insertId = 0n): Result {
  return { kind: 'ok', affected, insertId, info };
}

/** A table of text, as SHOW answers. */
export function listing(
  names: readonly string[],
  rows: readonly (readonly (string | number | bigint | null)[])[],
): Result {
  // prettier-ignore
  const columns = names.map((name, i) => ({ name, type: rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || typeof row[i] === 'bigint' || row[i] === null) && rows.some((row) => row[i] !== null) ? typeOf('bigint', { nullable: rows.some((row) => row[i] === null) }) : typeOf('varchar', { nullable: rows.some((row) => row[i] === null) }) })); // prettier-ignore
  return { kind: 'rows', columns, rows: rows.map((row) => row.map((value) => (typeof value === 'number' ? BigInt(value) : value))) }; // prettier-ignore
}
