/** A network namespace: interfaces, routes, listening sockets, name servers (network_namespaces(7)). */
import type { Connection, NetInterface, SocketRow } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { Bridge, Closable, NameServer, NetNamespace } from '../kernel.ts';
import type { NetworkMachine } from './network-machine.ts';
import type { NumberSpace } from '../process/pid-number.ts';
import { dialAny } from './dial.ts';
import { ANY4, ANY6, blockText, isAddress, isLoopback, parseIpv4 } from './ip.ts';
import { NetworkInterface } from './network-interface.ts';
import { OwnedConnection } from './owned-connection.ts';
import { PortTable } from './port-table.ts';
import type { StreamEnd } from './stream-end.ts';
import type { Plug, Segment, Station } from './topology.ts';

/** What a namespace needs of the machine. */
export interface Plumbing {
  readonly machinery: NetworkMachine;
  segmentOf(bridge: Bridge): Segment;
}

export interface Route {
  destination: string;
  gateway: string | undefined;
  device: string;
  source: string | undefined;
}

export class NetworkNamespace implements NetNamespace, Station {
  readonly id: number;
  readonly ports: PortTable;
  readonly loopback = new NetworkInterface({
    name: 'lo',
    address: '127.0.0.1',
    prefix: 8,
    mac: '00:00:00:00:00:00',
    loopback: true,
  });
  readonly nameServers = new Map<string, NameServer>();
  readonly connections = new Set<StreamEnd>();
  /** Forwards for others: the host does. */
  #isRouter = false;
  #gateway: string | undefined;
  readonly #plumbing: Plumbing;
  readonly #interfaces: NetworkInterface[] = [this.loopback];

  constructor(id: number, plumbing: Plumbing, firstPort: number) {
    this.id = id;
    this.#plumbing = plumbing;
    this.ports = new PortTable(firstPort);
  }

  get isRouter(): boolean {
    return this.#isRouter;
  }

  /** In containers every port is for everybody, as Docker sets net.ipv4.ip_unprivileged_port_start. */
  get firstUnprivilegedPort(): number {
    return this.#isRouter ? 1024 : 0;
  }

  becomeRouter(): void {
    this.#isRouter = true;
  }

  get defaultGateway(): string | undefined {
    return this.#gateway;
  }

  setDefaultGateway(gateway: string | undefined): void {
    this.#gateway = gateway === '' ? undefined : gateway;
  }

  attach(
    bridge: Bridge,
    link: { name: string; address: string; prefix: number; mac: string; gateway?: string | undefined },
  ): Closable {
    const segment = this.#plumbing.segmentOf(bridge);
    const member = { station: this, plug: new NetworkInterface({ ...link, bridge: segment }) };
    segment.add(member);
    this.addInterface(member.plug);
    if (link.gateway !== undefined) this.setDefaultGateway(link.gateway);
    return {
      close: () => {
        segment.remove(member);
        this.removeInterface(member.plug);
        if (this.#gateway !== undefined && member.plug.reaches(this.#gateway)) this.#gateway = undefined;
      },
    };
  }

  addInterface(added: NetworkInterface): void {
    this.#interfaces.push(added);
  }

  /** Connections that went through it will never hear of each other again. */
  removeInterface(removed: Plug): void {
    const at = this.#interfaces.findIndex((one) => one === removed);
    if (at === -1) return;
    this.#interfaces.splice(at, 1);
    for (const end of [...this.connections]) if (end.local.host === removed.address) end.abort();
  }

  interfaces(): NetInterface[] {
    return this.#interfaces.map((one) => one.row());
  }

  /** Whether `address` is this namespace's own. */
  owns(address: string): boolean {
    return isLoopback(address) || this.#interfaces.some((one) => one.address === address);
  }

  /** The interface on whose link `address` is. */
  interfaceTowards(address: string): NetworkInterface | undefined {
    return this.#interfaces.find((one) => !one.loopback && one.reaches(address));
  }

  /** As `ip route` lists them. */
  routes(): Route[] {
    const links = this.#interfaces.filter((one) => !one.loopback && one.address !== undefined);
    const sorted = links.toSorted((a, b) => (parseIpv4(a.address ?? '') ?? 0) - (parseIpv4(b.address ?? '') ?? 0));
    const direct = sorted.map(({ name, address = '', prefix }) => {
      return { destination: blockText(address, prefix), gateway: undefined, device: name, source: address };
    });
    const way = this.#gateway === undefined ? undefined : this.interfaceTowards(this.#gateway);
    if (way === undefined) return direct;
    return [{ destination: 'default', gateway: this.#gateway, device: way.name, source: undefined }, ...direct];
  }

  setNameServer(address: string, server: NameServer): void {
    this.nameServers.set(address, server);
  }

  listening(): { protocol: 'tcp' | 'udp'; address: string; port: number; pid: number }[] {
    return [...this.ports.bindings].map(({ protocol, address, port, owner }) => {
      return { protocol, address, port, pid: owner?.number.own ?? 0 };
    });
  }

  /** For ss and netstat, with the numbers of processes that `viewer` sees; 0 for those of nobody. */
  sockets(viewer: NumberSpace): SocketRow[] {
    const listening = [...this.ports.bindings].map(({ protocol, address, port, owner }): SocketRow => {
      const local = { host: address, port };
      return { protocol, local, remote: undefined, state: 'LISTEN', pid: owner?.number.seenFrom(viewer) ?? 0 };
    });
    const connected = [...this.connections].map(({ local, remote, owner }): SocketRow => {
      return { protocol: 'tcp', local, remote, state: 'ESTAB', pid: owner?.number.seenFrom(viewer) ?? 0 };
    });
    return [...listening, ...connected];
  }

  /** EADDRNOTAVAIL when the address is neither this namespace's nor "any". */
  checkOwn(address: string): void {
    if (address !== ANY4 && address !== ANY6 && !this.owns(address)) throw new SysError('EADDRNOTAVAIL', address);
  }

  async connect(host: string, port: number): Promise<Connection> {
    const addresses = isAddress(host) ? [host] : this.#lookUp(host);
    return new OwnedConnection(await dialAny(this.#plumbing.machinery, this, addresses, port));
  }

  /** Without a process there is no /etc/hosts to look into. EAGAIN. */
  #lookUp(name: string): readonly string[] {
    if (name === 'localhost') return ['127.0.0.1'];
    const servers = [...this.nameServers.values()];
    for (const server of servers) {
      const found = server(name);
      if (found !== undefined) return found;
    }
    const outside = this.#plumbing.machinery.external.resolve(name);
    if (outside === undefined) throw new SysError('EAGAIN', name);
    return outside;
  }
}
