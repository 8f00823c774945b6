/** A registry reached over the simulated network: the distribution HTTP API v2, as the engine's client speaks it. */
import type { AuthConfig, Descriptor } from '../api/common.ts';
import type { Connection } from '../kernel/abi.ts';
import { decode, encode } from '../kernel/bytes.ts';
import { SysError } from '../kernel/errno.ts';
import type { Layer } from '../vfs/layer.ts';
import type { Document } from './assemble.ts';
import { base64 } from './base64.ts';
import type { Progress, RegistryClient, TransferOptions } from './client.ts';
import { digestOf } from './digest.ts';
import { networkError, RegistryError } from './error.ts';
import type { RegistryErrorCode } from './error.ts';
import { formatRequest, HttpError, HttpReader, readResponse } from './http/message.ts';
import type { HttpResponse } from './http/message.ts';
import { layerFromBlob } from './layer-blob.ts';
import { MEDIA_TYPE } from './oci.ts';
import type { Dial } from './registries.ts';

/** The machine's own way into the network. */
export interface Reach {
  /** To an address. Rejects with SysError. */
  connect(address: string, port: number): Promise<Connection>;
  /** Addresses of a host name; empty when it does not exist, undefined when nobody can tell. */
  resolve(name: string): Promise<readonly string[] | undefined>;
  /** As errors name it: `10.0.2.3:53`. */
  readonly nameServer: string;
  /** `docker/28.5.2 …`, which a registry's log shows. */
  readonly userAgent: string;
}

const ACCEPTED = [MEDIA_TYPE.dockerManifest, MEDIA_TYPE.dockerList, MEDIA_TYPE.index, MEDIA_TYPE.manifest].join(', ');
/** Bytes that one write hands to the network. */
const PIECE = 65_536;

export function createHttpDial(reach: Reach): Dial {
  return async (domain, auth) => {
    const client = new HttpRegistry(reach, domain, auth);
    await client.ping();
    return client;
  };
}

class HttpRegistry implements RegistryClient {
  readonly domain: string;
  readonly #reach: Reach;
  readonly #auth: AuthConfig | undefined;
  readonly #host: string;
  readonly #port: number;
  /** Hosts of the machine itself may go without TLS, as the engine has it. */
  readonly #plain: boolean;

  constructor(reach: Reach, domain: string, auth: AuthConfig | undefined) {
    const [, host = domain, port] = /^(.*?)(?::(\d+))?$/.exec(domain) ?? [];
    this.domain = domain;
    this.#reach = reach;
    this.#auth = auth;
    this.#host = host.replace(/^\[(.*)\]$/, '$1');
    this.#plain = this.#host === 'localhost' || this.#host.startsWith('127.') || this.#host === '::1';
    this.#port = port === undefined ? (this.#plain ? 80 : 443) : Number(port);
  }

  async ping(): Promise<void> {
    const response = await this.#send('GET', '/v2/');
    if (response.status === 401) {
      const missing =
        this.#auth?.username === undefined ? 'no basic auth credentials' : 'unauthorized: authentication required';
      throw new RegistryError('UNAUTHORIZED', `Get "${this.#url('/v2/')}": ${missing}`);
    }
    // A registry speaks TLS unless it is on the machine itself. None of the simulated ones does.
    if (!this.#plain) throw networkError(`Get "${this.#url('/v2/')}": http: server gave HTTP response to HTTPS client`);
  }

  async manifest(repository: string, reference: string): Promise<Document> {
    const accept = [['Accept', ACCEPTED]] as const;
    const at = (name: string): string => `/v2/${repository}/manifests/${name}`;
    let digest = reference;
    if (!reference.includes(':')) {
      const head = await this.#send('HEAD', at(reference), { headers: accept });
      digest = head.headers.get('docker-content-digest') ?? reference;
    }
    const response = await this.#ask('GET', at(digest), { headers: accept });
    return {
      mediaType: response.headers.get('content-type') ?? MEDIA_TYPE.dockerManifest,
      digest: digestOf(response.body),
      bytes: response.body,
    };
  }

  async tags(repository: string): Promise<readonly string[]> {
    const { body } = await this.#ask('GET', `/v2/${repository}/tags/list`);
    const tags = field(parse(body), 'tags');
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  }

  async blob(repository: string, { digest }: Descriptor): Promise<Uint8Array> {
    return (await this.#ask('GET', `/v2/${repository}/blobs/${digest}`)).body;
  }

  async layer(repository: string, { digest }: Descriptor, { progress }: TransferOptions = {}): Promise<Layer> {
    const { body } = await this.#ask('GET', `/v2/${repository}/blobs/${digest}`, { progress });
    if (digestOf(body) !== digest) throw networkError(`filesystem layer verification failed for digest ${digest}`);
    return layerFromBlob(body);
  }

  async stat(repository: string, digest: string): Promise<number | undefined> {
    const { status, headers } = await this.#send('HEAD', `/v2/${repository}/blobs/${digest}`);
    return status === 200 ? Number(headers.get('content-length') ?? 0) : undefined;
  }

  async mount(repository: string, digest: string, from: string): Promise<boolean> {
    const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
    return (await this.#send('POST', `/v2/${repository}/blobs/uploads/?${query}`)).status === 201;
  }

  async pushBlob(
    repository: string,
    digest: string,
    content: Uint8Array,
    { progress }: TransferOptions = {},
  ): Promise<void> {
    const started = await this.#ask('POST', `/v2/${repository}/blobs/uploads/`);
    const type = [['Content-Type', 'application/octet-stream']] as const;
    const sent = await this.#ask('PATCH', pathOf(started), { headers: type, body: content, sent: progress });
    const location = pathOf(sent);
    const mark = location.includes('?') ? '&' : '?';
    await this.#ask('PUT', `${location}${mark}digest=${encodeURIComponent(digest)}`);
  }

  async pushManifest(repository: string, reference: string, { mediaType, bytes, digest }: Document): Promise<string> {
    const type = [['Content-Type', mediaType]] as const;
    const { headers } = await this.#ask('PUT', `/v2/${repository}/manifests/${reference}`, {
      headers: type,
      body: bytes,
    });
    return headers.get('docker-content-digest') ?? digest;
  }

  /** As `#send`, and rejects when the registry refuses. */
  async #ask(method: string, target: string, options: SendOptions = {}): Promise<HttpResponse> {
    const response = await this.#send(method, target, options);
    if (response.status < 400) return response;
    throw refusal(response);
  }

