/** sync(1): everything on the simulated machine is already where it belongs. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';

async function main(t: Tool): Promise<number> {
  for (const path of t.parse([
    ['-d, --data', ''],
    ['-f, --file-system', ''],
  ]).operands) {
    await t.attempt(
      () => void t.p.fs.stat(path),
      (error) => (isSysError(error) ? `error opening ${t.quote(path)}: ${error.message}` : ''),
    );
  }
  return t.status;
}

const help = { usage: '[OPTION] [FILE]...', about: 'Synchronize cached writes to persistent storage' };
export default gnu(main, { help });
export const busybox = applet(main, { help });
