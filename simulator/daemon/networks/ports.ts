/** Published ports: which host ports a container gets, and the proxies behind them. */
import type { PortBinding, PortMap } from '../../api/containers.ts';
import { conflict, system } from '../../api/errors.ts';
import type { EngineError } from '../../api/errors.ts';
import { isSysError, SysError } from '../../kernel/errno.ts';
import type { Closable } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import { sortedRecord } from '../sorted.ts';
import { FIRST_RANDOM_PORT, LAST_RANDOM_PORT } from '../world.ts';
import type { Container, HostPorts } from '../world.ts';

/** One thing asked for: a port of the container on a port, or any of a range, of one of the host's addresses. */
export interface PortRequest {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** Empty for every address, IPv4 and IPv6. */
  readonly hostAddress: string;
  /** 0 and 0: any. */
  readonly first: number;
  readonly last: number;
}

export interface BoundPort {
  readonly port: number;
  readonly protocol: PortRequest['protocol'];
  readonly hostAddress: string;
  readonly hostPort: number;
}

/** What the container's port options ask for. */
export function portRequests({ config, hostConfig }: Container): PortRequest[] {
  const requests: PortRequest[] = [];
  const exposed = { ...config.ExposedPorts, ...hostConfig.PortBindings };
  for (const key of Object.keys(exposed)) {
    const [number = '', name = 'tcp'] = key.split('/');
    const base = { port: Number(number), protocol: protocolOf(name) };
    const bindings = hostConfig.PortBindings?.[key] ?? [];
    for (const { HostIp, HostPort } of bindings) {
      const [first = 0, last = first] = HostPort === '' ? [0] : HostPort.split('-').map(Number);
      requests.push({ ...base, hostAddress: HostIp, first, last });
    }
    if (bindings.length === 0 && hostConfig.PublishAllPorts)
      requests.push({ ...base, hostAddress: '', first: 0, last: 0 });
  }
  return requests.sort(compareRequests);
}

function protocolOf(name: string): PortRequest['protocol'] {
  return name === 'udp' || name === 'sctp' ? name : 'tcp';
}

/** Fixed ports before ranges, so that a range does not take what another asks for by number. */
function compareRequests(a: PortRequest, b: PortRequest): number {
  const isRange = (request: PortRequest): number => Number(request.first === 0 || request.first !== request.last);
  const order = ['tcp', 'udp', 'sctp'];
  return (
    isRange(a) - isRange(b) ||
    a.port - b.port ||
    order.indexOf(a.protocol) - order.indexOf(b.protocol) ||
    a.first - b.first ||
    a.last - b.last ||
    (a.hostAddress < b.hostAddress ? -1 : Number(a.hostAddress > b.hostAddress))
  );
}

/**
 * Finds host ports and starts the proxies. On failure nothing is left bound; throws `Bind for … failed: port is already
 * allocated` for ports of containers, `failed to bind host port …` for those of other processes.
 */
export function publishPorts(
  daemon: Daemon,
  container: Container,
  address: string,
): { bound: BoundPort[]; proxies: Closable[] } {
  const bound: BoundPort[] = [];
  const proxies: Closable[] = [];
  try {
    for (const request of portRequests(container))
      bound.push(...publishOne(daemon, container.id, address, request, proxies));
    return { bound, proxies };
  } catch (error) {
    for (const proxy of proxies) proxy.close();
    releasePorts(daemon, bound);
    throw error;
  }
}

function publishOne(
  daemon: Daemon,
  containerId: string,
  address: string,
  request: PortRequest,
  proxies: Closable[],
): BoundPort[] {
  const addresses = request.hostAddress === '' ? ['0.0.0.0', '::'] : [request.hostAddress];
  const isFixed = request.first !== 0 && request.first === request.last;
  for (let attempt = 0; ; attempt++) {
    const hostPort = allocate(daemon, containerId, request, addresses);
    const bound = addresses.map((hostAddress) => ({
      port: request.port,
      protocol: request.protocol,
      hostAddress,
      hostPort,
    }));
    try {
      proxies.push(...startProxies(daemon, bound, address));
      return bound;
    } catch (error) {
      releasePorts(daemon, bound);
      if (isFixed || attempt >= MOST_ATTEMPTS || !isSysError(error)) throw bindError(error, request, hostPort, address);
    }
  }
}

const MOST_ATTEMPTS = 10;

/** IPv6 traffic does not exist here: `::` is kept in the books, the proxy listens on IPv4. */
function startProxies(daemon: Daemon, bound: readonly BoundPort[], address: string): Closable[] {
  const { network } = daemon.kernel;
  const started: Closable[] = [];
  try {
    for (const { hostAddress, hostPort, port, protocol } of bound) {
      if (hostAddress.includes(':')) continue;
      if (protocol === 'sctp') throw new SysError('EPROTONOSUPPORT');
      const listen = { address: hostAddress, port: hostPort, protocol };
      started.push(network.publish(daemon.host.net, listen, { address, port }));
    }
    return started;
  } catch (error) {
    for (const proxy of started) proxy.close();
    throw error;
  }
}

