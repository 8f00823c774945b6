/** Which subnets networks get, and which addresses containers get in them. */
import { forbidden, invalidParameter, system, unavailable } from '../../api/errors.ts';
import type { IPAMConfig } from '../../api/networks.ts';
import type { NetworkRecord, World } from '../world.ts';
import {
  blockOf,
  contains,
  formatAddress,
  formatBlock,
  lastOf,
  overlaps,
  parseAddress,
  parseBlock,
  parseCidr,
} from './address.ts';
import type { Block } from './address.ts';

/** The daemon's default address pools: each base is cut into blocks of `bits`. */
const DEFAULT_POOLS: readonly { base: string; bits: number }[] = [
  { base: '172.17.0.0/16', bits: 16 },
  { base: '172.18.0.0/16', bits: 16 },
  { base: '172.19.0.0/16', bits: 16 },
  { base: '172.20.0.0/14', bits: 16 },
  { base: '172.24.0.0/14', bits: 16 },
  { base: '172.28.0.0/14', bits: 16 },
  { base: '192.168.0.0/16', bits: 20 },
];

/** The subnet that a network has, and the part of it that addresses are handed out of. */
export interface Subnet {
  readonly block: Block;
  readonly range: Block;
  readonly gateway: number | undefined;
  readonly auxiliary: readonly number[];
}

/** The IPv4 subnet of a network; undefined for networks without addresses (host, none). */
export function subnetOf({ ipam }: Pick<NetworkRecord, 'ipam'>, gateway: string): Subnet | undefined {
  const config = ipam.Config?.find(({ Subnet = '' }) => parseBlock(Subnet) !== undefined);
  const block = parseBlock(config?.Subnet ?? '');
  if (config === undefined || block === undefined) return undefined;
  const auxiliary = Object.values(config.AuxiliaryAddresses ?? {}).map((text) => parseAddress(text) ?? -1);
  return { block, range: parseBlock(config.IPRange ?? '') ?? block, gateway: parseAddress(gateway), auxiliary };
}

/** Checks what was asked for. Throws invalidParameter with every problem in one message. */
export function checkIpam(configs: readonly IPAMConfig[]): void {
  const problems = configs.flatMap(configProblems);
  if (problems.length === 0) return;
  const text = problems.length === 1 ? problems.join('') : problems.map((problem) => `* ${problem}`).join('\n');
  throw invalidParameter(`invalid network config:\n${text}`);
}

function configProblems(config: IPAMConfig): string[] {
  const { Subnet = '', IPRange = '', Gateway = '', AuxiliaryAddresses = {} } = config;
  // IPv6 subnets are taken as they are: the addresses of containers here are IPv4.
  if (Subnet.includes(':')) return [];
  const given = parseCidr(Subnet);
  if (given === undefined) return [`invalid subnet ${Subnet}: invalid CIDR block notation`];
  const subnet = blockOf(given.address, given.bits);
  const problems: string[] = [];
  if (subnet.base !== given.address) problems.push(`invalid subnet ${Subnet}: it should be ${formatBlock(subnet)}`);
  problems.push(...rangeProblems(IPRange, subnet, Subnet));
  const gateway = addressProblem(Gateway, subnet, Subnet);
  if (gateway !== undefined) problems.push(`invalid gateway ${Gateway}: ${gateway}`);
  for (const [name, address] of Object.entries(AuxiliaryAddresses)) {
    const problem = addressProblem(address, subnet, Subnet);
    if (problem !== undefined) problems.push(`invalid auxiliary address ${name}: ${problem}`);
  }
  return problems;
}

function rangeProblems(text: string, subnet: Block, shown: string): string[] {
  if (text === '') return [];
  if (text.includes(':')) return [`invalid ip-range ${text}: parent subnet is an IPv4 block`];
  const given = parseCidr(text);
  if (given === undefined) return [`invalid ip-range ${text}: invalid CIDR block notation`];
  const range = blockOf(given.address, given.bits);
  const problems: string[] = [];
  if (range.bits < subnet.bits) {
    problems.push(`invalid ip-range ${text}: CIDR block is bigger than its parent subnet ${shown}`);
  }
  if (range.base !== given.address) problems.push(`invalid ip-range ${text}: it should be ${formatBlock(range)}`);
  if (!overlaps(subnet, range)) {
    problems.push(`invalid ip-range ${text}: parent subnet ${shown} doesn't contain ip-range`);
  }
  return problems;
}

