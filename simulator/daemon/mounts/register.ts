/** Which mounts a new container has: from other containers, from -v, from --mount, from the image's VOLUMEs. */
import type { ContainerConfig, HostConfig, Mount } from '../../api/containers.ts';
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { getContainer } from '../containers/find.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import type { ContainerMount } from '../world.ts';
import { createVolume } from '../volumes/create.ts';
import { parseBind, parseVolumesFrom } from './bind-spec.ts';
import { checkMount } from './mount-spec.ts';
import { cleanPath } from './path.ts';

export type MountTable = Record<string, ContainerMount>;

/** By destination. Makes the volumes that are not there yet. */
export function registerMounts(daemon: Daemon, hostConfig: HostConfig): MountTable {
  const table: MountTable = {};
  for (const spec of hostConfig.VolumesFrom ?? []) Object.assign(table, mountsFrom(daemon, spec));
  const own = new Set<string>();
  const add = (mount: ContainerMount, shown: string, hidden: boolean): void => {
    if (own.has(mount.destination) || hidden) throw invalidParameter(`Duplicate mount point: ${shown}`);
    own.add(mount.destination);
    table[mount.destination] = mount;
  };
  for (const raw of hostConfig.Binds ?? []) {
    const { mount, mode } = parseBind(raw, hostConfig.VolumeDriver);
    const made = mountPoint(daemon, mount, mode, true);
    add(made, made.destination, hostConfig.Tmpfs?.[made.destination] !== undefined);
  }
  const hostFs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  for (const mount of hostConfig.Mounts ?? []) {
    checkMount(mount, hostFs);
    add(mountPoint(daemon, mount, '', mount.BindOptions?.CreateMountpoint === true), mount.Target ?? '', false);
  }
  return table;
}

function mountsFrom(daemon: Daemon, spec: string): MountTable {
  const { container, writable } = parseVolumesFrom(spec);
  let mounts: MountTable;
  try {
    mounts = getContainer(daemon, container).mounts;
  } catch (error) {
    throw isEngineError(error) ? invalidParameter(error.message) : error;
  }
  const copied = Object.values(mounts).map((mount) => ({
    ...mount,
    writable: mount.writable && writable,
    mode: '',
    copy: false,
  }));
  return Object.fromEntries(copied.map((mount) => [mount.destination, mount]));
}

function mountPoint(daemon: Daemon, mount: Mount, mode: string, createSource: boolean): ContainerMount {
  const { Source = '', Target = '', ReadOnly = false } = mount;
  const base = {
    destination: cleanPath(Target),
    name: '',
    source: '',
    driver: '',
    mode,
    writable: !ReadOnly,
    propagation: '',
    copy: false,
    subpath: '',
    createSource,
    anonymous: false,
  };
  switch (mount.Type) {
    case 'volume':
      return volumeMount(daemon, mount, base);
    case 'tmpfs':
      return { ...base, type: 'tmpfs' };
    case 'image':
      return imageMount(daemon, mount, base);
    default: {
      const propagation = mount.BindOptions?.Propagation || 'rprivate';
      return { ...base, type: 'bind', source: cleanPath(Source), propagation };
    }
  }
}

type Base = Omit<ContainerMount, 'type'>;

function volumeMount(daemon: Daemon, { Source = '', VolumeOptions }: Mount, base: Base): ContainerMount {
  const volume = createVolume(daemon, {
    name: Source,
    driver: VolumeOptions?.DriverConfig?.Name ?? '',
    options: VolumeOptions?.DriverConfig?.Options,
    labels: VolumeOptions?.Labels,
  });
  return {
    ...base,
    type: 'volume',
    name: volume.name,
    source: volume.mountpoint,
    driver: volume.driver,
    mode: base.mode === '' ? 'z' : base.mode,
    copy: VolumeOptions?.NoCopy !== true,
    subpath: VolumeOptions?.Subpath ?? '',
    anonymous: Source === '',
  };
}

function imageMount(daemon: Daemon, { Source = '', ImageOptions }: Mount, base: Base): ContainerMount {
  const { id } = daemon.images.get(Source);
  const [directory = ''] = daemon.images.graph(id);
  return {
    ...base,
    type: 'image',
    name: Source,
    source: `${daemon.settings.dataRoot}/overlay2/${directory}/merged`,
    writable: false,
    propagation: 'rprivate',
    subpath: ImageOptions?.Subpath ?? '',
  };
}

/** Anonymous volumes for the VOLUMEs of the configuration that nothing is mounted at. */
export function registerImageVolumes(
  daemon: Daemon,
  config: ContainerConfig,
  hostConfig: HostConfig,
  table: MountTable,
  rootfs: ProcessFs,
): void {
  for (const spec of Object.keys(config.Volumes ?? {})) {
    const destination = cleanPath(spec);
    if (table[destination] !== undefined) continue;
    const inside = destination.startsWith('/') ? destination : `/${destination}`;
    if (rootfs.exists(inside) && rootfs.stat(inside).type !== 'directory') {
      throw system(`cannot mount volume over existing file, file exists ${inside}`);
    }
    const volume = createVolume(daemon, { name: '', driver: hostConfig.VolumeDriver });
    table[destination] = {
      type: 'volume',
      destination,
      name: volume.name,
      source: volume.mountpoint,
      driver: volume.driver,
      mode: '',
      writable: true,
      propagation: '',
      copy: true,
      subpath: '',
      createSource: false,
      anonymous: true,
    };
  }
}
