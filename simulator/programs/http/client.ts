/** One HTTP/1.1 request over a connection, and its response as it comes. */
import type { Connection, Writable } from '../../kernel/abi.ts';
import { encode } from '../../kernel/bytes.ts';
import type { Headers } from './headers.ts';
import { HttpError, MessageReader } from './message-reader.ts';

export interface ClientRequest {
  method: string;
  /** Path and query. */
  target: string;
  /** All of them, Host included: nothing is added. */
  headers: Headers;
  body?: Uint8Array;
  version?: 'HTTP/1.0' | 'HTTP/1.1';
}

export interface ClientResponse {
  version: string;
  status: number;
  reason: string;
  headers: Headers;
  /** Status line and header lines as they came, without line ends. */
  lines: readonly string[];
  body: AsyncGenerator<Uint8Array, void, undefined>;
  /** Whether the connection can be used again once the body has been read. */
  keepAlive: boolean;
}

/** The text of a request up to its empty line. */
export function formatRequest(request: ClientRequest): string {
  return `${request.method} ${request.target} ${request.version ?? 'HTTP/1.1'}\r\n${request.headers.format()}\r\n`;
}

export async function sendRequest(to: Writable, request: ClientRequest): Promise<void> {
  const start = encode(formatRequest(request));
  const body = request.body ?? new Uint8Array(0);
  const whole = new Uint8Array(start.length + body.length);
  whole.set(start);
  whole.set(body, start.length);
  await to.write(whole);
}

/** No response at all came before the end of the stream. */
export class EmptyReply extends HttpError {}

/** Reads one response; interim ones (100 Continue) are told to `interim` and passed over. Throws HttpError, SysError. */
export async function readResponse(
  reader: MessageReader,
  method: string,
  interim: (lines: readonly string[]) => void = () => undefined,
): Promise<ClientResponse> {
  for (;;) {
    const line = await reader.line();
    if (line === undefined) throw new EmptyReply('no response');
    const [, version, code, reason = ''] = /^(HTTP\/\d(?:\.\d)?) (\d{3})(?: (.*))?$/.exec(line) ?? [];
    if (version === undefined) throw new HttpError('not HTTP');
    const lines = [line];
    const headers = await reader.headers((each) => lines.push(each));
    const status = Number(code);
    if (status < 200 && status !== 101) {
      interim(lines);
      continue;
    }
    const bodiless = method === 'HEAD' || status === 204 || status === 304;
    const body = bodiless ? reader.sized(0) : reader.body(headers, true);
    const framed = bodiless || headers.has('content-length') || headers.lists('transfer-encoding', 'chunked');
    const closes =
      headers.lists('connection', 'close') || (version === 'HTTP/1.0' && !headers.lists('connection', 'keep-alive'));
    return { version, status, reason, headers, lines, body, keepAlive: framed && !closes };
  }
}

/** The simplest use: a request on a fresh connection, the response read from it. */
export async function request(connection: Connection, what: ClientRequest): Promise<ClientResponse> {
  await sendRequest(connection, what);
  return readResponse(new MessageReader(connection), what.method);
}
