/**
 * The character cells of a screen with everything that has scrolled off its top. Rows are counted from the first line
 * ever shown, so a row keeps its number while others scroll by. Rows are never changed in place: a copy of a grid
 * shares them.
 */
import { columnsOf } from './width.ts';

/** One cell: a character with what combines with it, or '' for the right half of a wide one. */
export type Row = readonly string[];

const BLANK = ' ';

/** Half a wide character is none: what its other half was written over with leaves a blank. */
function mendHalves(line: string[]): Row {
  for (let col = 0; col < line.length; col++) {
    const cell = line[col] ?? BLANK;
    if (cell === '') line[col] = BLANK;
    else if (cell >= '\u1100' && columnsOf(cell) === 2) {
      if (line[col + 1] === '') col += 1;
      else line[col] = BLANK;
    }
  }
  return line;
}

export class Grid {
  readonly cols: number;
  readonly rows: number;
  #lines: Row[];
  /** The uppermost row written, erased or moved since `watch`. */
  touched = Infinity;

  constructor(cols: number, rows: number, lines?: Row[]) {
    this.cols = cols;
    this.rows = rows;
    this.#lines = lines ?? Array.from({ length: rows }, () => this.#blank());
  }

  copy(): Grid {
    return new Grid(this.cols, this.rows, [...this.#lines]);
  }

  /** The row at the top of the screen. */
  get top(): number {
    return this.#lines.length - this.rows;
  }

  /** The text from a row to the end, without blanks at the ends of lines and blank lines at the end. */
  text(from: number): string {
    const lines = this.#lines.slice(from).map((row) => row.join('').trimEnd());
    return lines.join('\n').trimEnd();
  }

  put(row: number, col: number, cells: readonly string[]): void {
    const line = [...this.#line(row)];
    line.splice(col, cells.length, ...cells);
    this.#set(row, line.slice(0, this.cols));
  }

  /** Adds a combining character to what stands at a place. */
  combine(row: number, col: number, mark: string): void {
    const line = [...this.#line(row)];
    line[col] = (line[col] ?? BLANK) + mark;
    this.#set(row, line);
  }

  erase(row: number, from: number, to: number): void {
    if (to > from) this.put(row, from, new Array<string>(to - from).fill(BLANK));
  }

  /** Opens `count` blank cells at a place; what is pushed past the edge is lost. */
  insertCells(row: number, col: number, count: number): void {
    const line = [...this.#line(row)];
    line.splice(col, 0, ...new Array<string>(count).fill(BLANK));
    this.#set(row, line.slice(0, this.cols));
  }

  deleteCells(row: number, col: number, count: number): void {
    const line = [...this.#line(row)];
    line.splice(col, count);
    while (line.length < this.cols) line.push(BLANK);
    this.#set(row, line);
  }

  /** Moves the rows of a region up by one; the uppermost is lost. */
  scrollUp(first: number, last: number): void {
    this.#lines.splice(first, 1);
    this.#lines.splice(last, 0, this.#blank());
    this.#touch(first);
  }

  scrollDown(first: number, last: number): void {
    this.#lines.splice(last, 1);
    this.#lines.splice(first, 0, this.#blank());
    this.#touch(first);
  }

  /** Moves the whole screen up by one row, which stays as history. */
  advance(): void {
    this.#lines.push(this.#blank());
  }

  #line(row: number): Row {
    return this.#lines[row] ?? this.#blank();
  }

  #set(row: number, line: string[]): void {
    this.#lines[row] = mendHalves(line);
    this.#touch(row);
  }

  #touch(row: number): void {
    this.touched = Math.min(this.touched, row);
  }

  #blank(): Row {
    return new Array<string>(this.cols).fill(BLANK);
  }
}
