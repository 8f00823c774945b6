/** What lies in /dev: a tmpfs with the nodes that runc makes for containers, or the host's devtmpfs; and devpts. */
import type { PtsEntry, PtsSource } from '../kernel/proc-source.ts';
import type { DeviceNumber, FileSystem } from './file-system.ts';
import { createMemoryFileSystem } from './memory.ts';
import type { MemoryFileSystem } from './memory.ts';
import { PseudoFileSystem } from './pseudo.ts';
import type { Slots } from './pseudo.ts';

const TTY_GROUP = 5;
const NODES: readonly (readonly [string, number, number])[] = [
  ['full', 1, 7], ['null', 1, 3], ['random', 1, 8], ['tty', 5, 0], ['urandom', 1, 9], ['zero', 1, 5],
]; // prettier-ignore
const LINKS: readonly (readonly [string, string])[] = [
  ['fd', '/proc/self/fd'], ['stdin', '/proc/self/fd/0'], ['stdout', '/proc/self/fd/1'], ['stderr', '/proc/self/fd/2'],
]; // prettier-ignore

/** A container's /dev: 64 MiB of tmpfs. With `console`, an empty file to mount the terminal on. */
export function createDevFileSystem({ now, console = false }: { now: number; console?: boolean }): MemoryFileSystem {
  const fs = createMemoryFileSystem({ type: 'tmpfs', size: 65536 * 1024, now });
  fill(fs, now);
  fs.create(fs.root, 'ptmx', { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target: 'pts/ptmx' }, now);
  if (console) fs.create(fs.root, 'console', { type: 'file', mode: 0o600, uid: 0, gid: 0 }, now);
  return fs;
}

/** The host's /dev. */
export function createHostDevFileSystem({ now, size }: { now: number; size: number }): MemoryFileSystem {
  const fs = createMemoryFileSystem({ type: 'devtmpfs', size, now });
  fill(fs, now);
  const node = (name: string, type: 'char' | 'block', mode: number, gid: number, rdev: DeviceNumber) =>
    fs.create(fs.root, name, { type, mode, uid: 0, gid, rdev }, now);
  node('console', 'char', 0o600, 0, { major: 5, minor: 1 });
  node('kmsg', 'char', 0o644, 0, { major: 1, minor: 11 });
  node('ptmx', 'char', 0o666, TTY_GROUP, { major: 5, minor: 2 });
  node('vda', 'block', 0o660, 6, { major: 254, minor: 0 });
  node('vda1', 'block', 0o660, 6, { major: 254, minor: 1 });
  node('fuse', 'char', 0o666, 0, { major: 10, minor: 229 });
  node('loop-control', 'char', 0o660, 6, { major: 10, minor: 237 });
  for (let minor = 0; minor < 8; minor++) node(`loop${minor}`, 'block', 0o660, 6, { major: 7, minor });
  for (let minor = 0; minor < 8; minor++) node(`tty${minor}`, 'char', 0o620, TTY_GROUP, { major: 4, minor });
  return fs;
}

function fill(fs: MemoryFileSystem, now: number): void {
  for (const [name, major, minor] of NODES) {
    fs.create(fs.root, name, { type: 'char', mode: 0o666, uid: 0, gid: 0, rdev: { major, minor } }, now);
  }
  for (const [name, target] of LINKS)
    fs.create(fs.root, name, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target }, now);
  for (const [name, mode] of [
    ['mqueue', 0o1777],
    ['pts', 0o755],
    ['shm', 0o1777],
  ] as const) {
    fs.create(fs.root, name, { type: 'directory', mode, uid: 0, gid: 0 }, now);
  }
}

/** /dev/pts: a node for each terminal that is open in the container. */
export function createPtsFileSystem(source: PtsSource, now: () => number): FileSystem {
  const find = (at: Slots): PtsEntry | undefined => source.terminals().find(({ number }) => number === at.first - 1);
  return new PseudoFileSystem({
    type: 'devpts',
    now,
    createFails: ['EACCES', 'EPERM'],
    root: {
      kind: 'directory',
      mode: 0o755,
      children: { ptmx: { kind: 'device', mode: 0o666, rdev: () => ({ major: 5, minor: 2 }) } },
      dynamic: {
        level: 'first',
        // Slots count from 1, terminals from 0.
        entries: () => source.terminals().map(({ number }) => ({ name: String(number), slot: number + 1 })),
        find: (_, name) => {
          const found = source.terminals().find(({ number }) => String(number) === name);
          return found === undefined ? undefined : found.number + 1;
        },
        template: {
          kind: 'device',
          rdev: (at) => ({ major: 136, minor: at.first - 1 }),
          mode: (at) => find(at)?.mode ?? 0,
          owner: (at) => ({ uid: find(at)?.uid ?? 0, gid: find(at)?.gid ?? 0 }),
          mtime: (at) => find(at)?.mtime ?? 0,
        },
      },
    },
  });
}
