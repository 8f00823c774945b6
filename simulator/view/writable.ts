/** What a container has changed, as `docker diff` lists it, and where a changed file comes from. */
import type { Daemon } from '../daemon/context.ts';
import { changesOf, findInTree } from '../vfs/index.ts';
import type { LayerFile, LayerFiles } from './layer-files.ts';
import { firstOf, sizeBelow } from './layer-files.ts';
import { diffUpper } from '../vfs/index.ts';

/** undefined for a container that is not here. */
export function writableFiles(daemon: Daemon, id: string): LayerFiles | undefined {
  const overlay = daemon.live.containers.get(id)?.overlay;
  if (overlay === undefined) return undefined;
  const upper = diffUpper(overlay).root;
  const files = changesOf(overlay).flatMap(({ kind, path }): LayerFile[] => {
    const node = findInTree(kind === 'D' ? overlay.lowerTree : upper, path);
    if (node === undefined) return [];
    const { type, mode, uid, gid, target } = node;
    const size = type === 'directory' && kind !== 'D' ? 0 : sizeBelow(node);
    return [{ path, mark: kind, type, size, mode, uid, gid, target }];
  });
  return firstOf(files);
}
