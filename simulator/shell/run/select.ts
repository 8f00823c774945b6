/** `select name in words`: a menu on standard error and a line from standard input. */
import { assign } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { readLine } from '../builtins/read-line.ts';

/** Runs the loop until input ends or the body leaves it. */
export async function runSelect(
  shell: Shell,
  name: string,
  values: readonly string[],
  body: () => Promise<number>,
  leaves: () => boolean,
): Promise<number> {
  let status = 0;
  let showMenu = true;
  for (;;) {
    if (showMenu) await shell.write(2, menu(shell, values));
    await shell.write(2, shell.variable('PS3') ?? '#? ');
    const line = await readLine(shell, 0);
    if (line === undefined) {
      await shell.write(1, '\n');
      return status === 0 ? 1 : status;
    }
    const reply = line.replace(/^[ \t]+|[ \t]+$/g, '');
    assign(shell, 'REPLY', reply);
    showMenu = reply === '';
    if (showMenu) continue;
    assign(shell, name, values[Number(reply) - 1] ?? '');
    status = await body();
    if (leaves()) return status;
  }
}

/** Numbered words in as many columns as COLUMNS allows, filled downwards. */
function menu(shell: Shell, values: readonly string[]): string {
  const digits = String(values.length).length;
  const items = values.map((value, i) => `${String(i + 1).padStart(digits)}) ${value}`);
  const width = Math.max(...items.map((item) => item.length)) + 2;
  const columns = Number(shell.variable('COLUMNS') ?? '80') || 80;
  const perLine = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(values.length / perLine);
  if (rows === 1) return items.map((item) => `${item}\n`).join('');
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cells = items.filter((_item, i) => i % rows === row);
    lines.push(cells.map((item, i) => (i === cells.length - 1 ? item : item.padEnd(width))).join(''));
  }
  return lines.map((line) => `${line}\n`).join('');
}
