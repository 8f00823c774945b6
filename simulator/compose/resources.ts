/** Networks and volumes of a project: made when they are missing, looked up when they are external. */
import type { Network as EngineNetwork } from '../api/networks.ts';
import { isEngineError } from '../api/errors.ts';
import type { Context } from './context.ts';
import { COMPOSE_VERSION, NETWORK, PROJECT, VERSION, VOLUME } from './labels.ts';
import { sortedNames } from './load/normalize.ts';
import type { Network, Project, Volume } from './model/project.ts';
import { done, failed, working } from './progress/event.ts';

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isEngineError(error, 'notFound')) return undefined;
    throw error;
  }
}

/** Ids by key. */
export async function ensureNetworks(context: Context, project: Project): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const key of sortedNames(project.networks)) {
    const network = project.networks.get(key);
    if (network) ids.set(key, await ensureNetwork(context, project, key, network));
  }
  return ids;
}

async function ensureNetwork(context: Context, project: Project, key: string, network: Network): Promise<string> {
  const name = network.name ?? key;
  const found = await orNothing(context.engine.networkInspect(name));
  if (network.external) {
    if (found) return found.Id;
    throw new Error(`network ${name} declared as external, but could not be found`);
  }
  if (found?.Name === name) {
    await checkNetwork(context, project, key, name, found);
    return found.Id;
  }
  const event = `Network ${name}`;
  await context.progress.event(working(event, 'Creating'));
  try {
    const { Id } = await context.engine.networkCreate(networkRequest(project, key, name, network));
    await context.progress.event(done(event, 'Created'));
    return Id;
  } catch (error) {
    await context.progress.event(failed(event, 'Error'));
    const reason = error instanceof Error ? error.message : '';
    throw isEngineError(error)
      ? new Error(`failed to create network ${name}: Error response from daemon: ${reason}`)
      : error;
  }
}

async function checkNetwork(context: Context, project: Project, key: string, name: string, found: EngineNetwork) {
  const owner = found.Labels?.[PROJECT];
  const hint = 'Set `external: true` to use an existing network';
  if (owner === undefined) {
    await context.warn(`a network with name ${name} exists but was not created by compose.\n${hint}`);
  } else if (owner !== project.name) {
    await context.warn(
      `a network with name ${name} exists but was not created for project "${project.name}".\n${hint}`,
    );
  }
  const label = found.Labels?.[NETWORK] ?? '';
  if (label !== key) {
    throw new Error(
      `network ${name} was found but has incorrect label ${NETWORK} set to "${label}" (expected: "${key}")`,
    );
  }
}

function networkRequest(project: Project, key: string, name: string, network: Network) {
  const { driver, driver_opts, internal, attachable, enable_ipv4, enable_ipv6, ipam, labels } = network;
  const pools = ipam?.config?.map(({ subnet, gateway, ip_range, aux_addresses }) => ({
    ...(subnet ? { Subnet: subnet } : {}),
    ...(gateway ? { Gateway: gateway } : {}),
    ...(ip_range ? { IPRange: ip_range } : {}),
    ...(aux_addresses ? { AuxiliaryAddresses: Object.fromEntries(aux_addresses) } : {}),
  }));
  return {
    Name: name,
    Driver: driver ?? 'bridge',
    ...(driver_opts ? { Options: Object.fromEntries(driver_opts) } : {}),
    ...(internal ? { Internal: true } : {}),
    ...(attachable ? { Attachable: true } : {}),
    ...(enable_ipv4 === undefined ? {} : { EnableIPv4: enable_ipv4 }),
    ...(enable_ipv6 === undefined ? {} : { EnableIPv6: enable_ipv6 }),
    ...(pools ? { IPAM: { Driver: ipam?.driver ?? 'default', Config: pools } } : {}),
    Labels: { ...Object.fromEntries(labels ?? []), ...ownLabels(project, NETWORK, key) },
  };
}

const ownLabels = (project: Project, kind: string, key: string): Record<string, string> => ({
  [kind]: key,
  [PROJECT]: project.name,
  [VERSION]: COMPOSE_VERSION,
});

/** Names by key. */
export async function ensureVolumes(context: Context, project: Project): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const key of sortedNames(project.volumes)) {
    const volume = project.volumes.get(key);
    if (volume) names.set(key, await ensureVolume(context, project, key, volume));
  }
  return names;
}

async function ensureVolume(context: Context, project: Project, key: string, volume: Volume): Promise<string> {
  const name = volume.name ?? key;
  const found = await orNothing(context.engine.volumeInspect(name));
  if (volume.external) {
    if (found) return name;
    throw new Error(`external volume "${name}" not found`);
  }
  if (found) {
    const owner = found.Labels?.[PROJECT];
    const hint = 'Use `external: true` to use an existing volume';
    if (owner === undefined) {
      await context.warn(`volume "${name}" already exists but was not created by Docker Compose. ${hint}`);
    } else if (owner !== project.name) {
      await context.warn(
        `volume "${name}" already exists but was created for project "${owner}" (expected "${project.name}"). ${hint}`,
      );
    }
    return name;
  }
  const event = `Volume ${name}`;
  await context.progress.event(working(event, 'Creating'));
  await context.engine.volumeCreate({
    Name: name,
    ...(volume.driver ? { Driver: volume.driver } : {}),
    ...(volume.driver_opts ? { DriverOpts: Object.fromEntries(volume.driver_opts) } : {}),
    Labels: { ...Object.fromEntries(volume.labels ?? []), ...ownLabels(project, VOLUME, key) },
  });
  await context.progress.event(done(event, 'Created'));
  return name;
}
