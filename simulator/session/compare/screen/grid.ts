/**
 * The character cells of a screen with everything that has scrolled off its top. Rows are counted from the first line
 * ever shown, so a row keeps its number while others scroll by. Rows are never changed in place: a copy of a grid
 * shares them.
 */
import { columnsOf } from './width.ts';

interface Row {
  /** In each a character with what combines with it, or '' for the right half of a wide one. */
  readonly cells: readonly string[];
  /** It goes on with the line of the row above, which was longer than the screen is wide. */
  readonly continues: boolean;
}

const BLANK = ' ';

/** Half a wide character is none: what its other half was written over with leaves a blank. */
function mendHalves(line: string[]): string[] {
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
  /** The uppermost row written, erased or moved since this grid was made or copied. */
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

  /**
   * The lines from the one that holds `row` to the end, each as it was printed however many rows it took, without
   * blanks at the ends of lines and blank lines at the end.
   */
  text(row: number): string {
    let from = row;
    while (from > 0 && this.#row(from).continues) from -= 1;
    const lines: string[] = [];
    for (const { cells, continues } of this.#lines.slice(from)) {
      const text = cells.join('');
      if (continues && lines.length > 0) lines.push((lines.pop() ?? '') + text);
      else lines.push(text);
    }
    return lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Says whether a row goes on with the line above it. */
  continue(row: number, continues: boolean): void {
    const found = this.#lines[row];
    if (found !== undefined) this.#lines[row] = { cells: found.cells, continues };
  }

  put(row: number, col: number, cells: readonly string[]): void {
    const line = [...this.#row(row).cells];
    line.splice(col, cells.length, ...cells);
    this.#set(row, line.slice(0, this.cols));
  }

  /** Adds a combining character to what stands at a place. */
  combine(row: number, col: number, mark: string): void {
    const line = [...this.#row(row).cells];
    line[col] = (line[col] ?? BLANK) + mark;
    this.#set(row, line);
  }

  erase(row: number, from: number, to: number): void {
    if (to > from) this.put(row, from, new Array<string>(to - from).fill(BLANK));
  }

  /** Opens `count` blank cells at a place; what is pushed past the edge is lost. */
  insertCells(row: number, col: number, count: number): void {
    const line = [...this.#row(row).cells];
    line.splice(col, 0, ...new Array<string>(count).fill(BLANK));
    this.#set(row, line.slice(0, this.cols));
  }

  deleteCells(row: number, col: number, count: number): void {
    const line = [...this.#row(row).cells];
    for (const edge of [col, col + count]) if (line[edge] === '') line.splice(edge - 1, 2, BLANK, BLANK);
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

  #row(row: number): Row {
    return this.#lines[row] ?? this.#blank();
  }

  #set(row: number, line: string[]): void {
    this.#lines[row] = { cells: mendHalves(line), continues: this.#row(row).continues };
    this.#touch(row);
  }

  #touch(row: number): void {
    this.touched = Math.min(this.touched, row);
  }

  #blank(): Row {
    return { cells: new Array<string>(this.cols).fill(BLANK), continues: false };
  }
}
