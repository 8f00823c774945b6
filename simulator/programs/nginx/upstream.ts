/** proxy_pass: choosing a peer in turn (smooth weighted round robin), asking it, handing its answer on. */
import type { Connection } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { readResponse, sendRequest, type ClientResponse } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { HttpError, MessageReader } from '../http/message-reader.ts';
import type { HttpResponse } from '../http/server.ts';
import {
  addresses,
  find,
  findAll,
  splitHostPort,
  type Configuration,
  type Peer,
  type Scope,
  type Upstream,
} from './configuration.ts';
import type { Directive } from './config-parser.ts';
import { StatusError, systemReason } from './request-error.ts';
import { substitute, type Exchange } from './variables.ts';

/** Peers' turns; one per worker. */
export class Balance {
  private readonly current = new Map<Peer, number>();
  private readonly busy = new Map<Peer, number>();
  private readonly resting = new Map<Peer, number>();

  /** The next peer that has not been tried, or undefined. `now` in milliseconds. */
  next(upstream: Upstream, tried: ReadonlySet<Peer>, now: number): Peer | undefined {
    const fit = (each: Peer): boolean =>
      !each.down && !tried.has(each) && (upstream.peers.length === 1 || (this.resting.get(each) ?? 0) <= now);
    const primary = upstream.peers.filter((each) => !each.backup && fit(each));
    const peers = primary.length > 0 ? primary : upstream.peers.filter((each) => each.backup && fit(each));
    const total = peers.reduce((sum, { weight }) => sum + weight, 0);
    const least = Math.min(...peers.map((each) => (this.busy.get(each) ?? 0) / each.weight));
    let best: Peer | undefined;
    for (const peer of peers) {
      if (upstream.leastConnections && (this.busy.get(peer) ?? 0) / peer.weight > least) continue;
      this.current.set(peer, (this.current.get(peer) ?? 0) + peer.weight);
      if (best === undefined || (this.current.get(peer) ?? 0) > (this.current.get(best) ?? 0)) best = peer;
    }
    if (best !== undefined) this.current.set(best, (this.current.get(best) ?? 0) - total);
    return best;
  }

  use(peer: Peer, by: 1 | -1): void {
    this.busy.set(peer, (this.busy.get(peer) ?? 0) + by);
  }

  /** It did not answer: left out for the usual fail_timeout. */
  failed(peer: Peer, now: number): void {
    this.resting.set(peer, now + 10_000);
  }
}

interface Destination {
  upstream: Upstream;
  /** As written after http://, the default Host. */
  place: string;
  target: string;
}

async function destination(x: Exchange, configuration: Configuration, directive: Directive): Promise<Destination> {
  const written = directive.args[0] ?? '';
  const url = substitute(x, written);
  const [, place = '', path = ''] = /^https?:\/\/([^/?]*)(.*)$/s.exec(url) ?? [];
  if (url.startsWith('https:')) throw new StatusError(502, "Drydock's nginx does not simulate TLS to upstreams");
  const known = configuration.upstreams.get(place);
  const query = x.args === '' ? '' : `?${x.args}`;
  let target = path;
  if (path === '')
    target = x.cycles === 0 && !x.variables.has('\0rewritten') ? x.request.target : encodeURI(x.uri) + query;
  else if (!written.includes('$')) {
    const pattern = x.location !== undefined && x.location.regex === undefined ? x.location.pattern : '';
    target = path + encodeURI(x.uri.slice(pattern.length)) + query;
  }
  if (known !== undefined) return { upstream: known, place, target };
  const { host, port } = splitHostPort(place);
  if (find(x.location ?? x.server, 'resolver') === undefined && !/^[\d.]+$/.test(host))
    throw new StatusError(502, `no resolver defined to resolve ${host}`);
  const found = await addresses(x.p, host);
  if (found.length === 0) throw new StatusError(502, `${host} could not be resolved (3: Host not found)`);
  const peers = found.map((address) => ({ host: address, port, weight: 1, backup: false, down: false }));
  return { upstream: { name: place, peers, leastConnections: false }, place, target };
}

const HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'upgrade',
  'expect',
  'host',
  'content-length',
  'transfer-encoding',
]);

