/** A table as Go's tabwriter sets it with cells padded also at the end of lines: three blanks between columns. */
export function columnsOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const last = widths.length - 1;
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === last ? cell : cell.padEnd((widths[at] ?? 0) + 3))).join(''); // prettier-ignore
  return rows.map((row) => `${line(row)}\n`).join('');
}
