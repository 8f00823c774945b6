import type { DirEntry, Stat } from '../kernel/abi.ts';

/** A regular file that has been opened: reads and writes at offsets. Stays valid after the name is gone. */
export interface RegularFile {
  stat(): Stat;
  size(): number;
  /** At most `max` bytes from `offset`; fewer at the end, empty past it. */
  pread(offset: number, max: number): Uint8Array;
  /** Writes all, growing the file; ENOSPC, EROFS. */
  pwrite(offset: number, bytes: Uint8Array): void;
  truncate(size: number): void;
  /**
   * Called once, when the last descriptor is gone. Until then a file without a name keeps its content and its room on
   * the disk.
   */
  close(): void;
}

/**
 * What open(2) found after path walk, permission checks, creation and truncation. The kernel turns it into a
 * descriptor; devices, fifos and sockets live there, the file system only names them.
 */
export type OpenNode =
  | { kind: 'file'; file: RegularFile }
  | { kind: 'directory'; stat: () => Stat; entries: () => DirEntry[] }
  | { kind: 'device'; type: 'char' | 'block'; rdev: { major: number; minor: number }; stat: () => Stat }
  /** `key` is equal for equal fifos of the whole machine. */
  | { kind: 'fifo'; key: string; stat: () => Stat }
  | { kind: 'socket'; key: string; stat: () => Stat }
  /** /proc/PID/fd/N (also by way of /dev/stdout): open anew what that process has open as `fd`. */
  | { kind: 'descriptor'; pid: number; fd: number; stat: () => Stat };
