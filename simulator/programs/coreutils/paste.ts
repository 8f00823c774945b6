/** paste(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { lines, openSource } from '../input/source.ts';
import { expandEscapes } from '../text/escapes.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about:
    'Write lines consisting of the sequentially corresponding lines from each FILE, separated by TABs, to standard\noutput.',
  options: [
    ['-d, --delimiters=LIST', 'reuse characters from LIST instead of TABs'],
    ['-s, --serial', 'paste one file at a time instead of in parallel'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const list = [...expandEscapes(options.findLast(({ key }) => key === 'd')?.value ?? '\t', { octal: 'bare' }).text];
  const end = has('z') ? '\0' : '\n';
  const readers: AsyncGenerator<string, void, undefined>[] = [];
  let stdin: AsyncGenerator<string, void, undefined> | undefined;
  for (const path of operands.length === 0 ? ['-'] : operands) {
    try {
      const source = await openSource(t.p, path);
      const reader = lines(() => source.read(), end);
      if (path === '-') readers.push((stdin ??= reader));
      else readers.push(reader);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(`${t.file(path)}: ${error.message}`);
    }
  }
  const delimiter = (index: number): string => (list.length === 0 ? '' : (list[index % list.length] ?? ''));
  if (has('s')) {
    for (const reader of readers) {
      let text = '';
      let index = -1;
      for await (const line of reader) text += (index++ >= 0 ? delimiter(index - 1) : '') + line;
      await t.print(text + end);
    }
    return 0;
  }
  for (;;) {
    const row: (string | undefined)[] = [];
    for (const reader of readers) {
      const next = await reader.next();
      row.push(next.done === true ? undefined : next.value);
    }
    if (row.every((cell) => cell === undefined)) return 0;
    if (t.busybox) {
      // Files that have ended leave no delimiter behind.
      const cells = row.filter((cell) => cell !== undefined);
      await t.print(
        cells.map((cell, index) => cell + (index < cells.length - 1 ? delimiter(index) : '')).join('') + end,
      );
      continue;
    }
    await t.print(
      row.map((cell, index) => (cell ?? '') + (index < row.length - 1 ? delimiter(index) : '')).join('') + end,
    );
  }
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-d DELIMS] [-s] [FILE]...',
    about: 'Paste lines from each input file together',
    options: [
      ['-d DELIMS', 'Use characters from DELIMS list instead of TAB'],
      ['-s', 'Serial: one file at a time'],
    ],
  },
});
