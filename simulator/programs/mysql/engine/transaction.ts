/** Changes of one transaction: seen by itself, undone together, written to the files when it commits. */
import type { RowChange, TableFiles } from './files.ts';
import type { Row, Table } from './table.ts';
import type { Value } from './value.ts';

interface Change {
  table: Table;
  row: Row;
  before: Value[] | undefined;
  /** The row is new. */
  added: boolean;
}

/** The row belongs to a transaction that has not ended. */
export class RowLocked extends Error {
  override name = 'RowLocked';
  readonly owner: Transaction;
  constructor(owner: Transaction) {
    super('row locked');
    this.owner = owner;
  }
}

export class Transaction {
  private changes: Change[] = [];
  /** Rows as statements make and change them, for RETURNING. */
  note: ((table: Table, values: Value[]) => void) | undefined;
  private readonly savepoints = new Map<string, number>();
  private whenEnded: (() => void)[] = [];

  get empty(): boolean {
    return this.changes.length === 0;
  }

  /** Calls back once it has committed or rolled back. */
  onEnd(call: () => void): void {
    this.whenEnded.push(call);
  }

  private hold(table: Table, row: Row): void {
    if (row.owner === this) return;
    if (row.owner instanceof Transaction) throw new RowLocked(row.owner);
    row.owner = this;
    row.committed = row.values;
    table.held++;
  }

  insert(table: Table, values: Value[]): Row {
    const row = table.add(values);
    row.owner = this;
    row.committed = undefined;
    table.held++;
    this.note?.(table, values);
    this.changes.push({ table, row, before: undefined, added: true });
    return row;
  }

  update(table: Table, row: Row, values: Value[] | undefined): void {
    this.hold(table, row);
    this.note?.(table, values ?? row.values ?? []);
    this.changes.push({ table, row, before: row.values, added: false });
    table.set(row, values);
  }

  mark(): number {
    return this.changes.length;
  }

  /** Undoes what was done since `mark`. */
  undo(mark: number): void {
    for (const { table, row, before, added } of this.changes.splice(mark).reverse()) {
      if (!added) {
        table.set(row, before);
        continue;
      }
      table.remove(row);
      row.owner = undefined;
      table.held--;
    }
  }

  savepoint(name: string): void {
    this.savepoints.set(name.toLowerCase(), this.mark());
  }

  /** False when there is no such savepoint. */
  rollbackTo(name: string): boolean {
    const mark = this.savepoints.get(name.toLowerCase());
    if (mark === undefined) return false;
    this.undo(mark);
    return true;
  }

  release(name: string): boolean {
    return this.savepoints.delete(name.toLowerCase());
  }

  /** A new definition takes the place of the table's rows: nothing of them may be undone any more. */
  commit(files: TableFiles): void {
    const touched = new Map<Row, Table>();
    for (const { table, row } of this.changes) touched.set(row, table);
    const changes: RowChange[] = [];
    for (const [row, table] of touched) {
      changes.push({ table, id: row.id, values: row.values });
      if (row.owner === this) table.held--;
      row.owner = undefined;
      row.committed = undefined;
      if (row.values === undefined) table.remove(row);
    }
    files.append(changes);
    this.end();
  }

  rollback(): void {
    const touched = new Map(this.changes.map(({ row, table }) => [row, table]));
    this.undo(0);
    for (const [row, table] of touched) {
      if (row.owner !== this) continue;
      row.owner = undefined;
      row.committed = undefined;
      table.held--;
    }
    this.end();
  }

  private end(): void {
    this.changes = [];
    this.savepoints.clear();
    for (const call of this.whenEnded.splice(0)) call();
  }
}
