/**
 * Copying of files and trees, as cp, mv (between file systems) and install do it. Contents are streamed, attributes
 * kept as asked; a copied program still starts the program, because its bytes name it (vfs/content.ts).
 */
import type { Stat } from '../../../kernel/abi.ts';
import { isSysError, type SysError } from '../../../kernel/errno.ts';
import { confirm } from '../../command/ask.ts';
import type { Tool } from '../../command/tool.ts';
import { dirName, joinPath } from '../../text/paths.ts';

export interface CopyOptions {
  recursive: boolean;
  /** Which symbolic links are followed: those given as operands, all, or none. */
  dereference: 'never' | 'arguments' | 'always';
  preserve: { mode: boolean; owner: boolean; times: boolean; links: boolean };
  force: boolean;
  interactive: boolean;
  noClobber: boolean;
  update: boolean;
  verbose: boolean;
  /** Make links instead of copies. */
  instead: 'copy' | 'link' | 'symlink';
  removeDestination: boolean;
  backup: boolean;
}

export const plainCopy: CopyOptions = {
  recursive: false,
  dereference: 'always',
  preserve: { mode: false, owner: false, times: false, links: false },
  force: false,
  interactive: false,
  noClobber: false,
  update: false,
  verbose: false,
  instead: 'copy',
  removeDestination: false,
  backup: false,
};

const CHUNK = 262144;

export class Copier {
  private readonly t: Tool;
  private readonly options: CopyOptions;
  /** First copy of each file with several names, by device and inode. */
  private readonly copied = new Map<string, string>();
  private root: Stat | undefined;

  constructor(t: Tool, options: CopyOptions) {
    this.t = t;
    this.options = options;
  }

