/** Networks as the API shows them. */
import type { Network, NetworkContainer } from '../../api/networks.ts';
import { rfc3339Nano } from '../../api/time.ts';
import { filledRecord, sortedRecord } from '../sorted.ts';
import type { NetworkEndpoint, NetworkRecord } from '../world.ts';

/** A list leaves out the containers. */
export function toNetwork(record: NetworkRecord, withContainers: boolean): Network {
  const { ipam } = record;
  return {
    Name: record.name,
    Id: record.id,
    Created: rfc3339Nano(record.created),
    Scope: record.scope,
    Driver: record.driver,
    EnableIPv4: record.enableIPv4,
    EnableIPv6: record.enableIPv6,
    IPAM: {
      Driver: ipam.Driver,
      Options: ipam.Options === null ? null : sortedRecord(ipam.Options),
      Config: ipam.Config?.map(orderedConfig) ?? null,
    },
    Internal: record.internal,
    Attachable: record.attachable,
    Ingress: record.ingress,
    ConfigFrom: { Network: record.configFrom },
    ConfigOnly: record.configOnly,
    Containers: withContainers ? containersOf(record) : {},
    Options: sortedRecord(record.options),
    Labels: sortedRecord(record.labels),
  };
}

function orderedConfig({
  Subnet,
  IPRange,
  Gateway,
  AuxiliaryAddresses,
}: NonNullable<Network['IPAM']['Config']>[number]) {
  const auxiliary = filledRecord(AuxiliaryAddresses);
  return {
    ...(Subnet ? { Subnet } : {}),
    ...(IPRange ? { IPRange } : {}),
    ...(Gateway ? { Gateway } : {}),
    ...(auxiliary === undefined ? {} : { AuxiliaryAddresses: auxiliary }),
  };
}

function containersOf({ endpoints }: NetworkRecord): Record<string, NetworkContainer> {
  return sortedRecord(
    Object.fromEntries(Object.entries(endpoints).map(([id, endpoint]) => [id, toNetworkContainer(endpoint)])),
  );
}

function toNetworkContainer({ name, endpointId, mac, ipv4, prefixLength }: NetworkEndpoint): NetworkContainer {
  return {
    Name: name,
    EndpointID: endpointId,
    MacAddress: mac,
    IPv4Address: ipv4 === '' ? '' : `${ipv4}/${prefixLength}`,
    IPv6Address: '',
  };
}
