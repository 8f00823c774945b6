/**
 * A mounted file system: what Linux calls a superblock with its inodes. Implementations: memory.ts (the host's disk,
 * volumes, tmpfs, upper directories), overlay.ts, proc.ts, sys.ts, dev.ts. The rest of the simulator only passes
 * values of this type around; paths, mounts and permissions are the business of namespace.ts.
 *
 * The operations do what the inode operations of a Linux file system do and check what those check; callers have
 * already looked at permissions, read-only mounts, mount points and at names such as `.` and `..`. They throw SysError.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import type { Content } from './content.ts';
import type { Watchers } from './watchers.ts';

/**
 * Names an inode of one file system, as a number that only that file system understands (for most it is st_ino; the
 * overlay needs another one, because copies of a hard link that is about to be broken share their st_ino).
 */
export type Handle = number;

export interface DeviceNumber {
  major: number;
  minor: number;
}

/** What a new inode is made of. `mode` holds permission bits only; the umask has been applied. */
export interface NewNode {
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  /** Of a symbolic link. */
  target?: string;
  /** Of a char or block node. */
  rdev?: DeviceNumber;
  /** Of a regular file; empty when not given. */
  content?: Content;
  xattrs?: Xattrs;
}

/** Extended attributes by full name. Values are byte strings, one character per byte (latin-1). */
export type Xattrs = ReadonlyMap<string, string>;

/** setattr: what is not given stays. Times in milliseconds since the epoch. The change time becomes `now`. */
export interface AttributeChange {
  mode?: number;
  uid?: number;
  gid?: number;
  atime?: number;
  mtime?: number;
  xattrs?: Xattrs;
}

/** Bytes and inodes, as statfs(2). */
export interface Usage {
  size: number;
  used: number;
  available: number;
  /** Inodes in use. */
  files: number;
}

/** A link of /proc that leads to what a process has open, which no path may name. */
export interface DescriptorLink {
  pid: number;
  fd: number;
  stat(): Stat;
}

export interface FileSystem {
  /** As in the mount table: `ext4`, `tmpfs`, `overlay`, `proc`… */
  readonly type: string;
  readonly root: Handle;
  readonly watchers: Watchers;

  /** `dev` is left 0: the mount namespace knows it. */
  getattr(node: Handle): Stat;
  typeOf(node: Handle): FileType;
  lookup(directory: Handle, name: string): Handle | undefined;
  readdir(directory: Handle): DirEntry[];
  /** `pid` is the asking process, for /proc/self. */
  readlink(node: Handle, pid: number | undefined): string;
  /** At most `max` bytes from `offset` of a regular file; views into immutable content, not to be written into. */
  pread(node: Handle, offset: number, max: number): Uint8Array;
  /** The whole content of a regular file as an immutable value that may be shared. */
  contentOf(node: Handle): Content;
  programOf(node: Handle): string | undefined;
  xattrsOf(node: Handle): Xattrs;
  /** Where this link of /proc leads when it is one of those that no path describes. */
  descriptorOf?(node: Handle): DescriptorLink | undefined;

  create(directory: Handle, name: string, node: NewNode, now: number): Handle;
  link(node: Handle, directory: Handle, name: string, now: number): void;
  /** Of everything but directories. */
  unlink(directory: Handle, name: string, now: number): void;
  /** ENOTEMPTY. */
  rmdir(directory: Handle, name: string, now: number): void;
  /** Replaces what `toName` names. EXDEV, ENOTEMPTY. */
  rename(from: Handle, fromName: string, to: Handle, toName: string, now: number): void;
  setattr(node: Handle, change: AttributeChange, now: number): void;

  /** Called when a regular file is opened for writing; without `keepContent` it is cut to nothing. */
  openForWrite(node: Handle, keepContent: boolean, now: number): void;
  /** Writes all it can; ENOSPC when that is less than all of it (what fits has been written). */
  pwrite(node: Handle, offset: number, bytes: Uint8Array, now: number): void;
  truncate(node: Handle, size: number, now: number): void;
  /** Replaces the content of a regular file. */
  setContent(node: Handle, content: Content, now: number): void;

  /** Keeps an inode alive while it is open or mounted, also when its last name goes. */
  hold(node: Handle): void;
  release(node: Handle): void;

  usage(): Usage;
}
