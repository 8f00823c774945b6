/** Candidates in columns, as readline and busybox print them. */
import { textWidth } from './width.ts';

/** Rows of candidates sorted downwards, each as wide as the widest and two blanks. */
export function columnRows(names: readonly string[], screen: number): string[] {
  const width = Math.max(...names.map(textWidth), 0) + 2;
  const perRow = Math.max(1, Math.floor(screen / width));
  // readline leaves the last column of the screen free.
  const columns = perRow !== 1 && perRow * width === screen ? perRow - 1 : perRow;
  const rows = Math.ceil(names.length / columns);
  return Array.from({ length: rows }, (_unused, row) => {
    const cells = names.filter((_name, i) => i % rows === row);
    return cells.map((name) => name + ' '.repeat(Math.max(0, width - textWidth(name)))).join('');
  });
}
