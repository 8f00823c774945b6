/** The network as one process sees it (abi.ts, `ProcessNet`). */
import type { Address, Connection, Listener, NetInterface, ProcessNet, SocketRow } from '../abi.ts';
import { holds } from '../capabilities.ts';
import { SysError } from '../errno.ts';
import type { KernelProcess } from '../process/kernel-process.ts';
import { unwatched } from '../process/pending.ts';
import type { Thread } from '../process/thread.ts';
import { dialAny } from './dial.ts';
import { isAddress } from './ip.ts';
import { countPacket } from './traffic.ts';
import type { Route } from './network-namespace.ts';
import type { Binding } from './port-table.ts';
import { ProcessConnection, ProcessListener } from './process-connection.ts';
import { resolveName } from './resolve-name.ts';
import { roundTrip } from './round-trip.ts';
import { route } from './route.ts';
import { StreamListener } from './stream-listener.ts';

/** An echo request of 56 bytes, with its headers. */
const PING_BYTES = 98;

export class ProcessNetwork implements ProcessNet {
  readonly #process: KernelProcess;
  readonly #thread: Thread;

  constructor(process: KernelProcess, thread: Thread) {
    this.#process = process;
    this.#thread = thread;
  }

  listen(address: Address, { ipv6Only = false }: { ipv6Only?: boolean } = {}): Listener {
    this.#thread.count(1);
    const { net, credentials } = this.#process;
    const { host } = address;
    if (!isAddress(host)) throw new SysError('EADDRNOTAVAIL', host);
    net.checkOwn(host);
    const port = address.port === 0 ? net.ports.freePort() : address.port;
    if (port < net.firstUnprivilegedPort && !holds(credentials, 'NET_BIND_SERVICE')) throw new SysError('EACCES');
    const listener = new StreamListener(this.#process);
    const accepts = { kind: 'listener' as const, listener };
    const binding: Binding = { protocol: 'tcp', address: host, port, ipv6Only, owner: this.#process, accepts };
    net.ports.bind(binding);
    const unbind = (): void => net.ports.unbind(binding);
    return new ProcessListener(this.#process, this.#thread, { listener, address: { host, port }, unbind });
  }

  listenUnix(path: string): Listener {
    this.#thread.count(1);
    const listener = new StreamListener(this.#process);
    const unbind = this.#process.machinery.unixSockets.bind(this.#process, path, listener);
    return new ProcessListener(this.#process, this.#thread, { listener, address: { host: path, port: 0 }, unbind });
  }

  connectUnix(path: string): Promise<Connection> {
    return unwatched(this.#connectUnix(path));
  }

  connect(address: Address): Promise<Connection> {
    return unwatched(this.#connect(address));
  }

  resolve(name: string): Promise<string[]> {
    return unwatched(this.#resolve(name));
  }

  ping(address: string): Promise<number | undefined> {
    return unwatched(this.#ping(address));
  }

  interfaces(): NetInterface[] {
    return this.#process.net.interfaces();
  }

  routes(): Route[] {
    return this.#process.net.routes();
  }

  sockets(): SocketRow[] {
    return this.#process.net.sockets(this.#process.pids);
  }

  hostname(): string {
    return this.#process.uts.hostname;
  }

  setHostname(name: string): void {
    this.#thread.count(1);
    if (!holds(this.#process.credentials, 'SYS_ADMIN')) throw new SysError('EPERM');
    this.#process.uts.hostname = name;
  }

  async #connect({ host, port }: Address): Promise<Connection> {
    const addresses = await this.#resolve(host);
    const { machinery, net } = this.#process;
    const dialling = dialAny(machinery, net, addresses, port);
    // A process that is killed meanwhile never gets to see the connection.
    const abandon = (): void => void dialling.then((end) => end.close()).catch(() => undefined);
    try {
      return new ProcessConnection(this.#process, this.#thread, await this.#thread.awaits(dialling));
    } catch (error) {
      if (this.#thread.gone) abandon();
      throw error;
    }
  }

  async #connectUnix(path: string): Promise<Connection> {
    const pause = this.#thread.enter(1);
    if (pause !== undefined) await pause;
    const end = this.#process.machinery.unixSockets.connect(this.#process, path, this.#process);
    return new ProcessConnection(this.#process, this.#thread, end);
  }

  async #resolve(name: string): Promise<string[]> {
    const pause = this.#thread.enter(1);
    if (pause !== undefined) await pause;
    const { fs, net, machinery } = this.#process;
    return this.#thread.awaits(resolveName({ fs, namespace: net, machinery }, name));
  }

  /** EPERM without CAP_NET_RAW, which the file of ping(8) hands to everybody; ENETUNREACH when there is no route. */
  async #ping(name: string): Promise<number | undefined> {
    const { bounding } = this.#process.credentials;
    if (bounding?.has('NET_RAW') === false) throw new SysError('EPERM');
    const [address] = await this.#resolve(name);
    if (address === undefined) return undefined;
    const { net, machinery } = this.#process;
    const verdict = route(net, address);
    if (verdict.kind === 'no route') throw new SysError('ENETUNREACH', address);
    const time = roundTrip(verdict, address, machinery);
    if (time === undefined) return undefined;
    if ('link' in verdict) {
      countPacket(verdict.link, PING_BYTES);
      countPacket({ from: verdict.link.to, to: verdict.link.from }, PING_BYTES);
    }
    await this.#thread.sleepFor(time);
    return time;
  }
}
