/** The network of one machine: namespaces, bridges between them, published ports (kernel.ts, `Network`). */
import type { MountNamespace } from '../../vfs/mounts.ts';
import type { Connection, Credentials } from '../abi.ts';
import type { Entropy } from '../entropy.ts';
import type { Bridge, BridgeOptions, Closable, ExternalNetwork, NetNamespace, Network } from '../kernel.ts';
import type { NetworkMachine } from './network-machine.ts';
import { BridgeSegment } from './bridge-segment.ts';
import { isIpv6 } from './ip.ts';
import { NetworkInterface } from './network-interface.ts';
import { NetworkNamespace } from './network-namespace.ts';
import type { Plumbing } from './network-namespace.ts';
import { OwnedConnection } from './owned-connection.ts';
import type { Binding, Target } from './port-table.ts';
import type { StreamEnd } from './stream-end.ts';
import { StreamListener } from './stream-listener.ts';

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

  serveUnix(mounts: MountNamespace, path: string, serve: (connection: Connection) => Promise<void>): Closable {
    const { unixSockets, clock } = this.machinery;
    const who = { namespace: mounts, root: '/', cwd: '/', credentials: ROOT, umask: 0, now: () => clock.now() };
    const listener = new StreamListener(undefined);
    const exists = mounts.processFs(who).exists(path);
    const unbind = exists ? unixSockets.takeOver(who, path, listener) : unixSockets.bind(who, path, listener);
    void serveAll(listener, serve);
    return {
      close: () => {
        unbind();
        listener.close();
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

const ROOT: Credentials = { uid: 0, gid: 0, groups: [] };

async function serveAll(listener: StreamListener, serve: (connection: Connection) => Promise<void>): Promise<void> {
  while (!listener.closed) {
    const end = listener.accept();
    if (end === undefined) await listener.canAccept.next();
    else serveOne(end, serve);
  }
}

function serveOne(end: StreamEnd, serve: (connection: Connection) => Promise<void>): void {
  serve(new OwnedConnection(end)).then(
    () => end.close(),
    () => end.abort(),
  );
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
