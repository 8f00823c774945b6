/**
 * The embedded DNS server at 127.0.0.11, which containers on users' networks ask: it knows the containers of those
 * networks by name, alias and short id, and passes on the rest.
 */
import type { NameServer, NetNamespace } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import type { World } from '../world.ts';
import { EMBEDDED_DNS } from './host-files.ts';
import { isUserDefined } from './mode.ts';

/** Puts the name servers into the container's namespace: its own, and the world outside at their usual addresses. */
export function serveNames(daemon: Daemon, containerId: string, net: NetNamespace): void {
  net.setNameServer(EMBEDDED_DNS, embeddedServer(daemon, containerId));
  for (const address of daemon.live.nameservers.get(containerId) ?? []) {
    net.setNameServer(address, outsideServer(daemon, containerId));
  }
}

function embeddedServer(daemon: Daemon, containerId: string): NameServer {
  return (name) => addressesOf(daemon.store.read(), containerId, name) ?? outsideServer(daemon, containerId)(name);
}

/** No name outside can be found where no network of the container leads out. */
function outsideServer(daemon: Daemon, containerId: string): NameServer {
  return (name) => {
    const endpoints = Object.values(daemon.store.read().containers[containerId]?.endpoints ?? {});
    return endpoints.some(({ gateway }) => gateway !== '') ? daemon.kernel.network.external.resolve(name) : undefined;
  };
}

/** Looked for on each network that the container is on, in the order of their names. */
function addressesOf(world: World, containerId: string, name: string): readonly string[] | undefined {
  const container = world.containers[containerId];
  const wanted = name.toLowerCase().replace(/\.$/, '');
  for (const network of Object.keys(container?.endpoints ?? {})
    .filter(isUserDefined)
    .sort()) {
    const { networkId = '', links = null } = container?.endpoints[network] ?? {};
    const target = linkTarget(links, wanted);
    const found = lookUp(world, networkId, network, target ?? wanted);
    if (found.length > 0) return found;
  }
  return undefined;
}

/** `--link db:database` on a user's network makes `database` another name of db, for this container alone. */
function linkTarget(links: readonly string[] | null, wanted: string): string | undefined {
  for (const link of links ?? []) {
    const [target = '', alias = target] = link.split(':');
    if (alias.toLowerCase() === wanted) return target.toLowerCase();
  }
  return undefined;
}

function lookUp(world: World, networkId: string, networkName: string, wanted: string): string[] {
  const found: string[] = [];
  for (const id of Object.keys(world.networks[networkId]?.endpoints ?? {})) {
    for (const { networkId: on, dnsNames, ipAddress } of Object.values(world.containers[id]?.endpoints ?? {})) {
      if (on !== networkId || ipAddress === '') continue;
      const names = (dnsNames ?? []).map((one) => one.toLowerCase());
      const isMeant = names.includes(wanted) || names.some((one) => `${one}.${networkName.toLowerCase()}` === wanted);
      if (isMeant) found.push(ipAddress);
    }
  }
  return found;
}
