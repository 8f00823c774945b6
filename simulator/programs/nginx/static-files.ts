/** Serving files of a directory tree: root and alias, index, redirects to directories, autoindex, ranges, conditions. */
import type { Process, Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { httpDate, parseHttpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import type { HttpResponse } from '../http/server.ts';
import { find, findAll, isOn, type Scope } from './configuration.ts';
import { listing } from './pages.ts';
import { StatusError, systemReason } from './request-error.ts';
import { substitute, type Exchange } from './variables.ts';

/** Another address inside the same server, or an answer. */
export type Outcome = { kind: 'answer'; response: HttpResponse } | { kind: 'again'; uri: string };

const DEFAULT_ROOT = '/etc/nginx/html';

/** The file that an address stands for in this place of the configuration. */
export function fileOf(x: Exchange, scope: Scope, uri = x.uri): string {
  const alias = x.location?.directives.find(({ name }) => name === 'alias')?.args[0];
  if (alias !== undefined && x.location !== undefined) {
    x.root = substitute(x, alias);
    return x.location.regex === undefined ? x.root + uri.slice(x.location.pattern.length) : x.root;
  }
  const root = substitute(x, find(scope, 'root')?.args[0] ?? DEFAULT_ROOT);
  x.root = root.startsWith('/') ? root : `/etc/nginx/${root}`;
  return x.root.replace(/\/$/, '') + uri;
}

function statOf(p: Process, path: string): Stat | undefined {
  try {
    return p.fs.stat(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new StatusError(
      error.code === 'EACCES' ? 403 : 404,
      `"${path}" failed ${systemReason(error.code, error.message)}`,
    );
  }
}

export function mediaTypeOf(scope: Scope, path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension !== undefined) {
    for (const types of findAll(scope, 'types')) {
      for (const row of types.block ?? []) if (row.args.includes(extension)) return row.name;
    }
  }
  return find(scope, 'default_type')?.args[0] ?? 'text/plain';
}

async function* fileBody(p: Process, path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const fd = await p.open(path, { read: true });
  try {
    p.seek(fd, from);
    for (let left = to - from; left > 0;) {
      const piece = await p.read(fd, Math.min(left, 65536));
      if (piece.length === 0) return;
      left -= piece.length;
      yield piece;
    }
  } finally {
    p.close(fd);
  }
}

function range(x: Exchange, size: number): { from: number; to: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(x.request.headers.get('range') ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  if (start >= size || start >= end) throw new StatusError(416);
  return { from: start, to: end };
}

function sendFile(x: Exchange, scope: Scope, path: string, stat: Stat): HttpResponse {
  if (!x.p.fs.access(path, 'r')) throw new StatusError(403, `open() "${path}" failed (13: Permission denied)`);
  const { headers: asked, method } = x.request;
  if (method !== 'GET' && method !== 'HEAD') throw new StatusError(405);
  const seconds = Math.floor(stat.mtime / 1000);
  const etag = `"${seconds.toString(16)}-${stat.size.toString(16)}"`;
  const since = parseHttpDate(asked.get('if-modified-since') ?? '');
  const headers = new Headers([['Last-Modified', httpDate(stat.mtime)]]);
  if (isOn(scope, 'etag', true)) headers.add('ETag', etag);
  const known = asked.get('if-none-match');
  if (
    known !== undefined ? known === etag || known === '*' : since !== undefined && Math.floor(since / 1000) === seconds
  ) {
    return { status: 304, headers };
  }
  const part = range(x, stat.size);
  const { from, to } = part ?? { from: 0, to: stat.size };
  const type = mediaTypeOf(scope, path);
  const charset = find(scope, 'charset')?.args[0];
  const full =
    charset !== undefined && charset !== 'off' && /^text\/|javascript|json|xml$/.test(type)
      ? `${type}; charset=${charset}`
      : type;
  const all = new Headers([['Content-Type', full], ['Content-Length', String(to - from)], ...headers]);
  if (part === undefined) all.add('Accept-Ranges', 'bytes');
  else all.add('Content-Range', `bytes ${from}-${to - 1}/${stat.size}`);
  return { status: part === undefined ? 200 : 206, headers: all, body: fileBody(x.p, path, from, to) };
}

function redirectTo(x: Exchange, uri: string): HttpResponse {
  const host = x.request.headers.get('host');
  const place = `${encodeURI(uri)}${x.args === '' ? '' : `?${x.args}`}`;
  const port = x.request.local.port;
  const name = host === undefined ? (x.server.names[0] ?? 'localhost') : host.replace(/:\d+$/, '');
  const absolute = isOn(x.location ?? x.server, 'absolute_redirect', true);
  return {
    status: 301,
    headers: new Headers([['Location', absolute ? `http://${name}${port === 80 ? '' : `:${port}`}${place}` : place]]),
  };
}

function serveDirectory(x: Exchange, scope: Scope, path: string): Outcome {
  if (!x.uri.endsWith('/')) return { kind: 'answer', response: redirectTo(x, `${x.uri}/`) };
  for (const index of find(scope, 'index')?.args ?? ['index.html']) {
    const name = substitute(x, index);
    if (name.startsWith('/')) return { kind: 'again', uri: name };
    if (statOf(x.p, `${path.replace(/\/$/, '')}/${name}`)?.type === 'file') return { kind: 'again', uri: x.uri + name };
  }
  if (!isOn(scope, 'autoindex')) throw new StatusError(403, `directory index of "${path}" is forbidden`);
  const entries = x.p.fs.readdir(path).filter(({ name }) => !name.startsWith('.')).flatMap((entry) => {
    const stat = statOf(x.p, `${path.replace(/\/$/, '')}/${entry.name}`);
    return stat === undefined ? [] : [{ entry, stat }];
  }); // prettier-ignore
  return {
    kind: 'answer',
    response: { status: 200, headers: new Headers([['Content-Type', 'text/html']]), body: listing(x.uri, entries) },
  };
}

export function serveStatic(x: Exchange, scope: Scope): Outcome {
  const path = fileOf(x, scope);
  x.filename = path;
  const stat = statOf(x.p, path);
  if (stat === undefined || (x.uri.endsWith('/') && stat.type !== 'directory')) {
    if (x.uri.endsWith('/')) {
      const index = find(scope, 'index')?.args[0] ?? 'index.html';
      throw new StatusError(404, `"${path}${index}" is not found (2: No such file or directory)`);
    }
    throw new StatusError(404, `open() "${path}" failed (2: No such file or directory)`);
  }
  if (stat.type === 'directory') return serveDirectory(x, scope, path);
  return { kind: 'answer', response: sendFile(x, scope, path, stat) };
}

/** The first of try_files that is there; undefined when there is no such directive. */
export function tryFiles(x: Exchange, scope: Scope): string | undefined {
  const args = scope.directives.find(({ name }) => name === 'try_files')?.args;
  if (args === undefined) return undefined;
  for (const each of args.slice(0, -1)) {
    const uri = substitute(x, each);
    const stat = statOf(x.p, fileOf(x, scope, uri));
    if (stat !== undefined && (stat.type === 'directory') === uri.endsWith('/')) return uri;
  }
  return substitute(x, args.at(-1) ?? '');
}
