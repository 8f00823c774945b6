/** The inodes of a memory file system, as its table keeps them. */
import type { DirEntry, FileType } from '../kernel/abi.ts';
import { BLOCK, FileBody } from './file-body.ts';
import type { DeviceNumber, NewNode, Xattrs } from './file-system.ts';
import { Names } from './names.ts';
import { utf8Length } from './path.ts';
import type { Owner } from './radix.ts';

const NO_XATTRS: Xattrs = new Map();
export const NO_DEVICE: DeviceNumber = { major: 0, minor: 0 };

export type Body =
  | { kind: 'file'; file: FileBody }
  | { kind: 'directory'; names: Names<DirEntry> }
  | { kind: 'symlink'; target: string }
  | { kind: 'node'; rdev: DeviceNumber };

export interface Inode {
  /** The table that may change this inode in place; others copy it first. */
  owner: Owner;
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  nlink: number;
  mtime: number;
  ctime: number;
  atime: number;
  xattrs: Xattrs;
  body: Body;
}

export function newInode(node: NewNode, owner: Owner, now: number): Inode {
  const { type, mode, uid, gid, xattrs = NO_XATTRS } = node;
  const nlink = type === 'directory' ? 2 : 1;
  return { owner, type, mode, uid, gid, nlink, mtime: now, ctime: now, atime: now, xattrs, body: newBody(node) };
}

/** A copy that may be changed without the original changing. */
export function forkInode(inode: Inode, owner: Owner): Inode {
  return { ...inode, owner, body: forkBody(inode.body) };
}

function newBody(node: NewNode): Body {
  switch (node.type) {
    case 'file':
      return { kind: 'file', file: new FileBody(node.content) };
    case 'directory':
      return { kind: 'directory', names: new Names<DirEntry>() };
    case 'symlink':
      return { kind: 'symlink', target: node.target ?? '' };
    default:
      return { kind: 'node', rdev: node.rdev ?? NO_DEVICE };
  }
}

function forkBody(body: Body): Body {
  if (body.kind === 'file') return { kind: 'file', file: body.file.fork() };
  if (body.kind === 'directory') return { kind: 'directory', names: body.names.fork() };
  return body;
}

/** What a change of content does to the times of a file or directory. */
export function touch(inode: Inode, now: number): void {
  inode.mtime = now;
  inode.ctime = now;
}

export function sizeOf({ body }: Inode, type: string): number {
  switch (body.kind) {
    case 'file':
      return body.file.size;
    case 'symlink':
      return utf8Length(body.target);
    case 'directory':
      return type === 'ext4' ? directoryBlocks(body.names) * BLOCK : 40 + 20 * body.names.size;
    case 'node':
      return 0;
  }
}

/** Blocks of 4096 bytes. On ext4 short links take none, elsewhere directories take none. */
export function blocksOf({ body }: Inode, type: string): number {
  switch (body.kind) {
    case 'file':
      return body.file.blocks;
    case 'symlink':
      return type === 'ext4' && body.target.length < 60 ? 0 : 1;
    case 'directory':
      return type === 'ext4' ? directoryBlocks(body.names) : 0;
    case 'node':
      return 0;
  }
}

/** ext4 has room for some 170 names in a block. */
function directoryBlocks(names: Names<DirEntry>): number {
  return 1 + Math.floor(names.size / 170);
}
