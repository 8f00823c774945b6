/** Connections of one curl: opened with a time limit, kept for the next URL of the same host. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { MessageReader } from '../http/message-reader.ts';
import type { HttpUrl } from '../http/url.ts';
import { CurlFailure } from './failure.ts';
import type { CurlOptions } from './options.ts';

export interface Link {
  number: number;
  connection: Connection;
  reader: MessageReader;
  /** Used by an earlier request. */
  reused: boolean;
}

export type Note = (line: string) => Promise<void>;

export class ConnectionPool {
  private readonly p: Process;
  private readonly options: CurlOptions;
  private readonly idle = new Map<string, Link>();
  private count = 0;

  constructor(p: Process, options: CurlOptions) {
    this.p = p;
    this.options = options;
  }

  async take(url: HttpUrl, note: Note): Promise<Link> {
    const key = `${url.scheme}://${url.host}:${url.port}`;
    const kept = this.idle.get(key);
    if (kept !== undefined) {
      this.idle.delete(key);
      await note(`Found bundle for host: 0x55d0c0ffee${(kept.number * 16).toString(16).padStart(2, '0')} [serially]`);
      await note('Can not multiplex, even if we wanted to');
      await note(`Re-using existing connection #${kept.number} with host ${url.host}`);
      return { ...kept, reused: true };
    }
    const { unixSocket } = this.options;
    const connection =
      unixSocket === undefined
        ? await this.connect(url, await this.addresses(url, note), note)
        : await this.connectUnix(url, unixSocket, note);
    const link = { number: this.count++, connection, reader: new MessageReader(connection), reused: false };
    await note(
      `Connected to ${url.host} (${unixSocket ?? connection.remote.host}) port ${unixSocket === undefined ? url.port : 0} (#${link.number})`,
    );
    return link;
  }

  /** Gives the connection back (`keep`) or closes it. */
  async done(link: Link, url: HttpUrl, keep: boolean, note: Note): Promise<void> {
    if (keep) {
      this.idle.set(`${url.scheme}://${url.host}:${url.port}`, link);
      await note(`Connection #${link.number} to host ${url.host} left intact`);
    } else {
      link.connection.close();
      await note(`Closing connection ${link.number}`);
    }
  }

  closeAll(): void {
    for (const link of this.idle.values()) link.connection.close();
    this.idle.clear();
  }

  private async addresses(url: HttpUrl, note: Note): Promise<string[]> {
    const fixed = this.options.resolve.get(`${url.host.toLowerCase()}:${url.port}`);
    if (fixed !== undefined) return [fixed];
    let addresses: string[];
    try {
      addresses = await this.p.net.resolve(url.host);
    } catch (error) {
      if (!isSysError(error)) throw error;
      addresses = [];
    }
    if (addresses.length === 0) {
      await note(`Could not resolve host: ${url.host}`);
      await note(`Closing connection ${this.count}`);
      throw new CurlFailure(6, `Could not resolve host: ${url.host}`);
    }
    return addresses;
  }

  private async connectUnix(url: HttpUrl, path: string, note: Note): Promise<Connection> {
    await note(`  Trying ${path}:0...`);
    try {
      return await this.p.net.connectUnix(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const message = `Failed to connect to ${url.host} port ${url.port} after 0 ms: Couldn't connect to server`;
      await note(message);
      await note(`Closing connection ${this.count}`);
      throw new CurlFailure(7, message);
    }
  }

  /** Tries every address in turn. */
  private async connect(url: HttpUrl, addresses: readonly string[], note: Note): Promise<Connection> {
    const started = this.p.now();
    const took = (): number => Math.floor(this.p.now() - started);
    const limit = Math.min(this.options.connectTimeout ?? 300, this.options.maxTime ?? Infinity);
    let message = '';
    for (const address of addresses) {
      await note(`  Trying ${address.includes(':') ? `[${address}]` : address}:${url.port}...`);
      const outcome = await this.attempt(address, url.port, limit * 1000 - took());
      if (outcome === 'late') throw await this.tooLate(url, took(), note);
      if ('read' in outcome) return outcome;
      message = `Failed to connect to ${url.host} port ${url.port} after ${took()} ms: Couldn't connect to server`;
      if (outcome.code === 'ENETUNREACH') await note(`Immediate connect fail for ${address}: ${outcome.message}`);
      else await note(`connect to ${address} port ${url.port} failed: ${outcome.message}`);
    }
    await note(message);
    await note(`Closing connection ${this.count}`);
    throw new CurlFailure(7, message);
  }

  private async attempt(host: string, port: number, ms: number): Promise<Connection | SysError | 'late'> {
    const attempt = this.p.net.connect({ host, port });
    try {
      const first = await Promise.race([attempt, this.p.sleep(Math.max(0, ms)).then((): 'late' => 'late')]);
      if (first === 'late') attempt.then((connection) => connection.close()).catch(() => undefined);
      return first;
    } catch (error) {
      if (isSysError(error)) return error;
      throw error;
    }
  }

  private async tooLate(url: HttpUrl, ms: number, note: Note): Promise<CurlFailure> {
    const { connectTimeout, maxTime } = this.options;
    const whole = maxTime !== undefined && maxTime <= (connectTimeout ?? Infinity);
    const message = whole
      ? `Connection timed out after ${ms} milliseconds`
      : `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Timeout was reached`;
    await note(message);
    await note(`Closing connection ${this.count}`);
    return new CurlFailure(28, message);
  }
}
