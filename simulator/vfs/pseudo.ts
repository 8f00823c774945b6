/**
 * File systems whose files are made when they are read: /proc, /sys, /dev/pts. A template describes the tree; where
 * entries come and go (processes, descriptors, network interfaces) it names a list of them, at most two levels deep.
 * Nothing is kept between calls except what a reader is in the middle of.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import { decode, encode } from '../kernel/bytes.ts';
import type { Errno } from '../kernel/errno.ts';
import { SysError } from '../kernel/errno.ts';
import type { Content } from './content.ts';
import { readContent, contentSize } from './content.ts';
import type { DescriptorLink, DeviceNumber, FileSystem, Handle, Usage, Xattrs } from './file-system.ts';
import { Watchers } from './watchers.ts';

/** Which of the coming and going entries a node belongs to: the process and the descriptor in /proc. 0 is none. */
export interface Slots {
  readonly first: number;
  readonly second: number;
}

export type Template = DirectoryTemplate | FileTemplate | LinkTemplate | DeviceTemplate;

interface Attributes {
  /** Defaults: 0o555 for directories, 0o444 for files, 0o777 for links. */
  readonly mode?: number | ((at: Slots) => number);
  readonly owner?: (at: Slots) => { uid: number; gid: number };
  readonly mtime?: (at: Slots) => number;
}

export interface DirectoryTemplate extends Attributes {
  readonly kind: 'directory';
  readonly children?: Readonly<Record<string, Template>>;
  readonly dynamic?: Dynamic;
  /** What stat says; default 0. */
  readonly size?: (at: Slots) => number;
}

/** Entries that come and go. */
export interface Dynamic {
  /** Whether the entries' numbers are the first or the second slot. */
  readonly level: 'first' | 'second';
  readonly entries: (at: Slots) => Iterable<{ name: string; slot: number }>;
  /** The number of the entry of this name, from 1. */
  readonly find: (at: Slots, name: string) => number | undefined;
  readonly template: Template;
}

export interface FileTemplate extends Attributes {
  readonly kind: 'file';
  /** ENOENT (thrown) when what it tells of is gone. */
  readonly read: (at: Slots) => string;
  /** EIO when not given. */
  readonly write?: (at: Slots, text: string) => void;
  readonly size?: number;
}

export interface LinkTemplate extends Attributes {
  readonly kind: 'link';
  readonly target: (at: Slots, pid: number | undefined) => string;
  readonly size?: number;
  readonly descriptor?: (at: Slots) => DescriptorLink | undefined;
}

export interface DeviceTemplate extends Attributes {
  readonly kind: 'device';
  readonly rdev: (at: Slots) => DeviceNumber;
}

export interface PseudoOptions {
  readonly type: string;
  readonly root: DirectoryTemplate;
  /** The time that everything shows which has none of its own. */
  readonly now: () => number;
  /** How making a file, and a directory, fails. */
  readonly createFails: readonly [Errno, Errno];
}

const INDEXES = 2 ** 11;
const SECONDS = 2 ** 14;
const NO_XATTRS: Xattrs = new Map();
const TYPES: Readonly<Record<Template['kind'], FileType>> = {
  directory: 'directory',
  file: 'file',
  link: 'symlink',
  device: 'char',
};
const MODES: Readonly<Record<Template['kind'], number>> = { directory: 0o555, file: 0o444, link: 0o777, device: 0o666 };
/** As many readers in the middle of a file are remembered. */
const READERS = 64;

/** A template with its number, which is part of the handles of its nodes. */
interface Numbered {
  readonly template: Template;
  readonly index: number;
  readonly children: ReadonlyMap<string, Numbered>;
  readonly below: Numbered | undefined;
}

export class PseudoFileSystem implements FileSystem {
  readonly type: string;
  readonly root: Handle;
  readonly watchers = new Watchers();
  readonly #options: PseudoOptions;
  readonly #numbered: Numbered[] = [];
  readonly #reading = new Map<Handle, Uint8Array>();

  constructor(options: PseudoOptions) {
    this.#options = options;
    this.type = options.type;
    // Handle 0 stays free, so that no inode has the number 0.
    this.#numbered.push({ template: emptyDirectory(), index: 0, children: new Map(), below: undefined });
    this.root = this.#handle(this.#number(options.root), { first: 0, second: 0 });
  }

  getattr(handle: Handle): Stat {
    const { node, at } = this.#node(handle);
    const { template } = node;
    const { uid, gid } = template.owner?.(at) ?? { uid: 0, gid: 0 };
    const time = template.mtime?.(at) ?? this.#options.now();
    return {
      type: TYPES[template.kind],
      mode: modeOf(template, at),
      uid,
      gid,
      size: this.#sizeOf(template, at),
      nlink:
        template.kind === 'directory'
          ? 2 + this.#entries(node, at).filter((entry) => entry.type === 'directory').length
          : 1,
      ino: handle,
      dev: 0,
      rdev: template.kind === 'device' ? template.rdev(at) : { major: 0, minor: 0 },
      mtime: time,
      ctime: time,
      atime: time,
      blocks: 0,
    };
  }

