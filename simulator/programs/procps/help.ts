/** Usage texts in the layout of procps. */
import type { OptionRow } from '../command/declaration.ts';

export function procpsUsage(name: string, usage: string, rows: readonly OptionRow[]): string {
  const shown = rows.filter(([, about]) => about !== '');
  const width = Math.max(12, ...shown.map(([names]) => names.length)) + 1;
  const table = shown.map(([names, about]) => ` ${names.padEnd(width)} ${about}\n`).join('');
  return `\nUsage:\n ${name} ${usage}\n\nOptions:\n${table}\n -h, --help     display this help and exit\n -V, --version  output version information and exit\n\nFor more details see ${name.slice(name.lastIndexOf('/') + 1)}(1).\n`;
}
