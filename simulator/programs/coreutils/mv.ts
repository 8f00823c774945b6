/** mv(1): rename(2), or copy and remove between file systems. */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { confirm } from '../command/ask.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { dirName, joinPath, trimSlashes } from '../text/paths.ts';
import { Copier, plainCopy } from './copy/copier.ts';
import { destinations, type Move } from './copy/destination.ts';

const help = {
  usage: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
  about: 'Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
  options: [
    ['-b, --backup[=CONTROL]', 'keep what would be overwritten under a name ending with ~'],
    ['-f, --force', 'do not prompt before overwriting'],
    ['-i, --interactive', 'prompt before overwrite'],
    ['-n, --no-clobber', 'do not overwrite an existing file'],
    ['--strip-trailing-slashes', ''],
    ['-t, --target-directory=DIRECTORY', 'move all SOURCE arguments into DIRECTORY'],
    ['-T, --no-target-directory', 'treat DEST as a normal file'],
    ['-u, --update', 'move only when SOURCE is newer than DEST or DEST is missing'],
    ['-v, --verbose', 'explain what is being done'],
  ],
} as const;
const busyboxHelp = {
  usage: ['[-finT] SOURCE DEST', '[-fin] SOURCE... { -t DIRECTORY | DIRECTORY }'],
  about: 'Rename SOURCE to DEST, or move SOURCEs to DIRECTORY',
  options: [
    ['-f', "Don't prompt before overwriting"],
    ['-i', 'Interactive, prompt before overwrite'],
    ['-n', "Don't overwrite an existing file"],
    ['-T', 'Refuse to move if DEST is a directory'],
    ['-t DIR', 'Move all SOURCEs into DIR'],
    ['-v', ''],
  ],
} as const;

interface Flags {
  ask: 'never' | 'always' | 'default';
  noClobber: boolean;
  update: boolean;
  verbose: boolean;
  backup: boolean;
}

function lstat(t: Tool, path: string): Stat | undefined {
  try {
    return t.p.fs.lstat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Removes what has been copied, as far as it goes; each file that stays (a mount point) is named. */
async function removeTree(t: Tool, path: string): Promise<boolean> {
  const { fs } = t.p;
  const pause = t.p.step();
  if (pause !== undefined) await pause;
  let emptied = true;
  const isDirectory = fs.lstat(path).type === 'directory';
  if (isDirectory)
    for (const { name } of fs.readdir(path)) emptied = (await removeTree(t, joinPath(path, name))) && emptied;
  if (!emptied) return false;
  try {
    if (isDirectory) fs.rmdir(path);
    else fs.unlink(path);
    return true;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(
      t.busybox ? `can't remove '${path}': ${error.message}` : `cannot remove ${t.quote(path)}: ${error.message}`,
    );
    return false;
  }
}

async function acrossFileSystems(t: Tool, { from, to }: Move): Promise<boolean> {
  const preserve = { mode: true, owner: true, times: true, links: true };
  const copier = new Copier(t, {
    ...plainCopy,
    recursive: true,
    dereference: 'never',
    preserve,
    removeDestination: true,
  });
  if (!(await copier.operand(from, to))) return false;
  return removeTree(t, from);
}

async function mayReplace(t: Tool, flags: Flags, source: Stat, to: string, target: Stat): Promise<boolean> {
  if (flags.noClobber) return false;
  if (flags.update && target.mtime >= source.mtime) return false;
  if (flags.ask === 'always') return confirm(t.p, `${t.name}: overwrite ${t.quote(to)}? `);
  return true;
}

/** Whether the path leads through something that is no directory. */
function underFile(t: Tool, path: string): boolean {
  const parent = dirName(path);
  return parent !== '.' && t.p.fs.exists(parent) && t.p.fs.stat(parent).type !== 'directory';
}

/** What mv finds wrong before it tries; undefined when nothing. */
function objection(t: Tool, { from, to }: Move, source: Stat, target: Stat | undefined): string | undefined {
  if (t.busybox) return undefined;
  const q = (path: string): string => t.quote(path);
  if (target !== undefined && source.ino === target.ino && source.dev === target.dev)
    return `${q(from)} and ${q(to)} are the same file`;
  if (target?.type === 'directory' && source.type !== 'directory')
    return `cannot overwrite directory ${q(to)} with non-directory`;
  if (target !== undefined && target.type !== 'directory' && source.type === 'directory') {
    return `cannot overwrite non-directory ${q(to)} with directory ${q(from)}`;
  }
  return undefined;
}

async function move(t: Tool, flags: Flags, pair: Move): Promise<void> {
  const { from, to } = pair;
  const { fs } = t.p;
  let source: Stat;
  try {
    source = fs.lstat(trimSlashes(from));
  } catch (error) {
    if (!isSysError(error)) throw error;
    return t.fail(
      t.busybox ? `can't rename '${from}': ${error.message}` : `cannot stat ${t.quote(from)}: ${error.message}`,
    );
  }
  const target = lstat(t, to);
  if (t.busybox && underFile(t, to)) return t.fail(`can't stat '${to}': Path has non-directory component`);
  const wrong = objection(t, pair, source, target);
  if (wrong !== undefined) return t.fail(wrong);
  if (target !== undefined && !(await mayReplace(t, flags, source, to, target))) return;
  try {
    if (target !== undefined && flags.backup) fs.rename(to, `${to}~`);
    fs.rename(from, to);
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'EXDEV') {
      if (!(await acrossFileSystems(t, pair))) return;
    } else if (t.busybox) return t.fail(`can't rename '${from}': ${error.message}`);
    else if (error.code === 'EINVAL')
      return t.fail(`cannot move ${t.quote(from)} to a subdirectory of itself, ${t.quote(to)}`);
    else return t.fail(`cannot move ${t.quote(from)} to ${t.quote(to)}: ${error.message}`);
  }
  if (flags.verbose)
    await t.print(t.busybox ? `'${from}' -> '${to}'\n` : `renamed ${t.quote(from)} -> ${t.quote(to)}\n`);
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags: Flags = { ask: 'default', noClobber: false, update: false, verbose: false, backup: false };
  let targetDirectory: string | undefined;
  let noTargetDirectory = false;
  for (const { key, value } of options) {
    if (key === 'f' || key === 'i') [flags.ask, flags.noClobber] = [key === 'i' ? 'always' : 'never', false];
    else if (key === 'n') [flags.ask, flags.noClobber] = ['default', true];
    else if (key === 't') targetDirectory = value;
    else if (key === 'T') noTargetDirectory = true;
    else if (key === 'u') flags.update = true;
    else if (key === 'v') flags.verbose = true;
    else if (key === 'b') flags.backup = true;
  }
  for (const pair of destinations(t, operands, { targetDirectory, noTargetDirectory })) await move(t, flags, pair);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