  typeOf(handle: Handle): FileType {
    return TYPES[this.#node(handle).node.template.kind];
  }

  lookup(directory: Handle, name: string): Handle | undefined {
    const { node, at } = this.#node(directory);
    const child = node.children.get(name);
    if (child !== undefined) return this.#handle(child, at);
    if (node.template.kind !== 'directory' || node.below === undefined) return undefined;
    const slot = node.template.dynamic?.find(at, name);
    return slot === undefined ? undefined : this.#handle(node.below, slotsBelow(node.template, at, slot));
  }

  readdir(directory: Handle): DirEntry[] {
    const { node, at } = this.#node(directory);
    return this.#entries(node, at);
  }

  readlink(handle: Handle, pid: number | undefined): string {
    const { node, at } = this.#node(handle);
    if (node.template.kind !== 'link') throw new SysError('EINVAL');
    return node.template.target(at, pid);
  }

  descriptorOf(handle: Handle): DescriptorLink | undefined {
    const { node, at } = this.#node(handle);
    return node.template.kind === 'link' ? node.template.descriptor?.(at) : undefined;
  }

  /** A reader that starts at the beginning gets the file as it is now, and goes on reading that. */
  pread(handle: Handle, offset: number, max: number): Uint8Array {
    const bytes = offset === 0 ? this.#startReading(handle) : (this.#reading.get(handle) ?? this.#startReading(handle));
    return bytes.subarray(offset, offset + max);
  }

  contentOf(handle: Handle): Content {
    return this.#read(handle);
  }

  programOf(): string | undefined {
    return undefined;
  }

  xattrsOf(): Xattrs {
    return NO_XATTRS;
  }

  create(_directory: Handle, _name: string, { type }: { type: FileType }): Handle {
    const [file, directory] = this.#options.createFails;
    throw new SysError(type === 'directory' ? directory : file);
  }

  link(): void {
    throw new SysError('EPERM');
  }

  unlink(): void {
    throw new SysError('EPERM');
  }

  rmdir(): void {
    throw new SysError('EPERM');
  }

  rename(): void {
    throw new SysError('EPERM');
  }

  setattr(): void {
    throw new SysError('EPERM');
  }

  openForWrite(): void {
    // Writing is decided when bytes come; there is nothing to cut.
  }

  pwrite(handle: Handle, _offset: number, bytes: Uint8Array): void {
    const { node, at } = this.#node(handle);
    if (node.template.kind !== 'file' || node.template.write === undefined) throw new SysError('EIO');
    node.template.write(at, decode(bytes));
  }

  truncate(): void {
    // As /proc and /sys do, accept and ignore it.
  }

  setContent(handle: Handle, content: Content): void {
    const bytes = readContent(content, 0, contentSize(content));
    if (bytes.length > 0) this.pwrite(handle, 0, bytes);
  }

  hold(): void {
    // Nodes are described, not kept: there is nothing to keep alive.
  }

  release(): void {
    // See hold.
  }

  usage(): Usage {
    return { size: 0, used: 0, available: 0, files: 0 };
  }

  #number(template: Template): Numbered {
    const index = this.#numbered.length;
    const children = new Map<string, Numbered>();
    const numbered = { template, index, children, below: undefined };
    this.#numbered.push(numbered);
    if (template.kind !== 'directory') return numbered;
    for (const [name, child] of Object.entries(template.children ?? {})) children.set(name, this.#number(child));
    if (template.dynamic === undefined) return numbered;
    const withBelow = { ...numbered, below: this.#number(template.dynamic.template) };
    this.#numbered[index] = withBelow;
    return withBelow;
  }

  #handle({ index }: Numbered, { first, second }: Slots): Handle {
    return index + INDEXES * (second + SECONDS * first);
  }

  #node(handle: Handle): { node: Numbered; at: Slots } {
    const node = this.#numbered[handle % INDEXES];
    if (node === undefined) throw new SysError('ENOENT');
    const slots = Math.floor(handle / INDEXES);
    return { node, at: { first: Math.floor(slots / SECONDS), second: slots % SECONDS } };
  }

  #entries(node: Numbered, at: Slots): DirEntry[] {
    if (node.template.kind !== 'directory') throw new SysError('ENOTDIR');
    const entries: DirEntry[] = [];
    for (const [name, child] of node.children) {
      entries.push({ name, type: TYPES[child.template.kind], ino: this.#handle(child, at) });
    }
    const { below, template } = node;
    if (below === undefined || template.dynamic === undefined) return entries;
    for (const { name, slot } of template.dynamic.entries(at)) {
      entries.push({
        name,
        type: TYPES[below.template.kind],
        ino: this.#handle(below, slotsBelow(template, at, slot)),
      });
    }
    return entries;
  }

  #sizeOf(template: Template, at: Slots): number {
    if (template.kind === 'directory') return template.size?.(at) ?? 0;
    return template.kind === 'device' ? 0 : (template.size ?? 0);
  }

  #startReading(handle: Handle): Uint8Array {
    const bytes = this.#read(handle);
    this.#reading.delete(handle);
    this.#reading.set(handle, bytes);
    const [oldest] = this.#reading.keys();
    if (this.#reading.size > READERS && oldest !== undefined) this.#reading.delete(oldest);
    return bytes;
  }

  #read(handle: Handle): Uint8Array {
    const { node, at } = this.#node(handle);
    if (node.template.kind !== 'file') throw new SysError(node.template.kind === 'directory' ? 'EISDIR' : 'EINVAL');
    return encode(node.template.read(at));
  }
}

function modeOf({ mode, kind }: Template, at: Slots): number {
  return typeof mode === 'function' ? mode(at) : (mode ?? MODES[kind]);
}

function slotsBelow({ dynamic }: DirectoryTemplate, at: Slots, slot: number): Slots {
  return dynamic?.level === 'second' ? { ...at, second: slot } : { first: slot, second: 0 };
}

/** A file that reads as this text, with a newline. */
export function textFile(read: string | ((at: Slots) => string), mode?: number): FileTemplate {
  const text = typeof read === 'string' ? () => `${read}\n` : (at: Slots) => `${read(at)}\n`;
  return { kind: 'file', read: text, ...(mode === undefined ? {} : { mode }) };
}

export function emptyDirectory(mode?: number): DirectoryTemplate {
  return { kind: 'directory', ...(mode === undefined ? {} : { mode }) };
}
