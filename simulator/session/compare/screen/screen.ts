/**
 * What somebody in front of a terminal sees: a screen that obeys what the programs of a Docker host send, with the
 * behaviour of xterm (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html) and no colours, since two programs that
 * show the same words in other colours are told apart nowhere else either.
 */
import { Grid } from './grid.ts';
import { SequenceReader, type Item } from './sequences.ts';
import { columnsOf } from './width.ts';

interface Cursor {
  /** Counted from the top of the screen, not of the history. */
  row: number;
  col: number;
  /** The last column has been written: the next character goes to the next line. */
  wrapping: boolean;
}

/** The main screen or the alternate one: each has its own cells, scrolling region and saved cursor. */
interface Page {
  readonly grid: Grid;
  /** Both ends included. */
  region: { first: number; last: number };
  /** `row` counts from the first line ever shown: what scrolls takes it along. */
  saved: Cursor;
}

const TAB = 8;

function blankPage(cols: number, rows: number): Page {
  return {
    grid: new Grid(cols, rows),
    region: { first: 0, last: rows - 1 },
    saved: { row: 0, col: 0, wrapping: false },
  };
}

export class Screen {
  #page: Page;
  /** The main page while the alternate one is shown. */
  #main: Page | undefined;
  #cursor: Cursor = { row: 0, col: 0, wrapping: false };
  #autowrap = true;
  readonly #reader = new SequenceReader();

  constructor(size: { cols: number; rows: number }) {
    this.#page = blankPage(size.cols, size.rows);
  }

  /** A screen that shows the same and goes its own way from here. */
  copy(): Screen {
    const other = new Screen(this.#grid);
    other.#page = { ...this.#page, grid: this.#grid.copy() };
    other.#main = this.#main && { ...this.#main, grid: this.#main.grid.copy() };
    other.#cursor = { ...this.#cursor };
    other.#autowrap = this.#autowrap;
    return other;
  }

  get #grid(): Grid {
    return this.#page.grid;
  }

  /** The cursor's row, counted from the first line ever shown. */
  get row(): number {
    return this.#grid.top + this.#cursor.row;
  }

  /** The uppermost row that anything was written to since this screen was made or copied, Infinity for none. */
  get touched(): number {
    return this.#grid.touched;
  }

  /** The lines from a row (see `row`) to the end; blank ones at the end are left out. */
  text(from = 0): string {
    return this.#grid.text(from);
  }

  write(received: string): void {
    for (const item of this.#reader.read(received)) this.#obey(item);
  }

  #obey(item: Item): void {
    if (item.kind === 'text') this.#text(item.text);
    else if (item.kind === 'control') this.#control(item.name);
    else this.#function(item.name, item.numbers);
  }

  #text(text: string): void {
    for (const [run] of text.matchAll(/[ -~]+|[^ -~]/gu))
      if (run.length > 1 && this.#autowrap) this.#printNarrow(run);
      else for (const character of run) this.#print(character);
  }

  /** A run of characters of one column, as many at a time as the line takes. */
  #printNarrow(run: string): void {
    const { cols } = this.#grid;
    for (let at = 0; at < run.length;) {
      if (this.#cursor.wrapping) this.#wrap();
      const { col } = this.#cursor;
      const piece = run.slice(at, at + cols - col);
      this.#grid.put(this.row, col, piece.split(''));
      this.#cursor.wrapping = col + piece.length >= cols;
      this.#cursor.col = Math.min(col + piece.length, cols - 1);
      at += piece.length;
    }
  }

  #print(character: string): void {
    const width = columnsOf(character);
    const cursor = this.#cursor;
    const { cols } = this.#grid;
    if (width === 0) {
      this.#grid.combine(this.row, cursor.wrapping ? cursor.col : Math.max(0, cursor.col - 1), character);
      return;
    }
    if (cursor.wrapping || cursor.col + width > cols) {
      if (!this.#autowrap && width === 2) return;
      if (this.#autowrap) {
        if (!cursor.wrapping) this.#grid.erase(this.row, cursor.col, cols);
        this.#wrap();
      }
    }
    const col = Math.min(cursor.col, cols - width);
    this.#grid.put(this.row, col, width === 2 ? [character, ''] : [character]);
    cursor.wrapping = col + width >= cols;
    cursor.col = cursor.wrapping ? cols - 1 : col + width;
  }

