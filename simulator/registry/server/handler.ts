/**
 * The distribution HTTP API v2, request by request, over a storage. Answers and errors are those of registry 2.8
 * (recorded with curl against it).
 */
import { concat, decode, encode } from '../../kernel/bytes.ts';
import type { Document } from '../assemble.ts';
import { digestOf } from '../digest.ts';
import type { HttpRequest } from '../http/message.ts';
import type { RegistryStorage } from '../storage.ts';

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** What was wrong, for the log. */
  readonly error?: { code: string; message: string; detail: unknown };
}

export interface HandlerOptions {
  readonly storage: RegistryStorage;
  /** REGISTRY_STORAGE_DELETE_ENABLED. */
  readonly deletes: boolean;
  /** A new UUID, for uploads. */
  readonly newUuid: () => string;
}

type Handler = (request: HttpRequest) => Answer;

const API: readonly [string, string] = ['Docker-Distribution-Api-Version', 'registry/2.0'];
const NO_SNIFF: readonly [string, string] = ['X-Content-Type-Options', 'nosniff'];
const JSON_TYPE: readonly [string, string] = ['Content-Type', 'application/json; charset=utf-8'];
const NAME = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*';

const MESSAGES: Readonly<Record<string, readonly [status: number, message: string]>> = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
};

export function createHandler(options: HandlerOptions): Handler {
  const uploads = new Map<string, { name: string; parts: Uint8Array[] }>();
  return (request) => {
    const [path = '', query = ''] = request.target.split('?');
    const values = queryOf(query);
    if (path === '/') return { status: 200, headers: [['Cache-Control', 'no-cache']], body: EMPTY };
    if (path === '/v2') return moved('/v2/');
    if (path === '/v2/') return json(200, '{}');
    if (path === '/v2/_catalog') return catalog(options.storage, values);
    return route(options, uploads, request, path, values);
  };
}

const EMPTY = new Uint8Array(0);

function route(
  options: HandlerOptions,
  uploads: Map<string, { name: string; parts: Uint8Array[] }>,
  request: HttpRequest,
  path: string,
  query: ReadonlyMap<string, string>,
): Answer {
  const match = new RegExp(`^/v2/(${NAME})/(tags/list|manifests/([^/]+)|blobs/uploads/([^/]*)|blobs/([^/]+))$`).exec(
    path,
  );
  if (match === null) return notFound();
  const [, name = '', rest = '', reference, upload, digest] = match;
  if (rest === 'tags/list') return tagList(options.storage, name);
  if (reference !== undefined) return manifests(options, request, name, reference);
  if (upload !== undefined) return uploading(options, uploads, request, name, upload, query);
  return blobs(options, request, name, digest ?? '');
}

function catalog(storage: RegistryStorage, query: ReadonlyMap<string, string>): Answer {
  const all = storage.repositories();
  const last = query.get('last') ?? '';
  const count = Number(query.get('n') ?? 100);
  const page = all.filter((name) => name > last).slice(0, count);
  const more = all.some((name) => name > (page.at(-1) ?? ''));
  const link: [string, string][] =
    more && page.length > 0
      ? [['Link', `</v2/_catalog?last=${encodeURIComponent(page.at(-1) ?? '')}&n=${count}>; rel="next"`]]
      : [];
  const answer = json(200, `${JSON.stringify({ repositories: page })}\n`);
  return { ...answer, headers: [...answer.headers, ...link] };
}

function tagList(storage: RegistryStorage, name: string): Answer {
  const tags = storage.tags(name);
  if (tags === undefined) return failed('NAME_UNKNOWN', { name });
  return json(200, `${JSON.stringify({ name, tags: tags.length === 0 ? null : tags })}\n`);
}

function manifests(
  { storage, deletes }: HandlerOptions,
  request: HttpRequest,
  name: string,
  reference: string,
): Answer {
  const byDigest = reference.includes(':');
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const digest = byDigest ? reference : storage.resolve(name, reference);
      const document = digest === undefined ? undefined : storage.manifest(name, digest);
      if (document === undefined)
        return failed('MANIFEST_UNKNOWN', byDigest ? { Name: name, Revision: reference } : { Tag: reference });
      return content(document.bytes, document.mediaType, document.digest);
    }
    case 'PUT':
      return putManifest(storage, request, name, reference);
    case 'DELETE':
      if (!deletes || !byDigest) return failed('UNSUPPORTED');
      return storage.deleteManifest(name, reference)
        ? { status: 202, headers: [['Content-Length', '0'], API, NO_SNIFF], body: EMPTY }
        : failed('MANIFEST_UNKNOWN');
    default:
      return failed('UNSUPPORTED');
  }
}

function putManifest(storage: RegistryStorage, request: HttpRequest, name: string, reference: string): Answer {
  const referred = blobsOf(request.body);
  if (referred === undefined) return failed('MANIFEST_INVALID', {});
  const missing = referred.find(
    (digest) => storage.blobSize(name, digest) === undefined && storage.manifest(name, digest) === undefined,
  );
  if (missing !== undefined) return failed('MANIFEST_BLOB_UNKNOWN', { digest: missing });
  const mediaType = request.headers.get('content-type') ?? '';
  const document: Document = { mediaType, digest: digestOf(request.body), bytes: request.body };
  if (reference.includes(':') && reference !== document.digest) return failed('DIGEST_INVALID');
  storage.putManifest(name, document);
  if (!reference.includes(':')) storage.tag(name, reference, document.digest);
  return created(`/v2/${name}/manifests/${document.digest}`, document.digest, request);
}

