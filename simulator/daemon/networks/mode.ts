/** A container's network mode: `bridge`, `host`, `none`, `container:NAME`, or the name of a user's network. */
import type { ContainerConfig, HostConfig } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';

export const DEFAULT_NETWORK = 'bridge';
const PREDEFINED: readonly string[] = ['bridge', 'host', 'none', 'default'];

/** Why a container cannot be on no network and on others. */
export const NONE_WITH_OTHERS =
  'container cannot be connected to multiple networks with one of the networks in private (none) mode';

export function isPredefined(name: string): boolean {
  return PREDEFINED.includes(name);
}

export function isContainerMode(mode: string): boolean {
  return mode.startsWith('container:');
}

/** The container whose network namespace is shared. */
export function connectedContainer(mode: string): string {
  return isContainerMode(mode) ? mode.slice('container:'.length) : '';
}

export function isUserDefined(mode: string): boolean {
  return !isPredefined(mode) && !isContainerMode(mode);
}

/** Whether a container with this mode has a network namespace of its own. */
export function isPrivate(mode: string): boolean {
  return mode !== 'host' && !isContainerMode(mode);
}

/** Options that contradict the mode. Throws invalidParameter. */
export function checkNetworkMode(config: Partial<ContainerConfig>, hostConfig: Partial<HostConfig>): void {
  const mode = hostConfig.NetworkMode ?? '';
  const hasLinks = (hostConfig.Links ?? []).length > 0;
  if (mode === 'container' || isContainerMode(mode)) checkShared(mode, config, hostConfig, hasLinks);
  if (hostConfig.UTSMode === 'host' && config.Hostname) {
    throw invalidParameter('conflicting options: hostname and the UTS mode');
  }
  if (mode === 'host' && hasLinks) {
    throw invalidParameter(
      "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    );
  }
}

function checkShared(
  mode: string,
  config: Partial<ContainerConfig>,
  hostConfig: Partial<HostConfig>,
  hasLinks: boolean,
): void {
  const refuse = (when: boolean, message: string): void => {
    if (when) throw invalidParameter(message);
  };
  const count = (list: object | null | undefined): number => Object.keys(list ?? {}).length;
  refuse(connectedContainer(mode) === '', 'invalid network mode: invalid container format container:<name|id>');
  refuse(Boolean(config.Hostname), 'conflicting options: hostname and the network mode');
  refuse(
    hasLinks,
    "conflicting options: container type network can't be used with links. This would result in undefined behavior",
  );
  refuse(count(hostConfig.Dns) > 0, 'conflicting options: dns and the network mode');
  refuse(count(hostConfig.ExtraHosts) > 0, 'conflicting options: custom host-to-IP mapping and the network mode');
  refuse(
    count(hostConfig.PortBindings) > 0 || hostConfig.PublishAllPorts === true,
    'conflicting options: port publishing and the container type network mode',
  );
  refuse(count(config.ExposedPorts) > 0, 'conflicting options: port exposing and the container type network mode');
}
