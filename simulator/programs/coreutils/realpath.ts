/** realpath(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { normalPath } from '../text/paths.ts';
import { canonicalPath, type Existence } from './readlink/canonical.ts';

const help = {
  usage: '[OPTION]... FILE...',
  about: 'Print the resolved absolute file name; all but the last component must exist',
  options: [
    ['-e, --canonicalize-existing', 'all components of the path must exist'],
    ['-m, --canonicalize-missing', 'no path components need exist or be a directory'],
    ['-L, --logical', "resolve '..' components before symlinks"],
    ['-P, --physical', 'resolve symlinks as encountered (default)'],
    ['-q, --quiet', 'suppress most error messages'],
    ['--relative-to=DIR', 'print the resolved path relative to DIR'],
    ['-s, --strip, --no-symlinks', "don't expand symlinks"],
    ['-z, --zero', 'end each output line with NUL, not newline'],
  ],
} as const;

function relative(from: string, to: string): string {
  const a = from.split('/').filter(Boolean);
  const b = to.split('/').filter(Boolean);
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  return [...a.slice(common).map(() => '..'), ...b.slice(common)].join('/') || '.';
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  const existence: Existence = t.busybox ? 'all-but-last' : has('e') ? 'all' : has('m') ? 'none' : 'all-but-last';
  const base = options.findLast(({ key }) => key === 'relative-to')?.value;
  for (const path of operands) {
    try {
      const start = has('L') ? normalPath(path, t.p.cwd()) : path;
      const resolved = has('s') ? normalPath(start, t.p.cwd()) : canonicalPath(t.p, start, existence);
      await t.print(
        (base === undefined ? resolved : relative(canonicalPath(t.p, base, existence), resolved)) +
          (has('z') ? '\0' : '\n'),
      );
    } catch (error) {
      if (!isSysError(error)) throw error;
      t.status = 1;
      if (!has('q')) await t.fail(`${t.file(path)}: ${error.message}`);
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: 'FILE...', about: 'Print absolute pathnames of FILEs' } });
