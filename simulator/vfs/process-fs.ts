/** The file system calls of one process: paths in, results out (kernel/abi.ts, `ProcessFs`). */
import type { DirEntry, FsUsage, OpenFlags, ProcessFs, Stat } from '../kernel/abi.ts';
import { concat, decode, encode } from '../kernel/bytes.ts';
import { holds } from '../kernel/capabilities.ts';
import { isSysError, SysError } from '../kernel/errno.ts';
import type { Content } from './content.ts';
import type { AttributeChange, DeviceNumber } from './file-system.ts';
import type { MountTable } from './mount-table.ts';
import type { FsContext } from './mounts.ts';
import {
  checkWritable,
  linkNode,
  makeNode,
  notifyName,
  removeDirectory,
  renameName,
  unlinkName,
} from './name-changes.ts';
import { dropSetid, notifyChange, openPlace, walkToOpen } from './open-file.ts';
import type { Opened } from './open-file.ts';
import { checkAllowed, EXECUTE, isAllowed, modeAfterChmod, modeAfterChown, READ, WRITE } from './permission.ts';
import { mountPointOf, usageOf, usages } from './usage.ts';
import { pathOf, statOf, typeOf, Walk, wayTo } from './walk.ts';
import type { Place, Step } from './walk.ts';

const CHUNK = 65536;

export class PathCalls implements ProcessFs {
  readonly #table: MountTable;
  readonly #context: FsContext;

  constructor(table: MountTable, context: FsContext) {
    this.#table = table;
    this.#context = context;
  }

  stat(path: string): Stat {
    const place = this.#walk(path, 'follow');
    return place.descriptor !== undefined ? place.descriptor.stat() : statOf(present(place));
  }

