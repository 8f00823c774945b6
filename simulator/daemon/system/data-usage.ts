/** GET /system/df. */
import type { DataUsageKind, SystemDataUsage, SystemDataUsageQuery } from '../../api/system.ts';
import type { Volume } from '../../api/volumes.ts';
import { summaryOf } from '../containers/list.ts';
import type { Daemon } from '../context.ts';
import { rootFs, sizeOf } from '../host.ts';
import { toVolume, volumeUsers } from '../volumes/record.ts';

export async function systemDataUsage(
  daemon: Daemon,
  { type = [] }: SystemDataUsageQuery = {},
): Promise<SystemDataUsage> {
  const wants = (kind: DataUsageKind): boolean => type.length === 0 || type.includes(kind);
  const world = daemon.store.read();
  const containers = Object.values(world.containers).sort((a, b) => b.created - a.created);
  return {
    LayersSize: wants('image') ? daemon.images.layersSize() : 0,
    Images: wants('image') ? await daemon.images.operations.imageList({ 'shared-size': true }) : null,
    Containers: wants('container') ? containers.map((container) => summaryOf(daemon, container, true)) : null,
    Volumes: wants('volume') ? volumesWithUsage(daemon) : null,
    BuildCache: wants('build-cache') ? [...daemon.images.buildCache()] : null,
  };
}

/** Volumes that lie elsewhere (with options) are not counted. */
function volumesWithUsage(daemon: Daemon): Volume[] {
  const world = daemon.store.read();
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  return Object.values(world.volumes)
    .filter(({ options }) => options === null)
    .map((record) => ({
      ...toVolume(record),
      UsageData: { RefCount: volumeUsers(world, record.name).length, Size: sizeOf(fs, record.mountpoint) },
    }));
}
