/** The network of a machine as its owners see it: part of kernel.ts, which hands it out. */
import type { MountNamespace } from '../vfs/mounts.ts';
import type { Connection, NetInterface } from './abi.ts';

export interface Closable {
  close(): void;
}

/** Host name of a container or of the host. */
export interface UtsNamespace {
  hostname: string;
  domainname: string;
}

export interface Network {
  /** What there is beyond the machine: nothing but what is registered here. */
  readonly external: ExternalNetwork;
  /** A namespace with only loopback. */
  createNamespace(): NetNamespace;
  /** Gives the host its way to the world outside: an interface, and the default route through `gateway`. */
  attachExternal(
    host: NetNamespace,
    link: { name: string; address: string; prefix: number; mac: string; gateway: string },
  ): Closable;
  createBridge(options: BridgeOptions): Bridge;
  /**
   * Serves a socket of the file system (/var/run/docker.sock) for someone who is no process: makes the node at `path`,
   * or takes over the one that is there. Each connection is closed when `serve` resolves, and reset when it rejects.
   */
  serveUnix(mounts: MountNamespace, path: string, serve: (connection: Connection) => Promise<void>): Closable;
  /**
   * docker-proxy: listens on the host namespace and carries connections to `target`. Throws EADDRINUSE. A target
   * that refuses resets the client's connection.
   */
  publish(
    host: NetNamespace,
    listen: { address: string; port: number; protocol: 'tcp' | 'udp' },
    target: { address: string; port: number },
  ): Closable;
}

export interface ExternalNetwork {
  /** Makes a host of the outside world exist until closed. Names that are taken are replaced. */
  register(host: ExternalHost): Closable;
  /**
   * What a name server of the outside world says. Names without a dot exist nowhere; of others that are not registered
   * it cannot tell, as on a machine without a working connection.
   */
  resolve(name: string): readonly string[] | undefined;
}

export interface ExternalHost {
  names: readonly string[];
  /** IPv4; one is given when there is none. */
  addresses?: readonly string[];
  /** TCP ports with what answers there. The connection is closed when the promise resolves, and reset when it rejects. */
  ports: ReadonlyMap<number, (connection: Connection) => Promise<void>>;
  /** Milliseconds there and back; default 20. */
  roundTrip?: number;
}

export interface BridgeOptions {
  name: string;
  /** The gateway's own address and prefix length on this bridge, or none (`--internal`, null driver). */
  gateway: string | undefined;
  prefix: number;
  /** No route to other networks or the host's world. */
  internal: boolean;
  /** inter-container communication off (com.docker.network.bridge.enable_icc=false). */
  isolated?: boolean;
}

export interface Bridge extends Closable {
  readonly name: string;
  /** Adds the host's end: the host namespace owns the gateway address. */
  attachHost(host: NetNamespace): void;
}

/**
 * Answers a DNS question for A records. No addresses: the name does not exist. Undefined: it cannot tell (whom it would
 * have to ask does not answer), which programs report as a temporary failure.
 */
export type NameServer = (name: string) => readonly string[] | undefined;

export interface NetNamespace {
  readonly id: number;
  /** Adds an interface on `bridge`. */
  attach(
    bridge: Bridge,
    link: { name: string; address: string; prefix: number; mac: string; gateway?: string | undefined },
  ): Closable;
  /**
   * Makes `gateway` the default route of the namespace, in place of what `attach` set; undefined takes it away. Open
   * connections stay. What the engine does when a container joins or leaves a network.
   */
  setDefaultGateway(gateway: string | undefined): void;
  interfaces(): NetInterface[];
  /** Name servers by address, as /etc/resolv.conf names them (127.0.0.11 for user-defined networks). */
  setNameServer(address: string, server: NameServer): void;
  listening(): { protocol: 'tcp' | 'udp'; address: string; port: number; pid: number }[];
  /** A connection made from this namespace by no process of it (the browser pane, health checks of the screen). */
  connect(host: string, port: number): Promise<Connection>;
}
