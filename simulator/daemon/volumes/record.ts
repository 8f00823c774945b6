/** Volumes as the API shows them, and who uses them. */
import type { Volume } from '../../api/volumes.ts';
import { notFound } from '../../api/errors.ts';
import { rfc3339 } from '../../api/time.ts';
import { sortedRecord } from '../sorted.ts';
import type { VolumeRecord, World } from '../world.ts';

export function toVolume(record: VolumeRecord): Volume {
  return {
    CreatedAt: rfc3339(record.created),
    Driver: record.driver,
    Labels: record.labels === null ? null : sortedRecord(record.labels),
    Mountpoint: record.mountpoint,
    Name: record.name,
    Options: record.options === null ? null : sortedRecord(record.options),
    Scope: 'local',
  };
}

/** Throws notFound: `get NAME: no such volume`. */
export function getVolume(world: World, name: string): VolumeRecord {
  const record = world.volumes[name];
  if (record === undefined) throw notFound(`get ${name}: no such volume`);
  return record;
}

/** Ids of the containers, running or not, that mount the volume. */
export function volumeUsers(world: World, name: string): string[] {
  const uses = (id: string): boolean =>
    Object.values(world.containers[id]?.mounts ?? {}).some((mount) => mount.type === 'volume' && mount.name === name);
  return Object.keys(world.containers).filter(uses);
}
