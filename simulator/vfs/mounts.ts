import type { Credentials, FsUsage, OpenFlags, ProcessFs } from '../kernel/abi.ts';
import type { FileSystem, Handle } from './file-system.ts';
import type { OpenNode } from './open.ts';

/** How a process stands in a mount namespace. Read afresh at every call, so it may be a live view of the process. */
export interface FsContext {
  readonly namespace: MountNamespace;
  /** Absolute path of the process's root directory (chroot); `/` normally. */
  readonly root: string;
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly umask: number;
  /** The process's own pid, as its /proc numbers it: where /proc/self leads. Undefined for callers that are no process. */
  readonly pid?: number | undefined;
  /** Simulated time for new timestamps, milliseconds since the epoch. */
  now(): number;
}

export interface MountOptions {
  readOnly?: boolean;
  /** What the mount table names as source (`overlay`, `tmpfs`, `/dev/sda1`). */
  source?: string;
  /** Mount this path of `fs` (a file or a directory) instead of its root: a bind mount or a volume's _data. */
  subpath?: string;
  /** Mount this inode of `fs` instead of its root, as `locate` found it: `mount --bind`. */
  node?: Handle;
  options?: readonly string[];
}

/**
 * A mount table: where which file system is visible. One per container and one for the host.
 * `createMountNamespace(root)` in vfs/namespace.ts makes one.
 */
export interface MountNamespace {
  mount(at: string, fs: FileSystem, options?: MountOptions): void;
  unmount(at: string): void;
  mounts(): (FsUsage & { readOnly: boolean; options: readonly string[] })[];
  /** What lies at an absolute path, links followed: what a bind mount of it mounts elsewhere. ENOENT, ENOTDIR. */
  locate(path: string): { fs: FileSystem; node: Handle; readOnly: boolean };
  /** The file system calls of a process that stands in this namespace as `context` says. */
  processFs(context: FsContext): ProcessFs;
  /** open(2): walk, check, create, truncate; never blocks. Throws SysError. */
  open(context: FsContext, path: string, flags: OpenFlags, mode: number): OpenNode;
}
