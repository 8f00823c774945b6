/** The network of one machine: namespaces, bridges between them, published ports (kernel.ts, `Network`). */
import type { Entropy } from '../entropy.ts';
import type { Bridge, BridgeOptions, Closable, ExternalNetwork, NetNamespace, Network } from '../kernel.ts';
import type { NetworkMachine } from './network-machine.ts';
import { BridgeSegment } from './bridge-segment.ts';
import { isIpv6 } from './ip.ts';
import { NetworkInterface } from './network-interface.ts';
import { NetworkNamespace } from './network-namespace.ts';
import type { Plumbing } from './network-namespace.ts';
import type { Binding, Target } from './port-table.ts';

/** As many as there are ports to begin a search at. */
const PORT_RANGE = 28231;

export class MachineNetwork implements Network, Plumbing {
  readonly machinery: NetworkMachine;
  readonly #chance: Entropy;
  #namespaces = 0;

  constructor(machinery: NetworkMachine, chance: Entropy) {
    this.machinery = machinery;
    this.#chance = chance;
  }

  get external(): ExternalNetwork {
    return this.machinery.external;
  }

  createNamespace(): NetworkNamespace {
    this.#namespaces += 1;
    return new NetworkNamespace(this.#namespaces, this, this.#chance.below(PORT_RANGE));
  }

  createBridge(options: BridgeOptions): BridgeSegment {
    const bytes = [0x02, 0x42, ...this.#chance.bytes(4)];
    return new BridgeSegment(options, bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':'));
  }

  segmentOf(bridge: Bridge): BridgeSegment {
    if (!(bridge instanceof BridgeSegment)) throw new TypeError('This is not a bridge of this network.');
    return bridge;
  }

  attachExternal(
    host: NetNamespace,
    link: { name: string; address: string; prefix: number; mac: string; gateway: string },
  ): Closable {
    const namespace = namespaceOf(host);
    const way = new NetworkInterface(link);
    namespace.becomeRouter();
    namespace.addInterface(way);
    namespace.setDefaultGateway(link.gateway);
    return {
      close: () => {
        namespace.removeInterface(way);
        namespace.setDefaultGateway(undefined);
      },
    };
  }

  publish(
    host: NetNamespace,
    listen: { address: string; port: number; protocol: 'tcp' | 'udp' },
    target: Target,
  ): Closable {
    const { ports } = checkedHost(host, listen.address);
    const binding: Binding = {
      ...listen,
      ipv6Only: isIpv6(listen.address),
      owner: undefined,
      accepts: listen.protocol === 'tcp' ? { kind: 'proxy', target } : undefined,
    };
    ports.bind(binding);
    return { close: () => ports.unbind(binding) };
  }
}

function checkedHost(host: NetNamespace, address: string): NetworkNamespace {
  const namespace = namespaceOf(host);
  namespace.checkOwn(address);
  return namespace;
}

function namespaceOf(host: NetNamespace): NetworkNamespace {
  if (!(host instanceof NetworkNamespace)) throw new TypeError('This is not a namespace of this network.');
  return host;
}
