/** First use of a volume: what the image has below the mount point fills a volume that is empty. */
import { isSysError } from '../../kernel/errno.ts';
import { copyTree, nodeAt } from '../../vfs/index.ts';
import type { OverlayFileSystem } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import type { ContainerMount } from '../world.ts';
import { needsMount } from '../volumes/options.ts';
import { cleanPath } from './path.ts';

/** The volume's own directory takes over owner and mode of the image's too. */
export function populateVolumes(daemon: Daemon, rootfs: OverlayFileSystem, mounts: Iterable<ContainerMount>): void {
  for (const mount of mounts) {
    if (mount.type !== 'volume' || !mount.copy || mount.subpath !== '') continue;
    if (needsMount(daemon.store.read().volumes[mount.name]?.options ?? null)) continue;
    const source = directoryAt(rootfs, cleanPath(`/${mount.destination}`));
    if (source === undefined) continue;
    const target = daemon.host.mounts.locate(mount.source);
    if (target.fs.readdir(target.node).length > 0) continue;
    copyTree({ fs: rootfs, node: source }, target, { now: daemon.kernel.clock.now(), withRoot: true });
  }
}

function directoryAt(rootfs: OverlayFileSystem, path: string): number | undefined {
  try {
    const node = nodeAt(rootfs, path);
    return rootfs.typeOf(node) === 'directory' ? node : undefined;
  } catch (error) {
    if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
