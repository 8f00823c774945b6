/** shuf(1). */
import type { Process } from '../../kernel/abi.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lines } from '../input/source.ts';

const help = {
  usage: ['[OPTION]... [FILE]', '-e [OPTION]... [ARG]...', '-i LO-HI [OPTION]...'],
  about: 'Write a random permutation of the input lines to standard output.',
  options: [
    ['-e, --echo', 'treat each ARG as an input line'],
    ['-i, --input-range=LO-HI', 'treat each number LO through HI as an input line'],
    ['-n, --head-count=COUNT', 'output at most COUNT lines'],
    ['-o, --output=FILE', 'write result to FILE instead of standard output'],
    ['-r, --repeat', 'output lines can be repeated'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;

/** A whole number below `limit`, from the machine's random source. */
export function randomBelow(p: Pick<Process, 'random'>, limit: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = p.random(4);
  return Math.floor(((((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32) * limit);
}

export function shuffled<T>(p: Pick<Process, 'random'>, items: readonly T[]): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = randomBelow(p, at + 1);
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
  }
  return result;
}

async function input(
  t: Tool,
  range: string | undefined,
  echo: boolean,
  operands: readonly string[],
  terminator: '\n' | '\0',
): Promise<string[]> {
  if (echo) return [...operands];
  if (range !== undefined) {
    const [, low, high] = /^(\d+)-(\d+)$/.exec(range) ?? [];
    if (low === undefined || high === undefined || Number(low) > Number(high) + 1)
      throw new Failure(`invalid input range: ${t.quoteMessage(range)}`);
    return Array.from({ length: Number(high) - Number(low) + 1 }, (_, i) => String(Number(low) + i));
  }
  const all: string[] = [];
  await eachSource(t, operands.slice(0, 1), async (source) => {
    for await (const line of lines(() => source.read(), terminator)) all.push(line);
  });
  return all;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (!has('e') && operands.length > 1)
    throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[1] ?? '')}`);
  const terminator = has('z') ? '\0' : '\n';
  const items = await input(t, value('i'), has('e'), operands, terminator);
  const count = value('n') === undefined ? undefined : Number(value('n'));
  if (count !== undefined && !Number.isInteger(count))
    throw new Failure(`invalid line count: ${t.quoteMessage(value('n') ?? '')}`);
  if (has('r')) {
    if (items.length === 0) throw new Failure('no lines to repeat');
    for (let i = 0; count === undefined || i < count; i++)
      await t.print((items[randomBelow(t.p, items.length)] ?? '') + terminator);
    return 0;
  }
  for (const item of shuffled(t.p, items).slice(0, count)) await t.print(item + terminator);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: ['[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]'],
    about: 'Randomly permute lines',
    options: [
      ['-n NUM', 'Output at most NUM lines'],
      ['-o FILE', 'Write to FILE, not standard output'],
      ['-z', 'NUL terminated output'],
      ['-e', 'Treat ARGs as lines'],
      ['-i L-H', 'Treat numbers L-H as lines'],
    ],
  },
});
