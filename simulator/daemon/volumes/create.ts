/** POST /volumes/create, and the volumes that containers ask for. */
import type { Labels } from '../../api/common.ts';
import { conflict, notFound } from '../../api/errors.ts';
import type { Volume, VolumeCreateRequest } from '../../api/volumes.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';
import { ANONYMOUS_VOLUME } from '../world.ts';
import type { VolumeRecord } from '../world.ts';
import { checkVolumeName, checkVolumeOptions } from './options.ts';
import { toVolume } from './record.ts';

export interface NewVolume {
  /** Empty: anonymous. */
  readonly name: string;
  readonly driver: string;
  readonly options?: Labels | undefined;
  readonly labels?: Labels | undefined;
}

export async function volumeCreate(daemon: Daemon, body: VolumeCreateRequest): Promise<Volume> {
  const record = createVolume(daemon, {
    name: body.Name ?? '',
    driver: body.Driver ?? '',
    options: body.DriverOpts,
    labels: body.Labels,
  });
  return toVolume(record);
}

/** The volume of that name; made when there is none. Throws invalidParameter, conflict, notFound. */
export function createVolume(daemon: Daemon, request: NewVolume): VolumeRecord {
  const isAnonymous = request.name === '';
  const name = isAnonymous ? daemon.ids.next() : request.name;
  const known = daemon.store.read().volumes[name];
  const driver = request.driver === '' ? (known?.driver ?? 'local') : request.driver;
  if (known !== undefined) {
    if (known.driver === driver) return known;
    throw conflict(`create ${name}: driver '${known.driver}' already has volume '${name}': volume name must be unique`);
  }
  if (driver !== 'local') {
    throw notFound(
      `create ${name}: error looking up volume plugin ${driver}: plugin ${JSON.stringify(driver)} not found`,
    );
  }
  checkVolumeName(name);
  checkVolumeOptions(name, request.options ?? {});
  return addVolume(daemon, name, request, isAnonymous);
}

function addVolume(daemon: Daemon, name: string, request: NewVolume, isAnonymous: boolean): VolumeRecord {
  const mountpoint = `${daemon.settings.dataRoot}/volumes/${name}/_data`;
  makeDirectories(rootFs(daemon.host.mounts, daemon.kernel.clock), mountpoint);
  const record: VolumeRecord = {
    name,
    driver: 'local',
    created: daemon.time.now(),
    labels: isAnonymous ? { ...request.labels, [ANONYMOUS_VOLUME]: '' } : unlessEmpty(request.labels),
    options: unlessEmpty(request.options),
    mountpoint,
  };
  daemon.store.change((world) => {
    world.volumes[name] = record;
  });
  daemon.events.emit('volume', 'create', name, { driver: 'local' });
  return record;
}

/** What the client leaves empty does not travel. */
function unlessEmpty(pairs: Labels | undefined): Labels | null {
  return pairs === undefined || Object.keys(pairs).length === 0 ? null : pairs;
}
