/** rmdir(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { dirName, trimSlashes } from '../text/paths.ts';

const help = {
  usage: '[OPTION]... DIRECTORY...',
  about: 'Remove the DIRECTORY(ies), if they are empty.',
  options: [
    ['--ignore-fail-on-non-empty', 'ignore failures due to directories that are not empty'],
    ['-p, --parents', "remove DIRECTORY and its ancestors; 'rmdir -p a/b' is like\n'rmdir a/b a'"],
    ['-v, --verbose', 'output a diagnostic for every directory processed'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-p] DIRECTORY...',
  about: 'Remove DIRECTORY if it is empty',
  options: [
    ['-p', 'Include parents'],
    ['--ignore-fail-on-non-empty', ''],
    ['--parents', ''],
  ],
} as const;

function withAncestors(path: string): string[] {
  const paths = [path];
  for (let parent = dirName(path); parent !== '.' && parent !== '/'; parent = dirName(parent)) paths.push(parent);
  return paths;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (...keys: string[]): boolean => options.some((option) => keys.includes(option.key));
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  for (const operand of operands) {
    for (const path of has('p', 'parents') ? withAncestors(trimSlashes(operand)) : [operand]) {
      if (has('v')) await t.print(`${t.name}: removing directory, ${t.quote(path)}\n`);
      try {
        t.p.fs.rmdir(path);
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (has('ignore-fail-on-non-empty') && error.code === 'ENOTEMPTY') break;
        await t.fail(t.busybox ? `'${path}': ${error.message}` : `failed to remove ${t.quote(path)}: ${error.message}`);
        break;
      }
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
