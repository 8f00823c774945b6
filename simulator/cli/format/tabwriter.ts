/**
 * Go's text/tabwriter with docker's settings: cells end with a tab, a column is as wide as its widest cell in
 * consecutive lines plus padding, and at least `minWidth`. The last cell of a line is not padded.
 */
import { textWidth } from './width.ts';

interface Cell {
  readonly text: string;
  readonly width: number;
}

const cellOf = (text: string): Cell => ({ text, width: textWidth(text) });

/** Aligns the tab-separated cells of `text`. */
export function alignTabs(text: string, minWidth = 10, padding = 3): string {
  const lines = text.split('\n').map((line) => line.split('\t').map(cellOf));
  const widths: number[][] = lines.map(() => []);
  alignColumn(lines, widths, 0, lines.length, 0, minWidth, padding);
  return lines.map((line, at) => line.map((cell, column) => padCell(cell, widths[at]?.[column])).join('')).join('\n');
}

const padCell = (cell: Cell, width: number | undefined): string =>
  width === undefined ? cell.text : cell.text + ' '.repeat(Math.max(0, width - cell.width));

/** Sets the width of one column for each run of lines that have it, and goes on to the next column within the run. */
function alignColumn(
  lines: readonly (readonly Cell[])[],
  widths: number[][],
  from: number,
  to: number,
  column: number,
  minWidth: number,
  padding: number,
): void {
  for (let at = from; at < to; at++) {
    if (column >= (lines[at]?.length ?? 0) - 1) continue;
    const start = at;
    let width = minWidth;
    for (; at < to && column < (lines[at]?.length ?? 0) - 1; at++) {
      width = Math.max(width, (lines[at]?.[column]?.width ?? 0) + padding);
    }
    for (const line of widths.slice(start, at)) line[column] = width;
    alignColumn(lines, widths, start, at, column + 1, minWidth, padding);
    at--;
  }
}
