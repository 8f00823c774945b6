/** How psql shows results: aligned, unaligned, or a column on each line. */
import { displayWidth } from '../../text/width.ts';
import type { Column } from './connection.ts';

export interface Look {
  aligned: boolean;
  expanded: boolean;
  tuplesOnly: boolean;
  csv: boolean;
  separator: string;
  null: string;
}

type Row = readonly (string | null)[];

const NUMERIC = new Set([20, 21, 23, 26, 700, 701, 790, 1700]);
const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
const rowsText = (count: number): string => `(${count} row${count === 1 ? '' : 's'})`;

export interface Printed {
  columns: readonly Column[];
  rows: readonly Row[];
  title?: string;
  footers?: readonly string[];
}

export function printed(table: Printed, look: Look): string {
  if (look.csv) return csv(table, look);
  if (look.expanded) return expanded(table, look);
  return look.aligned ? aligned(table, look) : unaligned(table, look);
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - displayWidth(text)) / 2);
  return blanks(left) + text + blanks(width - displayWidth(text) - left);
}

function aligned({ columns, rows, title, footers }: Printed, look: Look): string {
  const cells = rows.map((row) => columns.map((_, i) => (row[i] ?? look.null).split('\n')));
  const widths = columns.map(({ name }, i) => Math.max(displayWidth(name), ...cells.flatMap((row) => (row[i] ?? []).map(displayWidth)))); // prettier-ignore
  let text = '';
  if (!look.tuplesOnly) {
    const whole = widths.reduce((sum, width) => sum + width + 3, -1);
    if (title !== undefined) text += `${whole > title.length ? blanks(Math.floor((whole - displayWidth(title)) / 2)) : ''}${title}\n`; // prettier-ignore
    text += `${columns.map(({ name }, i) => ` ${centred(name, widths[i] ?? 0)} `).join('|')}\n`;
    text += `${widths.map((width) => '-'.repeat(width + 2)).join('+')}\n`;
  }
  for (const row of cells) {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    for (let line = 0; line < height; line++) {
      const shown = columns.map(({ oid }, i) => {
        const value = row[i]?.[line] ?? '';
        const pad = blanks((widths[i] ?? 0) - displayWidth(value));
        const more = line < (row[i]?.length ?? 0) - 1;
        const last = i === columns.length - 1;
        if (NUMERIC.has(oid)) return ` ${pad}${value}${more ? '+' : last ? '' : ' '}`;
        return ` ${value}${last && !more ? '' : pad}${more ? '+' : last ? '' : ' '}`;
      });
      text += `${shown.join('|')}\n`;
    }
  }
  if (look.tuplesOnly) return `${text}\n`;
  if (footers === undefined) return `${text}${rowsText(rows.length)}\n\n`;
  return `${text}${footers.map((line) => `${line}\n`).join('')}\n`;
}

function unaligned({ columns, rows, title, footers }: Printed, look: Look): string {
  const lines = rows.map((row) => columns.map((_, i) => row[i] ?? look.null).join(look.separator));
  if (!look.tuplesOnly) {
    lines.unshift(columns.map(({ name }) => name).join(look.separator));
    if (title !== undefined) lines.unshift(title);
    lines.push(...(footers ?? [rowsText(rows.length)]));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function expanded({ columns, rows }: Printed, look: Look): string {
  if (rows.length === 0) return look.tuplesOnly ? '' : '(0 rows)\n\n';
  const names = Math.max(...columns.map(({ name }) => displayWidth(name)));
  const values = Math.max(0, ...rows.flatMap((row) => row.map((value) => displayWidth(value ?? look.null))));
  const records = rows.map((row, i) => {
    const head = `-[ RECORD ${i + 1} ]`;
    const filled = head.length < names + 1 ? `${head}${'-'.repeat(names + 1 - head.length)}+${'-'.repeat(values + 1)}` : head + (head.length === names + 1 ? '+' : '') + '-'.repeat(Math.max(0, names + values + 3 - head.length - (head.length === names + 1 ? 1 : 0))); // prettier-ignore
    const lines = columns.map(
      ({ name }, at) => `${name}${blanks(names - displayWidth(name))} | ${row[at] ?? look.null}\n`,
    );
    return `${look.tuplesOnly ? '' : `${filled}\n`}${lines.join('')}`;
  });
  return `${records.join('')}\n`;
}

function csv({ columns, rows }: Printed, look: Look): string {
  const field = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((_, i) => field(row[i] ?? look.null)).join(','));
  if (!look.tuplesOnly) lines.unshift(columns.map(({ name }) => field(name)).join(','));
  return lines.map((line) => `${line}\n`).join('');
}
