/** link(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

function main(t: Tool): number {
  const [existing, name, extra] = t.parse().operands;
  if (existing === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (name === undefined) throw new UsageError(t.busybox ? '' : `missing operand after ${t.quoteMessage(existing)}`);
  if (extra !== undefined) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(extra)}`);
  try {
    t.p.fs.link(existing, name);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      t.busybox
        ? `can't create hard link '${name}' to '${existing}': ${error.message}`
        : `cannot create link ${t.quote(name)} to ${t.quote(existing)}: ${error.message}`,
    );
  }
  return 0;
}

const help = {
  usage: 'FILE1 FILE2',
  about: 'Call the link function to create a link named FILE2 to an existing FILE1.',
};
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: 'FILE LINK', about: 'Create hard LINK to FILE' } });
