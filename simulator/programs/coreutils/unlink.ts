/** unlink(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

function main(t: Tool): number {
  const [path, extra] = t.parse().operands;
  if (path === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (extra !== undefined) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(extra)}`);
  try {
    t.p.fs.unlink(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      t.busybox ? `can't remove file '${path}': ${error.message}` : `cannot unlink ${t.quote(path)}: ${error.message}`,
    );
  }
  return 0;
}

const help = { usage: 'FILE', about: 'Call the unlink function to remove the specified FILE.' };
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: 'FILE', about: 'Delete FILE by calling unlink()' } });
