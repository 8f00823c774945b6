/** column(1) of util-linux: lists in columns, and tables. */
import { Failure, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lineBatches } from '../input/source.ts';
import { displayWidth } from '../text/width.ts';

const options = [
  ['-t, --table', 'make a table'],
  ['-N, --table-columns=NAMES', 'names of the columns, with commas between'],
  ['-R, --table-right=COLUMNS', 'columns whose text stands to the right'],
  ['-H, --table-hide=COLUMNS', 'columns that are not shown'],
  ['-c, --output-width=WIDTH', 'width of the output in characters'],
  ['-o, --output-separator=STRING', 'what stands between columns of a table (two blanks)'],
  ['-s, --separator=STRING', 'characters that part the columns of the input'],
  ['-x, --fillrows', 'fill rows before columns'],
  ['-L, --keep-empty-lines', 'keep empty lines'],
  ['-n, --table-name=NAME', ''],
  ['-J, --json', ''],
] as const;

async function readLines(t: Tool, paths: readonly string[], keepEmpty: boolean): Promise<string[]> {
  const lines: string[] = [];
  await eachSource(t, paths, async (source) => {
    for await (const batch of lineBatches(() => source.read()))
      for (const line of batch.lines) if (keepEmpty || line.trim() !== '') lines.push(line);
  });
  return lines;
}

/** Columns by number or name, from 0. */
function columnsOf(list: string, names: readonly string[]): Set<number> {
  return new Set(
    list.split(',').flatMap((word) => {
      const named = names.indexOf(word);
      const number = named >= 0 ? named + 1 : Number(word);
      return Number.isInteger(number) && number > 0 ? [number - 1] : [];
    }),
  );
}

function cellsOf(line: string, separator: string | undefined): string[] {
  if (separator === undefined) return line.trim().split(/[ \t]+/);
  const cells: string[] = [];
  let cell = '';
  for (const char of line) {
    if (separator.includes(char)) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}

interface TableOptions {
  between: string;
  right: ReadonlySet<number>;
  hidden: ReadonlySet<number>;
}

function table(rows: readonly string[][], { between, right, hidden }: TableOptions): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const shown = Array.from({ length: count }, (_, n) => n).filter((n) => !hidden.has(n));
  const widths = Array.from({ length: count }, (_, n) => Math.max(...rows.map((row) => displayWidth(row[n] ?? ''))));
  let text = '';
  for (const row of rows) {
    const cells = shown.map((n, at) => {
      const cell = row[n] ?? '';
      const blanks = ' '.repeat((widths[n] ?? 0) - displayWidth(cell));
      if (right.has(n)) return blanks + cell;
      return at === shown.length - 1 ? cell : cell + blanks;
    });
    text += `${cells.join(between)}\n`;
  }
  return text;
}

function filled(lines: readonly string[], width: number, byRows: boolean): string {
  // Cells end at a tab stop, so their width is the longest line rounded up to the next one.
  const longest = Math.max(0, ...lines.map((line) => displayWidth(line)));
  const cell = (Math.floor(longest / 8) + 1) * 8;
  const columns = Math.max(1, Math.floor(width / cell));
  if (longest >= width) return lines.map((line) => `${line}\n`).join('');
  const rows = Math.ceil(lines.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const cells: string[] = [];
    for (let column = 0; column < columns; column++) {
      const line = lines[byRows ? row * columns + column : column * rows + row];
      if (line !== undefined) cells.push(line);
    }
    for (const [n, line] of cells.entries())
      text += n === cells.length - 1 ? line : line + '\t'.repeat(Math.ceil((cell - displayWidth(line)) / 8));
    text += '\n';
  }
  return text;
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const value = (key: string): string | undefined =>
    parsed.options.findLast((option) => option.key === key)?.value ?? undefined;
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  if (has('J')) throw new Failure('JSON output is not simulated: use jq');
  const lines = await readLines(t, parsed.operands, has('L'));
  if (t.status !== 0 && lines.length === 0) return t.status;
  if (has('t')) {
    const names = value('N')?.split(',') ?? [];
    const rows = lines.map((line) => cellsOf(line, value('s')));
    if (names.length > 0) rows.unshift(names);
    await t.print(
      table(rows, {
        between: value('o') ?? '  ',
        right: columnsOf(value('R') ?? '', names),
        hidden: columnsOf(value('H') ?? '', names),
      }),
    );
    return t.status;
  }
  const given = value('c') ?? t.env.get('COLUMNS');
  const width = Number(given ?? (t.p.isatty(1) ? t.p.tty(1).size().cols : 80));
  if (!Number.isInteger(width)) throw new Failure(`invalid columns argument: '${given ?? ''}'`);
  await t.print(filled(lines, width, has('x')));
  return t.status;
}

export default gnu(main, {
  help: { usage: '[options] [<file>...]', about: 'Columnate lists.', options },
});