  async #send(method: string, target: string, options: SendOptions = {}): Promise<HttpResponse> {
    const { headers = [], body = new Uint8Array(0), progress, sent } = options;
    const connection = await this.#connect(target);
    const all = [
      ['Host', this.domain],
      ['User-Agent', this.#reach.userAgent],
      ...this.#authorization(),
      ...headers,
      ['Connection', 'close'],
    ] as const;
    try {
      const bytes = formatRequest(method, target, all, body);
      for (let at = 0; at < bytes.length; at += PIECE) {
        await connection.write(bytes.subarray(at, at + PIECE));
        sent?.(Math.max(0, Math.min(bytes.length, at + PIECE) - (bytes.length - body.length)));
      }
      return await readResponse(new HttpReader(connection), method, progress);
    } catch (error) {
      throw this.#lost(error, method, target, connection);
    } finally {
      connection.close();
    }
  }

  #authorization(): (readonly [string, string])[] {
    const { username, password } = this.#auth ?? {};
    if (username === undefined || username === '') return [];
    return [['Authorization', `Basic ${base64(encode(`${username}:${password ?? ''}`))}`]];
  }

  async #connect(target: string): Promise<Connection> {
    const get = `Get "${this.#url(target)}": dial tcp`;
    const literal = /^[\d.]+$|:/.test(this.#host);
    const found = literal ? [this.#host] : await this.#reach.resolve(this.#host);
    const lookup = `${get}: lookup ${this.#host} on ${this.#reach.nameServer}`;
    if (found === undefined) throw networkError(`${lookup}: server misbehaving`);
    const [address] = found;
    if (address === undefined) throw networkError(`${lookup}: no such host`);
    try {
      return await this.#reach.connect(address, this.#port);
    } catch (error) {
      if (error instanceof SysError) throw networkError(`${get} ${address}:${this.#port}: ${reason(error)}`);
      throw error;
    }
  }

  #lost(error: unknown, method: string, target: string, { local, remote }: Connection): unknown {
    const start = `${method.charAt(0)}${method.slice(1).toLowerCase()} "${this.#url(target)}"`;
    if (error instanceof HttpError) return networkError(`${start}: ${error.message}`);
    if (!(error instanceof SysError)) return error;
    return networkError(
      `${start}: read tcp ${local.host}:${local.port}->${remote.host}:${remote.port}: read: ${error.message.toLowerCase()}`,
    );
  }

  #url(target: string): string {
    return `${this.#plain ? 'http' : 'https'}://${this.domain}${target}`;
  }
}

interface SendOptions {
  headers?: readonly (readonly [string, string])[];
  body?: Uint8Array;
  /** Told of the bytes of the answer's body. */
  progress?: Progress | undefined;
  /** Told of the bytes of the request's body. */
  sent?: Progress | undefined;
}

/** Go's words for a connection that did not come about. */
function reason(error: SysError): string {
  return error.code === 'ETIMEDOUT' ? 'i/o timeout' : `connect: ${error.message.toLowerCase()}`;
}

/** Where the registry wants the upload to go on. */
function pathOf({ headers }: HttpResponse): string {
  return (headers.get('location') ?? '/v2/').replace(/^https?:\/\/[^/]+/, '');
}

const CODES: readonly RegistryErrorCode[] = [
  'DENIED', 'UNAUTHORIZED', 'MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'BLOB_UNKNOWN', 'TOOMANYREQUESTS', 'UNSUPPORTED',
]; // prettier-ignore

/** The first error of the answer's body: `manifest unknown: manifest unknown`. */
function refusal({ status, body }: HttpResponse): RegistryError {
  const errors = field(parse(body), 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const code = text(field(first, 'code'));
  const message = text(field(first, 'message'));
  if (code === '') return new RegistryError('UNSUPPORTED', `received unexpected HTTP status: ${status}`);
  const known = CODES.find((each) => each === code) ?? 'UNSUPPORTED';
  return new RegistryError(known, `${code.toLowerCase().replaceAll('_', ' ')}: ${message}`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decode(bytes));
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
