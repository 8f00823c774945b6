/** rm(1). */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { confirm } from '../command/ask.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { baseName, joinPath, trimSlashes } from '../text/paths.ts';
import { typeName } from './stat/names.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Remove (unlink) the FILE(s).',
  options: [
    ['-f, --force', 'ignore nonexistent files and arguments, never prompt'],
    ['-i', 'prompt before every removal'],
    ['-I', 'prompt once before removing more than three files, or\nwhen removing recursively'],
    ['--interactive[=WHEN]', 'prompt according to WHEN: never, once (-I), or always (-i)'],
    ['--one-file-system', 'when removing a hierarchy, skip directories of other file systems'],
    ['--no-preserve-root', "do not treat '/' specially"],
    ['--preserve-root[=all]', "do not remove '/' (default)"],
    ['-r, -R, --recursive', 'remove directories and their contents'],
    ['-d, --dir', 'remove empty directories'],
    ['-v, --verbose', 'explain what is being done'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-irf] FILE...',
  about: 'Remove (unlink) FILEs',
  options: [
    ['-i', 'Always prompt before removing'],
    ['-f', "Don't fail, never prompt"],
    ['-r,-R', 'Recurse'],
    ['-v', ''],
  ],
} as const;

interface Flags {
  force: boolean;
  interactive: boolean;
  recursive: boolean;
  emptyDirectories: boolean;
  verbose: boolean;
  preserveRoot: boolean;
}

class Remover {
  private readonly t: Tool;
  private readonly flags: Flags;

  constructor(t: Tool, flags: Flags) {
    this.t = t;
    this.flags = flags;
  }

  async operand(path: string): Promise<void> {
    const { t, flags } = this;
    const name = baseName(path);
    if ((name === '.' || name === '..') && (flags.recursive || t.busybox)) {
      return t.fail(
        t.busybox ? "can't remove '.' or '..'" : `refusing to remove '.' or '..' directory: skipping ${t.quote(path)}`,
      );
    }
    if (flags.recursive && flags.preserveRoot && !t.busybox && this.isRoot(path)) {
      await t.fail("it is dangerous to operate recursively on '/'");
      return t.warn('use --no-preserve-root to override this failsafe');
    }
    let stat: Stat;
    try {
      stat = t.p.fs.lstat(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (flags.force && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
      return this.complain(path, error.message);
    }
    await this.remove(path, stat);
  }

  private isRoot(path: string): boolean {
    return (
      trimSlashes(path) === '/' ||
      (this.t.p.fs.exists(path) && this.t.p.fs.lstat(path).type === 'directory' && this.t.p.fs.realpath(path) === '/')
    );
  }

  private complain(path: string, message: string): Promise<void> {
    return this.t.fail(
      this.t.busybox ? `can't remove '${path}': ${message}` : `cannot remove ${this.t.quote(path)}: ${message}`,
    );
  }

  /** Whether the removal may go on. */
  private async agreed(path: string, stat: Stat, verb: 'remove' | 'descend'): Promise<boolean> {
    const { t, flags } = this;
    const isProtected = stat.type !== 'symlink' && !flags.force && t.p.isatty(0) && !t.p.fs.access(path, 'w');
    if (!flags.interactive && !isProtected) return true;
    const q = t.quote(path);
    if (t.busybox)
      return confirm(t.p, `${t.name}: ${verb === 'descend' ? `descend into directory ${q}` : `remove ${q}`}? `);
    const guarded = isProtected ? 'write-protected ' : '';
    if (verb === 'descend') return confirm(t.p, `${t.name}: descend into ${guarded}directory ${q}? `);
    return confirm(t.p, `${t.name}: remove ${guarded}${typeName(stat)} ${q}? `);
  }

  private async remove(path: string, stat: Stat): Promise<boolean> {
    const pause = this.t.p.step();
    if (pause !== undefined) await pause;
    if (stat.type === 'directory') return this.removeDirectory(path, stat);
    if (!(await this.agreed(path, stat, 'remove'))) return false;
    return this.take(path, () => this.t.p.fs.unlink(path), 'removed');
  }

  private async take(path: string, action: () => void, word: string): Promise<boolean> {
    const { t } = this;
    try {
      action();
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(path, error.message);
      return false;
    }
    if (this.flags.verbose) await t.print(`${word} ${t.quote(path)}\n`);
    return true;
  }

  private async removeDirectory(path: string, stat: Stat): Promise<boolean> {
    const { t, flags } = this;
    if (!flags.recursive && !(flags.emptyDirectories && t.p.fs.readdir(path).length === 0)) {
      if (t.busybox) await t.fail(`'${path}' is a directory`);
      else await this.complain(path, flags.emptyDirectories ? 'Directory not empty' : 'Is a directory');
      return false;
    }
    let names: string[];
    try {
      names = t.p.fs.readdir(path).map((entry) => entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(path, error.message);
      return false;
    }
    if (names.length > 0 && !(await this.agreed(path, stat, 'descend'))) return false;
    let emptied = true;
    for (const name of names) {
      const child = joinPath(path, name);
      emptied = (await this.remove(child, t.p.fs.lstat(child))) && emptied;
    }
    if ((!emptied && !flags.interactive) || !(await this.agreed(path, stat, 'remove'))) return false;
    return this.take(path, () => t.p.fs.rmdir(path), t.busybox ? 'removed directory:' : 'removed directory');
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags: Flags = {
    force: false,
    interactive: false,
    recursive: false,
    emptyDirectories: false,
    verbose: false,
    preserveRoot: true,
  };
  let once = false;
  for (const { key, value } of options) {
    const when =
      key === 'i' ? 'always' : key === 'I' ? 'once' : key === 'interactive' ? (value ?? 'always') : undefined;
    if (key === 'f') flags.force = true;
    if (key === 'f' || when !== undefined) {
      flags.interactive = when === 'always' || when === 'yes';
      once = when === 'once';
      if (when !== undefined) flags.force = false;
    }
    flags.recursive ||= key === 'r';
    flags.emptyDirectories ||= key === 'd';
    flags.verbose ||= key === 'v';
    if (key === 'no-preserve-root') flags.preserveRoot = false;
  }
  if (operands.length === 0) {
    if (flags.force) return 0;
    throw new UsageError(t.busybox ? '' : 'missing operand');
  }
  if (once && (flags.recursive || operands.length > 3)) {
    const count = `${operands.length} argument${operands.length === 1 ? '' : 's'}`;
    if (!(await confirm(t.p, `${t.name}: remove ${count}${flags.recursive ? ' recursively' : ''}? `))) return 0;
  }
  const remover = new Remover(t, flags);
  for (const path of operands) await remover.operand(path);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
