/** Network interfaces as the tools describe them. What the machine does not keep (indices, queues) is derived here. */
import type { NetInterface, Process } from '../../kernel/abi.ts';

export interface Link extends NetInterface {
  index: number;
  /** Index of the other end of a virtual cable that leads out of the namespace; undefined for others. */
  peer: number | undefined;
  mtu: number;
  broadcast: string | undefined;
  netmask: string;
}

/** On the machine itself there are bridges; in a container every interface but lo is one end of a cable. */
function isHost(interfaces: readonly NetInterface[]): boolean {
  return interfaces.some((it) => /^(docker0|br-|virbr)/.test(it.name));
}

/** A number that is always the same for one interface. */
function peerIndex(mac: string): number {
  const bytes = mac.split(':').map((part) => Number.parseInt(part, 16));
  return 5 + (((bytes[4] ?? 0) * 7 + (bytes[5] ?? 0)) % 190);
}

export function links(p: Process): Link[] {
  const interfaces = p.net.interfaces();
  const host = isHost(interfaces);
  return interfaces.map((it, index) => ({
    ...it,
    index: index + 1,
    peer: it.loopback || (host && !it.name.startsWith('veth')) ? undefined : peerIndex(it.mac),
    mtu: it.loopback ? 65536 : 1500,
    broadcast: it.address === undefined || it.loopback ? undefined : broadcastOf(it.address, it.prefix),
    netmask: maskOf(it.prefix),
  }));
}

export function toNumber(address: string): number {
  return address.split('.').reduce((value, part) => value * 256 + Number(part), 0);
}

export function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

export function maskOf(prefix: number): string {
  return toAddress(2 ** 32 - 2 ** (32 - prefix));
}

export function broadcastOf(address: string, prefix: number): string {
  const size = 2 ** (32 - prefix);
  return toAddress(Math.floor(toNumber(address) / size) * size + size - 1);
}

/** Whether `address` lies in the network `cidr` (`172.17.0.0/16`). */
export function inNetwork(address: string, cidr: string): boolean {
  const [network = '', prefix = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(network) / size);
}
