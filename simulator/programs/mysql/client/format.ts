/** How the client shows results: in a frame, separated by tabs, or a row after the other. */
import { displayWidth } from '../../text/width.ts';
import type { ReplyColumn } from './connection.ts';

type Row = readonly (string | null)[];

/** Control characters would break the frame. */
const inFrame = (text: string): string => text.replaceAll('\0', ' ');

/** The width of text over several lines is that of all of it: the frame is as wide as the client makes it. */
function widthOf(column: ReplyColumn, rows: readonly Row[], i: number, names: boolean): number {
  let width = names ? displayWidth(column.name) : 0;
  for (const row of rows) width = Math.max(width, displayWidth(row[i] ?? ''));
  return column.nullable ? Math.max(width, 4) : width;
}

const pad = (width: number, text: string): string => ' '.repeat(Math.max(0, width - displayWidth(text)));

export function framed(columns: readonly ReplyColumn[], rows: readonly Row[], names = true): string {
  const widths = columns.map((column, i) => widthOf(column, rows, i, names));
  const rule = `+${widths.map((width) => `${'-'.repeat(width + 2)}+`).join('')}\n`;
  let text = rule;
  if (names) text += `|${columns.map(({ name }, i) => ` ${name}${pad(widths[i] ?? 0, name)} |`).join('')}\n${rule}`;
  for (const row of rows) {
    text += '|';
    columns.forEach(({ numeric }, i) => {
      const shown = inFrame(row[i] ?? 'NULL');
      const blanks = pad(widths[i] ?? 0, shown);
      text += numeric ? ` ${blanks}${shown} |` : ` ${shown}${blanks} |`;
    });
    text += '\n';
  }
  return text + rule;
}

const ESCAPED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\0': '\\0', '\\': '\\\\' };

export function tabbed(columns: readonly ReplyColumn[], rows: readonly Row[], names = true, raw = false): string {
  const shown = (text: string): string => (raw ? text : text.replace(/[\n\t\0\\]/g, (char) => ESCAPED[char] ?? char));
  const lines = rows.map((row) => row.map((value) => (value === null ? 'NULL' : shown(value))).join('\t'));
  if (names) lines.unshift(columns.map(({ name }) => shown(name)).join('\t'));
  return lines.map((line) => `${line}\n`).join('');
}

export function vertical(columns: readonly ReplyColumn[], rows: readonly Row[], names = true): string {
  const widest = Math.max(0, ...columns.map(({ name }) => displayWidth(name)));
  return rows
    .map((row, number) => {
      const head = `*************************** ${number + 1}. row ***************************\n`;
      return head + columns.map(({ name }, i) => (names ? `${pad(widest, name)}${name}: ` : '') + `${row[i] ?? 'NULL'}\n`).join(''); // prettier-ignore
    })
    .join('');
}

/** `0.01 sec`, `1 min 2.50 sec`. */
export function elapsed(ms: number): string {
  const seconds = ms / 1000;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(2);
  if (minutes === 0) return `${rest} sec`;
  const hours = Math.floor(minutes / 60);
  return `${hours === 0 ? '' : `${hours} hour${hours === 1 ? '' : 's'} `}${minutes % 60} min ${rest} sec`;
}
