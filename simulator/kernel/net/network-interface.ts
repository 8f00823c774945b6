import type { NetInterface } from '../abi.ts';
import { isInBlock } from './ip.ts';
import type { Plug, Segment } from './topology.ts';

/** One interface of a namespace, and what has passed through it. */
export class NetworkInterface implements Plug {
  readonly name: string;
  readonly address: string | undefined;
  readonly prefix: number;
  readonly mac: string;
  readonly loopback: boolean;
  /** What it is plugged into; undefined for loopback and for the way to the world outside. */
  readonly bridge: Segment | undefined;
  readonly #hasCarrier: () => boolean;
  #rxBytes = 0;
  #txBytes = 0;

  constructor(options: {
    name: string;
    address: string | undefined;
    prefix: number;
    mac: string;
    loopback?: boolean;
    bridge?: Segment;
    /** Whether anything is at the other end; always, unless given. */
    hasCarrier?: () => boolean;
  }) {
    this.name = options.name;
    this.address = options.address;
    this.prefix = options.prefix;
    this.mac = options.mac;
    this.loopback = options.loopback === true;
    this.bridge = options.bridge;
    this.#hasCarrier = options.hasCarrier ?? (() => true);
  }

  /** Whether `address` is on the same link. */
  reaches(address: string): boolean {
    return this.address !== undefined && isInBlock(address, this.address, this.prefix);
  }

  row(): NetInterface {
    const { name, address, prefix, mac, loopback } = this;
    return {
      name,
      address,
      prefix,
      mac,
      loopback,
      up: this.#hasCarrier(),
      rxBytes: this.#rxBytes,
      txBytes: this.#txBytes,
    };
  }

  sent(bytes: number): void {
    this.#txBytes += bytes;
  }

  received(bytes: number): void {
    this.#rxBytes += bytes;
  }
}
