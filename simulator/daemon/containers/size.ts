/** How much a container has written (`docker ps --size`). */
import type { FileSystem, Handle } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import type { Container } from '../world.ts';
import { liveContainer } from './find.ts';

export interface ContainerSize {
  readonly rw: number;
  readonly rootFs: number;
}

export function containerSize(daemon: Daemon, { id, imageSize }: Container): ContainerSize {
  const { upper } = liveContainer(daemon, id).overlay;
  const rw = bytesBelow(upper, upper.root, new Set());
  return { rw, rootFs: rw + imageSize };
}

/** Without those of directories; hard links count once. */
function bytesBelow(fs: FileSystem, directory: Handle, seen: Set<number>): number {
  let sum = 0;
  for (const { name } of fs.readdir(directory)) {
    const node = fs.lookup(directory, name);
    if (node === undefined) continue;
    const { type, size, ino } = fs.getattr(node);
    if (type === 'directory') sum += bytesBelow(fs, node, seen);
    else if (!seen.has(ino)) {
      seen.add(ino);
      sum += size;
    }
  }
  return sum;
}
