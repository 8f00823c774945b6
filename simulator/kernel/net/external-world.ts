/**
 * What lies beyond the machine. Nothing does, unless someone registers it: then its names resolve, its addresses
 * answer, and connections to its ports are handed to what was registered. All else is as on a machine whose way to
 * the world is cut: names cannot be resolved for now, and packets are lost.
 */
import type { Closable, ExternalHost, ExternalNetwork } from '../kernel.ts';
import { formatIpv4 } from './ip.ts';

/** 203.0.113.0/24, set aside for examples (RFC 5737): for hosts registered without an address. */
const EXAMPLE_NETWORK = 0xcb007100;

const DEFAULT_ROUND_TRIP = 20;

/** A registered host, with what it left open. */
export type OutsideHost = Required<ExternalHost>;

export class ExternalWorld implements ExternalNetwork {
  readonly #byName = new Map<string, OutsideHost>();
  readonly #byAddress = new Map<string, OutsideHost>();
  #given = 0;

  register(host: ExternalHost): Closable {
    const addresses = host.addresses ?? [this.#exampleAddress()];
    const registered = { ...host, addresses, roundTrip: host.roundTrip ?? DEFAULT_ROUND_TRIP };
    for (const name of host.names) this.#byName.set(normal(name), registered);
    for (const address of addresses) this.#byAddress.set(address, registered);
    return {
      close: () => {
        for (const name of host.names) this.#byName.delete(normal(name));
        for (const address of addresses) this.#byAddress.delete(address);
      },
    };
  }

  /** A name without a dot is nobody's in the world, which every name server knows without asking further. */
  resolve(name: string): readonly string[] | undefined {
    const found = this.#byName.get(normal(name));
    if (found !== undefined) return found.addresses;
    return normal(name).includes('.') ? undefined : [];
  }

  hostAt(address: string): OutsideHost | undefined {
    return this.#byAddress.get(address);
  }

  #exampleAddress(): string {
    this.#given += 1;
    return formatIpv4(EXAMPLE_NETWORK + (this.#given % 254) + 1);
  }
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
