/** mkdir(1). */
import { isSysError, SysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseMode } from '../text/mode.ts';

const help = {
  usage: '[OPTION]... DIRECTORY...',
  about: 'Create the DIRECTORY(ies), if they do not exist already.',
  options: [
    ['-m, --mode=MODE', 'set file mode (as in chmod), not a=rwx - umask'],
    ['-p, --parents', 'no error if existing, make parent directories as needed'],
    ['-v, --verbose', 'print a message for each created directory'],
    ['-Z', ''],
  ],
} as const;
const busyboxHelp = {
  usage: '[-m MODE] [-p] DIRECTORY...',
  about: 'Create DIRECTORY',
  options: [
    ['-m MODE', 'Mode'],
    ['-p', 'No error if exists; make parent directories as needed'],
    ['-v', ''],
    ['--mode=MODE', ''],
    ['--parents', ''],
  ],
} as const;

/** Creates missing parents, each with u+wx added so that the next can be made in it. Gives those made. */
async function makeParents(
  t: Tool,
  path: string,
  made: (path: string) => Promise<void>,
  at: (path: string) => void,
): Promise<void> {
  const parts = path.split('/');
  for (let i = 1; i < parts.length; i++) {
    const parent = parts.slice(0, i).join('/');
    if (parent === '' || parts[i] === '') continue;
    at(parent);
    if (t.p.fs.exists(parent)) {
      if (t.p.fs.stat(parent).type !== 'directory') throw new SysError('ENOTDIR', parent);
      continue;
    }
    t.p.fs.mkdir(parent, 0o777);
    await made(parent);
  }
  at(path);
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (...keys: string[]): boolean => options.some((option) => keys.includes(option.key));
  const modeText = options.findLast((option) => option.key === 'm' || option.key === 'mode')?.value;
  const change = modeText === undefined ? undefined : parseMode(modeText);
  if (modeText !== undefined && change === undefined) throw new Failure(`invalid mode ${t.quoteMessage(modeText)}`);
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  const parents = has('p', 'parents');
  const tell = async (path: string): Promise<void> => {
    if (!has('v')) return;
    await t.print(t.busybox ? `created directory: '${path}'\n` : `${t.name}: created directory ${t.quote(path)}\n`);
  };
  for (const path of operands) {
    let failing = path;
    try {
      if (parents) await makeParents(t, path, tell, (name) => (failing = name));
      if (parents && t.p.fs.exists(path) && t.p.fs.stat(path).type === 'directory') continue;
      t.p.fs.mkdir(path, 0o777);
      if (change !== undefined) t.p.fs.chmod(path, change(0o777, true, t.p.umask()));
      await tell(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(
        t.busybox
          ? `can't create directory '${failing}${failing === path ? '' : '/'}': ${error.message}`
          : `cannot create directory ${t.quoteMessage(failing)}: ${error.message}`,
      );
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