  lstat(path: string): Stat {
    return statOf(present(this.#walk(path, 'keep')));
  }

  exists(path: string): boolean {
    try {
      return this.#walk(path, 'follow').node !== undefined;
    } catch (error) {
      if (isSysError(error)) return false;
      throw error;
    }
  }

  access(path: string, mode: string): boolean {
    try {
      const place = this.#walk(path, 'follow');
      const node = present(place);
      if (mode.includes('w') && node.mount.readOnly && typeOf(node) !== 'char') return false;
      const stat = place.descriptor?.stat() ?? statOf(node);
      return isAllowed(this.#context.credentials, stat, wantedBy(mode));
    } catch (error) {
      if (isSysError(error)) return false;
      throw error;
    }
  }

  readdir(path: string): DirEntry[] {
    const node = present(this.#walk(path, 'follow'));
    if (typeOf(node) !== 'directory') throw new SysError('ENOTDIR', path);
    checkAllowed(this.#context.credentials, statOf(node), READ);
    return node.mount.fs.readdir(node.node);
  }

  readlink(path: string): string {
    const node = present(this.#walk(path, 'keep'));
    if (typeOf(node) !== 'symlink') throw new SysError('EINVAL', path);
    return node.mount.fs.readlink(node.node, this.#context.pid);
  }

  realpath(path: string): string {
    const place = this.#walk(path, 'follow');
    const node = present(place);
    if (place.descriptor !== undefined) return node.mount.fs.readlink(node.node, this.#context.pid);
    return pathOf(wayTo(place), place.floor);
  }

  readFile(path: string): Uint8Array {
    const { step } = this.#openFile(path, { read: true });
    const { fs } = step.mount;
    const { size } = fs.getattr(step.node);
    if (size > 0) return fs.pread(step.node, 0, size);
    const chunks: Uint8Array[] = [];
    for (let offset = 0; ;) {
      const chunk = fs.pread(step.node, offset, CHUNK);
      if (chunk.length === 0) return concat(chunks);
      chunks.push(chunk);
      offset += chunk.length;
    }
  }

  readText(path: string): string {
    return decode(this.readFile(path));
  }

  writeFile(path: string, content: Uint8Array | string, mode = 0o666): void {
    const bytes = typeof content === 'string' ? encode(content) : content.slice();
    this.#write(path, bytes, mode);
  }

  writeStub(path: string, stub: { size: number; program?: string; note?: string }, mode = 0o666): void {
    this.#write(path, { ...stub }, mode);
  }

  appendFile(path: string, content: Uint8Array | string, mode = 0o666): void {
    const bytes = typeof content === 'string' ? encode(content) : content;
    const opened = this.#openFile(path, { write: true, create: true, append: true }, mode);
    const { mount, node } = opened.step;
    try {
      mount.fs.pwrite(node, mount.fs.getattr(node).size, bytes, this.#context.now());
    } finally {
      this.#written(opened);
    }
  }

  programOf(path: string): string | undefined {
    const node = present(this.#walk(path, 'follow'));
    return typeOf(node) === 'file' ? node.mount.fs.programOf(node.node) : undefined;
  }

  mkdir(path: string, mode = 0o777): void {
    // chmod(2) bits other than the sticky one are not taken from mkdir's mode.
    makeNode(this.#context, this.#walk(path, 'name'), { type: 'directory', mode: this.#masked(mode & 0o1777) });
  }

  rmdir(path: string): void {
    removeDirectory(this.#context, this.#walk(path, 'name'));
  }

  unlink(path: string): void {
    unlinkName(this.#context, this.#walk(path, 'name'));
  }

  rename(from: string, to: string): void {
    renameName(this.#context, this.#table, this.#walk(from, 'name'), this.#walk(to, 'name'));
  }

  symlink(target: string, path: string): void {
    if (target === '') throw new SysError('ENOENT', path);
    makeNode(this.#context, this.#walk(path, 'name'), { type: 'symlink', mode: 0o777, target });
  }

  link(existing: string, path: string): void {
    linkNode(this.#context, present(this.#walk(existing, 'keep')), this.#walk(path, 'name'));
  }

  mknod(path: string, type: 'char' | 'block' | 'fifo' | 'socket', mode: number, rdev?: DeviceNumber): void {
    const node = { type, mode: this.#masked(mode), ...(rdev === undefined ? {} : { rdev }) };
    makeNode(this.#context, this.#walk(path, 'name'), node);
  }

  chmod(path: string, mode: number): void {
    this.#setattr(this.#walk(path, 'follow'), (stat) => ({
      mode: modeAfterChmod(this.#context.credentials, stat, mode),
    }));
  }

  chown(path: string, uid: number, gid: number, follow = true): void {
    this.#setattr(this.#walk(path, follow ? 'follow' : 'keep'), (stat) => ({
      mode: modeAfterChown(this.#context.credentials, stat, uid, gid),
      ...(uid === -1 ? {} : { uid }),
      ...(gid === -1 ? {} : { gid }),
    }));
  }

  utimes(path: string, atime: number, mtime: number, follow = true): void {
    const { credentials: who } = this.#context;
    this.#setattr(this.#walk(path, follow ? 'follow' : 'keep'), (stat) => {
      const isNow = atime === mtime && Math.abs(mtime - this.#context.now()) < 1;
      const mayTouch = isNow && isAllowed(who, stat, WRITE);
      if (who.uid !== stat.uid && !mayTouch && !holds(who, 'FOWNER'))
        throw new SysError(isNow ? 'EACCES' : 'EPERM', path);
      return { atime, mtime };
    });
  }

  truncate(path: string, size: number): void {
    const place = this.#walk(path, 'follow');
    const step = present(place);
    const type = typeOf(step);
    if (type !== 'file') throw new SysError(type === 'directory' ? 'EISDIR' : 'EINVAL', path);
    checkWritable(step);
    checkAllowed(this.#context.credentials, statOf(step), WRITE);
    step.mount.fs.openForWrite(step.node, true, this.#context.now());
    step.mount.fs.truncate(step.node, size, this.#context.now());
    this.#written({ step, parent: place.parent, name: place.name });
  }

  statfs(path: string): FsUsage {
    const place = this.#walk(path, 'follow');
    present(place);
    return usageOf(mountPointOf(wayTo(place)));
  }

  mounts(): FsUsage[] {
    return usages(this.#table);
  }

  watch(path: string, changed: () => void): () => void {
    const place = this.#walk(path, 'follow');
    const node = present(place);
    const { watchers } = node.mount.fs;
    const stops = [watchers.add(node.node, () => changed())];
    if (place.last === 'name' && node.mount === place.parent.mount) {
      // The name may come to mean another file (an editor that saves by renaming). The inode's own changes are heard above.
      const known = node.node;
      stops.push(
        watchers.add(place.parent.node, (name) => {
          if (name === place.name && node.mount.fs.lookup(place.parent.node, name) !== known) changed();
        }),
      );
    }
    return () => stops.forEach((stop) => stop());
  }

  #walk(path: string, last: 'follow' | 'keep' | 'name'): Place {
    return new Walk(this.#table, this.#context).to(path, last);
  }

  #masked(mode: number): number {
    return mode & 0o7777 & ~this.#context.umask;
  }

  #openFile(path: string, flags: OpenFlags, mode = 0o666): Opened {
    const place = walkToOpen(this.#table, this.#context, path, flags);
    const opened = openPlace(this.#context, place, flags, this.#masked(mode));
    const type = typeOf(opened.step);
    if (type !== 'file') throw new SysError(type === 'directory' ? 'EISDIR' : 'EINVAL', path);
    return opened;
  }

  #write(path: string, content: Content, mode: number): void {
    const opened = this.#openFile(path, { write: true, create: true, truncate: true }, mode);
    const { mount, node } = opened.step;
    try {
      mount.fs.setContent(node, content, this.#context.now());
    } catch (error) {
      // As write(2) does, fill what room there is; it fails the same way.
      if (content instanceof Uint8Array && isSysError(error, 'ENOSPC')) {
        mount.fs.pwrite(node, 0, content, this.#context.now());
      }
      throw error;
    } finally {
      this.#written(opened);
    }
  }

  #written(opened: Opened): void {
    dropSetid(this.#context, opened.step);
    notifyChange(opened);
  }

  #setattr(place: Place, changeOf: (stat: Stat) => AttributeChange): void {
    const node = present(place);
    checkWritable(node);
    node.mount.fs.setattr(node.node, changeOf(statOf(node)), this.#context.now());
    node.mount.fs.watchers.notify(node.node);
    if (place.last === 'name') notifyName(place.parent, place.name);
  }
}

function present(place: Place): Step {
  if (place.node === undefined) throw new SysError('ENOENT');
  return place.node;
}

function wantedBy(mode: string): number {
  return (mode.includes('r') ? READ : 0) | (mode.includes('w') ? WRITE : 0) | (mode.includes('x') ? EXECUTE : 0);
}
