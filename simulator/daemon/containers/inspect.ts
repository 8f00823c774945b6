/** GET /containers/{id}/json: `docker inspect`. */
import type { ContainerInspect, ContainerState, Health, NetworkSettings } from '../../api/containers.ts';
import { rfc3339Nano } from '../../api/time.ts';
import type { Daemon } from '../context.ts';
import { shortId } from '../ids.ts';
import { toEndpointSettings } from '../networks/endpoint.ts';
import { connectedContainer, isContainerMode } from '../networks/mode.ts';
import { networkFiles } from '../networks/network-files.ts';
import { sortedRecord } from '../sorted.ts';
import type { Container, HealthState } from '../world.ts';
import { orderedConfig } from './config.ts';
import { getContainer } from './find.ts';
import { shownLinks } from './links.ts';
import { toMountPoints } from './mount-points.ts';
import { isPaused, isRestarting, isRunning, pidOf, stateName } from './phase.ts';
import { containerSize } from './size.ts';

export async function containerInspect(
  daemon: Daemon,
  reference: string,
  query: { size?: boolean } = {},
): Promise<ContainerInspect> {
  return inspectContainer(daemon, getContainer(daemon, reference), query.size === true);
}

function inspectContainer(daemon: Daemon, container: Container, withSize: boolean): ContainerInspect {
  const { id, hostConfig } = container;
  const size = withSize ? containerSize(daemon, container) : undefined;
  const endpoint = container.endpoints[hostConfig.NetworkMode];
  return {
    Id: id,
    Created: rfc3339Nano(container.created),
    Path: container.path,
    Args: container.args,
    State: stateOf(container),
    Image: container.imageId,
    ...filePaths(daemon, container),
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: hostConfig.Privileged ? 'unconfined' : '',
    ExecIDs: container.execIds.length === 0 ? null : container.execIds,
    HostConfig: { ...hostConfig, Links: shownLinks(daemon.store.read(), container) },
    GraphDriver: graphDriver(daemon, container),
    ...(size === undefined ? {} : { SizeRw: size.rw, SizeRootFs: size.rootFs }),
    Mounts: toMountPoints(container),
    Config: endpoint?.wanted.mac
      ? orderedConfig({ ...container.config, MacAddress: endpoint.wanted.mac })
      : container.config,
    NetworkSettings: networkSettings(container),
  };
}

function stateOf(container: Container): ContainerState {
  const { lastRun, health } = container;
  return {
    Status: stateName(container),
    Running: isRunning(container),
    Paused: isPaused(container),
    Restarting: isRestarting(container),
    OOMKilled: lastRun.oomKilled,
    Dead: container.phase.is === 'dead',
    Pid: pidOf(container),
    ExitCode: lastRun.exitCode,
    Error: lastRun.error,
    StartedAt: rfc3339Nano(lastRun.startedAt),
    FinishedAt: rfc3339Nano(lastRun.finishedAt),
    ...(health === undefined ? {} : { Health: toHealth(health) }),
  };
}

function toHealth({ status, failingStreak, log }: HealthState): Health {
  const Log = log.map(({ start, end, exitCode, output }) => ({
    Start: rfc3339Nano(start),
    End: rfc3339Nano(end),
    ExitCode: exitCode,
    Output: output,
  }));
  return { Status: status, FailingStreak: failingStreak, Log };
}

type FilePaths = Pick<ContainerInspect, 'ResolvConfPath' | 'HostnamePath' | 'HostsPath' | 'LogPath'>;

/** A container that was never started has no files yet; one that shares a network shares those of its owner. */
function filePaths(daemon: Daemon, { id, prepared, hostConfig }: Container): FilePaths {
  const LogPath = daemon.live.containers.get(id)?.log?.path ?? '';
  if (!prepared) return { ResolvConfPath: '', HostnamePath: '', HostsPath: '', LogPath };
  const owner = isContainerMode(hostConfig.NetworkMode) ? connectedContainer(hostConfig.NetworkMode) : id;
  const files = networkFiles(daemon, owner);
  return { ResolvConfPath: files.resolvConf, HostnamePath: files.hostname, HostsPath: files.hosts, LogPath };
}

function graphDriver(daemon: Daemon, { id, graph }: Container): ContainerInspect['GraphDriver'] {
  const [own = '', ...lower] = graph.map((name) => `${daemon.settings.dataRoot}/overlay2/${name}`);
  const lowers = [`${own}-init/diff`, ...lower.map((directory) => `${directory}/diff`)];
  return {
    Data: {
      ID: id,
      LowerDir: lowers.join(':'),
      MergedDir: `${own}/merged`,
      UpperDir: `${own}/diff`,
      WorkDir: `${own}/work`,
    },
    Name: 'overlay2',
  };
}

function networkSettings(container: Container): NetworkSettings {
  const { endpoints, ports, sandboxId, hostConfig } = container;
  const networks = Object.fromEntries(Object.entries(endpoints).map(([name, one]) => [name, toEndpointSettings(one)]));
  const bridge = networks['bridge'];
  const key = hostConfig.NetworkMode === 'host' ? 'default' : shortId(sandboxId);
  return {
    Bridge: '',
    SandboxID: sandboxId,
    SandboxKey: sandboxId === '' ? '' : `/var/run/docker/netns/${key}`,
    Ports: ports,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.EndpointID ?? '',
    Gateway: bridge?.Gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge?.IPAddress ?? '',
    IPPrefixLen: bridge?.IPPrefixLen ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge?.MacAddress ?? '',
    Networks: sortedRecord(networks),
  };
}
