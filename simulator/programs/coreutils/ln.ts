/** ln(1). */
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { confirm } from '../command/ask.ts';
import { baseName, dirName, joinPath, normalPath } from '../text/paths.ts';

const help = {
  usage: [
    '[OPTION]... [-T] TARGET LINK_NAME',
    '[OPTION]... TARGET',
    '[OPTION]... TARGET... DIRECTORY',
    '[OPTION]... -t DIRECTORY TARGET...',
  ],
  about:
    'Create links to TARGETs: hard links by default, symbolic links with --symbolic. In the second form the link\nis made in the current directory, in the third and fourth in DIRECTORY.',
  options: [
    ['-b, --backup[=CONTROL]', 'keep what would be overwritten under a name ending with ~'],
    ['-d, -F, --directory', 'allow the superuser to attempt to hard link directories'],
    ['-f, --force', 'remove existing destination files'],
    ['-i, --interactive', 'prompt whether to remove destinations'],
    ['-L, --logical', 'dereference TARGETs that are symbolic links'],
    ['-n, --no-dereference', 'treat LINK_NAME as a normal file if it is a symbolic link\nto a directory'],
    ['-P, --physical', 'make hard links directly to symbolic links'],
    ['-r, --relative', 'with -s, create links relative to link location'],
    ['-s, --symbolic', 'make symbolic links instead of hard links'],
    ['-t, --target-directory=DIRECTORY', 'specify the DIRECTORY in which to create the links'],
    ['-T, --no-target-directory', 'treat LINK_NAME as a normal file always'],
    ['-v, --verbose', 'print name of each linked file'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR',
  about: 'Create a link LINK or DIR/TARGET to the specified TARGET(s)',
  options: [
    ['-s', 'Make symlinks instead of hardlinks'],
    ['-f', 'Remove existing destinations'],
    ['-n', "Don't dereference symlinks - treat like normal file"],
    ['-b', 'Make a backup of the target (if exists) before link operation'],
    ['-S SUF', 'Use suffix instead of ~ when making backup files'],
    ['-T', 'Treat LINK as a file, not DIR'],
    ['-v', 'Verbose'],
  ],
} as const;

interface Flags {
  symbolic: boolean;
  force: boolean;
  interactive: boolean;
  relative: boolean;
  verbose: boolean;
  backup: boolean;
  noDereference: boolean;
  follow: boolean;
}

/** The way from the directory of `link` to `target`. */
function relativeTarget(t: Tool, target: string, link: string): string {
  const from = normalPath(dirName(link), t.p.cwd()).split('/').filter(Boolean);
  const to = normalPath(target, t.p.cwd()).split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

function failureText(t: Tool, flags: Flags, target: string, link: string, error: SysError): string {
  if (t.busybox)
    return `${flags.symbolic || error.code === 'EEXIST' ? link : t.p.fs.exists(target) ? link : target}: ${error.message}`;
  if (flags.symbolic)
    return `failed to create symbolic link ${t.quote(link)}${error.code === 'EEXIST' ? '' : ''}: ${error.message}`;
  if (!t.p.fs.exists(target)) return `failed to access ${t.quote(target)}: ${error.message}`;
  const arrow = error.code === 'EEXIST' ? '' : ` => ${t.quote(target)}`;
  return `failed to create hard link ${t.quote(link)}${arrow}: ${error.message}`;
}

async function makeLink(t: Tool, flags: Flags, target: string, link: string): Promise<void> {
  const { fs } = t.p;
  if (!flags.symbolic && !t.busybox && fs.exists(target) && fs.stat(target).type === 'directory') {
    return t.fail(`${t.file(target)}: hard link not allowed for directory`);
  }
  try {
    const exists = linkExists(t, link);
    if (exists && flags.interactive && !(await confirm(t.p, `${t.name}: replace ${t.quote(link)}? `))) return;
    if (exists && flags.backup) fs.rename(link, `${link}~`);
    else if (exists && (flags.force || flags.interactive) && fs.lstat(link).type !== 'directory') {
      if (!flags.symbolic && fs.lstat(target).ino === fs.lstat(link).ino)
        return await t.fail(`${t.quote(target)} and ${t.quote(link)} are the same file`);
      fs.unlink(link);
    }
    if (flags.symbolic) fs.symlink(flags.relative ? relativeTarget(t, target, link) : target, link);
    else fs.link(flags.follow ? fs.realpath(target) : target, link);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return t.fail(failureText(t, flags, target, link, error));
  }
  if (flags.verbose)
    await t.print(
      t.busybox
        ? `'${link}' -> '${target}'\n`
        : `${t.quote(link)} ${flags.symbolic ? '->' : '=>'} ${t.quote(target)}\n`,
    );
}

function linkExists(t: Tool, link: string): boolean {
  try {
    t.p.fs.lstat(link);
    return true;
  } catch (error) {
    if (isSysError(error, 'ENOENT')) return false;
    throw error;
  }
}

function isDirectory(t: Tool, path: string, noDereference: boolean): boolean {
  if (!t.p.fs.exists(path)) return false;
  return (noDereference ? t.p.fs.lstat(path) : t.p.fs.stat(path)).type === 'directory';
}

function pairs(
  t: Tool,
  flags: Flags,
  operands: readonly string[],
  directory: string | undefined,
  plainName: boolean,
): [string, string][] {
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing file operand');
  const into = (where: string, targets: readonly string[]): [string, string][] =>
    targets.map((target) => [target, joinPath(where, baseName(target))]);
  if (directory !== undefined) return into(directory, operands);
  const [first = ''] = operands;
  if (operands.length === 1) return t.busybox ? [[first, baseName(first)]] : into('.', operands);
  const last = operands.at(-1) ?? '';
  if (!plainName && isDirectory(t, last, flags.noDereference)) return into(last, operands.slice(0, -1));
  if (operands.length === 2) return [[first, last]];
  if (t.busybox) throw new Failure(`${last}: ${t.p.fs.exists(last) ? 'File exists' : 'No such file or directory'}`);
  throw new Failure(
    `target ${t.quote(last)}: ${t.p.fs.exists(last) ? 'Not a directory' : 'No such file or directory'}`,
  );
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const flags: Flags = {
    symbolic: has('s'),
    force: has('f'),
    interactive: has('i'),
    relative: has('r'),
    verbose: has('v'),
    backup: has('b'),
    noDereference: has('n'),
    follow: has('L'),
  };
  const directory = options.findLast((option) => option.key === 't')?.value;
  for (const [target, link] of pairs(t, flags, operands, directory, has('T'))) await makeLink(t, flags, target, link);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