function addressProblem(text: string, subnet: Block, shown: string): string | undefined {
  if (text === '') return undefined;
  if (text.includes(':')) return 'parent subnet is an IPv4 block';
  const address = parseAddress(text);
  if (address === undefined) return 'invalid address';
  return contains(subnet, address) ? undefined : `parent subnet ${shown} doesn't contain this address`;
}

/** The first block of the default pools that no network has. Throws invalidParameter when all are taken. */
export function freeSubnet(world: World): Block {
  const taken = takenBlocks(world);
  for (const { base, bits } of DEFAULT_POOLS) {
    const pool = parseBlock(base);
    if (pool === undefined) continue;
    for (let at = pool.base; at <= lastOf(pool); at += 2 ** (32 - bits)) {
      const block = blockOf(at, bits);
      if (!taken.some((other) => overlaps(block, other))) return block;
    }
  }
  throw invalidParameter('all predefined address pools have been fully subnetted');
}

/** Throws forbidden where a network has some of the block already. */
export function checkOverlap(world: World, block: Block): void {
  if (takenBlocks(world).some((other) => overlaps(block, other))) {
    throw forbidden('invalid pool request: Pool overlaps with other one on this address space');
  }
}

function takenBlocks(world: World): Block[] {
  return Object.values(world.networks)
    .filter(({ configOnly }) => !configOnly)
    .flatMap(({ ipam }) => ipam.Config ?? [])
    .flatMap(({ Subnet = '' }) => parseBlock(Subnet) ?? []);
}

/** The gateway's address: the one asked for, or the first that is free. */
export function chooseGateway(subnet: Omit<Subnet, 'gateway'>, wanted: string): number {
  const address = parseAddress(wanted);
  if (address === undefined) return firstFree({ ...subnet, gateway: undefined }, new Set()) ?? subnet.block.base;
  if (isReserved(subnet.block, address))
    throw forbidden(`failed to allocate gateway (${wanted}): Address already in use`);
  return address;
}

/** An address for a container: the one asked for, or the lowest that is free. Throws forbidden or unavailable. */
export function chooseAddress(network: NetworkRecord, subnet: Subnet, wanted: string): string {
  const taken = new Set(Object.values(network.endpoints).map(({ ipv4 }) => parseAddress(ipv4) ?? -1));
  if (wanted !== '') {
    const address = parseAddress(wanted);
    if (address === undefined || !contains(subnet.block, address)) {
      throw invalidParameter(`invalid address ${wanted}: It does not belong to any of this network's subnets`);
    }
    if (taken.has(address) || address === subnet.gateway || isReserved(subnet.block, address)) {
      throw forbidden('Address already in use');
    }
    return wanted;
  }
  const free = firstFree(subnet, taken);
  if (free === undefined) {
    throw unavailable(`no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`);
  }
  return formatAddress(free);
}

function firstFree({ block, range, gateway, auxiliary }: Subnet, taken: ReadonlySet<number>): number | undefined {
  const last = Math.min(lastOf(range), lastOf(block));
  for (let at = Math.max(range.base, block.base); at <= last; at++) {
    if (!isReserved(block, at) && at !== gateway && !auxiliary.includes(at) && !taken.has(at)) return at;
  }
  return undefined;
}

/** The block's own address and its broadcast address, unless it is too small to have them. */
function isReserved(block: Block, address: number): boolean {
  return block.bits < 31 && (address === block.base || address === lastOf(block));
}

/** The one IPv4 subnet that a bridge may have. Throws where there are more. */
export function onlySubnet(configs: readonly IPAMConfig[]): IPAMConfig | undefined {
  const [first, second] = configs.filter(({ Subnet = '' }) => !Subnet.includes(':'));
  if (second !== undefined) throw system("bridge driver doesn't support multiple subnets");
  return first;
}