  /** On to the next row in the same line. */
  #wrap(): void {
    this.#cursor.col = 0;
    this.#lineFeed();
    this.#grid.continue(this.row, true);
  }

  #control(name: string): void {
    switch (name) {
      case '\r':
        return this.#goTo(this.#cursor.row, 0);
      case '\n':
      case '\v':
      case '\f':
        this.#lineFeed();
        return this.#grid.continue(this.row, false);
      case '\x1bD':
        return this.#lineFeed();
      case '\x1bE':
        this.#cursor.col = 0;
        return this.#lineFeed();
      case '\b':
        return this.#goTo(this.#cursor.row, this.#cursor.col - 1);
      case '\t':
        if (this.#cursor.wrapping) return;
        return this.#goTo(this.#cursor.row, (Math.floor(this.#cursor.col / TAB) + 1) * TAB);
      case '\x1bM':
        return this.#reverseLineFeed();
      case '\x1b7':
        this.#page.saved = this.#cursorToSave();
        return;
      case '\x1b8':
        this.#restoreCursor();
        return;
      case '\x1bc':
        return this.#reset();
    }
  }

  #function(name: string, numbers: readonly number[]): void {
    if ('@PXLM'.includes(name)) this.#cursor.wrapping = false;
    const { row, col } = this.#cursor;
    const [first = 0, second = 0] = numbers;
    const count = Math.max(1, first);
    switch (name) {
      case 'A':
        return this.#goTo(this.#above(count), col);
      case 'B':
      case 'e':
        return this.#goTo(this.#below(count), col);
      case 'C':
      case 'a':
        return this.#goTo(row, col + count);
      case 'D':
        return this.#goTo(row, col - count);
      case 'E':
        return this.#goTo(this.#below(count), 0);
      case 'F':
        return this.#goTo(this.#above(count), 0);
      case 'G':
      case '`':
        return this.#goTo(row, count - 1);
      case 'H':
      case 'f':
        return this.#goTo(count - 1, Math.max(1, second) - 1);
      case 'd':
        return this.#goTo(count - 1, col);
      case 'J':
        return this.#eraseDisplay(first);
      case 'K':
        return this.#eraseLine(first);
      case 'X':
        return this.#grid.erase(this.row, col, Math.min(col + count, this.#grid.cols));
      case '@':
        return this.#grid.insertCells(this.row, col, count);
      case 'P':
        return this.#grid.deleteCells(this.row, col, count);
      case 'L':
        return this.#shiftLines(count, 'down');
      case 'M':
        return this.#shiftLines(count, 'up');
      case 'S':
        return this.#shift(this.#page.region.first, count, 'up');
      case 'T':
        return this.#shift(this.#page.region.first, count, 'down');
      case 'r':
        return this.#setRegion(count - 1, second === 0 ? this.#grid.rows - 1 : second - 1);
      case 's':
        this.#page.saved = this.#cursorToSave();
        return;
      case 'u':
        this.#restoreCursor();
        return;
      case '?h':
      case '?l':
        for (const mode of numbers) this.#setMode(mode, name === '?h');
        return;
    }
  }

  /** So many rows up, but not out of the scrolling region. */
  #above(count: number): number {
    const { row } = this.#cursor;
    return Math.max(row - count, row >= this.#page.region.first ? this.#page.region.first : 0);
  }

  #below(count: number): number {
    const { row } = this.#cursor;
    return Math.min(row + count, row <= this.#page.region.last ? this.#page.region.last : Infinity);
  }

  #goTo(row: number, col: number): void {
    const { cols, rows } = this.#grid;
    this.#cursor = {
      row: Math.min(Math.max(row, 0), rows - 1),
      col: Math.min(Math.max(col, 0), cols - 1),
      wrapping: false,
    };
  }

  #lineFeed(): void {
    const cursor = this.#cursor;
    const { first, last } = this.#page.region;
    const { rows, top } = this.#grid;
    cursor.wrapping = false;
    if (cursor.row !== last) cursor.row = Math.min(cursor.row + 1, rows - 1);
    else if (first === 0 && last === rows - 1 && this.#main === undefined) this.#grid.advance();
    else this.#grid.scrollUp(top + first, top + last);
  }

  #reverseLineFeed(): void {
    const { row } = this.#cursor;
    this.#cursor.wrapping = false;
    if (row === this.#page.region.first) this.#shift(row, 1, 'down');
    else this.#cursor.row = Math.max(0, row - 1);
  }

  /** Opens or removes lines at the cursor, which goes to their beginning. */
  #shiftLines(count: number, way: 'up' | 'down'): void {
    const { row } = this.#cursor;
    if (row < this.#page.region.first || row > this.#page.region.last) return;
    this.#shift(row, count, way);
    this.#goTo(row, 0);
  }

  /** Scrolls the part of the region from `row` on. */
  #shift(row: number, count: number, way: 'up' | 'down'): void {
    const { first, last } = this.#page.region;
    if (row < first || row > last) return;
    const { top } = this.#grid;
    for (let done = 0; done < Math.min(count, last - row + 1); done++)
      if (way === 'up') this.#grid.scrollUp(top + row, top + last);
      else this.#grid.scrollDown(top + row, top + last);
  }

  #setRegion(first: number, last: number): void {
    if (first >= last || last >= this.#grid.rows) return;
    this.#page.region = { first, last };
    this.#goTo(0, 0);
  }

  #eraseLine(part: number): void {
    const { cols } = this.#grid;
    // A cursor that waits to wrap stands past the last column.
    const col = this.#cursor.wrapping ? cols : this.#cursor.col;
    if (part > 2) return;
    this.#grid.erase(this.row, part === 0 ? col : 0, part === 1 ? col + 1 : cols);
    if (part === 2 || (part === 0 && col === 0)) this.#grid.continue(this.row, false);
  }

  #eraseDisplay(part: number): void {
    const { cols, rows, top } = this.#grid;
    if (part > 3) return;
    if (part < 2) this.#eraseLine(part);
    if (part === 1) this.#grid.continue(this.row, false);
    if (part === 1 && this.#cursor.col === cols - 1) this.#grid.continue(this.row + 1, false);
    // 3 empties the history; its rows stay, so that rows keep their numbers.
    const from = part === 3 ? 0 : top + (part === 0 ? this.#cursor.row + 1 : 0);
    const to = part === 3 ? top : top + (part === 1 ? this.#cursor.row : rows);
    for (let row = from; row < to; row++) {
      this.#grid.erase(row, 0, cols);
      this.#grid.continue(row, false);
    }
  }

  #setMode(mode: number, on: boolean): void {
    if (mode === 7) this.#autowrap = on;
    if (mode === 1049 || mode === 1047 || mode === 47) this.#showAlternate(on, mode === 1049);
  }

  /** Full-screen programs draw on a screen of their own and leave the main one as it was. */
  #showAlternate(on: boolean, withCursor: boolean): void {
    if (on && this.#main === undefined) {
      if (withCursor) this.#page.saved = this.#cursorToSave();
      this.#main = this.#page;
      this.#page = blankPage(this.#grid.cols, this.#grid.rows);
    } else if (!on) {
      this.#page = this.#main ?? this.#page;
      this.#main = undefined;
      if (withCursor) this.#restoreCursor();
    }
  }

  #cursorToSave(): Cursor {
    return { ...this.#cursor, row: this.row };
  }

  #restoreCursor(): void {
    const { saved } = this.#page;
    this.#cursor = { ...saved, row: Math.max(0, saved.row - this.#grid.top) };
  }

  #reset(): void {
    const { rows } = this.#grid;
    this.#page = this.#main ?? this.#page;
    this.#main = undefined;
    this.#page.region = { first: 0, last: rows - 1 };
    this.#autowrap = true;
    this.#eraseDisplay(2);
    this.#goTo(0, 0);
  }
}
