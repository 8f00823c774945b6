/**
 * Where a packet goes. Bridges behave as Docker sets them up: containers of one network reach each other (unless
 * communication is off), the host, and through the host the world outside; never another network's containers.
 */
import { isIpv6, isLoopback } from './ip.ts';
import type { Member, Plug, Station } from './topology.ts';
import type { Link } from './traffic.ts';

export type Verdict =
  /** Arrives in a namespace of this machine. `source` is the sender's address. */
  | { kind: 'delivered'; station: Station; source: string; link: Link }
  /** Leaves the machine. */
  | { kind: 'outside'; source: string; link: Link }
  /** ENETUNREACH at once. */
  | { kind: 'no route' }
  /** Nobody has the address: EHOSTUNREACH after a few seconds of asking. */
  | { kind: 'no neighbour' }
  /** A firewall or an empty world swallows it: ETIMEDOUT after a long time. */
  | { kind: 'dropped' };

export function route(from: Station, destination: string): Verdict {
  if (from.owns(destination)) return local(from, destination);
  if (isIpv6(destination)) return { kind: 'no route' };
  const direct = from.interfaceTowards(destination);
  if (direct?.address !== undefined) return neighbour(from, direct, direct.address, destination);
  const gateway = from.defaultGateway;
  const way = gateway === undefined ? undefined : from.interfaceTowards(gateway);
  if (gateway === undefined || way?.address === undefined) return { kind: 'no route' };
  if (way.bridge === undefined) return { kind: 'outside', source: way.address, link: { from: way, to: undefined } };
  const router = way.bridge.find(gateway);
  return router === undefined ? { kind: 'no neighbour' } : forward(router, way, way.address, destination);
}

function local(from: Station, destination: string): Verdict {
  const source = isLoopback(destination) && !isIpv6(destination) ? '127.0.0.1' : destination;
  return { kind: 'delivered', station: from, source, link: { from: from.loopback, to: from.loopback } };
}

function neighbour(from: Station, way: Plug, source: string, destination: string): Verdict {
  if (way.bridge === undefined) return { kind: 'outside', source, link: { from: way, to: undefined } };
  const found = way.bridge.find(destination);
  if (found === undefined) return { kind: 'no neighbour' };
  const { host, isolated } = way.bridge;
  if (isolated && found !== host && from !== host?.station) return { kind: 'dropped' };
  return { kind: 'delivered', station: found.station, source, link: { from: way, to: found.plug } };
}

/** The host forwards to itself and to the outside; between its bridges nothing passes. */
function forward(router: Member, way: Plug, source: string, destination: string): Verdict {
  const { station } = router;
  if (!station.isRouter) return { kind: 'dropped' };
  const link = { from: way, to: router.plug };
  if (station.owns(destination)) return { kind: 'delivered', station, source, link };
  if (way.bridge?.internal === true) return { kind: 'dropped' };
  const onward = route(station, destination);
  if (onward.kind === 'outside') return { kind: 'outside', source: onward.source, link };
  return onward.kind === 'no route' ? onward : { kind: 'dropped' };
}
