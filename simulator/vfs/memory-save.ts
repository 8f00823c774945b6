/**
 * A memory file system as plain values that can be stored (structured clone, JSON apart from the bytes) and read again.
 * Bytes go to the caller, who keeps equal arrays once however many files and file systems share them.
 */
import type { DirEntry, FileType } from '../kernel/abi.ts';
import { isStub } from './content.ts';
import type { Content, Stub } from './content.ts';
import { BLOCK, FileBody } from './file-body.ts';
import type { DeviceNumber } from './file-system.ts';
import { blocksOf } from './inode.ts';
import type { Body, Inode } from './inode.ts';
import { createMemoryFileSystem } from './memory.ts';
import type { MemoryFileSystem, MemoryOptions, MemorySnapshot } from './memory.ts';
import { Names } from './names.ts';
import { Radix } from './radix.ts';

type SavedContent = { bytes: number } | { stub: Omit<Stub, 'head'>; head?: number };

type SavedBody =
  | { content: SavedContent }
  | { names: [name: string, type: FileType, ino: number][] }
  | { target: string }
  | { rdev: DeviceNumber };

interface SavedInode {
  ino: number;
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  nlink: number;
  times: [mtime: number, ctime: number, atime: number];
  xattrs?: [string, string][];
  body: SavedBody;
}

export interface SavedFileSystem {
  version: 1;
  type: string;
  next: number;
  inodes: SavedInode[];
}

/** `keep` stores an immutable array and gives the number under which `find` will be asked for it. */
export function saveMemoryFileSystem(fs: MemoryFileSystem, keep: (bytes: Uint8Array) => number): SavedFileSystem {
  const snapshot = fs.snapshot();
  const inodes = [...snapshot.inodes.entries()].filter(([, inode]) => inode.nlink > 0);
  return {
    version: 1,
    type: fs.type,
    next: snapshot.next,
    inodes: inodes.map(([ino, inode]) => savedInode(ino, inode, keep)),
  };
}

/** The file system as it was saved. `options` say on which disk it lies now. */
export function loadMemoryFileSystem(
  saved: SavedFileSystem,
  find: (number: number) => Uint8Array,
  options: Pick<MemoryOptions, 'space' | 'size'> = {},
): MemoryFileSystem {
  const type = saved.type === 'tmpfs' || saved.type === 'devtmpfs' ? saved.type : 'ext4';
  const fs = createMemoryFileSystem({ ...options, type, now: 0 });
  const inodes = new Radix<Inode>();
  for (const inode of saved.inodes) inodes.set(inode.ino, loadedInode(inode, inodes.owner, find));
  const used = BLOCK * [...inodes.entries()].reduce((blocks, [, inode]) => blocks + blocksOf(inode, type), 0);
  const snapshot: MemorySnapshot = { inodes, next: saved.next, used, files: saved.inodes.length, orphans: [] };
  fs.restore(snapshot);
  return fs;
}

function savedInode(ino: number, inode: Inode, keep: (bytes: Uint8Array) => number): SavedInode {
  const { type, mode, uid, gid, nlink, mtime, ctime, atime, xattrs } = inode;
  return {
    ino,
    type,
    mode,
    uid,
    gid,
    nlink,
    times: [mtime, ctime, atime],
    ...(xattrs.size === 0 ? {} : { xattrs: [...xattrs] }),
    body: savedBody(inode.body, keep),
  };
}

function savedBody(body: Body, keep: (bytes: Uint8Array) => number): SavedBody {
  switch (body.kind) {
    case 'file':
      return { content: savedContent(body.file.content(), keep) };
    case 'directory':
      return { names: [...body.names].map(({ name, type, ino }) => [name, type, ino]) };
    case 'symlink':
      return { target: body.target };
    case 'node':
      return { rdev: body.rdev };
  }
}

function savedContent(content: Content, keep: (bytes: Uint8Array) => number): SavedContent {
  if (!isStub(content)) return { bytes: keep(content) };
  const { head, ...stub } = content;
  return head === undefined ? { stub } : { stub, head: keep(head) };
}

function loadedInode(saved: SavedInode, owner: object, find: (number: number) => Uint8Array): Inode {
  const { type, mode, uid, gid, nlink, times, xattrs = [] } = saved;
  const [mtime, ctime, atime] = times;
  return {
    owner,
    type,
    mode,
    uid,
    gid,
    nlink,
    mtime,
    ctime,
    atime,
    xattrs: new Map(xattrs),
    body: loadedBody(saved.body, find),
  };
}

function loadedBody(body: SavedBody, find: (number: number) => Uint8Array): Body {
  if ('content' in body) return { kind: 'file', file: new FileBody(loadedContent(body.content, find)) };
  if ('target' in body) return { kind: 'symlink', target: body.target };
  if ('rdev' in body) return { kind: 'node', rdev: body.rdev };
  const names: DirEntry[] = body.names.map(([name, type, ino]) => ({ name, type, ino }));
  return { kind: 'directory', names: Names.fromSorted(names) };
}

function loadedContent(content: SavedContent, find: (number: number) => Uint8Array): Content {
  if ('bytes' in content) return find(content.bytes);
  return content.head === undefined ? content.stub : { ...content.stub, head: find(content.head) };
}
