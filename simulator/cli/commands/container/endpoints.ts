/** A container's networks: --network in both forms, with the older flags (--ip, --network-alias, --link …) on the first. */
import type { EndpointSettings } from '../../../api/networks.ts';
import { quote } from '../../go/strconv.ts';
import { isUserDefined, parseNetwork, type NetworkAttachment } from '../../opts/network.ts';
import { isMacAddress } from '../../opts/validate.ts';
import type { CreateFlags } from './create-flags.ts';

/** The network mode that goes into the host configuration. */
export const networkMode = (flags: CreateFlags): string => flags.network[0]?.target ?? 'default';

const both = (flag: string, what: string): Error =>
  new Error(`conflicting options: cannot specify both ${flag} and per-network ${what}`);

/** The first network with what the container's own flags say. */
function withContainerFlags(network: NetworkAttachment, flags: CreateFlags): NetworkAttachment {
  const { 'network-alias': aliases, 'link-local-ip': linkLocal, ip, ip6, 'mac-address': mac } = flags;
  if (network.aliases.length > 0 && aliases.length > 0) throw both('--network-alias', 'alias');
  if (network.ipv4 !== '' && ip !== '') throw both('--ip', 'IPv4 address');
  if (network.ipv6 !== '' && ip6 !== '') throw both('--ip6', 'IPv6 address');
  if (network.mac !== '' && mac !== '') throw both('--mac-address', 'MAC address');
  if (network.linkLocal.length > 0 && linkLocal.length > 0) throw both('--link-local-ip', 'link-local IP addresses');
  return {
    ...network,
    aliases: aliases.length > 0 ? aliases : network.aliases,
    ipv4: ip || network.ipv4,
    ipv6: ip6 || network.ipv6,
    mac: mac || network.mac,
    linkLocal: linkLocal.length > 0 ? linkLocal : network.linkLocal,
  };
}

function settingsOf(network: NetworkAttachment, links: readonly string[]): Partial<EndpointSettings> {
  if (network.target.trim() === '') throw new Error('no name set for network');
  if (!isUserDefined(network.target) && network.aliases.length > 0) {
    throw new Error('network-scoped aliases are only supported for user-defined networks');
  }
  if (network.mac !== '' && !isMacAddress(network.mac.trim()))
    throw new Error(`${network.mac} is not a valid mac address`);
  const addressed = network.ipv4 !== '' || network.ipv6 !== '' || network.linkLocal.length > 0;
  return {
    IPAMConfig: addressed
      ? {
          ...(network.ipv4 === '' ? {} : { IPv4Address: network.ipv4 }),
          ...(network.ipv6 === '' ? {} : { IPv6Address: network.ipv6 }),
          ...(network.linkLocal.length === 0 ? {} : { LinkLocalIPs: network.linkLocal }),
        }
      : null,
    Links: links.length > 0 ? links : null,
    Aliases: network.aliases.length > 0 ? network.aliases : null,
    MacAddress: network.mac,
    DriverOpts: Object.keys(network.driverOpts).length > 0 ? network.driverOpts : null,
    GwPriority: network.gwPriority,
  };
}

const isEmpty = (settings: Partial<EndpointSettings>): boolean =>
  Object.values(settings).every((value) => value === null || value === '' || value === 0);

/** EndpointsConfig of the request, by network. */
export function endpointsOf(flags: CreateFlags): Record<string, Partial<EndpointSettings>> {
  const endpoints: Record<string, Partial<EndpointSettings>> = {};
  const [first, ...others] = flags.network;
  const own = withContainerFlags(first ?? parseNetwork('default'), flags);
  const settings = settingsOf(own, isUserDefined(own.target) ? flags.link : []);
  // A single plain network is left to the daemon, which the host configuration's network mode tells enough.
  if (first === undefined || others.length > 0 || !isEmpty(settings)) endpoints[own.target] = settings;
  for (const network of others) {
    if (endpoints[network.target]) throw new Error(`network ${quote(network.target)} is specified multiple times`);
    endpoints[network.target] = settingsOf(network, []);
  }
  const kinds = new Set(flags.network.map((network) => isUserDefined(network.target)));
  if (kinds.size > 1) {
    throw new Error('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  }
  return endpoints;
}
