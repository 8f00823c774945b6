/**
 * Brings the screen from what it shows to what it should show with the same bytes that GNU readline 8.2 sends to an
 * xterm: the differences of each screen line, by insertion, deletion or rewriting. Recorded sessions of real bash
 * (test/simulator/shell/data/readline.json) hold it to that.
 */
import type { Cell, Layout } from './layout.ts';

const CLEAR_TO_END = '\x1b[K';
const REVERSE = '\x1b[7m';
const NORMAL = '\x1b[27m';

export class Display {
  private readonly put: (text: string) => void;
  /** In a UTF-8 locale readline counts columns and steps by sequences; otherwise it reprints what it passes. */
  private readonly multibyte: boolean;
  private columns: number;
  private visible: (readonly Cell[])[] = [[]];
  private bottom = 0;
  private row = 0;
  private column = 0;
  /** The next update compares no line ends: the prompt has become another. */
  private otherPrompt = false;

  constructor(put: (text: string) => void, options: { multibyte: boolean; columns: number }) {
    this.put = put;
    this.multibyte = options.multibyte;
    this.columns = options.columns;
  }

  /** The cursor stands at the start of an empty line: nothing is on the screen yet. */
  startOver(): void {
    this.visible = [[]];
    this.bottom = 0;
    this.row = 0;
    this.column = 0;
  }

  /** Another prompt is about to be shown in place of this one; readline writes it out whole. */
  replacePrompt(): void {
    this.otherPrompt = true;
  }

  /** Shows `layout`. */
  update(layout: Layout): void {
    const { lines, cursor, gaps } = layout;
    const last = lines.length - 1;
    for (let line = 0; line <= last; line++)
      this.updateLine(this.visible[line] ?? [], lines[line] ?? [], line, last, gaps[line] ?? 0);
    for (let line = last + 1; line <= this.bottom; line++) {
      this.moveToRow(line);
      this.moveToColumn(0, 0, []);
      this.put(CLEAR_TO_END);
    }
    this.visible = [...lines];
    this.bottom = last;
    this.otherPrompt = false;
    this.moveToRow(cursor.line);
    this.moveToCell(cursor.cell, lines[cursor.line] ?? []);
  }

  /** Goes below the line that was accepted. */
  finish(): void {
    let fullLines = false;
    if (this.bottom > 0 && this.column === 0 && this.visible[this.bottom]?.length === 0) {
      this.bottom -= 1;
      fullLines = true;
    }
    this.moveToRow(this.bottom);
    const line = this.visible[this.bottom] ?? [];
    const length = widthOf(line, 0, line.length);
    if (fullLines && length === this.columns) this.releaseWrap(line);
    if (this.bottom === 0 || length > 0 || this.column > 0) this.put('\n');
    this.startOver();
  }

  /** The window has another size: wipes the lines that were shown; the caller shows them again. */
  resize(columns: number): void {
    this.moveToRow(this.bottom);
    this.put(`\r${CLEAR_TO_END}`);
    for (let row = this.row; row > 0; row--) this.put(`\r\x1b[A${CLEAR_TO_END}`);
    this.put('\r');
    this.columns = columns;
    this.startOver();
  }

  /** A line that ends in the last column leaves the terminal about to wrap; writing its last character again ends that. */
  private releaseWrap(line: readonly Cell[]): void {
    this.moveToCell(line.length - 1, line);
    this.put(CLEAR_TO_END);
    this.write(line.slice(-1));
  }

  private updateLine(shown: readonly Cell[], wanted: readonly Cell[], line: number, last: number, gap: number): void {
    let old = shown;
    let from = 0;
    if (this.column === this.columns && this.row === line - 1) {
      const wrapped = this.wrapOnto(old, wanted, gap);
      if (wrapped === undefined) {
        this.rewrite(old, wanted, firstWidth(wanted), line, last);
        return;
      }
      old = wrapped;
    }
    while (from < old.length && from < wanted.length && same(old[from], wanted[from])) from += 1;
    if (from === old.length && from === wanted.length) return;
    const { oldEnd, newEnd } = this.commonEnd(old, wanted, from);
    this.moveToRow(line);
    this.moveToCell(from, old);
    this.change(old, wanted, from, oldEnd, newEnd, line, last);
  }

  /**
   * The cursor hangs behind the last column of the line above: writing the first character wraps it. The result is what
   * then stands on this line; undefined when that cannot be said in terms of the old one.
   */
  private wrapOnto(old: readonly Cell[], wanted: readonly Cell[], gap: number): readonly Cell[] | undefined {
    const [first] = wanted;
    if (this.multibyte && gap > 0) this.put(CLEAR_TO_END);
    this.row += 1;
    if (first === undefined) {
      this.put(' ');
      this.column = 1;
      return old;
    }
    this.write([first]);
    this.column = first.width;
    const [before] = old;
    if (this.multibyte && (before?.width ?? 0) !== first.width) return undefined;
    return before === undefined ? (this.multibyte ? undefined : old) : [first, ...old.slice(1)];
  }

  /** Writes all behind the first character and wipes what is left of the old line. */
  private rewrite(old: readonly Cell[], wanted: readonly Cell[], _width: number, line: number, last: number): void {
    this.write(wanted.slice(1));
    this.column += widthOf(wanted, 1, wanted.length);
    this.clearRest(old, wanted, line, last);
  }

