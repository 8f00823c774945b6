/**
 * A container's files for `docker cp`, whether it runs or not: its root file system with its binds and volumes and the
 * files of its network, but without what exists only while it runs (tmpfs, /proc).
 */
import type { ProcessFs } from '../../../kernel/abi.ts';
import { isEngineError } from '../../../api/errors.ts';
import { createMountNamespace } from '../../../vfs/index.ts';
import type { MountNamespace } from '../../../vfs/index.ts';
import type { Daemon } from '../../context.ts';
import { rootFs } from '../../host.ts';
import { prepareSource } from '../../mounts/sources.ts';
import type { MountSource } from '../../mounts/sources.ts';
import { connectedContainer, isContainerMode } from '../../networks/mode.ts';
import { networkFileMounts } from '../../networks/network-files.ts';
import { makeMountPoint } from '../../runtime/mount-points.ts';
import type { Container, ContainerMount } from '../../world.ts';
import { liveContainer } from '../find.ts';

export interface ContainerFiles {
  readonly mounts: MountNamespace;
  readonly fs: ProcessFs;
}

export function openContainerFiles(daemon: Daemon, container: Container): ContainerFiles {
  const { overlay } = liveContainer(daemon, container.id);
  const mounts = createMountNamespace(overlay, { source: 'overlay' });
  const fs = rootFs(mounts, daemon.kernel.clock);
  const byDepth = Object.values(container.mounts).sort((a, b) => depth(a) - depth(b));
  for (const mount of byDepth) {
    const source = sourceOf(daemon, mount);
    if (source === undefined) continue;
    const at = mount.destination.startsWith('/') ? mount.destination : `/${mount.destination}`;
    const { node, subpath } = source.options;
    makeMountPoint(fs, at, subpath !== undefined || source.fs.typeOf(node ?? source.fs.root) === 'directory');
    mounts.mount(at, source.fs, source.options);
  }
  mountNetworkFiles(daemon, container, mounts, fs);
  return { mounts, fs };
}

/** hosts, hostname and resolv.conf, once the container has been started. */
function mountNetworkFiles(daemon: Daemon, container: Container, mounts: MountNamespace, fs: ProcessFs): void {
  const { NetworkMode, ReadonlyRootfs } = container.hostConfig;
  const owner = isContainerMode(NetworkMode) ? connectedContainer(NetworkMode) : container.id;
  const hostFs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  for (const { source, destination } of networkFileMounts(daemon, owner)) {
    if (!hostFs.exists(source) || container.mounts[destination] !== undefined) continue;
    const { fs: sourceFs, node } = daemon.host.mounts.locate(source);
    makeMountPoint(fs, destination, false);
    mounts.mount(destination, sourceFs, { node, readOnly: ReadonlyRootfs });
  }
}

function depth({ destination }: ContainerMount): number {
  return destination.split('/').length;
}

/** A mount whose source is gone is left out. */
function sourceOf(daemon: Daemon, mount: ContainerMount): MountSource | undefined {
  try {
    return prepareSource(daemon, mount);
  } catch (error) {
    if (isEngineError(error)) return undefined;
    throw error;
  }
}
