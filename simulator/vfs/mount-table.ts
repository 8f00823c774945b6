import { SysError } from '../kernel/errno.ts';
import type { FileSystem, Handle } from './file-system.ts';

/** One mounted file system, or a part of one (a bind mount). */
export interface Mount {
  readonly fs: FileSystem;
  /** What stands at the mount point: the file system's root, or an inode below it. */
  readonly root: Handle;
  readonly readOnly: boolean;
  readonly source: string;
  readonly options: readonly string[];
  /** st_dev of what is on it. */
  readonly dev: number;
}

/** A place in the tree of mount points. The last of `mounts` covers the others. */
export interface MountPoint {
  readonly mounts: Mount[];
  readonly children: Map<string, MountPoint>;
}

/**
 * Where which file system is visible, by path: a tree of names in which only the way to mount points exists. The walk
 * goes down both this tree and the directories.
 */
export class MountTable {
  readonly root: MountPoint = { mounts: [], children: new Map() };
  readonly #devices = new Map<FileSystem, number>();
  readonly #order: Mount[] = [];

  /** The device number that this table gives the file system: 254:0 for the disk, 0:n for those without a device. */
  deviceOf(fs: FileSystem): number {
    const known = this.#devices.get(fs);
    if (known !== undefined) return known;
    const isDisk = fs.type === 'ext4';
    const same = [...this.#devices.keys()].filter((other) => (other.type === 'ext4') === isDisk).length;
    const dev = isDisk ? 254 * 256 + same : 40 + same;
    this.#devices.set(fs, dev);
    return dev;
  }

  /** The point at the place that the names lead to; made when it is not there and `make` says so. */
  find(names: readonly string[], make: boolean): MountPoint | undefined {
    let point: MountPoint | undefined = this.root;
    for (const name of names) {
      let below: MountPoint | undefined = point.children.get(name);
      if (below === undefined) {
        if (!make) return undefined;
        below = { mounts: [], children: new Map() };
        point.children.set(name, below);
      }
      point = below;
    }
    return point;
  }

  add(names: readonly string[], mount: Mount): void {
    this.find(names, true)?.mounts.push(mount);
    this.#order.push(mount);
  }

  /** Takes the topmost mount away. EINVAL when nothing is mounted there, EBUSY when something is mounted below. */
  remove(names: readonly string[]): Mount {
    const point = this.find(names, false);
    const mount = point?.mounts.at(-1);
    if (point === undefined || mount === undefined) throw new SysError('EINVAL');
    if (hasMountBelow(point)) throw new SysError('EBUSY');
    point.mounts.pop();
    this.#order.splice(this.#order.indexOf(mount), 1);
    return mount;
  }

  /** A directory that leads to mount points got another name: they go with it. */
  move(from: MountPoint | undefined, fromName: string, to: readonly string[], toName: string): void {
    const moved = from?.children.get(fromName);
    if (moved === undefined) return;
    from?.children.delete(fromName);
    this.find(to, true)?.children.set(toName, moved);
  }

  /** Every mount with its path, in the order of mounting. */
  entries(): { path: string; mount: Mount }[] {
    return [...below(this.root, '')].sort((a, b) => this.#order.indexOf(a.mount) - this.#order.indexOf(b.mount));
  }
}

function* below(point: MountPoint, path: string): IterableIterator<{ path: string; mount: Mount }> {
  for (const mount of point.mounts) yield { path: path === '' ? '/' : path, mount };
  for (const [name, child] of point.children) yield* below(child, `${path}/${name}`);
}

export function hasMountBelow(point: MountPoint): boolean {
  for (const child of point.children.values()) if (child.mounts.length > 0 || hasMountBelow(child)) return true;
  return false;
}