/** Digests that a manifest or an index needs; undefined for what is neither. */
function blobsOf(bytes: Uint8Array): string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(decode(bytes));
  } catch {
    return undefined;
  }
  const config = digestIn(member(value, 'config'));
  const listed = [...listIn(value, 'layers'), ...listIn(value, 'manifests')];
  if (config === undefined && !Array.isArray(member(value, 'manifests'))) return undefined;
  return [...(config === undefined ? [] : [config]), ...listed.flatMap((each) => digestIn(each) ?? [])];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list: unknown = member(value, name);
  return Array.isArray(list) ? list : [];
}

function digestIn(value: unknown): string | undefined {
  const digest = member(value, 'digest');
  return typeof digest === 'string' ? digest : undefined;
}

function blobs({ storage, deletes }: HandlerOptions, request: HttpRequest, name: string, digest: string): Answer {
  if (request.method === 'DELETE') {
    if (!deletes) return failed('UNSUPPORTED');
    return {
      status: 202,
      headers: [['Content-Length', '0'], ['Docker-Content-Digest', digest], API, NO_SNIFF],
      body: EMPTY,
    };
  }
  const bytes = storage.blob(name, digest);
  if (bytes === undefined) return failed('BLOB_UNKNOWN', digest);
  return content(bytes, 'application/octet-stream', digest, [
    ['Accept-Ranges', 'bytes'],
    ['Cache-Control', 'max-age=31536000'],
  ]);
}

function uploading(
  { storage, newUuid }: HandlerOptions,
  uploads: Map<string, { name: string; parts: Uint8Array[] }>,
  request: HttpRequest,
  name: string,
  uuid: string,
  query: ReadonlyMap<string, string>,
): Answer {
  if (request.method === 'POST') {
    const mounted = query.get('mount');
    if (mounted !== undefined && storage.mountBlob(name, mounted, query.get('from') ?? '')) {
      return created(`/v2/${name}/blobs/${mounted}`, mounted, request);
    }
    const id = newUuid();
    uploads.set(id, { name, parts: [] });
    return progress(request, name, id, 0);
  }
  const upload = uploads.get(uuid);
  if (upload === undefined) return failed('BLOB_UPLOAD_UNKNOWN', {});
  if (request.body.length > 0) upload.parts.push(request.body);
  if (request.method === 'PATCH') return progress(request, name, uuid, sizeOf(upload.parts));
  if (request.method === 'DELETE') {
    uploads.delete(uuid);
    return { status: 204, headers: [API, NO_SNIFF], body: EMPTY };
  }
  const digest = query.get('digest') ?? '';
  const bytes = concat(upload.parts);
  if (digestOf(bytes) !== digest) return failed('DIGEST_INVALID', { Digest: digest, Reason: {} });
  uploads.delete(uuid);
  storage.putBlob(name, digest, bytes);
  return created(`/v2/${name}/blobs/${digest}`, digest, request);
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function progress(request: HttpRequest, name: string, uuid: string, size: number): Answer {
  const location = `${hostOf(request)}/v2/${name}/blobs/uploads/${uuid}?_state=${uuid.replaceAll('-', '')}`;
  return {
    status: 202,
    headers: [
      ['Content-Length', '0'],
      API,
      ['Docker-Upload-Uuid', uuid],
      ['Location', location],
      ['Range', `0-${Math.max(0, size - 1)}`],
      NO_SNIFF,
    ],
    body: EMPTY,
  };
}

function hostOf({ headers }: HttpRequest): string {
  return `http://${headers.get('host') ?? 'localhost'}`;
}

function created(path: string, digest: string, request: HttpRequest): Answer {
  return {
    status: 201,
    headers: [
      ['Content-Length', '0'],
      ['Docker-Content-Digest', digest],
      API,
      ['Location', `${hostOf(request)}${path}`],
      NO_SNIFF,
    ],
    body: EMPTY,
  };
}

function content(
  body: Uint8Array,
  type: string,
  digest: string,
  more: readonly (readonly [string, string])[] = [],
): Answer {
  return {
    status: 200,
    headers: [
      ...more,
      ['Content-Length', String(body.length)],
      ['Content-Type', type],
      ['Docker-Content-Digest', digest],
      API,
      ['Etag', `"${digest}"`],
      NO_SNIFF,
    ],
    body,
  };
}

function json(status: number, text: string): Answer {
  const body = encode(text);
  return { status, headers: [['Content-Length', String(body.length)], JSON_TYPE, API, NO_SNIFF], body };
}

function failed(code: string, detail?: unknown): Answer {
  const [status, message] = MESSAGES[code] ?? [500, 'unknown error'];
  const error = { code, message, ...(detail === undefined ? {} : { detail }) };
  return { ...json(status, `${JSON.stringify({ errors: [error] })}\n`), error: { code, message, detail } };
}

function notFound(): Answer {
  const body = encode('404 page not found\n');
  return {
    status: 404,
    headers: [['Content-Length', String(body.length)], ['Content-Type', 'text/plain; charset=utf-8'], API, NO_SNIFF],
    body,
  };
}

function moved(to: string): Answer {
  const body = encode(`<a href="${to}">Moved Permanently</a>.\n\n`);
  return {
    status: 301,
    headers: [
      ['Content-Length', String(body.length)],
      ['Content-Type', 'text/html; charset=utf-8'],
      API,
      ['Location', to],
    ],
    body,
  };
}

function queryOf(query: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    if (pair !== '')
      values.set(
        at < 0 ? pair : pair.slice(0, at),
        at < 0 ? '' : decodeURIComponent(pair.slice(at + 1).replaceAll('+', ' ')),
      );
  }
  return values;
}
