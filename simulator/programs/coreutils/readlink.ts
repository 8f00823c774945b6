/** readlink(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { canonicalPath, type Existence } from './readlink/canonical.ts';

const help = {
  usage: '[OPTION]... FILE...',
  about: 'Print value of a symbolic link or canonical file name',
  options: [
    [
      '-f, --canonicalize',
      'follow every symlink in every component of the given name;\nall but the last component must exist',
    ],
    ['-e, --canonicalize-existing', 'likewise, all components must exist'],
    ['-m, --canonicalize-missing', 'likewise, without requirements on components existence'],
    ['-n, --no-newline', 'do not output the trailing delimiter'],
    ['-q, --quiet', ''],
    ['-s, --silent', 'suppress most error messages (on by default)'],
    ['-v, --verbose', 'report error messages'],
    ['-z, --zero', 'end each output line with NUL, not newline'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-fnv] FILE',
  about: 'Display the value of a symlink',
  options: [
    ['-f', 'Canonicalize by following all symlinks'],
    ['-n', "Don't add newline at the end"],
    ['-v', 'Verbose'],
    ['-q', ''],
    ['-s', ''],
  ],
} as const;

const MODES: Readonly<Record<string, Existence>> = { f: 'all-but-last', e: 'all', m: 'none' };

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  let mode: Existence | undefined;
  for (const { key } of options) mode = MODES[key] ?? mode;
  const end = has('n') && operands.length === 1 ? '' : has('z') ? '\0' : '\n';
  for (const path of operands) {
    try {
      await t.print((mode === undefined ? t.p.fs.readlink(path) : canonicalPath(t.p, path, mode)) + end);
    } catch (error) {
      if (!isSysError(error)) throw error;
      t.status = 1;
      if (has('v')) await t.fail(`${t.file(path)}: ${error.message}`);
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
