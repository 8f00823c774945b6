/** statfs(2) and the rows of the mount table. */
import type { FsUsage } from '../kernel/abi.ts';
import type { Mount, MountTable } from './mount-table.ts';
import { pathOf } from './walk.ts';
import type { Step } from './walk.ts';

export interface MountedAt {
  readonly path: string;
  readonly mount: Mount;
}

export function usageOf({ path, mount }: MountedAt): FsUsage {
  return { type: mount.fs.type, source: mount.source, mountPoint: path, ...mount.fs.usage() };
}

/** The mount that the last step of the way lies on, and where that is mounted. */
export function mountPointOf(way: readonly Step[]): MountedAt {
  const last = way[way.length - 1];
  if (last === undefined) throw new RangeError('a way has at least one step');
  const first = way.findLastIndex((step, at) => step.mount === last.mount && way[at - 1]?.mount !== last.mount);
  return { path: pathOf(way.slice(0, first + 1)), mount: last.mount };
}

export function usages(table: MountTable): (FsUsage & { readOnly: boolean; options: readonly string[] })[] {
  return table.entries().map((at) => ({ ...usageOf(at), readOnly: at.mount.readOnly, options: at.mount.options }));
}
