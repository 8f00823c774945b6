/**
 * A mounted file system: what Linux calls a superblock with its inodes. The VFS helper's own interface; the rest of the
 * simulator only passes values of it around.
 */
export interface FileSystem {
  readonly type: string;
}
