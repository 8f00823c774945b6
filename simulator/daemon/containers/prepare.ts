/** The daemon's part of a start, before the container runtime: files, network namespace, mount sources. */
import { conflict, isEngineError, system } from '../../api/errors.ts';
import type { NetNamespace } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import { prepareSource } from '../mounts/sources.ts';
import { connectedContainer, isContainerMode } from '../networks/mode.ts';
import { networkFileMounts, writeNetworkFiles } from '../networks/network-files.ts';
import { createSandbox } from '../networks/sandbox.ts';
import type { PreparedMount } from '../runtime/rootfs.ts';
import type { Container } from '../world.ts';
import { orderedConfig } from './config.ts';
import { containerById, restartingError, runOf } from './find.ts';
import { isRestarting, isRunning, stateName } from './phase.ts';
import { changeContainer } from './state.ts';

export interface PreparedNetworking {
  readonly net: NetNamespace;
  readonly files: readonly { readonly source: string; readonly destination: string }[];
}

/** A namespace of its own, the host's, or that of another container, whose files are shared then too. */
export function prepareNetworking(daemon: Daemon, container: Container): PreparedNetworking {
  const { NetworkMode } = container.hostConfig;
  if (!isContainerMode(NetworkMode)) {
    const { net } = createSandbox(daemon, container);
    writeNetworkFiles(daemon, container);
    return { net, files: networkFileMounts(daemon, container.id) };
  }
  const other = networkedContainer(daemon, container, connectedContainer(NetworkMode));
  const { Hostname, Domainname } = other.config;
  changeContainer(daemon, container.id, (draft) => {
    Object.assign(draft, { config: orderedConfig({ ...container.config, Hostname, Domainname }) });
  });
  return { net: runOf(daemon, other.id).net, files: networkFileMounts(daemon, other.id) };
}

function networkedContainer(daemon: Daemon, { id }: Container, reference: string): Container {
  let other: Container;
  try {
    other = daemon.containers.get(reference);
  } catch (error) {
    throw isEngineError(error) ? system(`joining network namespace of container: ${error.message}`) : error;
  }
  if (other.id === id) throw system('cannot join own network namespace');
  if (!isRunning(other)) {
    throw conflict(
      `cannot join network namespace of a non running container: container ${other.name} is ${stateName(other)}`,
    );
  }
  if (isRestarting(other)) {
    throw system(`cannot join network namespace of container: ${restartingError(reference).message}`);
  }
  return other;
}

/** Throws EngineError where a volume or a directory cannot be had. */
export function prepareSources(daemon: Daemon, id: string): PreparedMount[] {
  return Object.values(containerById(daemon, id).mounts).map((mount) => {
    const source = prepareSource(daemon, mount);
    if (mount.type === 'volume') {
      daemon.events.emit('volume', 'mount', mount.name, {
        driver: mount.driver,
        container: id,
        destination: mount.destination,
        'read/write': String(mount.writable),
        propagation: mount.propagation,
      });
    }
    return { mount, source };
  });
}
