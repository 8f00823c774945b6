/** truncate(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseSize } from '../text/size.ts';

const help = {
  usage: 'OPTION... FILE...',
  about: 'Shrink or extend the size of each FILE to the specified size. A FILE that does not exist is created.',
  options: [
    ['-c, --no-create', 'do not create any files'],
    ['-o, --io-blocks', 'treat SIZE as number of IO blocks instead of bytes'],
    ['-r, --reference=RFILE', 'base size on RFILE'],
    ['-s, --size=SIZE', 'set or adjust the file size by SIZE bytes'],
  ],
  after:
    "SIZE may be prefixed by '+' (extend by), '-' (reduce by), '<' (at most), '>' (at least), '/' (round down to\nmultiple of) or '%' (round up to multiple of).",
} as const;

function adjusted(current: number, operator: string, size: number): number {
  switch (operator) {
    case '+':
      return current + size;
    case '-':
      return Math.max(0, current - size);
    case '<':
      return Math.min(current, size);
    case '>':
      return Math.max(current, size);
    case '/':
      return Math.floor(current / size) * size;
    case '%':
      return Math.ceil(current / size) * size;
    default:
      return size;
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const sizeText = value('s');
  const reference = value('r');
  if (sizeText === undefined && reference === undefined)
    throw new UsageError(
      t.busybox ? '' : `you must specify either ${t.quoteMessage('--size')} or ${t.quoteMessage('--reference')}`,
    );
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing file operand');
  const [, operator = '', digits = ''] = /^\s*([-+<>/%]?)(.*)$/s.exec(sizeText ?? '') ?? [];
  const size = sizeText === undefined ? 0 : parseSize(digits);
  if (size === undefined)
    throw new Failure(t.busybox ? `invalid number '${digits}'` : `Invalid number: ${t.quoteMessage(digits)}`);
  for (const path of operands) {
    try {
      if (!t.p.fs.exists(path)) {
        if (options.some(({ key }) => key === 'c')) continue;
        t.p.fs.writeFile(path, '');
      }
      const base = reference === undefined ? t.p.fs.stat(path).size : t.p.fs.stat(reference).size;
      t.p.fs.truncate(path, sizeText === undefined ? base : adjusted(base, operator, size));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(
        t.busybox ? `${path}: ${error.message}` : `cannot open ${t.quote(path)} for writing: ${error.message}`,
      );
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-c] -s SIZE FILE...',
    about: 'Truncate FILEs to SIZE',
    options: [
      ['-c', 'Do not create files'],
      ['-s SIZE', 'Truncate to SIZE'],
    ],
  },
});
