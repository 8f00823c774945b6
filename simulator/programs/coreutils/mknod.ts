/** mknod(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseMode } from '../text/mode.ts';

const TYPES: Readonly<Record<string, 'block' | 'char' | 'fifo'>> = { b: 'block', c: 'char', u: 'char', p: 'fifo' };

function main(t: Tool): number {
  const { options, operands } = t.parse();
  const [path, letter, major, minor] = operands;
  if (path === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (letter === undefined) throw new UsageError(t.busybox ? '' : `missing operand after ${t.quoteMessage(path)}`);
  const type = TYPES[letter];
  if (letter !== 'p' && minor === undefined) {
    throw new UsageError(
      t.busybox
        ? ''
        : `missing operand after ${t.quoteMessage(operands.at(-1) ?? '')}\nSpecial files require major and minor device numbers.`,
    );
  }
  if (type === undefined) throw new UsageError(t.busybox ? '' : `invalid device type ${t.quoteMessage(letter)}`);
  const modeText = options.findLast(({ key }) => key === 'm')?.value;
  try {
    t.p.fs.mknod(path, type, 0o666, type === 'fifo' ? undefined : { major: Number(major), minor: Number(minor) });
    if (modeText !== undefined) t.p.fs.chmod(path, parseMode(modeText)?.(0o666, false, t.p.umask()) ?? 0o666);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`${t.file(path)}: ${error.message}`);
  }
  return 0;
}

const options = [['-m, --mode=MODE', 'set file permission bits to MODE, not a=rw - umask']] as const;
export default gnu(main, {
  help: {
    usage: '[OPTION]... NAME TYPE [MAJOR MINOR]',
    about: 'Create the special file NAME of the given TYPE: b block, c or u character, p FIFO.',
    options,
  },
});
export const busybox = applet(main, {
  help: {
    usage: '[-m MODE] NAME TYPE [MAJOR MINOR]',
    about: 'Create a special file (block, character, or pipe)',
    options: [['-m MODE', 'Creation mode (default a=rw)']],
  },
});
