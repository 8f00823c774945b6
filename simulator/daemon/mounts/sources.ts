/** What stands behind a container's mounts: directories of the host, volumes, tmpfs, images. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { notFound, system } from '../../api/errors.ts';
import { createMemoryFileSystem, createOverlay } from '../../vfs/index.ts';
import type { FileSystem, MountOptions } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';
import type { ContainerMount, VolumeRecord } from '../world.ts';
import { needsMount } from '../volumes/options.ts';
import { parseTmpfsOptions } from './tmpfs-options.ts';

export interface MountSource {
  readonly fs: FileSystem;
  readonly options: MountOptions;
}

/**
 * Prepares the source on the host, as the daemon does before the container runtime sees it. Throws EngineError.
 * undefined for tmpfs, which the runtime makes, and for binds that it will refuse.
 */
export function prepareSource(daemon: Daemon, mount: ContainerMount): MountSource | undefined {
  switch (mount.type) {
    case 'volume':
      return volumeSource(daemon, mount);
    case 'bind':
      return bindSource(daemon, mount);
    case 'image':
      return imageSource(daemon, mount);
    default:
      return undefined;
  }
}

/** undefined for a path that leads through a file: the runtime complains about it. */
function bindSource(daemon: Daemon, mount: ContainerMount): MountSource | undefined {
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  if (mount.createSource) createSource(fs, mount.source);
  try {
    return located(daemon, mount.source, mount.writable);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** A file in the way is left for the runtime to complain about. */
function createSource(fs: ProcessFs, path: string): void {
  try {
    makeDirectories(fs, path);
  } catch (error) {
    if (isSysError(error, 'ENOTDIR')) return;
    if (!isSysError(error)) throw error;
    throw system(
      `error while creating mount source path '${path}': mkdir ${error.subject ?? path}: ${error.message.toLowerCase()}`,
    );
  }
}

/** Throws SysError where the path leads nowhere. */
function located(daemon: Daemon, path: string, writable: boolean): MountSource {
  const { fs, node, readOnly } = daemon.host.mounts.locate(path);
  return { fs, options: { node, readOnly: readOnly || !writable, source: '/dev/vda1', options: ['relatime'] } };
}

function volumeSource(daemon: Daemon, mount: ContainerMount): MountSource {
  const volume = daemon.store.read().volumes[mount.name];
  if (volume === undefined) throw notFound(`get ${mount.name}: no such volume`);
  const made = needsMount(volume.options) ? specialVolume(daemon, volume) : undefined;
  if (made !== undefined) return { fs: made.fs, options: { ...made.options, readOnly: !mount.writable } };
  const path = mount.subpath === '' ? volume.mountpoint : `${volume.mountpoint}/${mount.subpath}`;
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  if (!fs.exists(path)) throw notFound(`cannot access path ${path}: lstat ${path}: no such file or directory`);
  return located(daemon, path, mount.writable);
}

/** A volume with the options type, device and o: a bind of a host directory, or a tmpfs that containers share. */
function specialVolume(daemon: Daemon, { name, options, mountpoint }: VolumeRecord): MountSource {
  const { type = '', device = '', o = '' } = options ?? {};
  const failed = (reason: string, flags = '0x0'): Error =>
    system(
      `error while mounting volume '${mountpoint}': failed to mount local volume: mount ${device}:${mountpoint}, flags: ${flags}: ${reason}`,
    );
  if (type === 'tmpfs') {
    const parsed = parseTmpfsOptions(o);
    if (parsed === undefined) throw failed('invalid argument');
    return sharedTmpfs(daemon, name, parsed);
  }
  if (o.split(',').some((option) => option === 'bind' || option === 'rbind')) {
    try {
      return located(daemon, device, true);
    } catch (error) {
      if (isSysError(error)) throw failed(error.message.toLowerCase(), '0x1000');
      throw error;
    }
  }
  throw failed(type === 'nfs' || type === 'cifs' ? 'no route to host' : 'no such device');
}

function sharedTmpfs(
  daemon: Daemon,
  name: string,
  options: NonNullable<ReturnType<typeof parseTmpfsOptions>>,
): MountSource {
  const known = daemon.live.tmpfsVolumes.get(name);
  const fs =
    known ?? createMemoryFileSystem({ type: 'tmpfs', now: daemon.kernel.clock.now(), ...tmpfsRoom(daemon, options) });
  daemon.live.tmpfsVolumes.set(name, fs);
  return { fs, options: { source: 'tmpfs', options: options.shown } };
}

/** Size, owner and mode of a new tmpfs. */
export function tmpfsRoom(
  daemon: Daemon,
  { size, mode, uid, gid }: { size: number | undefined; mode: number; uid: number; gid: number },
): { size: number; mode: number; uid: number; gid: number } {
  return { size: size ?? Math.floor(daemon.kernel.machine().memory / 2), mode, uid, gid };
}

function imageSource(daemon: Daemon, mount: ContainerMount): MountSource {
  const now = daemon.kernel.clock.now();
  const { id } = daemon.images.get(mount.name);
  const fs = createOverlay({ lower: daemon.images.layers(id), upper: createMemoryFileSystem({ type: 'ext4', now }) });
  const subpath = mount.subpath === '' ? {} : { subpath: `/${mount.subpath}` };
  return { fs, options: { readOnly: true, source: 'overlay', ...subpath } };
}
