/**
 * From a path to an inode (path_resolution(7)): links, `..`, mount points, search permission. The walk keeps the whole
 * way from the root, so that `..` is a step back and the real path is at hand.
 */
import type { Credentials, FileType, Stat } from '../kernel/abi.ts';
import { holds } from '../kernel/capabilities.ts';
import { SysError } from '../kernel/errno.ts';
import type { DescriptorLink, Handle } from './file-system.ts';
import type { Mount, MountPoint, MountTable } from './mount-table.ts';
import type { FsContext } from './mounts.ts';
import { checkName, componentsOf } from './path.ts';
import { EXECUTE, isAllowed } from './permission.ts';

const MOST_LINKS = 40;

/** One step of the way: an inode, the name it was found by, and the mount points at and below it. */
export interface Step {
  readonly mount: Mount;
  readonly node: Handle;
  readonly name: string;
  readonly point: MountPoint | undefined;
}

/** How the last component of the path reads. */
export type LastKind = 'name' | 'dot' | 'dotdot' | 'root';

/** Where a path leads. */
export interface Place {
  /** From the root of the namespace to the directory that holds the last name; when `last` is not a name, to itself. */
  readonly way: readonly Step[];
  /** How many steps of the way lie at or above the process's root. */
  readonly floor: number;
  readonly parent: Step;
  readonly name: string;
  readonly last: LastKind;
  /** Undefined when the directory has no such name. */
  readonly node: Step | undefined;
  /** The path ended in a slash: it means a directory. */
  readonly slash: boolean;
  /** Set when the last component was a followed link of /proc that leads to an open descriptor. */
  readonly descriptor: DescriptorLink | undefined;
}

export function statOf(step: Step): Stat {
  const stat = step.mount.fs.getattr(step.node);
  stat.dev = step.mount.dev;
  return stat;
}

export function typeOf(step: Step): FileType {
  return step.mount.fs.typeOf(step.node);
}

/** The steps to the place's node, with it. */
export function wayTo(place: Place): readonly Step[] {
  return place.last === 'name' && place.node !== undefined ? [...place.way, place.node] : place.way;
}

/** The path of the last step of a way, as seen from the step before `floor`. */
export function pathOf(way: readonly Step[], floor = 1): string {
  let path = '';
  for (let at = floor; at < way.length; at++) path += '/' + (way[at]?.name ?? '');
  return path === '' ? '/' : path;
}

export class Walk {
  readonly #context: FsContext;
  readonly #table: MountTable;
  readonly #who: Credentials;
  #way: Step[];
  /** `..` does not lead above this many steps: the process's root. */
  #floor = 1;
  #links = 0;

  constructor(table: MountTable, context: FsContext) {
    this.#table = table;
    this.#context = context;
    this.#who = context.credentials;
    this.#way = [rootStep(table)];
  }

  /**
   * Follows `path`. Links in its middle are always followed, a last one as `last` says: `follow`, `keep` (lstat, but a
   * slash after it follows) or `name` (the calls that add or remove a name, which look at the slash themselves). ENOENT
   * when anything but the last component is missing.
   */
  to(path: string, last: 'follow' | 'keep' | 'name'): Place {
    const components = componentsOf(path);
    if (this.#context.root !== '/') this.#enter(componentsOf(this.#context.root));
    this.#floor = this.#way.length;
    if (!path.startsWith('/')) this.#enter(componentsOf(this.#context.cwd));
    return this.#follow(components, path.endsWith('/'), last);
  }

  #follow(components: string[], slash: boolean, last: 'follow' | 'keep' | 'name'): Place {
    let rest = components;
    let mustBeDirectory = slash;
    for (let at = 0; at < rest.length; at++) {
      const name = rest[at] ?? '';
      const isLast = at === rest.length - 1;
      const here = this.#here();
      this.#checkSearch(here);
      if (name === '.' || name === '..') {
        if (name === '..') this.#up();
        if (isLast) return this.#self(name === '.' ? 'dot' : 'dotdot');
        continue;
      }
      checkName(name);
      const next = this.#child(here, name);
      if (next === undefined) {
        if (!isLast) throw new SysError('ENOENT');
        return this.#place(name, undefined, mustBeDirectory);
      }
      const { fs } = next.mount;
      if (
        fs.typeOf(next.node) === 'symlink' &&
        (!isLast || last === 'follow' || (last === 'keep' && mustBeDirectory))
      ) {
        const descriptor = fs.descriptorOf?.(next.node);
        if (descriptor !== undefined && isLast) return { ...this.#place(name, next, false), descriptor };
        const target = this.#target(next);
        rest = [...componentsOf(target), ...rest.slice(at + 1)];
        if (isLast && target.endsWith('/')) mustBeDirectory = true;
        at = -1;
        continue;
      }
      if (isLast) {
        if (last !== 'name' && mustBeDirectory && fs.typeOf(next.node) !== 'directory') throw new SysError('ENOTDIR');
        return this.#place(name, next, mustBeDirectory);
      }
      this.#way.push(next);
    }
    return this.#self('root');
  }

  /** Goes to a directory whose real path is known, as a working directory is: permissions do not matter. */
  #enter(names: readonly string[]): void {
    for (const name of names) {
      const next = this.#child(this.#here(), name);
      if (next === undefined) throw new SysError('ENOENT');
      this.#way.push(next);
    }
  }

  #here(): Step {
    return this.#way[this.#way.length - 1] ?? rootStep(this.#table);
  }

  #up(): void {
    if (this.#way.length > this.#floor) this.#way.pop();
  }

  #checkSearch({ mount, node }: Step): void {
    if (mount.fs.typeOf(node) !== 'directory') throw new SysError('ENOTDIR');
    if (holds(this.#who, 'DAC_OVERRIDE')) return;
    if (!isAllowed(this.#who, mount.fs.getattr(node), EXECUTE)) throw new SysError('EACCES');
  }

  #child(directory: Step, name: string): Step | undefined {
    const point = directory.point?.children.get(name);
    const covering = point?.mounts.at(-1);
    if (covering !== undefined) return { mount: covering, node: covering.root, name, point };
    const { mount } = directory;
    const node = mount.fs.lookup(directory.node, name);
    return node === undefined ? undefined : { mount, node, name, point };
  }

  #target(link: Step): string {
    if (++this.#links > MOST_LINKS) throw new SysError('ELOOP');
    const target = link.mount.fs.readlink(link.node, this.#context.pid);
    if (target === '') throw new SysError('ENOENT');
    if (target.startsWith('/')) this.#way.length = this.#floor;
    return target;
  }

  #place(name: string, node: Step | undefined, slash: boolean): Place {
    return {
      way: this.#way,
      floor: this.#floor,
      parent: this.#here(),
      name,
      last: 'name',
      node,
      slash,
      descriptor: undefined,
    };
  }

  #self(last: LastKind): Place {
    const here = this.#here();
    return {
      way: this.#way,
      floor: this.#floor,
      parent: here,
      name: here.name,
      last,
      node: here,
      slash: false,
      descriptor: undefined,
    };
  }
}

function rootStep(table: MountTable): Step {
  const mount = table.root.mounts.at(-1);
  if (mount === undefined) throw new SysError('ENOENT');
  return { mount, node: mount.root, name: '', point: table.root };
}
