/** GET /volumes and /volumes/{name}. */
import type { Volume, VolumeListQuery, VolumeListResponse } from '../../api/volumes.ts';
import type { Daemon } from '../context.ts';
import { booleanFilter, checkFilters, hasFilter, matchesExactly, matchesLabels, matchesPattern } from '../filters.ts';
import { getVolume, toVolume, volumeUsers } from './record.ts';

export async function volumeInspect(daemon: Daemon, name: string): Promise<Volume> {
  return toVolume(getVolume(daemon.store.read(), name));
}

export async function volumeList(daemon: Daemon, { filters }: VolumeListQuery = {}): Promise<VolumeListResponse> {
  checkFilters(filters, ['dangling', 'name', 'driver', 'label']);
  const world = daemon.store.read();
  const wantsDangling = hasFilter(filters, 'dangling') ? booleanFilter(filters, 'dangling', false) : undefined;
  const shown = Object.values(world.volumes).filter(
    ({ name, driver, labels }) =>
      matchesExactly(filters, 'driver', driver) &&
      matchesPattern(filters, 'name', name) &&
      matchesLabels(filters, 'label', labels) &&
      (wantsDangling === undefined || wantsDangling === (volumeUsers(world, name).length === 0)),
  );
  return { Volumes: shown.map(toVolume), Warnings: null };
}
