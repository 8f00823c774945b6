/** The networks a new container is configured for. */
import type { ContainerConfig, ContainerCreateRequest } from '../../api/containers.ts';
import { invalidParameter, isEngineError } from '../../api/errors.ts';
import type { EndpointSettings } from '../../api/networks.ts';
import type { Daemon } from '../context.ts';
import { checkEndpoint, endpointOf } from '../networks/endpoint.ts';
import { networkOf } from '../networks/find.ts';
import { isContainerMode, isUserDefined } from '../networks/mode.ts';
import type { Endpoint } from '../world.ts';

export type RequestedEndpoints = Record<string, Partial<EndpointSettings>>;

const DEPRECATED_MAC =
  'The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.';

/** Checked settings by network name. Throws invalidParameter. */
export function requestedEndpoints(
  daemon: Daemon,
  request: ContainerCreateRequest,
  warnings: string[],
): RequestedEndpoints {
  const { default: byDefault, ...others } = request.NetworkingConfig?.EndpointsConfig ?? {};
  const requested: RequestedEndpoints = { ...others, ...(byDefault === undefined ? {} : { bridge: byDefault }) };
  const problems: string[] = [];
  for (const [name, settings] of Object.entries(requested)) {
    try {
      checkEndpoint(networkOf(daemon.store.read(), name), name, settings);
    } catch (error) {
      if (!isEngineError(error)) throw error;
      problems.push(`invalid config for network ${name}: ${error.message}`);
    }
  }
  if (problems.length > 0) throw invalidParameter(problems.join('\n'));
  return withMacAddress(request, requested, warnings);
}

function withMacAddress(
  request: ContainerCreateRequest,
  requested: RequestedEndpoints,
  warnings: string[],
): RequestedEndpoints {
  const { MacAddress } = request;
  const mode = request.HostConfig?.NetworkMode ?? 'bridge';
  if (!MacAddress) return requested;
  warnings.push(DEPRECATED_MAC);
  if (mode !== 'bridge' && !isUserDefined(mode)) return requested;
  return { ...requested, [mode]: { ...requested[mode], MacAddress } };
}

/** By network name, where the network is there; the main network when nothing was asked for. */
export function initialEndpoints(
  daemon: Daemon,
  config: ContainerConfig,
  mode: string,
  requested: RequestedEndpoints,
): Record<string, Endpoint> {
  if (config.NetworkDisabled === true || isContainerMode(mode)) return {};
  const given = Object.keys(requested).length === 0 ? { [mode]: {} } : requested;
  const named = Object.entries(given).map(([name, settings]): [string, Endpoint] => {
    const known = isUserDefined(name) ? networkOf(daemon.store.read(), name) : undefined;
    return [known?.name ?? name, endpointOf(settings)];
  });
  return Object.fromEntries(named);
}
