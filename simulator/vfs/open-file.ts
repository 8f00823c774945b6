/** open(2) and what a descriptor of a regular file then does. */
import type { DirEntry, OpenFlags, Stat } from '../kernel/abi.ts';
import { holds } from '../kernel/capabilities.ts';
import { SysError } from '../kernel/errno.ts';
import type { FileSystem } from './file-system.ts';
import type { FsContext } from './mounts.ts';
import type { MountTable } from './mount-table.ts';
import type { OpenNode, RegularFile } from './open.ts';
import { addNode, checkWritable } from './name-changes.ts';
import { checkAllowed, modeWithoutSetid, READ, SETGID, SETUID, WRITE } from './permission.ts';
import { statOf, typeOf, Walk } from './walk.ts';
import type { Place, Step } from './walk.ts';

/** What a place that is being opened turned out to be, and the directory that holds it. */
export interface Opened {
  readonly step: Step;
  readonly parent: Step;
  readonly name: string;
}

/** The walk of open(2). What would be made cannot have a slash at its end: EISDIR, whatever is there. */
export function walkToOpen(table: MountTable, context: FsContext, path: string, flags: OpenFlags): Place {
  const creates = flags.create === true;
  const keeps = flags.noFollow === true || (creates && flags.exclusive === true);
  const last = creates && path.endsWith('/') ? 'name' : keeps ? 'keep' : 'follow';
  const place = new Walk(table, context).to(path, last);
  if (creates && place.slash) throw new SysError('EISDIR');
  return place;
}

/** Checks, creates and truncates as open(2) does. The umask has been applied to `mode`. */
export function openPlace(context: FsContext, place: Place, flags: OpenFlags, mode: number): Opened {
  const { node, parent, name } = place;
  if (node === undefined) return createFile(context, place, flags, mode);
  if (flags.create === true && flags.exclusive === true) throw new SysError('EEXIST');
  checkType(node, flags);
  const writes = flags.write === true || flags.truncate === true;
  checkAllowed(context.credentials, statOf(node), (flags.read === true ? READ : 0) | (writes ? WRITE : 0));
  if (typeOf(node) === 'file' && writes) {
    checkWritable(node);
    node.mount.fs.openForWrite(node.node, flags.truncate !== true, context.now());
    if (flags.truncate === true) {
      dropSetid(context, node);
      notifyChange({ step: node, parent, name });
    }
  }
  return { step: node, parent, name };
}

function createFile(context: FsContext, place: Place, flags: OpenFlags, mode: number): Opened {
  if (flags.create !== true) throw new SysError('ENOENT');
  const node = addNode(context, place, { type: 'file', mode });
  const step: Step = { mount: place.parent.mount, node, name: place.name, point: undefined };
  return { step, parent: place.parent, name: place.name };
}

function checkType(node: Step, flags: OpenFlags): void {
  const type = typeOf(node);
  const writes = flags.write === true || flags.truncate === true;
  if (flags.create === true && type === 'directory') throw new SysError('EISDIR');
  if (flags.directory === true && type !== 'directory') throw new SysError('ENOTDIR');
  if (type === 'symlink') throw new SysError('ELOOP');
  if (type === 'directory' && writes) throw new SysError('EISDIR');
}

/** Says to watchers that the content or the attributes of what was opened changed. */
export function notifyChange({ step, parent, name }: Opened): void {
  step.mount.fs.watchers.notify(step.node);
  parent.mount.fs.watchers.notify(parent.node, name);
}

export function openNode(context: FsContext, opened: Opened): OpenNode {
  const { step } = opened;
  const type = typeOf(step);
  const stat = () => statOf(step);
  switch (type) {
    case 'file':
      return { kind: 'file', file: new OpenFile(context, opened) };
    case 'directory':
      return { kind: 'directory', stat, entries: (): DirEntry[] => step.mount.fs.readdir(step.node) };
    case 'char':
    case 'block':
      return { kind: 'device', type, rdev: statOf(step).rdev, stat };
    case 'fifo':
    case 'socket':
      return { kind: type, key: `${identityOf(step.mount.fs)}:${step.node}`, stat };
    case 'symlink':
      throw new SysError('ELOOP');
  }
}

const identities = new WeakMap<FileSystem, number>();
let lastIdentity = 0;

/** A number that tells file systems apart. It only goes into keys that are compared, never into output. */
function identityOf(fs: FileSystem): number {
  const identity = identities.get(fs) ?? ++lastIdentity;
  identities.set(fs, identity);
  return identity;
}

class OpenFile implements RegularFile {
  readonly #context: FsContext;
  readonly #opened: Opened;
  #open = true;

  constructor(context: FsContext, opened: Opened) {
    this.#context = context;
    this.#opened = opened;
    opened.step.mount.fs.hold(opened.step.node);
  }

  stat(): Stat {
    return statOf(this.#opened.step);
  }

  size(): number {
    return this.stat().size;
  }

  pread(offset: number, max: number): Uint8Array {
    const { mount, node } = this.#opened.step;
    return mount.fs.pread(node, offset, max);
  }

  pwrite(offset: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const { mount, node } = this.#opened.step;
    try {
      mount.fs.pwrite(node, offset, bytes, this.#context.now());
    } finally {
      this.#changed();
    }
  }

  truncate(size: number): void {
    const { mount, node } = this.#opened.step;
    mount.fs.truncate(node, size, this.#context.now());
    this.#changed();
  }

  close(): void {
    const { mount, node } = this.#opened.step;
    if (this.#open) mount.fs.release(node);
    this.#open = false;
  }

  #changed(): void {
    dropSetid(this.#context, this.#opened.step);
    notifyChange(this.#opened);
  }
}

/** A file that someone else than root writes to loses its setuid bit, and setgid when its group may execute it. */
export function dropSetid(context: FsContext, { mount, node }: Step): void {
  if (holds(context.credentials, 'FSETID')) return;
  const { mode } = mount.fs.getattr(node);
  if ((mode & (SETUID | SETGID)) === 0) return;
  mount.fs.setattr(node, { mode: modeWithoutSetid(mode) }, context.now());
}
