/** Networks and who is attached to them, from the daemon's state. */
import type { World } from '../../simulator/index.ts';

type Container = World['containers'][string];

export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly health: string | undefined;
  /** With its prefix length; empty while it does not run. */
  readonly address: string;
  /** Names by which others on the network find it. */
  readonly dnsNames: readonly string[];
  /** Published: where on the host, and to which port of the container. */
  readonly ports: readonly { readonly host: string; readonly inside: string }[];
  readonly volumes: readonly { readonly name: string; readonly at: string }[];
  /** Other networks it is on. */
  readonly elsewhere: readonly string[];
}

export interface NetworkShape {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly internal: boolean;
  readonly attached: readonly Attached[];
}

/** In the order in which they came to be; `none` is no network. */
export function networksOf(world: World | undefined): readonly NetworkShape[] {
  if (world === undefined) return [];
  const containers = Object.values(world.containers);
  return Object.values(world.networks).map((network) => {
    const [range] = network.ipam.Config ?? [];
    return {
      id: network.id,
      name: network.name,
      driver: network.driver,
      subnet: range?.Subnet ?? '',
      gateway: network.gateway || (range?.Gateway ?? ''),
      internal: network.internal,
      attached: containers
        .filter((container) => container.endpoints[network.name] !== undefined)
        .map((container) => attached(container, network.name)),
    };
  });
}

function attached(container: Container, network: string): Attached {
  const endpoint = container.endpoints[network];
  const isUp = endpoint !== undefined && endpoint.ipAddress !== '';
  // The default bridge has no name service.
  const names = network === 'bridge' ? [] : (endpoint?.dnsNames ?? endpoint?.aliases ?? []);
  return {
    id: container.id,
    name: container.name,
    state: container.phase.is === 'running' && container.phase.paused ? 'paused' : container.phase.is,
    health: container.health?.status,
    address: isUp ? `${endpoint.ipAddress}/${endpoint.prefixLength}` : '',
    dnsNames: [...new Set(names)],
    ports: Object.entries(container.ports).flatMap(([inside, bindings]) =>
      (bindings ?? [])
        .filter(({ HostIp }) => !HostIp.includes(':'))
        .map(({ HostIp, HostPort }) => ({ host: `${hostOf(HostIp)}:${HostPort}`, inside: inside.replace('/tcp', '') })),
    ),
    volumes: Object.values(container.mounts).map(({ name, source, destination }) => ({
      name: name || source,
      at: destination,
    })),
    elsewhere: Object.keys(container.endpoints).filter((each) => each !== network),
  };
}

function hostOf(ip: string): string {
  return ip === '' || ip === '0.0.0.0' || ip === '127.0.0.1' ? 'localhost' : ip;
}