function requestHeaders(x: Exchange, scope: Scope, place: string, version: string, length: number): Headers {
  const set = findAll(scope, 'proxy_set_header').map(
    ({ args: [name = '', value = ''] }) => [name, substitute(x, value)] as const,
  );
  const given = new Set(set.map(([name]) => name.toLowerCase()));
  const headers = new Headers();
  if (!given.has('host')) headers.add('Host', place);
  for (const [name, value] of set) if (value !== '') headers.add(name, value);
  if (!given.has('connection') && version === '1.0') headers.add('Connection', 'close');
  if (length > 0 || x.request.headers.has('content-length')) headers.set('Content-Length', String(length));
  for (const [name, value] of x.request.headers)
    if (!HOP.has(name.toLowerCase()) && !given.has(name.toLowerCase())) headers.add(name, value);
  return headers;
}

async function ask(
  x: Exchange,
  scope: Scope,
  to: Destination,
  peer: Peer,
  body: Uint8Array,
): Promise<{ connection: Connection; reader: MessageReader; response: ClientResponse }> {
  const version = find(scope, 'proxy_http_version')?.args[0] === '1.1' ? '1.1' : '1.0';
  const connection = await x.p.net.connect({ host: peer.host, port: peer.port });
  try {
    const headers = requestHeaders(x, scope, to.place, version, body.length);
    await sendRequest(connection, {
      method: x.request.method,
      target: to.target,
      headers,
      body,
      version: `HTTP/${version}`,
    });
    const reader = new MessageReader(connection);
    return { connection, reader, response: await readResponse(reader, x.request.method) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function* closing(body: AsyncIterable<Uint8Array>, done: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    done();
  }
}

function redirected(x: Exchange, to: Destination, location: string): string {
  const from = `http://${to.place}/`;
  if (!location.startsWith(from)) return location;
  const host = x.request.headers.get('host') ?? 'localhost';
  return `http://${host}/${location.slice(from.length)}`;
}

async function relay(
  client: Connection,
  reader: MessageReader,
  upstream: { connection: Connection; reader: MessageReader },
  p: Exchange['p'],
): Promise<void> {
  p.background(async () => {
    try {
      for await (const piece of reader.rest()) await upstream.connection.write(piece);
      upstream.connection.end();
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  });
  for await (const piece of upstream.reader.rest()) await client.write(piece);
  upstream.connection.close();
}

export async function proxy(
  x: Exchange,
  scope: Scope,
  directive: Directive,
  balance: Balance,
  log: (text: string) => Promise<void>,
): Promise<HttpResponse> {
  const to = await destination(x, x.configuration, directive);
  const body = await x.request.bytes();
  const tried = new Set<Peer>();
  for (;;) {
    const peer = balance.next(to.upstream, tried, x.p.now());
    if (peer === undefined)
      throw new StatusError(502, tried.size === 0 ? 'no live upstreams while connecting to upstream' : undefined);
    tried.add(peer);
    x.upstream = x.upstream === '' ? `${peer.host}:${peer.port}` : `${x.upstream}, ${peer.host}:${peer.port}`;
    balance.use(peer, 1);
    try {
      const { connection, reader, response } = await ask(x, scope, to, peer, body);
      const done = (): void => {
        connection.close();
        balance.use(peer, -1);
      };
      if (response.status === 101)
        return {
          status: 101,
          headers: response.headers,
          takeOver: (client, rest) => relay(client, rest, { connection, reader }, x.p),
        };
      const headers = new Headers();
      for (const [name, value] of response.headers) {
        const key = name.toLowerCase();
        if (key === 'location') headers.add(name, redirected(x, to, value));
        else if (!['connection', 'keep-alive', 'transfer-encoding', 'server', 'date'].includes(key))
          headers.add(name, value);
      }
      return { status: response.status, reason: response.reason, headers, body: closing(response.body, done) };
    } catch (error) {
      balance.use(peer, -1);
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      balance.failed(peer, x.p.now());
      await log(`${failure} upstream, UPSTREAM: "http://${peer.host}:${peer.port}${to.target}"`);
    }
  }
}

function failureOf(error: unknown): string | undefined {
  if (isSysError(error)) return `connect() failed ${systemReason(error.code, error.message)} while connecting to`;
  if (error instanceof HttpError) return 'upstream prematurely closed connection while reading response header from';
  return undefined;
}
