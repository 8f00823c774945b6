/** Networks: requests and responses of /networks, and a container's end of one. */
import type { Labels } from './common.ts';
import type { Filters } from './filters.ts';

export interface EndpointIPAMConfig {
  IPv4Address?: string;
  IPv6Address?: string;
  LinkLocalIPs?: readonly string[];
}

/** A container's place on a network: asked for on create and connect, filled in by the daemon. */
export interface EndpointSettings {
  IPAMConfig: EndpointIPAMConfig | null;
  Links: readonly string[] | null;
  Aliases: readonly string[] | null;
  MacAddress: string;
  DriverOpts: Labels | null;
  GwPriority: number;
  NetworkID: string;
  EndpointID: string;
  Gateway: string;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  DNSNames: readonly string[] | null;
}

export interface IPAMConfig {
  Subnet?: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Labels;
}

export interface IPAM {
  Driver: string;
  Options: Labels | null;
  Config: readonly IPAMConfig[] | null;
}

export interface NetworkContainer {
  Name: string;
  EndpointID: string;
  MacAddress: string;
  IPv4Address: string;
  IPv6Address: string;
}

/** GET /networks/{id}; the list leaves `Containers` empty. */
export interface Network {
  Name: string;
  Id: string;
  Created: string;
  Scope: string;
  Driver: string;
  EnableIPv4: boolean;
  EnableIPv6: boolean;
  IPAM: IPAM;
  Internal: boolean;
  Attachable: boolean;
  Ingress: boolean;
  ConfigFrom: { Network: string };
  ConfigOnly: boolean;
  Containers: Readonly<Record<string, NetworkContainer>>;
  Options: Labels | null;
  Labels: Labels | null;
}

export interface NetworkListQuery {
  filters?: Filters;
}
export interface NetworkInspectQuery {
  verbose?: boolean;
  scope?: string;
}

export interface NetworkCreateRequest {
  Name: string;
  Driver?: string;
  Scope?: string;
  EnableIPv4?: boolean;
  EnableIPv6?: boolean;
  IPAM?: Partial<IPAM>;
  Internal?: boolean;
  Attachable?: boolean;
  Ingress?: boolean;
  ConfigOnly?: boolean;
  ConfigFrom?: { Network: string };
  Options?: Labels;
  Labels?: Labels;
}
export interface NetworkCreateResponse {
  Id: string;
  Warning: string;
}

export interface NetworkConnectRequest {
  Container: string;
  EndpointConfig?: Partial<EndpointSettings>;
}
export interface NetworkDisconnectRequest {
  Container: string;
  Force?: boolean;
}
export interface NetworkPruneResponse {
  NetworksDeleted: readonly string[] | null;
}
