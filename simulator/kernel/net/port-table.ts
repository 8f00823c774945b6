/** Who listens where in one namespace (bind(2), ip(7), ipv6(7)). */
import { SysError } from '../errno.ts';
import type { SocketOwner } from './socket-owner.ts';
import { ANY4, ANY6, isIpv6 } from './ip.ts';
import type { StreamListener } from './stream-listener.ts';

export interface Binding {
  protocol: 'tcp' | 'udp';
  address: string;
  port: number;
  /** `::` does not take IPv4 along. */
  ipv6Only: boolean;
  owner: SocketOwner | undefined;
  /** Undefined for UDP, which is kept in the books only. */
  accepts: Acceptor | undefined;
}

export type Acceptor = { kind: 'listener'; listener: StreamListener } | { kind: 'proxy'; target: Target };

export interface Target {
  address: string;
  port: number;
}

const FIRST_EPHEMERAL = 32768;
const LAST_EPHEMERAL = 60999;

export class PortTable {
  readonly #bindings = new Set<Binding>();
  #next: number;

  /** `start` shifts where free ports are looked for first. */
  constructor(start: number) {
    this.#next = FIRST_EPHEMERAL + (start % (LAST_EPHEMERAL - FIRST_EPHEMERAL));
  }

  get bindings(): ReadonlySet<Binding> {
    return this.#bindings;
  }

  /** EADDRINUSE. The port of `wanted` may not be 0. */
  bind(wanted: Binding): void {
    for (const taken of this.#bindings) if (collide(taken, wanted)) throw new SysError('EADDRINUSE');
    this.#bindings.add(wanted);
  }

  unbind(binding: Binding): void {
    this.#bindings.delete(binding);
  }

  /** A port nobody listens on; EADDRINUSE when there is none. */
  freePort(): number {
    for (let tried = 0; tried <= LAST_EPHEMERAL - FIRST_EPHEMERAL; tried++) {
      const port = this.#next;
      this.#next = port >= LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 1;
      if (![...this.#bindings].some((binding) => binding.port === port)) return port;
    }
    throw new SysError('EADDRINUSE');
  }

  /** Who takes a TCP connection to this address: a listener on it before one on all. */
  find(address: string, port: number): Acceptor | undefined {
    const wildcards = isIpv6(address) ? [ANY6] : [ANY4, ANY6];
    for (const candidate of [address, ...wildcards]) {
      for (const binding of this.#bindings) {
        if (binding.protocol !== 'tcp' || binding.port !== port || binding.address !== candidate) continue;
        if (candidate === ANY6 && binding.ipv6Only && !isIpv6(address)) continue;
        return binding.accepts;
      }
    }
    return undefined;
  }
}

function collide(a: Binding, b: Binding): boolean {
  if (a.protocol !== b.protocol || a.port !== b.port) return false;
  return families(a).some((family) => families(b).includes(family) && overlap(a, b));
}

function families({ address, ipv6Only }: Binding): readonly (4 | 6)[] {
  if (!isIpv6(address)) return [4];
  return address === ANY6 && !ipv6Only ? [4, 6] : [6];
}

function overlap(a: Binding, b: Binding): boolean {
  const isAny = ({ address }: Binding): boolean => address === ANY4 || address === ANY6;
  return isAny(a) || isAny(b) || a.address === b.address;
}