function bindError(error: unknown, request: PortRequest, hostPort: number, address: string): unknown {
  if (!isSysError(error)) return error;
  if (error.code === 'EPROTONOSUPPORT') {
    const at = request.hostAddress === '' ? '0.0.0.0' : request.hostAddress;
    return system(`error starting userland proxy: failed to listen on ${at}:${hostPort}: protocol not supported`);
  }
  const reason = error.code === 'EADDRNOTAVAIL' ? 'cannot assign requested address' : 'address already in use';
  const host = request.hostAddress === '' ? '0.0.0.0' : request.hostAddress;
  return system(
    `failed to bind host port for ${host}:${hostPort}:${address}:${request.port}/${request.protocol}: ${reason}`,
  );
}

function key(protocol: string, address: string, port: number): string {
  return `${protocol} ${address}:${port}`;
}

/** Takes a port on all the addresses at once. Throws where a fixed one is taken or no other is free. */
function allocate(daemon: Daemon, containerId: string, request: PortRequest, addresses: readonly string[]): number {
  return daemon.store.change((world) => {
    const port = freePort(world.ports, request, addresses);
    for (const address of addresses) world.ports.bound[key(request.protocol, address, port)] = containerId;
    if (request.first === 0) world.ports.next = port === LAST_RANDOM_PORT ? FIRST_RANDOM_PORT : port + 1;
    return port;
  });
}

function freePort(ports: HostPorts, { protocol, first, last }: PortRequest, addresses: readonly string[]): number {
  const isAny = first === 0;
  if (!isAny && first === last) {
    const taken = conflictingAddress(ports, protocol, addresses, first);
    if (taken !== undefined) throw portTaken(taken, first);
    return first;
  }
  const [low, high] = isAny ? [FIRST_RANDOM_PORT, LAST_RANDOM_PORT] : [first, last];
  const start = isAny ? ports.next : low;
  const count = high - low + 1;
  for (let step = 0; step < count; step++) {
    const port = low + ((start - low + step) % count);
    if (conflictingAddress(ports, protocol, addresses, port) === undefined) return port;
  }
  throw conflict('all ports are allocated');
}

function portTaken(address: string, port: number): EngineError {
  return system(`Bind for ${address}:${port} failed: port is already allocated`);
}

/** The address on which someone has the port, in the way of one of these; every address is in the way of any. */
function conflictingAddress(
  { bound }: HostPorts,
  protocol: string,
  addresses: readonly string[],
  port: number,
): string | undefined {
  const wants4 = addresses.filter((address) => !address.includes(':'));
  const wants6 = addresses.filter((address) => address.includes(':'));
  const taken = (address: string): boolean => bound[key(protocol, address, port)] !== undefined;
  const clash = (wanted: readonly string[], every: string): string | undefined => {
    if (wanted.length === 0) return undefined;
    if (taken(every)) return every;
    if (!wanted.includes(every)) return wanted.find(taken);
    const suffix = `:${port}`;
    const found = Object.keys(bound).find(
      (name) => name.startsWith(`${protocol} `) && name.endsWith(suffix) && isSameFamily(name, protocol, suffix, every),
    );
    return found?.slice(protocol.length + 1, -suffix.length);
  };
  return clash(wants4, '0.0.0.0') ?? clash(wants6, '::');
}

function isSameFamily(name: string, protocol: string, suffix: string, every: string): boolean {
  return name.slice(protocol.length + 1, -suffix.length).includes(':') === every.includes(':');
}

export function releasePorts(daemon: Daemon, bound: readonly BoundPort[]): void {
  if (bound.length === 0) return;
  daemon.store.change((world) => {
    for (const { protocol, hostAddress, hostPort } of bound) {
      delete world.ports.bound[key(protocol, hostAddress, hostPort)];
    }
  });
}

/** `NetworkSettings.Ports`: what is published, and null for what is only exposed. */
export function portMapOf({ config }: Container, bound: readonly BoundPort[]): PortMap {
  const map: Record<string, PortBinding[] | null> = {};
  for (const exposed of Object.keys(config.ExposedPorts ?? {})) map[exposed] = null;
  for (const { port, protocol, hostAddress, hostPort } of bound) {
    const name = `${port}/${protocol}`;
    map[name] = [...(map[name] ?? []), { HostIp: hostAddress, HostPort: String(hostPort) }];
  }
  return sortedRecord(map);
}

/** The bound ports again, from the world. */
export function boundPorts({ ports }: Pick<Container, 'ports'>): BoundPort[] {
  return Object.entries(ports).flatMap(([name, bindings]) => {
    const [port = '', protocol = 'tcp'] = name.split('/');
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      port: Number(port),
      protocol: protocolOf(protocol),
      hostAddress: HostIp,
      hostPort: Number(HostPort),
    }));
  });
}
