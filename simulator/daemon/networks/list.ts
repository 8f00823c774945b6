/** GET /networks and /networks/{id}. */
import { invalidParameter } from '../../api/errors.ts';
import { filterValues } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import type { Network, NetworkInspectQuery, NetworkListQuery } from '../../api/networks.ts';
import type { Daemon } from '../context.ts';
import { checkFilters, hasFilter, matchesExactly, matchesLabels, matchesPattern } from '../filters.ts';
import type { NetworkRecord } from '../world.ts';
import { findNetwork } from './find.ts';
import { isPredefined } from './mode.ts';
import { toNetwork } from './record.ts';

export async function networkInspect(daemon: Daemon, term: string, query: NetworkInspectQuery = {}): Promise<Network> {
  const network = findNetwork(daemon.store.read(), term);
  if (query.scope !== undefined && query.scope !== '' && query.scope !== network.scope) {
    return toNetwork(findNetwork({ ...daemon.store.read(), networks: {} }, term), true);
  }
  return toNetwork(network, true);
}

export async function networkList(daemon: Daemon, { filters }: NetworkListQuery = {}): Promise<Network[]> {
  checkFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
  const dangling = danglingFilter(filters);
  for (const type of filterValues(filters, 'type')) {
    if (type !== 'builtin' && type !== 'custom') throw invalidParameter(`invalid filter: 'type'='${type}'`);
  }
  const shown = Object.values(daemon.store.read().networks).filter(
    (network) => matches(network, filters) && (dangling === undefined || dangling === isDangling(network)),
  );
  return shown.map((network) => toNetwork(network, false));
}

function matches(network: NetworkRecord, filters: Filters | undefined): boolean {
  const type = isPredefined(network.name) ? 'builtin' : 'custom';
  return (
    matchesExactly(filters, 'driver', network.driver) &&
    matchesPattern(filters, 'name', network.name) &&
    matchesPattern(filters, 'id', network.id) &&
    matchesLabels(filters, 'label', network.labels) &&
    matchesExactly(filters, 'scope', network.scope) &&
    (!hasFilter(filters, 'type') || filterValues(filters, 'type').includes(type))
  );
}

/** A network of a user's that no running container is on. */
function isDangling({ name, endpoints }: NetworkRecord): boolean {
  return !isPredefined(name) && Object.keys(endpoints).length === 0;
}

function danglingFilter(filters: Filters | undefined): boolean | undefined {
  const values = filterValues(filters, 'dangling');
  if (values.length === 0) return undefined;
  if (values.length > 1) throw invalidParameter(`got more than one value for filter key "dangling"`);
  const [text = ''] = values;
  if (['1', 'true'].includes(text)) return true;
  if (['0', 'false'].includes(text)) return false;
  throw invalidParameter(`invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`);
}
