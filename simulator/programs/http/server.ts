/**
 * An HTTP/1.1 server over the simulated machine's sockets: connections, keep-alive and framing. What it answers is the
 * handler's; it adds no header fields but those that frame the body (Content-Length, Transfer-Encoding, Connection).
 */
import { ProcessGone, type Address, type Connection, type Listener, type Process } from '../../kernel/abi.ts';
import { encode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Headers } from './headers.ts';
import { collect, HttpError, MessageReader } from './message-reader.ts';
import { reasonOf } from './status.ts';

export interface HttpRequest {
  method: string;
  /** As sent: path and query, or an absolute URL to a proxy. */
  target: string;
  /** `HTTP/1.1`. */
  version: string;
  headers: Headers;
  /** The body as it comes. What the handler leaves is read and thrown away. */
  body: AsyncIterable<Uint8Array>;
  /** The whole body. */
  bytes(): Promise<Uint8Array>;
  remote: Address;
  local: Address;
}

export interface HttpResponse {
  status: number;
  /** The usual phrase unless given. */
  reason?: string;
  headers?: Headers;
  /** A stream without a Content-Length is sent in chunks (or up to the end of the connection to HTTP/1.0 clients). */
  body?: Uint8Array | string | AsyncIterable<Uint8Array>;
  /** Close the connection afterwards. */
  close?: boolean;
  /** The end of the connection ends the body: no length, no chunks. */
  untilClose?: boolean;
  /** Instead of a body: the connection is the handler's from here on (upgrades, tunnels). */
  takeOver?: (connection: Connection, reader: MessageReader) => Promise<void>;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

export interface ServerOptions {
  /** Milliseconds an idle connection is kept (default 65000). */
  keepAlive?: number;
  /** The version in status lines; `HTTP/1.0` closes after every response. */
  version?: 'HTTP/1.0' | 'HTTP/1.1';
  /** Answers requests that cannot be understood; undefined closes without an answer. */
  malformed?: () => HttpResponse;
  /** Told after every response, with the bytes of body sent (access logs). */
  onResponse?: (request: HttpRequest, response: HttpResponse, sent: number) => void | Promise<void>;
}

/** Accepts connections until the listener is closed or the process ends. */
export async function serveHttp(
  p: Process,
  listener: Listener,
  handler: HttpHandler,
  options: ServerOptions = {},
): Promise<void> {
  for (;;) {
    let connection: Connection;
    try {
      connection = await listener.accept();
    } catch (error) {
      if (isSysError(error)) return;
      throw error;
    }
    p.background(() => serveConnection(connection, handler, options));
  }
}

/** Answers requests on one connection until it is closed. */
export async function serveConnection(
  connection: Connection,
  handler: HttpHandler,
  options: ServerOptions = {},
): Promise<void> {
  const reader = new MessageReader(connection);
  try {
    while (await exchange(connection, reader, handler, options));
  } catch (error) {
    if (error instanceof ProcessGone) throw error;
    // The client went away or sent no HTTP: nothing to be told.
    if (!isSysError(error) && !(error instanceof HttpError)) throw error;
  } finally {
    connection.close();
  }
}

async function readRequest(
  connection: Connection,
  reader: MessageReader,
): Promise<HttpRequest | 'malformed' | undefined> {
  let line = await reader.line();
  if (line === '') line = await reader.line();
  if (line === undefined) return undefined;
  const [, method, target, version = 'HTTP/0.9'] =
    /^([!#$%&'*+.^_`|~\w-]+) (\S+)(?: (HTTP\/\d\.\d))?$/.exec(line) ?? [];
  if (method === undefined || target === undefined) return 'malformed';
  const headers = version === 'HTTP/0.9' ? new Headers() : await reader.headers();
  if (headers.get('expect')?.toLowerCase() === '100-continue') await connection.write('HTTP/1.1 100 Continue\r\n\r\n');
  const body = reader.body(headers, false);
  const { remote, local } = connection;
  return { method, target, version, headers, body, bytes: () => collect(body), remote, local };
}

/** One request and its response; whether another may follow. */
async function exchange(
  connection: Connection,
  reader: MessageReader,
  handler: HttpHandler,
  options: ServerOptions,
): Promise<boolean> {
  const request = await readRequest(connection, reader);
  if (request === undefined) return false;
  if (request === 'malformed') {
    const response = options.malformed?.();
    if (response !== undefined) await send(connection, undefined, { ...response, close: true }, options);
    return false;
  }
  const response = await handler(request);
  if (response.takeOver !== undefined) {
    await connection.write(head(response, response.headers ?? new Headers(), options));
    await response.takeOver(connection, reader);
    return false;
  }
  const { sent, keep } = await send(connection, request, response, options);
  await options.onResponse?.(request, response, sent);
  for await (const _ of request.body);
  return keep;
}

function head(response: HttpResponse, headers: Headers, options: ServerOptions): string {
  return `${options.version ?? 'HTTP/1.1'} ${response.status} ${response.reason ?? reasonOf(response.status)}\r\n${headers.format()}\r\n`;
}

function isStream(body: HttpResponse['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

async function send(
  connection: Connection,
  request: HttpRequest | undefined,
  response: HttpResponse,
  options: ServerOptions,
): Promise<{ sent: number; keep: boolean }> {
  const headers = new Headers(response.headers ?? []);
  const old = request === undefined || request.version !== 'HTTP/1.1' || options.version === 'HTTP/1.0';
  const asked = request?.headers.lists('connection', 'close') === true;
  const persistent = request?.headers.lists('connection', 'keep-alive') === true && options.version !== 'HTTP/1.0';
  let keep = response.close !== true && !asked && (!old || persistent) && !headers.lists('connection', 'close');
  const bodiless = response.status === 204 || response.status === 304 || response.status < 200;
  const body = typeof response.body === 'string' ? encode(response.body) : (response.body ?? new Uint8Array(0));
  let chunked = false;
  if (!bodiless && !headers.has('content-length')) {
    if (!isStream(body)) headers.add('Content-Length', String(body.length));
    else if (old || response.untilClose === true) keep = false;
    else if (!headers.has('transfer-encoding')) headers.add('Transfer-Encoding', 'chunked');
    chunked = isStream(body) && !old && response.untilClose !== true;
  }
  if (!headers.has('connection')) {
    if (!keep) headers.add('Connection', 'close');
    else if (old) headers.add('Connection', 'keep-alive');
  }
  const start = encode(head(response, headers, options));
  if (request?.method === 'HEAD' || bodiless) {
    await connection.write(start);
    return { sent: 0, keep };
  }
  if (!isStream(body)) {
    const whole = new Uint8Array(start.length + body.length);
    whole.set(start);
    whole.set(body, start.length);
    await connection.write(whole);
    return { sent: body.length, keep };
  }
  await connection.write(start);
  let sent = 0;
  for await (const piece of body) {
    if (piece.length === 0) continue;
    sent += piece.length;
    if (chunked) await connection.write(`${piece.length.toString(16)}\r\n`);
    await connection.write(piece);
    if (chunked) await connection.write('\r\n');
  }
  if (chunked) await connection.write('0\r\n\r\n');
  return { sent, keep };
}
