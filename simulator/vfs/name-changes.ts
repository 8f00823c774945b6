/**
 * The calls that add, remove and move names, with the checks of Linux's VFS in Linux's order (which decides the error
 * when several apply): last component, read-only mount, existence, permission, sticky bit, type, mount point.
 */
import { holds } from '../kernel/capabilities.ts';
import { SysError } from '../kernel/errno.ts';
import type { Handle, NewNode } from './file-system.ts';
import type { MountTable } from './mount-table.ts';
import type { FsContext } from './mounts.ts';
import {
  checkAllowed,
  checkSticky,
  EXECUTE,
  inheritGroup,
  isAllowed,
  READ,
  SETGID,
  SETUID,
  WRITE,
} from './permission.ts';
import { statOf, typeOf, wayTo } from './walk.ts';
import type { Place, Step } from './walk.ts';

/** Says to watchers that what `name` in `directory` names is another or has changed. */
export function notifyName(directory: Step, name: string): void {
  directory.mount.fs.watchers.notify(directory.node, name);
}

export function checkWritable(step: Step): void {
  if (step.mount.readOnly) throw new SysError('EROFS');
}

/** What may be made at the place, with the owner that it gets. EEXIST, EROFS, EACCES. */
export function makeNode(context: FsContext, place: Place, node: Omit<NewNode, 'uid' | 'gid'>): Handle {
  checkFree(place, node.type === 'directory');
  return addNode(context, place, node);
}

/** As `makeNode`, for a place that is known to be free. */
export function addNode(context: FsContext, place: Place, node: Omit<NewNode, 'uid' | 'gid'>): Handle {
  const who = context.credentials;
  const { fs } = place.parent.mount;
  const directory = statOf(place.parent);
  checkWritable(place.parent);
  checkAllowed(who, directory, WRITE | EXECUTE);
  if ((node.type === 'char' || node.type === 'block') && !holds(who, 'MKNOD')) throw new SysError('EPERM');
  const { gid, mode } = inheritGroup(who, directory, node.type === 'directory', node.mode);
  const made = fs.create(place.parent.node, place.name, { ...node, mode, uid: who.uid, gid }, context.now());
  notifyName(place.parent, place.name);
  return made;
}

function checkFree(place: Place, isDirectory: boolean): void {
  if (place.last !== 'name' || place.node !== undefined) throw new SysError('EEXIST');
  if (place.slash && !isDirectory) throw new SysError('ENOENT');
}

export function linkNode(context: FsContext, existing: Step, place: Place): void {
  const node = existing;
  checkFree(place, false);
  checkWritable(place.parent);
  if (node.mount !== place.parent.mount) throw new SysError('EXDEV');
  checkMayLink(context, node);
  checkAllowed(context.credentials, statOf(place.parent), WRITE | EXECUTE);
  if (typeOf(node) === 'directory') throw new SysError('EPERM');
  node.mount.fs.link(node.node, place.parent.node, place.name, context.now());
  notifyName(place.parent, place.name);
}

/** fs.protected_hardlinks: one may link to what one owns, or to plain files that one could read and write. */
function checkMayLink({ credentials: who }: FsContext, node: Step): void {
  const stat = statOf(node);
  if (who.uid === stat.uid || holds(who, 'FOWNER')) return;
  const isPlain =
    stat.type === 'file' && (stat.mode & SETUID) === 0 && (stat.mode & (SETGID | 0o010)) !== (SETGID | 0o010);
  if (!isPlain || !isAllowed(who, stat, READ | WRITE)) throw new SysError('EPERM');
}

export function unlinkName(context: FsContext, place: Place): void {
  if (place.last !== 'name') throw new SysError('EISDIR');
  checkWritable(place.parent);
  if (place.slash && place.node !== undefined)
    throw new SysError(typeOf(place.node) === 'directory' ? 'EISDIR' : 'ENOTDIR');
  const node = victimOf(context, place);
  if (typeOf(node) === 'directory') throw new SysError('EISDIR');
  checkNotMounted(place, node);
  const { fs } = place.parent.mount;
  fs.unlink(place.parent.node, place.name, context.now());
  fs.watchers.notify(node.node);
  notifyName(place.parent, place.name);
}

