/** POST /networks/create. */
import type { Labels } from '../../api/common.ts';
import { conflict, forbidden, invalidParameter, notFound, system } from '../../api/errors.ts';
import type { IPAM, NetworkCreateRequest, NetworkCreateResponse } from '../../api/networks.ts';
import type { Daemon } from '../context.ts';
import { castDraft } from '../store.ts';
import type { NetworkRecord, World } from '../world.ts';
import { formatAddress, formatBlock, parseBlock } from './address.ts';
import { addBridge, bridgeNameOf } from './bridge.ts';
import { networkNamed } from './find.ts';
import { checkIpam, checkOverlap, chooseGateway, freeSubnet, onlySubnet } from './ipam.ts';
import { isPredefined } from './mode.ts';

export async function networkCreate(daemon: Daemon, request: NetworkCreateRequest): Promise<NetworkCreateResponse> {
  const record = planNetwork(daemon, request);
  daemon.store.change((world) => {
    world.networks[record.id] = castDraft(record);
  });
  if (record.driver === 'bridge' && !record.configOnly) addBridge(daemon, record);
  daemon.events.emit('network', 'create', record.id, { name: record.name, type: record.driver });
  return { Id: record.id, Warning: '' };
}

function planNetwork(daemon: Daemon, request: NetworkCreateRequest): NetworkRecord {
  const world = daemon.store.read();
  const { Name } = request;
  if (isPredefined(Name)) throw forbidden(`operation is not permitted on predefined ${Name} network`);
  const driver = request.ConfigOnly === true ? 'null' : request.Driver || 'bridge';
  checkDriver(driver, request);
  const options = request.Options ?? {};
  const enableIPv6 = request.EnableIPv6 ?? booleanOption(options, 'com.docker.network.enable_ipv6', false);
  const enableIPv4 = request.EnableIPv4 ?? booleanOption(options, 'com.docker.network.enable_ipv4', true);
  checkIpam(request.IPAM?.Config ?? []);
  if (Name.trim() === '') throw invalidParameter('invalid name: name is empty');
  if (networkNamed(world, Name) !== undefined) throw conflict(`network with name ${Name} already exists`);
  checkScope(request);
  if (!enableIPv4 && !enableIPv6) throw invalidParameter('IPv4 or IPv6 must be enabled');
  const from = configOf(world, request.ConfigFrom?.Network ?? '');
  const id = daemon.ids.next();
  const record: NetworkRecord = {
    id,
    name: Name,
    created: daemon.time.now(),
    scope: 'local',
    driver,
    enableIPv4: from?.enableIPv4 ?? enableIPv4,
    enableIPv6: from?.enableIPv6 ?? enableIPv6,
    ipam: from?.ipam ?? ipamOf(request.IPAM),
    ownSubnet: ((from?.ipam ?? request.IPAM)?.Config ?? []).length > 0,
    internal: request.Internal ?? false,
    attachable: request.Attachable ?? false,
    ingress: request.Ingress ?? false,
    configOnly: request.ConfigOnly ?? false,
    configFrom: request.ConfigFrom?.Network ?? '',
    options: from?.options ?? options,
    labels: request.Labels ?? {},
    gateway: '',
    endpoints: {},
  };
  return record.configOnly ? record : withAddresses(daemon, record);
}

function ipamOf(ipam: Partial<IPAM> | undefined): IPAM {
  const driver = ipam?.Driver || 'default';
  if (driver !== 'default' && driver !== 'null') throw notFound(`plugin ${JSON.stringify(driver)} not found`);
  return { Driver: driver, Options: ipam === undefined ? null : (ipam.Options ?? {}), Config: ipam?.Config ?? [] };
}

function checkDriver(driver: string, request: NetworkCreateRequest): void {
  if (request.ConfigOnly === true || driver === 'bridge') return;
  if (driver === 'host' || driver === 'null') {
    throw forbidden(`only one instance of ${JSON.stringify(driver)} network is allowed`);
  }
  if (driver === 'overlay') {
    throw forbidden(
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  // As on a kernel without these modules.
  if (driver === 'macvlan' || driver === 'ipvlan') throw system('operation not supported');
  throw notFound(`plugin ${JSON.stringify(driver)} not found`);
}

function checkScope({ Scope, Ingress }: NetworkCreateRequest): void {
  if (Ingress === true) throw forbidden('Ingress network can only be global scope network');
  if (Scope === 'swarm') throw forbidden('cannot create a swarm scoped network when swarm is not active');
  if (Scope === 'global') throw forbidden('cannot downgrade network scope for bridge networks');
}

function booleanOption(options: Labels, name: string, fallback: boolean): boolean {
  const text = options[name];
  if (text === undefined) return fallback;
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw invalidParameter(`driver-opt ${JSON.stringify(name)} is not a valid bool`);
}

function configOf(world: World, name: string): NetworkRecord | undefined {
  if (name === '') return undefined;
  const network = networkNamed(world, name);
  if (network?.configOnly !== true) throw notFound(`configuration network ${JSON.stringify(name)} not found`);
  return network;
}

/**
 * Gives the network its subnet and gateway. What was asked for is shown as it was asked for: a gateway that Docker
 * chose in a subnet of the user is not part of the configuration (recorded: network inspect after --subnet alone).
 */
function withAddresses(daemon: Daemon, record: NetworkRecord): NetworkRecord {
  const world = daemon.store.read();
  const config = onlySubnet(record.ipam.Config ?? []);
  checkBridgeName(world, record);
  if (config !== undefined) {
    const block = parseBlock(config.Subnet ?? '');
    if (block === undefined) throw invalidParameter(`Invalid subnet ${config.Subnet ?? ''} : invalid CIDR address`);
    checkOverlap(world, block);
    const range = parseBlock(config.IPRange ?? '') ?? block;
    const gateway = chooseGateway({ block, range, auxiliary: [] }, config.Gateway ?? '');
    return { ...record, gateway: formatAddress(gateway), ipam: withIPv6(daemon, record) };
  }
  const block = freeSubnet(world);
  const gateway = formatAddress(block.base + 1);
  const ipam = withIPv6(daemon, record);
  const Config = [{ Subnet: formatBlock(block), Gateway: gateway }, ...(ipam.Config ?? [])];
  return { ...record, gateway, ipam: { ...ipam, Config } };
}

/** A network with IPv6 gets a subnet of the unique local addresses; its containers have IPv4 addresses only. */
function withIPv6(daemon: Daemon, { enableIPv6, ipam }: NetworkRecord): IPAM {
  if (!enableIPv6 || (ipam.Config ?? []).some(({ Subnet = '' }) => Subnet.includes(':'))) return ipam;
  const digits = daemon.kernel.entropy.hex(10);
  const prefix = `fd${digits.slice(0, 2)}:${digits.slice(2, 6)}:${digits.slice(6, 10)}`.replace(/:0+(?=[^:])/g, ':');
  return { ...ipam, Config: [...(ipam.Config ?? []), { Subnet: `${prefix}::/64`, Gateway: `${prefix}::1` }] };
}

function checkBridgeName(world: World, record: NetworkRecord): void {
  const name = bridgeNameOf(record);
  const other = Object.values(world.networks).find(
    (known) => known.driver === 'bridge' && bridgeNameOf(known) === name,
  );
  if (other === undefined) return;
  throw forbidden(
    `cannot create network ${record.id} (${name}): conflicts with network ${other.id} (${name}): networks have same bridge name`,
  );
}
