/** fold(1). */
import { applet, gnu, Failure, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lineBatches } from '../input/source.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Wrap input lines in each FILE, writing to standard output.',
  options: [
    ['-b, --bytes', 'count bytes rather than columns'],
    ['-s, --spaces', 'break at spaces'],
    ['-w, --width=WIDTH', 'use WIDTH columns instead of 80'],
  ],
} as const;

function fold(line: string, width: number, spaces: boolean): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const blank = spaces ? rest.lastIndexOf(' ', width - 1) : -1;
    const cut = blank < 0 ? width : blank + 1;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...pieces, rest];
}

async function main(t: Tool): Promise<number> {
  const args = t.args.map((arg, index) => (index === 0 && /^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg));
  const { options, operands } = t.parse(undefined, args);
  const text = options.findLast(({ key }) => key === 'w')?.value ?? '80';
  if (!/^[1-9]\d*$/.test(text))
    throw new Failure(
      `invalid number of columns: ${t.quoteMessage(text)}${text === '0' ? ': Numerical result out of range' : ''}`,
    );
  const spaces = options.some(({ key }) => key === 's');
  await eachSource(t, operands, async (source) => {
    for await (const { lines, unterminated } of lineBatches(() => source.read())) {
      for (const line of lines) await t.print(fold(line, Number(text), spaces).join('\n') + (unterminated ? '' : '\n'));
    }
  });
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-bs] [-w WIDTH] [FILE]...',
    about: 'Wrap input lines in FILEs (or stdin), writing to stdout',
    options: [
      ['-b', 'Count bytes rather than columns'],
      ['-s', 'Break at spaces'],
      ['-w WIDTH', 'Use WIDTH columns instead of 80'],
    ],
  },
});
