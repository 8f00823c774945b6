/** A container's end of a network: from the request, and as the API shows it. */
import { invalidParameter } from '../../api/errors.ts';
import type { EndpointIPAMConfig, EndpointSettings } from '../../api/networks.ts';
import { shortId } from '../ids.ts';
import type { Container, Endpoint, NetworkRecord } from '../world.ts';
import { contains, parseAddress, parseBlock } from './address.ts';
import { isUserDefined } from './mode.ts';

export function endpointOf(request: Partial<EndpointSettings>): Endpoint {
  return {
    wanted: { ipam: request.IPAMConfig ?? null, mac: request.MacAddress ?? '' },
    links: request.Links ?? null,
    aliases: request.Aliases ?? null,
    driverOpts: request.DriverOpts ?? null,
    gwPriority: request.GwPriority ?? 0,
    networkId: '',
    dnsNames: null,
    endpointId: '',
    gateway: '',
    ipAddress: '',
    prefixLength: 0,
    mac: request.MacAddress ?? '',
  };
}

/** The endpoint without what it had while the container ran. */
export function idleEndpoint(endpoint: Endpoint): Endpoint {
  return { ...endpoint, endpointId: '', gateway: '', ipAddress: '', prefixLength: 0, mac: '' };
}

export function toEndpointSettings(e: Endpoint): EndpointSettings {
  return {
    IPAMConfig: e.wanted.ipam,
    Links: e.links,
    Aliases: e.aliases,
    MacAddress: e.mac,
    DriverOpts: e.driverOpts,
    GwPriority: e.gwPriority,
    NetworkID: e.networkId,
    EndpointID: e.endpointId,
    Gateway: e.gateway,
    IPAddress: e.ipAddress,
    IPPrefixLen: e.prefixLength,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: e.dnsNames,
  };
}

/** In lists the names and options are left out. */
export function toEndpointSummary(e: Endpoint): EndpointSettings {
  return { ...toEndpointSettings(e), Links: null, Aliases: null, DriverOpts: null, DNSNames: null };
}

/** The names that the embedded DNS server answers with this endpoint's address; null on networks without one. */
export function dnsNamesOf(
  container: Container,
  network: NetworkRecord,
  aliases: readonly string[] | null,
): readonly string[] | null {
  if (!isUserDefined(network.name)) return null;
  const { name, id, config } = container;
  const names = [name, ...(aliases ?? []), shortId(id), ...(config.Hostname === '' ? [] : [config.Hostname])];
  return [...new Set(names)];
}

/** Throws invalidParameter for settings that do not go with the network; `network` is undefined when it is not there. */
export function checkEndpoint(
  network: NetworkRecord | undefined,
  networkName: string,
  endpoint: Partial<EndpointSettings>,
): void {
  const problems = endpointProblems(network, networkName, endpoint);
  if (problems.length === 0) return;
  const text = problems.length === 1 ? problems.join('') : problems.map((problem) => `* ${problem}`).join('\n');
  throw invalidParameter(`invalid endpoint settings:\n${text}`);
}

function endpointProblems(
  network: NetworkRecord | undefined,
  networkName: string,
  endpoint: Partial<EndpointSettings>,
): string[] {
  const ipam = endpoint.IPAMConfig ?? {};
  const problems: string[] = [];
  if (!isUserDefined(networkName)) {
    if (ipam.IPv4Address || ipam.IPv6Address) {
      problems.push('user specified IP address is supported on user defined networks only');
    }
    if ((endpoint.Aliases ?? []).length > 0) {
      problems.push('network-scoped alias is supported only for containers in user defined networks');
    }
  }
  problems.push(...formProblems(ipam));
  if (network !== undefined) problems.push(...rangeProblems(network, ipam));
  const mac = endpoint.MacAddress ?? '';
  if (mac !== '' && !/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(mac)) {
    throw invalidParameter(`invalid MAC address ${mac}`);
  }
  return problems;
}

function formProblems({ IPv4Address = '', IPv6Address = '', LinkLocalIPs = [] }: EndpointIPAMConfig): string[] {
  const problems: string[] = [];
  const address = parseAddress(IPv4Address);
  if (IPv4Address !== '' && (address === undefined || address === 0)) {
    problems.push(`invalid IPv4 address: ${IPv4Address}`);
  }
  if (IPv6Address !== '' && !isIPv6(IPv6Address)) problems.push(`invalid IPv6 address: ${IPv6Address}`);
  for (const local of LinkLocalIPs) {
    if (parseAddress(local) === undefined && !isIPv6(local)) problems.push(`invalid link-local IP address: ${local}`);
  }
  return problems;
}

function isIPv6(text: string): boolean {
  return /^[0-9a-f:]*:[0-9a-f:]+$/i.test(text) && text !== '::';
}

function rangeProblems(
  { name, ipam, ownSubnet }: NetworkRecord,
  { IPv4Address = '', IPv6Address = '' }: EndpointIPAMConfig,
): string[] {
  const configs = ipam.Config ?? [];
  const address = parseAddress(IPv4Address);
  const isInside = (text: string): boolean => {
    const block = parseBlock(text);
    return block !== undefined && address !== undefined && contains(block, address);
  };
  // The daemon's own bridge has a subnet that it asked for itself: an address elsewhere is told apart.
  const isElsewhere = name === 'bridge' && !configs.some(({ Subnet = '' }) => isInside(Subnet));
  const problem = (text: string): string =>
    ownSubnet || isElsewhere
      ? `no configured subnet or ip-range contain the IP address ${text}`
      : 'user specified IP address is supported only when connecting to networks with user configured subnets';
  const problems: string[] = [];
  if (IPv4Address !== '' && !(ownSubnet && configs.some(({ Subnet = '' }) => isInside(Subnet)))) {
    problems.push(problem(IPv4Address));
  }
  const hasIPv6 = ownSubnet && configs.some(({ Subnet = '' }) => Subnet.includes(':'));
  if (IPv6Address !== '' && !hasIPv6) problems.push(problem(IPv6Address));
  return problems;
}
