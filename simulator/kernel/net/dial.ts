/** Connections are made here (connect(2), and what docker-proxy does for published ports). */
import { SysError } from '../errno.ts';
import type { NetworkMachine } from './network-machine.ts';
import { ANY4, ANY6, isLoopback, LOOPBACK6 } from './ip.ts';
import { OwnedConnection } from './owned-connection.ts';
import type { Target } from './port-table.ts';
import { route } from './route.ts';
import type { Verdict } from './route.ts';
import { carry } from './proxy.ts';
import { StreamEnd } from './stream-end.ts';
import type { Station } from './topology.ts';
import { countHandshake, countPacket } from './traffic.ts';
import type { Link } from './traffic.ts';

/** Three unanswered questions for a neighbour, a second each. */
const NEIGHBOUR_TIMEOUT = 3050;
/** Six repeated SYNs with growing pauses (tcp_syn_retries). */
const CONNECT_TIMEOUT = 131_000;
const SYN_BYTES = 74;
const RST_BYTES = 54;

/** Tries the addresses of a name one after the other; the last one's error counts. ENOENT when there are none. */
export async function dialAny(
  machinery: NetworkMachine,
  from: Station,
  addresses: readonly string[],
  port: number,
): Promise<StreamEnd> {
  let failure: unknown = new SysError('ENOENT');
  for (const address of addresses) {
    try {
      return await dial(machinery, from, { address, port });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** ECONNREFUSED, ENETUNREACH at once; EHOSTUNREACH, ETIMEDOUT when their time has passed. */
export async function dial(machinery: NetworkMachine, from: Station, to: Target): Promise<StreamEnd> {
  const destination = to.address === ANY4 ? '127.0.0.1' : to.address === ANY6 ? LOOPBACK6 : to.address;
  const verdict = route(from, destination);
  switch (verdict.kind) {
    case 'delivered':
      return knock(machinery, from, { address: destination, port: to.port }, verdict);
    case 'outside':
      return dialOutside(machinery, from, { address: destination, port: to.port }, verdict);
    case 'no route':
      throw new SysError('ENETUNREACH', destination);
    case 'no neighbour':
      await machinery.clock.sleep(NEIGHBOUR_TIMEOUT);
      throw new SysError('EHOSTUNREACH', destination);
    case 'dropped':
      return giveUp(machinery, destination);
  }
}

async function knock(
  machinery: NetworkMachine,
  from: Station,
  to: Target,
  way: Verdict & { kind: 'delivered' },
): Promise<StreamEnd> {
  const acceptor = way.station.ports.find(to.address, to.port);
  if (acceptor === undefined) refuse(way.link, to);
  if (acceptor.kind === 'listener') {
    if (acceptor.listener.isFull) return giveUp(machinery, to.address);
    const { client, server } = pair(machinery, from, way.station, to, way);
    server.owner = acceptor.listener.owner;
    acceptor.listener.offer(server);
    return client;
  }
  // The host's own connections to an address other than loopback are rewritten on their way out; all others meet the
  // proxy, which has accepted before it knows whether the container does.
  const rewritten = from === way.station && !isLoopback(to.address);
  if (rewritten) return dial(machinery, from, acceptor.target);
  const { client, server } = pair(machinery, from, way.station, to, way);
  void carry(machinery, server, () => dial(machinery, way.station, acceptor.target));
  return client;
}

/** The world outside answers where someone has registered; a handler is run for each connection. */
async function dialOutside(
  machinery: NetworkMachine,
  from: Station,
  to: Target,
  way: Verdict & { kind: 'outside' },
): Promise<StreamEnd> {
  const { external, clock } = machinery;
  const host = external.hostAt(to.address);
  if (host === undefined) return giveUp(machinery, to.address);
  await clock.sleep(host.roundTrip);
  const handler = host.ports.get(to.port);
  if (handler === undefined) refuse(way.link, to);
  const { client, server } = pair(machinery, from, undefined, to, way);
  handler(new OwnedConnection(server)).then(
    () => server.close(),
    () => server.abort(),
  );
  return client;
}

function pair(
  machinery: NetworkMachine,
  from: Station,
  at: Station | undefined,
  to: Target,
  { source, link }: { source: string; link: Link },
): { client: StreamEnd; server: StreamEnd } {
  const near = { host: source, port: from.ports.freePort() };
  const far = { host: to.address, port: to.port };
  const client = new StreamEnd(machinery.nextInode(), near, far, link);
  const server = new StreamEnd(machinery.nextInode(), far, near, { from: link.to, to: link.from });
  StreamEnd.connect(client, server);
  countHandshake(link);
  enlist(from, client);
  if (at !== undefined) enlist(at, server);
  return { client, server };
}

function enlist(station: Station, end: StreamEnd): void {
  station.connections.add(end);
  end.onClosed(() => station.connections.delete(end));
}

function refuse(link: Link, to: Target): never {
  countPacket(link, SYN_BYTES);
  countPacket({ from: link.to, to: link.from }, RST_BYTES);
  throw new SysError('ECONNREFUSED', to.address);
}

async function giveUp(machinery: NetworkMachine, address: string): Promise<never> {
  await machinery.clock.sleep(CONNECT_TIMEOUT);
  throw new SysError('ETIMEDOUT', address);
}
