/** The lines being edited, with their history. Lines never contain newlines; there is always one. */

export interface Position {
  row: number;
  column: number;
}

interface Snapshot {
  lines: readonly string[];
  at: Position;
}

/** More changes than this are not kept. */
const MOST_UNDOS = 500;

export class Buffer {
  lines: string[] = [''];
  modified = false;
  private readonly undone: Snapshot[] = [];
  private readonly done: Snapshot[] = [];

  load(text: string): void {
    const plain = text.endsWith('\n') ? text.slice(0, -1) : text;
    this.lines = plain.split('\n');
  }

  text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  line(row: number): string {
    return this.lines[row] ?? '';
  }

  get last(): number {
    return this.lines.length - 1;
  }

  /** To be called before a change, with where the cursor stands. */
  remember(at: Position): void {
    this.done.push({ lines: [...this.lines], at: { ...at } });
    if (this.done.length > MOST_UNDOS) this.done.shift();
    this.undone.length = 0;
    this.modified = true;
  }

  undo(at: Position): Position | undefined {
    return this.swap(this.done, this.undone, at);
  }

  redo(at: Position): Position | undefined {
    return this.swap(this.undone, this.done, at);
  }

  private swap(from: Snapshot[], to: Snapshot[], at: Position): Position | undefined {
    const snapshot = from.pop();
    if (snapshot === undefined) return undefined;
    to.push({ lines: [...this.lines], at: { ...at } });
    this.lines = [...snapshot.lines];
    return snapshot.at;
  }

  setLine(row: number, text: string): void {
    this.lines[row] = text;
  }

  /** Puts text, which may hold newlines, in at a place; gives the place behind it. */
  insert({ row, column }: Position, text: string): Position {
    const line = this.line(row);
    const parts = text.split('\n');
    const last = parts.at(-1) ?? '';
    if (parts.length === 1) {
      this.setLine(row, line.slice(0, column) + text + line.slice(column));
      return { row, column: column + text.length };
    }
    this.lines.splice(
      row,
      1,
      line.slice(0, column) + (parts[0] ?? ''),
      ...parts.slice(1, -1),
      last + line.slice(column),
    );
    return { row: row + parts.length - 1, column: last.length };
  }

  /** Takes out what lies between two places; gives it. */
  remove(from: Position, to: Position): string {
    if (from.row === to.row) {
      const line = this.line(from.row);
      this.setLine(from.row, line.slice(0, from.column) + line.slice(to.column));
      return line.slice(from.column, to.column);
    }
    const first = this.line(from.row);
    const last = this.line(to.row);
    const taken = [first.slice(from.column), ...this.lines.slice(from.row + 1, to.row), last.slice(0, to.column)].join(
      '\n',
    );
    this.lines.splice(from.row, to.row - from.row + 1, first.slice(0, from.column) + last.slice(to.column));
    return taken;
  }

  removeLines(from: number, to: number): string[] {
    const taken = this.lines.splice(from, to - from + 1);
    if (this.lines.length === 0) this.lines.push('');
    return taken;
  }
}
