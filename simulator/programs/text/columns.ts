/** Lists in columns, as ls lays them out. */

export interface Cell {
  text: string;
  width: number;
}

const GAP = 2;

interface Layout {
  rows: number;
  widths: number[];
}

function layoutFor(cells: readonly Cell[], columns: number, down: boolean): Layout {
  const rows = Math.ceil(cells.length / columns);
  const widths: number[] = Array.from({ length: columns }, () => 0);
  cells.forEach((cell, index) => {
    const column = down ? Math.floor(index / rows) : index % columns;
    widths[column] = Math.max(widths[column] ?? 0, cell.width + (column === columns - 1 ? 0 : GAP));
  });
  return { rows, widths };
}

/** The most columns (of their own widths, two blanks apart) that fit `lineWidth`. */
function bestLayout(cells: readonly Cell[], lineWidth: number, down: boolean): Layout {
  const most = Math.min(cells.length, Math.max(1, Math.floor(lineWidth / 3)));
  for (let columns = most; columns > 1; columns--) {
    const layout = layoutFor(cells, columns, down);
    if (down && Math.ceil(cells.length / layout.rows) < columns) continue;
    if (layout.widths.reduce((sum, width) => sum + width, 0) < lineWidth) return layout;
  }
  return layoutFor(cells, 1, down);
}

/** Moves from one column of the screen to another with tabs where they reach, as GNU ls does. */
function indent(from: number, to: number, tabSize: number): string {
  let text = '';
  let at = from;
  while (at < to) {
    if (tabSize > 0 && Math.floor(to / tabSize) > Math.floor((at + 1) / tabSize)) {
      text += '\t';
      at += tabSize - (at % tabSize);
    } else {
      text += ' ';
      at++;
    }
  }
  return text;
}

/** Rows of text; `down` fills column by column (ls -C), otherwise row by row (ls -x). */
export function inColumns(
  cells: readonly Cell[],
  lineWidth: number,
  options: { down: boolean; tabSize: number },
): string[] {
  if (cells.length === 0) return [];
  const { rows, widths } = bestLayout(cells, lineWidth, options.down);
  const starts: number[] = [];
  let start = 0;
  for (const width of widths) {
    starts.push(start);
    start += width;
  }
  return Array.from({ length: rows }, (_, row) => {
    let line = '';
    let at = 0;
    for (let column = 0; column < widths.length; column++) {
      const cell = cells[options.down ? column * rows + row : row * widths.length + column];
      if (cell === undefined) break;
      line += indent(at, starts[column] ?? 0, options.tabSize) + cell.text;
      at = (starts[column] ?? 0) + cell.width;
    }
    return line;
  });
}

/** busybox's: columns of one width (the longest name and two blanks), no tabs, filled downwards. */
export function inEqualColumns(cells: readonly Cell[], lineWidth: number, down: boolean): string[] {
  const width = cells.reduce((most, cell) => Math.max(most, cell.width), 0) + GAP;
  const columns = Math.max(1, Math.floor(lineWidth / width));
  const rows = Math.ceil(cells.length / columns);
  return Array.from({ length: rows }, (_, row) => {
    let line = '';
    let at = 0;
    for (let column = 0; column < columns; column++) {
      const cell = cells[down ? column * rows + row : row * columns + column];
      if (cell === undefined) break;
      line += ' '.repeat(Math.max(0, column * width - at)) + cell.text;
      at = column * width + cell.width;
    }
    return line;
  });
}
