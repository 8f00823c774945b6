/**
 * The rows of a table, in order of the primary key, with an index for every key. A row that an open transaction has
 * changed keeps the version that others still see.
 */
import { columnIndex, primaryKey, type Key, type TableDefinition } from './definition.ts';
import { keyOfAll, order, type Value } from './value.ts';

export interface Row {
  id: number;
  /** Undefined: deleted by its owner. */
  values: Value[] | undefined;
  /** The transaction that changed it and has not ended. */
  owner: object | undefined;
  /** While it has an owner: what everybody else sees. */
  committed: Value[] | undefined;
}

interface Index {
  key: Key;
  columns: number[];
  rows: Map<string, Set<Row>>;
}

export class Table {
  definition: TableDefinition;
  readonly database: string;
  /** Sorted by primary key, else by arrival. */
  rows: Row[] = [];
  nextId = 1;
  autoIncrement = 1n;
  /** Rows that open transactions hold. */
  held = 0;
  private indexes: Index[] = [];
  private primary: number[] = [];

  constructor(database: string, definition: TableDefinition) {
    this.database = database;
    this.definition = definition;
    this.rebuild();
  }

  /** After the definition changed. */
  rebuild(): void {
    const { definition } = this;
    this.primary = (primaryKey(definition)?.columns ?? []).map((name) => columnIndex(definition, name));
    const keys: Key[] = [
      ...definition.keys,
      ...definition.foreign.map(({ name, columns }): Key => ({ name: `\0${name}`, type: 'index', columns })),
    ];
    this.indexes = keys.map((key) => ({
      key,
      columns: key.columns.map((name) => columnIndex(definition, name)),
      rows: new Map(),
    }));
    if (this.primary.length > 0) this.rows.sort((a, b) => this.compareRows(a, b));
    for (const row of this.rows) this.addToIndexes(row);
  }

  private compareRows(a: Row, b: Row): number {
    const [x, y] = [a.values ?? a.committed ?? [], b.values ?? b.committed ?? []];
    for (const column of this.primary) {
      const found = order(x[column] ?? null, y[column] ?? null);
      if (found !== 0) return found;
    }
    return a.id - b.id;
  }

  private indexKey(index: Index, values: readonly Value[]): string | undefined {
    const parts = index.columns.map((column) => values[column] ?? null);
    return parts.includes(null) ? undefined : keyOfAll(parts);
  }

  private addToIndexes(row: Row): void {
    if (row.values === undefined) return;
    for (const index of this.indexes) {
      const key = this.indexKey(index, row.values);
      if (key === undefined) continue;
      const rows = index.rows.get(key);
      if (rows === undefined) index.rows.set(key, new Set([row]));
      else rows.add(row);
    }
  }

  private dropFromIndexes(row: Row): void {
    if (row.values === undefined) return;
    for (const index of this.indexes) {
      const key = this.indexKey(index, row.values);
      if (key === undefined) continue;
      const rows = index.rows.get(key);
      rows?.delete(row);
      if (rows?.size === 0) index.rows.delete(key);
    }
  }

  /** Where a row belongs (or is) by binary search. */
  private placeOf(row: Row): number {
    let [low, high] = [0, this.rows.length];
    const last = this.rows.at(-1);
    if (last === undefined || this.compareRows(last, row) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.rows[middle];
      if (other !== undefined && this.compareRows(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(values: Value[], id = this.nextId): Row {
    const row: Row = { id, values, owner: undefined, committed: undefined };
    this.nextId = Math.max(this.nextId, id + 1);
    this.put(row);
    return row;
  }

  private put(row: Row): void {
    this.rows.splice(this.placeOf(row), 0, row);
    this.addToIndexes(row);
  }

  private take(row: Row): void {
    const at = this.placeOf(row);
    if (this.rows[at] === row) this.rows.splice(at, 1);
    else this.rows = this.rows.filter((each) => each !== row);
  }

  /** Takes the row out for good. */
  remove(row: Row): void {
    this.dropFromIndexes(row);
    this.take(row);
  }

  /** Puts new values in place; `undefined` marks the row as deleted but leaves it where it is. */
  set(row: Row, values: Value[] | undefined): void {
    const moves = values !== undefined && row.values !== undefined && this.primary.length > 0;
    this.dropFromIndexes(row);
    if (moves) this.take(row);
    row.values = values;
    if (moves) this.put(row);
    else this.addToIndexes(row);
  }

  /** Rows whose columns of a key have these values. Undefined when no key has exactly these columns. */
  lookup(columns: readonly number[], values: readonly Value[]): Iterable<Row> | undefined {
    const index = this.indexes.find((each) => each.columns.length === columns.length && each.columns.every((column) => columns.includes(column))); // prettier-ignore
    if (index === undefined) return undefined;
    const ordered = index.columns.map((column) => values[columns.indexOf(column)] ?? null);
    return ordered.includes(null) ? [] : (index.rows.get(keyOfAll(ordered)) ?? []);
  }

  /** The unique keys, and the row that already has these values for one of them. */
  conflict(values: readonly Value[], except?: Row): { key: Key; row: Row; shown: Value[] } | undefined {
    for (const index of this.indexes) {
      if (index.key.type !== 'primary' && index.key.type !== 'unique') continue;
      const key = this.indexKey(index, values);
      if (key === undefined) continue;
      for (const row of index.rows.get(key) ?? [])
        if (row !== except)
          return { key: index.key, row, shown: index.columns.map((column) => values[column] ?? null) };
    }
    return undefined;
  }
}

/** What a reader sees of a row: its own version, or what was committed. */
export function visible(row: Row, reader: object | undefined): Value[] | undefined {
  return row.owner === undefined || row.owner === reader ? row.values : row.committed;
}