  private lstat(path: string): Stat | undefined {
    try {
      return this.t.p.fs.lstat(path);
    } catch (error) {
      if (isSysError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  private stat(path: string): Stat | undefined {
    try {
      return this.t.p.fs.stat(path);
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private q(path: string): string {
    return this.t.quote(path);
  }

  /** Copies one operand to `to` (the full new name). Whether all of it was copied. */
  async operand(from: string, to: string): Promise<boolean> {
    this.root = undefined;
    return this.copy(from, to, true);
  }

  private async copy(from: string, to: string, top: boolean): Promise<boolean> {
    const pause = this.t.p.step();
    if (pause !== undefined) await pause;
    const { dereference } = this.options;
    const follow = dereference === 'always' || (dereference === 'arguments' && top);
    let source: Stat;
    try {
      source = follow ? this.t.p.fs.stat(from) : this.t.p.fs.lstat(from);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(
        this.t.busybox ? `can't stat '${from}': ${error.message}` : `cannot stat ${this.q(from)}: ${error.message}`,
      );
      return false;
    }
    if (source.type === 'directory' && !this.options.recursive) {
      await this.t.fail(
        this.t.busybox ? `omitting directory '${from}'` : `-r not specified; omitting directory ${this.q(from)}`,
      );
      return false;
    }
    try {
      return await this.place(from, to, source, top);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.creationFailed(to, source, error);
      return false;
    }
  }

  private async creationFailed(to: string, source: Stat, error: SysError): Promise<void> {
    if (this.t.busybox && error.code === 'ENOTDIR' && source.type === 'directory')
      return this.t.fail(`can't stat '${to}': ${error.message}`);
    if (this.t.busybox)
      return this.t.fail(`can't create ${source.type === 'directory' ? 'directory ' : ''}'${to}': ${error.message}`);
    const kinds: Partial<Record<Stat['type'], string>> = {
      file: 'regular file', directory: 'directory', symlink: 'symbolic link', fifo: 'fifo',
    }; // prettier-ignore
    const isNameOfDirectory = error.code === 'EISDIR' && to.endsWith('/');
    const message = isNameOfDirectory ? 'Not a directory' : error.message;
    await this.t.fail(`cannot create ${kinds[source.type] ?? 'special file'} ${this.q(to)}: ${message}`);
  }

  private async place(from: string, to: string, source: Stat, top: boolean): Promise<boolean> {
    const existing = this.lstat(to);
    const target = existing?.type === 'symlink' ? this.stat(to) : existing;
    if (
      this.root !== undefined &&
      source.type === 'directory' &&
      source.ino === this.root.ino &&
      source.dev === this.root.dev
    )
      return true;
    if (
      target !== undefined &&
      target.ino === source.ino &&
      target.dev === source.dev &&
      !this.options.removeDestination
    ) {
      if (source.type === 'directory' || this.options.instead !== 'link') {
        await this.t.fail(`${this.q(from)} and ${this.q(to)} are the same file`);
        return false;
      }
      return true;
    }
    if (source.type === 'directory') return this.directory(from, to, source, target, top);
    if (target?.type === 'directory' && existing?.type === 'directory') {
      await this.t.fail(`cannot overwrite directory ${this.q(to)} with non-directory`);
      return false;
    }
    if (existing !== undefined && !(await this.mayReplace(to, source, target))) return true;
    if (existing !== undefined && this.options.backup) this.t.p.fs.rename(to, `${to}~`);
    return this.leaf(from, to, source, this.lstat(to));
  }

  private async mayReplace(to: string, source: Stat, target: Stat | undefined): Promise<boolean> {
    const { options, t } = this;
    if (options.noClobber) return false;
    if (options.update && target !== undefined && target.mtime >= source.mtime) return false;
    return !options.interactive || confirm(t.p, `${t.name}: overwrite ${this.q(to)}? `);
  }

  private async say(from: string, to: string): Promise<void> {
    if (this.options.verbose) await this.t.print(`${this.q(from)} -> ${this.q(to)}\n`);
  }

  private async directory(
    from: string,
    to: string,
    source: Stat,
    target: Stat | undefined,
    top: boolean,
  ): Promise<boolean> {
    const { fs } = this.t.p;
    if (target !== undefined && target.type !== 'directory') {
      await this.t.fail(
        this.t.busybox
          ? `target '${to}' is not a directory`
          : `cannot overwrite non-directory ${this.q(to)} with directory ${this.q(from)}`,
      );
      return false;
    }
    if (top && this.isInside(from, to)) {
      await this.t.fail(
        this.t.busybox
          ? `recursion detected, omitting directory '${to}'`
          : `cannot copy a directory, ${this.q(from)}, into itself, ${this.q(to)}`,
      );
    }
    const names = fs.readdir(from).map((entry) => entry.name);
    if (target === undefined) {
      fs.mkdir(to, (source.mode & 0o7777) | 0o700);
      await this.say(from, to);
    }
    this.root ??= fs.stat(to);
    let complete = true;
    for (const name of names) complete = (await this.copy(joinPath(from, name), joinPath(to, name), false)) && complete;
    if (target === undefined) {
      if (!this.options.preserve.mode) fs.chmod(to, source.mode & 0o7777 & ~this.t.p.umask());
      this.attributes(to, source);
    }
    return complete;
  }

  private isInside(from: string, to: string): boolean {
    const { fs } = this.t.p;
    const parent = dirName(to);
    if (!fs.exists(parent)) return false;
    const outer = fs.realpath(from);
    return `${fs.realpath(parent)}/`.startsWith(outer === '/' ? '/' : `${outer}/`);
  }

  private async leaf(from: string, to: string, source: Stat, existing: Stat | undefined): Promise<boolean> {
    const { fs } = this.t.p;
    const { options } = this;
    if (existing !== undefined && (options.removeDestination || options.instead !== 'copy' || source.type !== 'file')) {
      if (options.instead !== 'copy' && !options.force && !options.removeDestination) {
        await this.t.fail(
          `cannot create ${options.instead === 'link' ? 'hard' : 'symbolic'} link ${this.q(to)}${options.instead === 'link' ? ` to ${this.q(from)}` : ''}: File exists`,
        );
        return false;
      }
      fs.unlink(to);
    }
    const key = `${source.dev}:${source.ino}`;
    const twin = options.preserve.links && source.nlink > 1 ? this.copied.get(key) : undefined;
    if (options.instead === 'symlink') fs.symlink(from, to);
    else if (options.instead === 'link') fs.link(from, to);
    else if (twin !== undefined) {
      if (this.lstat(to) !== undefined) fs.unlink(to);
      fs.link(twin, to);
    } else if (!(await this.content(from, to, source))) return false;
    if (source.nlink > 1) this.copied.set(key, to);
    await this.say(from, to);
    return true;
  }

  private async content(from: string, to: string, source: Stat): Promise<boolean> {
    const { fs } = this.t.p;
    if (source.type === 'symlink') fs.symlink(fs.readlink(from), to);
    else if (source.type !== 'file' && this.options.recursive) {
      if (source.type === 'directory') return false;
      fs.mknod(to, source.type, source.mode, source.rdev);
    } else if (!(await this.stream(from, to, source))) return false;
    this.attributes(to, source);
    return true;
  }

  private async stream(from: string, to: string, source: Stat): Promise<boolean> {
    const { p } = this.t;
    let input: number;
    try {
      input = await p.open(from, { read: true });
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(
        this.t.busybox
          ? `can't open '${from}': ${error.message}`
          : `cannot open ${this.q(from)} for reading: ${error.message}`,
      );
      return false;
    }
    try {
      const output = await this.openTarget(to, source);
      try {
        for (;;) {
          const chunk = await p.read(input, CHUNK);
          if (chunk.length === 0) return true;
          await p.write(output, chunk);
          const pause = p.step(1 + (chunk.length >> 14));
          if (pause !== undefined) await pause;
        }
      } catch (error) {
        if (!isSysError(error)) throw error;
        await this.t.fail(
          this.t.busybox ? `write error: ${error.message}` : `error writing ${this.q(to)}: ${error.message}`,
        );
        return false;
      } finally {
        p.close(output);
      }
    } finally {
      p.close(input);
    }
  }

  private async openTarget(to: string, source: Stat): Promise<number> {
    const { p } = this.t;
    const flags = { write: true, create: true, truncate: true };
    const mode = source.mode & 0o777;
    try {
      return await p.open(to, flags, mode);
    } catch (error) {
      if (!isSysError(error) || !this.options.force || this.lstat(to) === undefined) throw error;
      p.fs.unlink(to);
      return p.open(to, flags, mode);
    }
  }

  /** Gives the copy what is to be kept of the original: owner first, because changing it clears setuid. */
  private attributes(to: string, source: Stat): void {
    const { fs } = this.t.p;
    const { preserve } = this.options;
    const link = source.type === 'symlink';
    if (preserve.owner) this.tryToChangeOwner(to, source, link);
    if (preserve.mode && !link) fs.chmod(to, source.mode & 0o7777);
    if (preserve.times) fs.utimes(to, source.atime, source.mtime, false);
  }

  /** cp -p says nothing when an ordinary user may not give files away. */
  private tryToChangeOwner(to: string, source: Stat, link: boolean): void {
    try {
      this.t.p.fs.chown(to, source.uid, source.gid, !link);
    } catch (error) {
      if (!isSysError(error, 'EPERM')) throw error;
    }
  }
}
