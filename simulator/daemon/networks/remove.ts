/** DELETE /networks/{id} and POST /networks/prune. */
import { forbidden } from '../../api/errors.ts';
import type { Filters } from '../../api/filters.ts';
import type { NetworkPruneResponse } from '../../api/networks.ts';
import type { Daemon } from '../context.ts';
import { checkFilters, matchesPruneLabels, untilFilter } from '../filters.ts';
import { shortId } from '../ids.ts';
import type { NetworkRecord } from '../world.ts';
import { removeBridge } from './bridge.ts';
import { findNetwork } from './find.ts';
import { isPredefined } from './mode.ts';

export async function networkDelete(daemon: Daemon, term: string): Promise<void> {
  const network = findNetwork(daemon.store.read(), term);
  const { name, endpoints } = network;
  if (isPredefined(name)) throw forbidden(`${name} is a pre-defined network and cannot be removed`);
  const active = Object.values(endpoints).map(
    (endpoint) => `name:${JSON.stringify(endpoint.name)} id:${JSON.stringify(shortId(endpoint.endpointId))}`,
  );
  if (active.length > 0) {
    throw forbidden(`error while removing network: network ${name} has active endpoints (${active.join(', ')})`);
  }
  if (network.configOnly && isConfigUsed(daemon, name)) {
    throw forbidden(`error while removing network: configuration network ${JSON.stringify(name)} is in use`);
  }
  removeNetwork(daemon, network);
}

function isConfigUsed(daemon: Daemon, name: string): boolean {
  return Object.values(daemon.store.read().networks).some(({ configFrom }) => configFrom === name);
}

function removeNetwork(daemon: Daemon, { id, name, driver, configOnly }: NetworkRecord): void {
  removeBridge(daemon, id);
  daemon.store.change((world) => {
    delete world.networks[id];
  });
  if (!configOnly) daemon.events.emit('network', 'destroy', id, { name, type: driver });
}

/** Removes the networks of users that no running container is on. */
export async function networkPrune(daemon: Daemon, filters: Filters | undefined): Promise<NetworkPruneResponse> {
  checkFilters(filters, ['label', 'label!', 'until']);
  const until = untilFilter(filters, daemon.time.now());
  const unused = Object.values(daemon.store.read().networks).filter(
    (network) =>
      !isPredefined(network.name) &&
      !network.configOnly &&
      (until === undefined || network.created <= until) &&
      matchesPruneLabels(filters, network.labels) &&
      Object.keys(network.endpoints).length === 0,
  );
  for (const network of unused) removeNetwork(daemon, network);
  daemon.events.emit('network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: unused.length === 0 ? null : unused.map(({ name }) => name) };
}
