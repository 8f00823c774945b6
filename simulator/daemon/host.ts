/** The machine the daemon runs on, and the daemon's files on it. */
import type { ProcessFs } from '../kernel/abi.ts';
import type { Clock } from '../kernel/clock.ts';
import { isSysError } from '../kernel/errno.ts';
import type { NetNamespace, UtsNamespace } from '../kernel/kernel.ts';
import type { MountNamespace, Space } from '../vfs/index.ts';

export interface Host {
  readonly uts: UtsNamespace;
  readonly net: NetNamespace;
  readonly mounts: MountNamespace;
  /** Its disk, which containers' files lie on too; without one each container has a room of its own. */
  readonly disk?: { readonly space: Space };
}

const ROOT = { uid: 0, gid: 0, groups: [] };

/** The file system calls of root in a mount namespace, as the daemon makes them. */
export function rootFs(namespace: MountNamespace, clock: Pick<Clock, 'now'>): ProcessFs {
  return namespace.processFs({
    namespace,
    root: '/',
    cwd: '/',
    credentials: ROOT,
    umask: 0o022,
    now: () => clock.now(),
  });
}

/** mkdir -p. Throws SysError, ENOTDIR where a file is in the way. */
export function makeDirectories(fs: ProcessFs, path: string, mode = 0o755): void {
  let at = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    at += `/${name}`;
    if (fs.exists(at)) continue;
    try {
      fs.mkdir(at, mode);
    } catch (error) {
      if (!isSysError(error, 'EEXIST')) throw error;
    }
  }
}

/** rm -rf. What is not there is no error. */
export function removeAll(fs: ProcessFs, path: string): void {
  let isDirectory: boolean;
  try {
    isDirectory = fs.lstat(path).type === 'directory';
  } catch (error) {
    if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return;
    throw error;
  }
  if (!isDirectory) return fs.unlink(path);
  for (const { name } of fs.readdir(path)) removeAll(fs, `${path}/${name}`);
  fs.rmdir(path);
}

/** Bytes at and below `path` without those of directories, hard links counted once, as `system df` counts. */
export function sizeOf(fs: ProcessFs, path: string): number {
  const seen = new Set<number>();
  const below = (at: string): number => {
    const stat = fs.lstat(at);
    if (stat.type === 'directory') {
      return fs.readdir(at).reduce((sum, { name }) => sum + below(`${at}/${name}`), 0);
    }
    if (seen.has(stat.ino)) return 0;
    seen.add(stat.ino);
    return stat.size;
  };
  return fs.exists(path) ? below(path) : 0;
}
