/** DELETE /volumes/{name} and POST /volumes/prune. */
import { conflict, invalidParameter } from '../../api/errors.ts';
import { filterValues } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import type { VolumePruneResponse } from '../../api/volumes.ts';
import type { Daemon } from '../context.ts';
import { checkFilters, matchesPruneLabels } from '../filters.ts';
import { removeAll, rootFs, sizeOf } from '../host.ts';
import { ANONYMOUS_VOLUME } from '../world.ts';
import type { VolumeRecord } from '../world.ts';
import { getVolume, volumeUsers } from './record.ts';

/** With `force` a volume that is not there is no error. */
export async function volumeDelete(daemon: Daemon, name: string, force: boolean): Promise<void> {
  if (force && daemon.store.read().volumes[name] === undefined) return;
  removeVolume(daemon, getVolume(daemon.store.read(), name));
}

/** Throws conflict while a container has it. */
export function removeVolume(daemon: Daemon, { name, driver, mountpoint }: VolumeRecord): void {
  const users = volumeUsers(daemon.store.read(), name);
  if (users.length > 0) throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
  removeAll(rootFs(daemon.host.mounts, daemon.kernel.clock), mountpoint.replace(/\/_data$/, ''));
  daemon.store.change((world) => {
    delete world.volumes[name];
  });
  daemon.events.emit('volume', 'destroy', name, { driver });
}

/** Removes volumes that no container has: the anonymous ones, with the filter all=true the named ones too. */
export async function volumePrune(daemon: Daemon, filters: Filters | undefined): Promise<VolumePruneResponse> {
  checkFilters(filters, ['label', 'label!', 'all']);
  const all = wantsAll(filters);
  const hostFs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  const deleted: string[] = [];
  let reclaimed = 0;
  for (const record of Object.values(daemon.store.read().volumes)) {
    const { name, labels, options, mountpoint } = record;
    if (volumeUsers(daemon.store.read(), name).length > 0 || options !== null) continue;
    if (!all && labels?.[ANONYMOUS_VOLUME] === undefined) continue;
    if (!matchesPruneLabels(filters, labels)) continue;
    reclaimed += sizeOf(hostFs, mountpoint);
    removeVolume(daemon, record);
    deleted.push(name);
  }
  daemon.events.emit('volume', 'prune', '', { reclaimed: String(reclaimed) });
  return { VolumesDeleted: deleted, SpaceReclaimed: reclaimed };
}

function wantsAll(filters: Filters | undefined): boolean {
  const values = filterValues(filters, 'all');
  if (values.length > 1) {
    throw invalidParameter(`invalid filter 'all=[${values.join(' ')}]': only one value is expected`);
  }
  const [text] = values;
  if (text === undefined) return false;
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw invalidParameter(`invalid filter 'all': strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}
