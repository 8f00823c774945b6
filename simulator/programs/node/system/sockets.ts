/** Connections and listeners of a guest, by number. */
import { ProcessGone, type Connection, type Listener, type Process } from '../../../kernel/abi.ts';
import { isSysError, SysError } from '../../../kernel/errno.ts';
import type { EventQueue } from '../events.ts';
import { describe, errnoOf, sentence, type Described } from './answer.ts';

export interface Target {
  host?: string | null;
  port?: number;
  path?: string;
}

export class Sockets {
  readonly #p: Process;
  readonly #events: EventQueue;
  readonly #connections = new Map<number, Connection>();
  readonly #listeners = new Map<number, Listener>();
  #last = 0;

  constructor(p: Process, events: EventQueue) {
    this.#p = p;
    this.#events = events;
  }

  connect(id: number, target: Target): void {
    this.#inBackground(async () => {
      const { path, host = 'localhost', port = 0 } = target;
      if (path !== undefined) return this.#connectPath(id, path);
      const addresses = await this.#addresses(id, host ?? 'localhost');
      if (addresses === undefined) return;
      const failures: Described[] = [];
      for (const address of addresses) {
        try {
          const connection = await this.#p.net.connect({ host: address, port });
          this.#events.push(id, 'connected', this.#keep(connection));
          return;
        } catch (error) {
          failures.push(connectFailure(error, address, port));
        }
      }
      const [first] = failures;
      if (first === undefined) return;
      this.#events.fail(id, failures.length === 1 ? first : { message: '', code: first.code, errors: failures });
    });
  }

  async #connectPath(id: number, path: string): Promise<void> {
    try {
      this.#events.push(id, 'connected', this.#keep(await this.#p.net.connectUnix(path)));
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.#events.fail(id, { message: `connect ${error.code} ${path}`, code: error.code, errno: errnoOf(error.code), syscall: 'connect', address: path }); // prettier-ignore
    }
  }

  async #addresses(id: number, host: string): Promise<string[] | undefined> {
    if (/^[\d.]+$/.test(host) || host.includes(':')) return [host];
    const found = await this.lookup(host);
    if (Array.isArray(found)) return found;
    this.#events.fail(id, found);
    return undefined;
  }

  /** Addresses of a name, or the error that Node makes of it. */
  async lookup(host: string): Promise<string[] | Described> {
    try {
      const list = await this.#p.net.resolve(host);
      if (list.length > 0) return list;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return {
        message: `getaddrinfo EAI_AGAIN ${host}`,
        code: 'EAI_AGAIN',
        errno: -3001,
        syscall: 'getaddrinfo',
        hostname: host,
      };
    }
    return {
      message: `getaddrinfo ENOTFOUND ${host}`,
      code: 'ENOTFOUND',
      errno: -3008,
      syscall: 'getaddrinfo',
      hostname: host,
    };
  }

  listen(id: number, { host = null, port = 0, path }: Target): void {
    let listener: Listener;
    try {
      listener =
        path === undefined
          ? this.#p.net.listen({ host: host === 'localhost' ? '127.0.0.1' : (host ?? '::'), port })
          : this.#p.net.listenUnix(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const where = path ?? `${host ?? '::'}:${port}`;
      this.#events.fail(id, {
        message: `listen ${error.code}: ${sentence(error.code)} ${where}`,
        code: error.code,
        errno: errnoOf(error.code),
        syscall: 'listen',
        ...(path === undefined ? { address: host ?? '::', port } : { address: path }),
      });
      return;
    }
    this.#listeners.set(id, listener);
    const { address } = listener;
    this.#events.push(id, 'listening', path ?? { address: address.host, family: address.host.includes(':') ? 'IPv6' : 'IPv4', port: address.port }); // prettier-ignore
    this.#inBackground(async () => {
      for (;;) {
        const connection = await listener.accept();
        this.#events.push(id, 'accepted', this.#keep(connection));
      }
    });
  }

  unlisten(id: number): void {
    this.#listeners.get(id)?.close();
    this.#listeners.delete(id);
  }

  read(id: number, connection: number): void {
    const found = this.#connections.get(connection);
    if (found === undefined) return;
    this.#inBackground(async () => {
      try {
        this.#events.push(id, 'data', undefined, await found.read(65536));
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (!this.#connections.has(connection)) return;
        this.#events.fail(
          id,
          { message: `read ${error.code}`, code: error.code, errno: errnoOf(error.code), syscall: 'read' },
          'readFailed',
        );
      }
    });
  }

  write(id: number, connection: number, bytes: Uint8Array): void {
    const found = this.#connections.get(connection);
    this.#inBackground(async () => {
      try {
        if (found === undefined) throw new SysError('EPIPE');
        await found.write(bytes);
        this.#events.push(id, 'done');
      } catch (error) {
        if (!isSysError(error)) throw error;
        this.#events.fail(id, {
          message: `write ${error.code}`,
          code: error.code,
          errno: errnoOf(error.code),
          syscall: 'write',
        });
      }
    });
  }

  end(connection: number): void {
    this.#connections.get(connection)?.end();
  }

  close(connection: number): void {
    this.#connections.get(connection)?.close();
    this.#connections.delete(connection);
  }

  #keep(connection: Connection): { id: number; local: object; remote: object } {
    this.#last += 1;
    this.#connections.set(this.#last, connection);
    return { id: this.#last, local: connection.local, remote: connection.remote };
  }

  /** Beside the program. What a closed listener or connection says then is nobody's concern. */
  #inBackground(work: () => Promise<void>): void {
    this.#p.background(async () => {
      try {
        await work();
      } catch (error) {
        if (error instanceof ProcessGone || !isSysError(error)) throw error;
      }
    });
  }
}

function connectFailure(error: unknown, address: string, port: number): Described {
  if (!isSysError(error)) throw error;
  return {
    message: `connect ${error.code} ${address}:${port}`,
    code: error.code,
    errno: errnoOf(error.code),
    syscall: 'connect',
    address,
    port,
  };
}

export { describe };
