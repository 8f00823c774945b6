/** A bridge: the link that the interfaces plugged into it share, and the host's own end of it. */
import type { Bridge, BridgeOptions, NetNamespace } from '../kernel.ts';
import { NetworkInterface } from './network-interface.ts';
import { NetworkNamespace } from './network-namespace.ts';
import type { Member, Segment } from './topology.ts';

export class BridgeSegment implements Bridge, Segment {
  readonly name: string;
  readonly internal: boolean;
  readonly isolated: boolean;
  readonly #gateway: string | undefined;
  readonly #prefix: number;
  readonly #mac: string;
  readonly #members = new Set<Member>();
  #host: Member | undefined;

  constructor(options: BridgeOptions, mac: string) {
    this.name = options.name;
    this.internal = options.internal;
    this.isolated = options.isolated === true;
    this.#gateway = options.gateway;
    this.#prefix = options.prefix;
    this.#mac = mac;
  }

  attachHost(host: NetNamespace): void {
    if (!(host instanceof NetworkNamespace)) throw new TypeError('The host has no namespace of this network.');
    const end = new NetworkInterface({
      name: this.name,
      address: this.#gateway,
      prefix: this.#prefix,
      mac: this.#mac,
      bridge: this,
      hasCarrier: () => this.#members.size > 1,
    });
    this.#host = { station: host, plug: end };
    host.becomeRouter();
    host.addInterface(end);
    this.#members.add(this.#host);
  }

  get host(): Member | undefined {
    return this.#host;
  }

  add(member: Member): void {
    this.#members.add(member);
  }

  remove(member: Member): void {
    this.#members.delete(member);
  }

  /** Who answers for an address on this link. */
  find(address: string): Member | undefined {
    for (const member of this.#members) if (member.plug.address === address) return member;
    return undefined;
  }

  close(): void {
    for (const { station, plug } of this.#members) station.removeInterface(plug);
    this.#members.clear();
  }
}