  private clearRest(old: readonly Cell[], wanted: readonly Cell[], line: number, last: number): void {
    const surplus = widthOf(old, 0, old.length) - widthOf(wanted, 0, wanted.length);
    if (surplus <= 0 || this.column >= this.columns) return;
    if (line < last) {
      this.put(' '.repeat(surplus));
      this.column += surplus;
    } else {
      this.put(CLEAR_TO_END);
    }
  }

  /** Where the equal ends of the two lines begin; readline looks at them only when there is more than blanks in them. */
  private commonEnd(old: readonly Cell[], wanted: readonly Cell[], from: number): { oldEnd: number; newEnd: number } {
    let oldEnd = old.length - 1;
    let newEnd = wanted.length - 1;
    let blank = true;
    while (oldEnd > from && newEnd > from && same(old[oldEnd], wanted[newEnd])) {
      // In UTF-8 locales readline 8.2 looks for a blank where it means to look for anything else.
      if ((old[oldEnd]?.text === ' ') === this.multibyte) blank = false;
      oldEnd -= 1;
      newEnd -= 1;
    }
    if (blank || this.otherPrompt) return { oldEnd: old.length, newEnd: wanted.length };
    if (same(old[oldEnd], wanted[newEnd])) return { oldEnd, newEnd };
    return { oldEnd: oldEnd + 1, newEnd: newEnd + 1 };
  }

  private change(
    old: readonly Cell[],
    wanted: readonly Cell[],
    from: number,
    oldEnd: number,
    newEnd: number,
    line: number,
    last: number,
  ): void {
    const difference = widthOf(wanted, from, newEnd) - widthOf(old, from, oldEnd);
    const rest = widthOf(wanted, from, wanted.length);
    if (difference > 0) this.grow(old, wanted, { from, oldEnd, newEnd, difference, rest, line, last });
    else if (2 * rest >= -difference) this.shrink(wanted, from, newEnd, difference);
    else {
      this.write(wanted.slice(from));
      this.column += rest;
      this.clearRest(old, wanted, line, last);
    }
  }

  private grow(
    old: readonly Cell[],
    wanted: readonly Cell[],
    at: { from: number; oldEnd: number; newEnd: number; difference: number; rest: number; line: number; last: number },
  ): void {
    const growsLines = at.line >= this.bottom && at.last > this.bottom;
    const fewerBytes = bytesOf(wanted, at.from, at.newEnd) < bytesOf(old, at.from, at.oldEnd);
    if (!fewerBytes && !growsLines && at.oldEnd < old.length) {
      this.put(`\x1b[${at.difference}@`);
      this.write(wanted.slice(at.from, at.newEnd));
      this.column += widthOf(wanted, at.from, at.newEnd);
      return;
    }
    this.write(wanted.slice(at.from));
    this.column += at.rest;
  }

  private shrink(wanted: readonly Cell[], from: number, newEnd: number, difference: number): void {
    if (difference < 0) this.put(`\x1b[${-difference}P`);
    this.write(wanted.slice(from, newEnd));
    this.column += widthOf(wanted, from, newEnd);
  }

  private write(cells: readonly Cell[]): void {
    let marked = false;
    let text = '';
    for (const cell of cells) {
      if (cell.marked !== marked) text += cell.marked ? REVERSE : NORMAL;
      marked = cell.marked;
      text += cell.text;
    }
    this.put(marked ? text + NORMAL : text);
  }

  private moveToRow(row: number): void {
    if (row > this.row) {
      this.put(`${'\n'.repeat(row - this.row)}\r`);
      this.column = 0;
    } else if (row < this.row) this.put('\x1b[A'.repeat(this.row - row));
    this.row = row;
  }

  private moveToCell(cell: number, cells: readonly Cell[]): void {
    this.moveToColumn(widthOf(cells, 0, cell), cell, cells);
  }

  private moveToColumn(column: number, cell: number, cells: readonly Cell[]): void {
    if (column === this.column) return;
    const returnIsShorter = column + 1 < this.column - column;
    if (column === 0 || returnIsShorter || this.column === this.columns) {
      this.put('\r');
      this.column = 0;
    }
    if (this.column < column) this.stepForward(column, cell, cells);
    else if (this.column > column) this.put('\b'.repeat(this.column - column));
    this.column = column;
  }

  private stepForward(column: number, cell: number, cells: readonly Cell[]): void {
    if (this.multibyte) {
      this.put('\x1b[C'.repeat(column - this.column));
      return;
    }
    let at = 0;
    for (let passed = 0; at < cell && passed < this.column; at++) passed += cells[at]?.width ?? 0;
    this.write(cells.slice(at, cell));
  }
}

function same(a: Cell | undefined, b: Cell | undefined): boolean {
  return a !== undefined && b !== undefined && a.text === b.text && a.marked === b.marked;
}

function widthOf(cells: readonly Cell[], from: number, to: number): number {
  let width = 0;
  for (let i = from; i < to; i++) width += cells[i]?.width ?? 0;
  return width;
}

function firstWidth(cells: readonly Cell[]): number {
  return cells[0]?.width ?? 0;
}

function bytesOf(cells: readonly Cell[], from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += new TextEncoder().encode(cells[i]?.text ?? '').length;
  return bytes;
}
