/** Mount namespaces: a mount table and the calls of the processes that stand in it (vfs/mounts.ts). */
import type { OpenFlags, ProcessFs } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { FileSystem, Handle } from './file-system.ts';
import { MountTable } from './mount-table.ts';
import type { Mount } from './mount-table.ts';
import type { FsContext, MountNamespace, MountOptions } from './mounts.ts';
import type { OpenNode } from './open.ts';
import { openNode, openPlace, walkToOpen } from './open-file.ts';
import { componentsOf } from './path.ts';
import { PathCalls } from './process-fs.ts';
import { usages } from './usage.ts';
import { pathOf, typeOf, Walk, wayTo } from './walk.ts';
import type { Step } from './walk.ts';

/** A namespace in which `root` is mounted at `/`. */
export function createMountNamespace(root: FileSystem, options: MountOptions = {}): MountNamespace {
  return new Namespace(root, options);
}

class Namespace implements MountNamespace {
  readonly #table = new MountTable();

  constructor(root: FileSystem, options: MountOptions) {
    this.#table.add([], this.#mountOf(root, options));
  }

  mount(at: string, fs: FileSystem, options: MountOptions = {}): void {
    const way = this.#wayTo(at);
    const mount = this.#mountOf(fs, options);
    const covered = way[way.length - 1];
    const isDirectory = fs.typeOf(mount.root) === 'directory';
    if (covered !== undefined && (typeOf(covered) === 'directory') !== isDirectory) throw new SysError('ENOTDIR', at);
    fs.hold(mount.root);
    this.#table.add(namesOf(way), mount);
  }

  unmount(at: string): void {
    const mount = this.#table.remove(namesOf(this.#wayTo(at)));
    mount.fs.release(mount.root);
  }

  mounts(): ReturnType<MountNamespace['mounts']> {
    return usages(this.#table);
  }

  locate(path: string): ReturnType<MountNamespace['locate']> {
    const way = this.#wayTo(path);
    const last = way[way.length - 1];
    if (last === undefined) throw new SysError('ENOENT', path);
    return { fs: last.mount.fs, node: last.node, readOnly: last.mount.readOnly };
  }

  processFs(context: FsContext): ProcessFs {
    return new PathCalls(this.#table, context);
  }

  open(context: FsContext, path: string, flags: OpenFlags, mode: number): OpenNode {
    const place = walkToOpen(this.#table, context, path, flags);
    const { descriptor } = place;
    if (descriptor !== undefined) {
      return { kind: 'descriptor', pid: descriptor.pid, fd: descriptor.fd, stat: () => descriptor.stat() };
    }
    return openNode(context, openPlace(context, place, flags, mode & 0o7777 & ~context.umask));
  }

  #wayTo(at: string): readonly Step[] {
    const place = new Walk(this.#table, rootContext(this)).to(at, 'follow');
    if (place.node === undefined) throw new SysError('ENOENT', at);
    return wayTo(place);
  }

  #mountOf(fs: FileSystem, { readOnly = false, source, subpath, node, options = [] }: MountOptions): Mount {
    const root = node ?? (subpath === undefined ? fs.root : nodeAt(fs, subpath));
    return { fs, root, readOnly, source: source ?? fs.type, options, dev: this.#table.deviceOf(fs) };
  }
}

/** What a path names in a file system alone, links in it followed, as root. ENOENT. */
export function nodeAt(fs: FileSystem, path: string): Handle {
  const table = new MountTable();
  table.add([], { fs, root: fs.root, readOnly: true, source: '', options: [], dev: 0 });
  const place = new Walk(table, rootContext(new Namespace(fs, {}))).to(path, 'follow');
  if (place.node === undefined) throw new SysError('ENOENT', path);
  return place.node.node;
}

/** The context of the superuser at the root, which lives outside time: nothing is changed with it. */
function rootContext(namespace: MountNamespace): FsContext {
  return { namespace, root: '/', cwd: '/', credentials: { uid: 0, gid: 0, groups: [] }, umask: 0, now: () => 0 };
}

function namesOf(way: readonly Step[]): string[] {
  return componentsOf(pathOf(way));
}
