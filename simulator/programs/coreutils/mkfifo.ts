/** mkfifo(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseMode } from '../text/mode.ts';

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  const modeText = options.findLast(({ key }) => key === 'm')?.value;
  const change = modeText === undefined ? undefined : parseMode(modeText);
  if (modeText !== undefined && change === undefined) throw new Failure('invalid mode');
  for (const path of operands) {
    try {
      t.p.fs.mknod(path, 'fifo', 0o666);
      if (change !== undefined) t.p.fs.chmod(path, change(0o666, false, t.p.umask()));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `${path}: ${error.message}` : `cannot create fifo ${t.quote(path)}: ${error.message}`);
    }
  }
  return t.status;
}

const options = [['-m, --mode=MODE', 'set file permission bits to MODE, not a=rw - umask']] as const;
export default gnu(main, {
  help: { usage: '[OPTION]... NAME...', about: 'Create named pipes (FIFOs) with the given NAMEs.', options },
});
export const busybox = applet(main, {
  help: { usage: '[-m MODE] NAME', about: 'Create named pipe', options: [['-m MODE', 'Mode (default a=rw)']] },
});
