/** `--subnet`, `--ip-range`, `--gateway` and `--aux-address` of a network put together by subnet. */
import type { IPAMConfig } from '../../../api/networks.ts';
import { parseCidr, subnetHolds } from '../../opts/cidr.ts';

export interface IpamFlags {
  readonly subnet: readonly string[];
  readonly 'ip-range': readonly string[];
  readonly gateway: readonly string[];
  readonly 'aux-address': Readonly<Record<string, string>>;
}

interface Draft {
  Subnet: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses: Record<string, string>;
}

/** Throws what docker says of addresses that do not fit the subnets. */
export function ipamConfigs(flags: IpamFlags): IPAMConfig[] {
  const { subnet, 'ip-range': ranges, gateway } = flags;
  if (subnet.length < ranges.length || subnet.length < gateway.length) {
    throw new Error('every ip-range or gateway must have a corresponding subnet');
  }
  const drafts: Draft[] = [];
  for (const Subnet of subnet) {
    const overlaps = drafts.some((other) => subnetHolds(Subnet, other.Subnet) || subnetHolds(other.Subnet, Subnet));
    if (overlaps) throw new Error('multiple overlapping subnet configuration is not supported');
    drafts.push({ Subnet, AuxiliaryAddresses: {} });
  }
  for (const range of ranges) addRange(drafts, range);
  for (const address of gateway) addGateway(drafts, address);
  for (const [name, address] of Object.entries(flags['aux-address'])) {
    const matching = drafts.filter((draft) => subnetHolds(draft.Subnet, address));
    if (matching.length === 0) throw new Error(`no matching subnet for aux-address ${address}`);
    for (const draft of matching) draft.AuxiliaryAddresses[name] = address;
  }
  return drafts.map(({ AuxiliaryAddresses, ...rest }) =>
    Object.keys(AuxiliaryAddresses).length > 0 ? { ...rest, AuxiliaryAddresses } : rest,
  );
}

function addRange(drafts: readonly Draft[], range: string): void {
  if (drafts.length > 0) parseCidr(range);
  const matching = drafts.filter((draft) => subnetHolds(draft.Subnet, range));
  if (matching.length === 0) throw new Error(`no matching subnet for range ${range}`);
  for (const draft of matching) {
    if (draft.IPRange !== undefined) {
      throw new Error(
        `cannot configure multiple ranges (${range}, ${draft.IPRange}) on the same subnet (${draft.Subnet})`,
      );
    }
    draft.IPRange = range;
  }
}

function addGateway(drafts: readonly Draft[], gateway: string): void {
  const matching = drafts.filter((draft) => subnetHolds(draft.Subnet, gateway));
  if (matching.length === 0) throw new Error(`no matching subnet for gateway ${gateway}`);
  for (const draft of matching) {
    if (draft.Gateway !== undefined) {
      throw new Error(
        `cannot configure multiple gateways (${gateway}, ${draft.Gateway}) for the same subnet (${draft.Subnet})`,
      );
    }
    draft.Gateway = gateway;
  }
}