export function removeDirectory(context: FsContext, place: Place): void {
  if (place.last === 'dot') throw new SysError('EINVAL');
  if (place.last === 'dotdot') throw new SysError('ENOTEMPTY');
  if (place.last === 'root') throw new SysError('EBUSY');
  const node = victimOf(context, place);
  if (typeOf(node) !== 'directory') throw new SysError('ENOTDIR');
  checkNotMounted(place, node);
  const { fs } = place.parent.mount;
  fs.rmdir(place.parent.node, place.name, context.now());
  fs.watchers.notify(node.node);
  notifyName(place.parent, place.name);
}

/** What the place names, when the caller may remove it. EROFS, ENOENT, EACCES, EPERM. */
function victimOf(context: FsContext, place: Place): Step {
  checkWritable(place.parent);
  if (place.node === undefined) throw new SysError('ENOENT');
  checkMayRemove(context, place, place.node);
  return place.node;
}

function checkMayRemove({ credentials }: FsContext, place: Place, node: Step): void {
  const directory = statOf(place.parent);
  checkAllowed(credentials, directory, WRITE | EXECUTE);
  checkSticky(credentials, directory, statOf(node));
}

function checkNotMounted(place: Place, node: Step): void {
  if (node.mount !== place.parent.mount || (node.point?.mounts.length ?? 0) > 0) throw new SysError('EBUSY');
}

export function renameName(context: FsContext, table: MountTable, from: Place, to: Place): void {
  if (from.parent.mount !== to.parent.mount) throw new SysError('EXDEV');
  if (from.last !== 'name' || to.last !== 'name') throw new SysError('EBUSY');
  checkWritable(from.parent);
  const { node } = from;
  if (node === undefined) throw new SysError('ENOENT');
  const isDirectory = typeOf(node) === 'directory';
  if (!isDirectory && (from.slash || to.slash)) throw new SysError('ENOTDIR');
  if (contains(to.way, node)) throw new SysError('EINVAL');
  if (to.node !== undefined && contains(from.way, to.node)) throw new SysError('ENOTEMPTY');
  const { fs } = from.parent.mount;
  if (to.node !== undefined && to.node.node === node.node && to.node.mount === node.mount) return;
  checkMayRemove(context, from, node);
  checkTarget(context, to, isDirectory);
  if (isDirectory && from.parent.node !== to.parent.node) checkAllowed(context.credentials, statOf(node), WRITE);
  checkNotMounted(from, node);
  if (to.node !== undefined) checkNotMounted(to, to.node);
  fs.rename(from.parent.node, from.name, to.parent.node, to.name, context.now());
  const names = wayTo({ ...to, node: undefined })
    .slice(1)
    .map((step) => step.name);
  table.move(from.parent.point, from.name, names, to.name);
  if (to.node !== undefined) fs.watchers.notify(to.node.node);
  notifyName(from.parent, from.name);
  notifyName(to.parent, to.name);
}

function checkTarget(context: FsContext, to: Place, isDirectory: boolean): void {
  if (to.node === undefined) {
    checkAllowed(context.credentials, statOf(to.parent), WRITE | EXECUTE);
    return;
  }
  checkMayRemove(context, to, to.node);
  const replacesDirectory = typeOf(to.node) === 'directory';
  if (isDirectory && !replacesDirectory) throw new SysError('ENOTDIR');
  if (!isDirectory && replacesDirectory) throw new SysError('EISDIR');
}

function contains(way: readonly Step[], step: Step): boolean {
  return way.some((other) => other.node === step.node && other.mount === step.mount);
}
