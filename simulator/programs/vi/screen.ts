/** The picture of an editor on a terminal: lines, tildes below them, and a line at the bottom. */
import { pointWidth } from '../text/width.ts';
import type { Buffer, Position } from './buffer.ts';

export interface View {
  buffer: Buffer;
  at: Position;
  /** First line shown. */
  top: number;
  numbers: boolean;
  /** The last line of the screen. */
  status: string;
  /** Column of the cursor on the last line, while something is typed there. */
  statusColumn: number | undefined;
}

export const TAB = 8;

function widthOf(char: string, column: number): number {
  if (char === '\t') return TAB - (column % TAB);
  return char < ' ' ? 2 : pointWidth(char.codePointAt(0) ?? 0);
}

/** Screen cells before a position of a line. */
export function cellsBefore(line: string, column: number): number {
  let cells = 0;
  for (const char of line.slice(0, column)) cells += widthOf(char, cells);
  return cells;
}

/** A line as it is shown, cut into rows of `cols` cells. */
function rowsOf(line: string, cols: number): string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  let cells = 0;
  for (const char of line) {
    const width = widthOf(char, cells);
    if (used + width > cols) {
      rows.push(row);
      row = '';
      used = 0;
    }
    row += char === '\t' ? ' '.repeat(width) : char < ' ' ? `^${String.fromCharCode(char.charCodeAt(0) + 64)}` : char;
    used += width;
    cells += width;
  }
  return [...rows, row];
}

function gutter(view: View, row: number): string {
  return view.numbers ? `${String(row + 1).padStart(Math.max(3, String(view.buffer.lines.length).length))} ` : '';
}

/** How many screen rows the lines from `from` to `to` take. */
function height(view: View, from: number, to: number, cols: number): number {
  let rows = 0;
  for (let row = from; row <= to; row++) rows += rowsOf(gutter(view, row) + view.buffer.line(row), cols).length;
  return rows;
}

/** Moves the view so that the cursor is in it. */
export function scrolled(view: View, size: { cols: number; rows: number }): number {
  const page = size.rows - 1;
  let { top } = view;
  if (view.at.row < top) top = view.at.row;
  while (top < view.at.row && height({ ...view, top }, top, view.at.row, size.cols) > page) top++;
  return top;
}

/** Everything that has to be sent to show the view. */
export function draw(view: View, size: { cols: number; rows: number }): string {
  const { cols, rows } = size;
  let out = '\x1b[?25l\x1b[H';
  let used = 0;
  let cursor = { row: 0, column: 0 };
  for (let row = view.top; row <= view.buffer.last && used < rows - 1; row++) {
    const margin = gutter(view, row);
    const line = view.buffer.line(row);
    if (row === view.at.row) {
      const cells = margin.length + cellsBefore(line, view.at.column);
      cursor = { row: used + Math.floor(cells / cols), column: cells % cols };
    }
    for (const part of rowsOf(margin + line, cols)) {
      if (used >= rows - 1) break;
      out += `\x1b[${used + 1};1H${part}\x1b[K`;
      used++;
    }
  }
  for (; used < rows - 1; used++) out += `\x1b[${used + 1};1H~\x1b[K`;
  out += `\x1b[${rows};1H${view.status.slice(0, cols - 1)}\x1b[K`;
  if (view.statusColumn !== undefined) cursor = { row: rows - 1, column: view.statusColumn };
  return `${out}\x1b[${cursor.row + 1};${cursor.column + 1}H\x1b[?25h`;
}
