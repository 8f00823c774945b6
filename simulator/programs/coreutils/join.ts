/** join(1). */
import { Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { isSysError } from '../../kernel/errno.ts';
import { openSource, readAll } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';
import { collation } from '../text/locale.ts';

const help = {
  usage: '[OPTION]... FILE1 FILE2',
  about:
    'For each pair of input lines with identical join fields, write a line to standard output. The default join field\nis the first, delimited by blanks.',
  options: [
    ['-a FILENUM', 'also print unpairable lines from file FILENUM (1 or 2)'],
    ['-e STRING', 'replace missing input fields with STRING'],
    ['-i, --ignore-case', 'ignore differences in case when comparing fields'],
    ['-j FIELD', "equivalent to '-1 FIELD -2 FIELD'"],
    ['-o FORMAT', 'obey FORMAT while constructing output line'],
    ['-t CHAR', 'use CHAR as input and output field separator'],
    ['-v FILENUM', 'like -a FILENUM, but suppress joined output lines'],
    ['-1 FIELD', 'join on this FIELD of file 1'],
    ['-2 FIELD', 'join on this FIELD of file 2'],
    ['--header', 'treat the first line in each file as field headers'],
    ['--nocheck-order', ''],
  ],
} as const;

interface Row {
  key: string;
  fields: string[];
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const [first, second] = operands;
  if (first === undefined) throw new UsageError('missing operand');
  if (second === undefined) throw new UsageError(`missing operand after ${t.quoteMessage(first)}`);
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const separator = value('t');
  const fold = options.some(({ key }) => key === 'i');
  const fieldOf = (side: '1' | '2'): number => Number(value(side) ?? value('j') ?? 1);
  const rows = async (path: string, field: number): Promise<Row[]> => {
    try {
      const source = await openSource(t.p, path);
      const lines = decodeText(await readAll(source))
        .replace(/\n$/, '')
        .split('\n');
      return lines.map((line) => {
        const fields = separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator);
        const key = fields[field - 1] ?? '';
        return { key: fold ? key.toLowerCase() : key, fields };
      });
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(`${t.file(path)}: ${error.message}`);
    }
  };
  const left = await rows(first, fieldOf('1'));
  const right = await rows(second, fieldOf('2'));
  const extra = new Set(options.filter(({ key }) => key === 'a' || key === 'v').map((option) => option.value));
  const joined = !options.some(({ key }) => key === 'v');
  const compare = collation(t.env);
  const out = separator ?? ' ';
  const empty = value('e') ?? '';
  const format = value('o')?.split(/[ ,]+/);
  const print = async (a: Row | undefined, b: Row | undefined): Promise<void> => {
    const cell = (spec: string): string => {
      if (spec === '0') return (a?.fields[fieldOf('1') - 1] ?? b?.fields[fieldOf('2') - 1] ?? empty) || empty;
      const [side, field] = spec.split('.');
      return (side === '1' ? a : b)?.fields[Number(field) - 1] || empty;
    };
    const others = (row: Row | undefined, field: number): string[] =>
      row?.fields.filter((_, index) => index !== field - 1) ?? [];
    const cells = format?.map(cell) ?? [
      (a ?? b)?.fields[(a === undefined ? fieldOf('2') : fieldOf('1')) - 1] ?? '',
      ...others(a, fieldOf('1')),
      ...others(b, fieldOf('2')),
    ];
    await t.print(`${cells.join(out)}\n`);
  };
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    const order = a === undefined ? 1 : b === undefined ? -1 : compare(a.key, b.key);
    if (order < 0) {
      if (extra.has('1')) await print(a, undefined);
      i++;
    } else if (order > 0) {
      if (extra.has('2')) await print(undefined, b);
      j++;
    } else {
      const same = right.slice(j).findIndex((row) => row.key !== b?.key);
      const group = right.slice(j, same < 0 ? undefined : j + same);
      for (; i < left.length && left[i]?.key === a?.key; i++)
        if (joined) for (const row of group) await print(left[i], row);
      j += group.length;
    }
  }
  return 0;
}

export default gnu(main, { help });
