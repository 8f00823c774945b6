/**
 * HTTP/1.1 messages over a connection (RFC 9112), as far as registries and their clients need them: bodies of a known
 * length, chunked, or up to the end of the connection.
 */
import type { Readable } from '../../kernel/abi.ts';
import { concat, decode, encode } from '../../kernel/bytes.ts';

/** Names in lower case. */
export type Headers = ReadonlyMap<string, string>;

export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The other side does not speak HTTP, or stopped in the middle. */
export class HttpError extends Error {
  override name = 'HttpError';
}

const LF = 0x0a;
const LONGEST_LINE = 65_536;

/** Reads lines and exact numbers of bytes from a stream. */
export class HttpReader {
  readonly #from: Pick<Readable, 'read'>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(from: Pick<Readable, 'read'>) {
    this.#from = from;
  }

  /** The next line without its end; undefined when the stream ends before it begins. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf(LF);
      if (end >= 0) {
        const line = decode(this.#rest.subarray(0, end)).replace(/\r$/, '');
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (this.#rest.length > LONGEST_LINE) throw new HttpError('line too long');
      if (!(await this.#more())) {
        if (this.#rest.length === 0) return undefined;
        throw new HttpError('unexpected EOF');
      }
    }
  }

  async exactly(length: number, progress?: (bytes: number) => void): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let got = 0;
    while (got < length) {
      if (this.#rest.length === 0 && !(await this.#more())) throw new HttpError('unexpected EOF');
      const part = this.#rest.subarray(0, length - got);
      this.#rest = this.#rest.subarray(part.length);
      parts.push(part);
      got += part.length;
      progress?.(got);
    }
    return concat(parts);
  }

  async toEnd(): Promise<Uint8Array> {
    const parts = [this.#rest];
    this.#rest = new Uint8Array(0);
    while (await this.#more()) {
      parts.push(this.#rest);
      this.#rest = new Uint8Array(0);
    }
    return concat(parts);
  }

  async #more(): Promise<boolean> {
    const bytes = await this.#from.read();
    if (bytes.length === 0) return false;
    this.#rest = this.#rest.length === 0 ? bytes : concat([this.#rest, bytes]);
    return true;
  }
}

/** undefined when the connection ended before a request. Throws HttpError. */
export async function readRequest(reader: HttpReader): Promise<HttpRequest | undefined> {
  const line = await reader.line();
  if (line === undefined) return undefined;
  const match = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(line);
  if (match === null) throw new HttpError(`malformed HTTP request ${JSON.stringify(line)}`);
  const headers = await readHeaders(reader);
  const body = await readBody(reader, headers, false);
  return { method: match[1] ?? '', target: match[2] ?? '', headers, body };
}

/** The answer to a request of this method. */
export async function readResponse(
  reader: HttpReader,
  method: string,
  progress?: (bytes: number) => void,
): Promise<HttpResponse> {
  const line = await reader.line();
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(line ?? '')?.[1];
  if (line === undefined) throw new HttpError('EOF');
  if (status === undefined) throw new HttpError(`malformed HTTP response ${JSON.stringify(line)}`);
  const headers = await readHeaders(reader);
  const bare = method === 'HEAD' || status === '204' || status === '304';
  const body = bare ? new Uint8Array(0) : await readBody(reader, headers, true, progress);
  return { status: Number(status), headers, body };
}

async function readHeaders(reader: HttpReader): Promise<Map<string, string>> {
  const headers = new Map<string, string>();
  for (;;) {
    const line = await reader.line();
    if (line === undefined) throw new HttpError('unexpected EOF');
    if (line === '') return headers;
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
}

async function readBody(
  reader: HttpReader,
  headers: Headers,
  untilEnd: boolean,
  progress?: (bytes: number) => void,
): Promise<Uint8Array> {
  if (headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return readChunks(reader);
  const length = headers.get('content-length');
  if (length !== undefined) return reader.exactly(Number(length), progress);
  return untilEnd ? reader.toEnd() : new Uint8Array(0);
}

async function readChunks(reader: HttpReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const size = Number.parseInt((await reader.line()) ?? '', 16);
    if (!Number.isSafeInteger(size)) throw new HttpError('malformed chunked encoding');
    if (size === 0) break;
    parts.push(await reader.exactly(size));
    await reader.line();
  }
  while ((await reader.line()) !== '');
  return concat(parts);
}

/** Headers as `Name: value` lines in the order given; the length of the body is added. */
export function formatRequest(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array,
): Uint8Array {
  const length = body.length > 0 || method === 'POST' || method === 'PUT' || method === 'PATCH';
  const all = length ? [...headers, ['Content-Length', String(body.length)] as const] : headers;
  return concat([encode(`${method} ${target} HTTP/1.1\r\n${headerLines(all)}\r\n`), body]);
}

export function formatResponse(
  status: number,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array,
): Uint8Array {
  return concat([encode(`HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ''}\r\n${headerLines(headers)}\r\n`), body]);
}

function headerLines(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

export const STATUS_TEXT: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  307: 'Temporary Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  416: 'Requested Range Not Satisfiable',
  500: 'Internal Server Error',
};
