/** comm(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { lines, openSource } from '../input/source.ts';
import { collation } from '../text/locale.ts';

const help = {
  usage: '[OPTION]... FILE1 FILE2',
  about:
    'Compare sorted files FILE1 and FILE2 line by line.\n\nWith no options, produce three-column output: lines unique to FILE1, lines unique to FILE2, and lines common to\nboth files.',
  options: [
    ['-1', 'suppress column 1 (lines unique to FILE1)'],
    ['-2', 'suppress column 2 (lines unique to FILE2)'],
    ['-3', 'suppress column 3 (lines that appear in both files)'],
    ['--check-order', ''],
    ['--nocheck-order', ''],
    ['--output-delimiter=STR', 'separate columns with STR'],
    ['--total', 'output a summary'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;

/** A line reader one line ahead. */
async function open(t: Tool, path: string): Promise<AsyncGenerator<string, void, undefined>> {
  try {
    const source = await openSource(t.p, path);
    return lines(() => source.read());
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`${t.file(path)}: ${error.message}`);
  }
}

/** Whether one file is in order, as far as comm notices. */
class OrderCheck {
  private readonly t: Tool;
  private readonly number: number;
  private readonly compare: (a: string, b: string) => number;
  private previous: string | undefined;
  private disordered = false;

  constructor(t: Tool, number: number, compare: (a: string, b: string) => number) {
    this.t = t;
    this.number = number;
    this.compare = compare;
  }

  see(line: string): void {
    if (this.previous !== undefined && this.compare(this.previous, line) > 0) this.disordered = true;
    this.previous = line;
  }

  async report(): Promise<void> {
    if (this.disordered) await this.t.fail(`file ${this.number} is not in sorted order`);
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const [first, second, extra] = operands;
  if (first === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (second === undefined) throw new UsageError(t.busybox ? '' : `missing operand after ${t.quoteMessage(first)}`);
  if (extra !== undefined) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(extra)}`);
  const hidden = new Set(options.map((option) => option.key));
  const delimiter = options.findLast(({ key }) => key === 'output-delimiter')?.value ?? '\t';
  const compare = collation(t.env);
  const [a, b] = [await open(t, first), await open(t, second)];
  const counts = [0, 0, 0];
  const show = async (column: 1 | 2 | 3, line: string): Promise<void> => {
    counts[column - 1] = (counts[column - 1] ?? 0) + 1;
    if (hidden.has(String(column))) return;
    const before = [1, 2].filter((other) => other < column && !hidden.has(String(other))).length;
    await t.print(`${delimiter.repeat(before)}${line}\n`);
  };
  const [checkA, checkB] = [new OrderCheck(t, 1, compare), new OrderCheck(t, 2, compare)];
  let unpaired = false;
  let left = await a.next();
  let right = await b.next();
  while (left.done !== true || right.done !== true) {
    const order = left.done === true ? 1 : right.done === true ? -1 : compare(left.value, right.value);
    unpaired ||= order !== 0;
    if (left.done !== true) checkA.see(left.value);
    if (right.done !== true) checkB.see(right.value);
    if (order === 0 && left.done !== true) await show(3, left.value);
    else if (order < 0 && left.done !== true) await show(1, left.value);
    else if (right.done !== true) await show(2, right.value);
    if (order <= 0) left = await a.next();
    if (order >= 0) right = await b.next();
  }
  if (unpaired && !hidden.has('nocheck-order') && !t.busybox)
    for (const check of [checkA, checkB]) await check.report();
  if (t.status > 0) await t.warn('input is not in sorted order');
  if (hidden.has('total')) await t.print(`${counts.join(delimiter)}${delimiter}total\n`);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-123] FILE1 FILE2',
    about: 'Compare FILE1 with FILE2',
    options: [
      ['-1', 'Suppress lines unique to FILE1'],
      ['-2', 'Suppress lines unique to FILE2'],
      ['-3', 'Suppress lines common to both files'],
    ],
  },
});
