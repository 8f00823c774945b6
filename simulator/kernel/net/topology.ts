/** How namespaces, interfaces and bridges know of each other. */
import type { PortTable } from './port-table.ts';
import type { StreamEnd } from './stream-end.ts';
import type { Counter } from './traffic.ts';

/** An interface of a namespace. */
export interface Plug extends Counter {
  readonly name: string;
  readonly address: string | undefined;
  /** What it is plugged into; undefined for loopback and for the way to the world outside. */
  readonly bridge: Segment | undefined;
  /** Whether `address` is on the same link. */
  reaches(address: string): boolean;
}

/** A namespace, as routing and connecting see it. */
export interface Station {
  readonly loopback: Plug;
  readonly ports: PortTable;
  readonly connections: Set<StreamEnd>;
  /** Forwards for others: the host does. */
  readonly isRouter: boolean;
  readonly defaultGateway: string | undefined;
  /** Whether `address` is its own. */
  owns(address: string): boolean;
  /** The interface on whose link `address` is. */
  interfaceTowards(address: string): Plug | undefined;
  removeInterface(plug: Plug): void;
}

export interface Member {
  readonly station: Station;
  readonly plug: Plug;
}

/** A link that several interfaces share. */
export interface Segment {
  /** No way through the host to anywhere else. */
  readonly internal: boolean;
  /** Its members reach the host only, not each other. */
  readonly isolated: boolean;
  readonly host: Member | undefined;
  /** Who answers for an address on this link. */
  find(address: string): Member | undefined;
  add(member: Member): void;
  remove(member: Member): void;
}
