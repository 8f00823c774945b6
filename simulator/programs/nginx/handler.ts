/** One request through nginx's phases: server, location, rewrites, access, content, error pages, header filters. */
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import type { HttpRequest, HttpResponse } from '../http/server.ts';
import { find, findAll, isOn, type Configuration, type Scope } from './configuration.ts';
import { chooseLocation, chooseServer } from './locations.ts';
import { phraseOf, statusPage } from './pages.ts';
import { StatusError } from './request-error.ts';
import { runRewrites } from './rewrite.ts';
import { mediaTypeOf, serveStatic, tryFiles } from './static-files.ts';
import { proxy, type Balance } from './upstream.ts';
import { substitute, type Exchange } from './variables.ts';

export interface Site {
  configuration: Configuration;
  version: string;
  balance: Balance;
  /** A line of the error log about a request. */
  error(x: Exchange, text: string): Promise<void>;
  /** What stub_status shows. */
  active(): { connections: number; requests: number };
}

const MOST_CYCLES = 10;

/** Decodes and normalises a path: `//`, `.` and `..`; undefined when it is none. */
export function normalPath(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || decoded.includes('\0')) return undefined;
  const parts: string[] = [];
  for (const part of decoded.split('/').slice(1)) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.') parts.push(part);
  }
  if (/\/\.{1,2}$/.test(decoded)) parts.push('');
  return `/${parts.join('/')}`.replace(/\/{2,}/g, '/');
}

function denied(x: Exchange, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const rules = at.directives.filter(({ name }) => name === 'allow' || name === 'deny');
    for (const { name, args } of rules) if (covers(args[0] ?? '', x.request.remote.host)) return name === 'deny';
    if (rules.length > 0) return false;
  }
  return false;
}

function covers(rule: string, address: string): boolean {
  if (rule === 'all' || rule === address) return true;
  const [network = '', bits] = rule.split('/');
  if (bits === undefined) return false;
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(network) / size) === Math.floor(number(address) / size);
}

function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  return Number(number) * ({ '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1);
}

/** `return 200 text` and `return 301 url`. */
function returned(x: Exchange, scope: Scope, status: number, text: string | undefined): HttpResponse {
  if (status === 444) return { status: 444, close: true, takeOver: async (connection) => connection.close() };
  if ([301, 302, 303, 307, 308].includes(status)) {
    const host = x.request.headers.get('host') ?? x.server.names[0] ?? 'localhost';
    const place =
      text?.startsWith('/') === true
        ? `http://${host.replace(/:\d+$/, '')}${x.request.local.port === 80 ? '' : `:${x.request.local.port}`}${text}`
        : (text ?? '');
    throw new Redirect(status, place);
  }
  if (text === undefined && status >= 300) throw new StatusError(status);
  return { status, headers: new Headers([['Content-Type', mediaTypeOf(scope, x.uri)]]), body: text ?? '' };
}

class Redirect extends StatusError {
  readonly place: string;
  constructor(status: number, place: string) {
    super(status);
    this.place = place;
  }
}

/** Another address inside: leaves what is being done and starts again. */
class Again extends Error {}

async function content(site: Site, x: Exchange, scope: Scope): Promise<HttpResponse> {
  if (denied(x, scope)) throw new StatusError(403, 'access forbidden by rule');
  const limit = sizeOf(find(scope, 'client_max_body_size')?.args[0] ?? '1m');
  const length = Number(x.request.headers.get('content-length') ?? 0);
  if (limit > 0 && length > limit)
    throw new StatusError(413, `client intended to send too large body: ${length} bytes`);
  const found = tryFiles(x, scope);
  if (found !== undefined) {
    if (/^=\d+$/.test(found)) throw new StatusError(Number(found.slice(1)));
    const [path = '', query] = found.split('?', 2);
    const last = found === substitute(x, scope.directives.find(({ name }) => name === 'try_files')?.args.at(-1) ?? '');
    if (last) {
      if (query !== undefined) x.args = query;
      return jump(x, path);
    }
    x.uri = path;
  }
  const own = (name: string) => scope.directives.find((each) => each.name === name);
  const pass =
    own('proxy_pass') ??
    (x.location === undefined ? undefined : x.location.directives.find(({ name }) => name === 'proxy_pass'));
  if (pass !== undefined) return proxy(x, scope, pass, site.balance, (text) => site.error(x, text));
  if (own('stub_status') !== undefined) return status(site);
  const outcome = serveStatic(x, scope);
  return outcome.kind === 'answer' ? outcome.response : jump(x, outcome.uri);
}

function status(site: Site): HttpResponse {
  const { connections, requests } = site.active();
  const body = `Active connections: ${connections} \nserver accepts handled requests\n ${connections} ${connections} ${requests} \nReading: 0 Writing: 1 Waiting: ${Math.max(0, connections - 1)} \n`;
  return { status: 200, headers: new Headers([['Content-Type', 'text/plain']]), body };
}

function jump(x: Exchange, uri: string): never {
  x.uri = uri;
  if (++x.cycles > MOST_CYCLES)
    throw new StatusError(500, `rewrite or internal redirection cycle while internally redirecting to "${uri}"`);
  throw new Again();
}

async function inLocation(site: Site, x: Exchange): Promise<HttpResponse> {
  for (;;) {
    const found = x.uri.startsWith('@')
      ? { location: x.server.locations.find(({ pattern }) => pattern === x.uri), captures: [], named: {} }
      : chooseLocation(x.server.locations, x.uri);
    if (x.uri.startsWith('@')) x.uri = normalPath(x.request.target.replace(/[?#].*$/s, '')) ?? '/';
    x.location = found.location;
    if (found.captures.length > 0) x.captures = found.captures;
    for (const [name, value] of Object.entries(found.named)) x.variables.set(name, value);
    let scope: Scope = x.location ?? x.server;
    if (x.location?.directives.some(({ name }) => name === 'internal') === true && x.cycles === 0)
      throw new StatusError(404);
    const result = x.location === undefined ? { kind: 'go on' as const } : runRewrites(x, scope.directives, true);
    if (result.kind === 'return') return returned(x, scope, result.status, result.text);
    if (result.kind === 'inside') scope = { kind: 'location', directives: result.directives, outer: scope };
    try {
      if (result.kind === 'again') jump(x, x.uri);
      return await content(site, x, scope);
    } catch (error) {
      if (!(error instanceof Again)) throw error;
    }
  }
}

async function answer(site: Site, x: Exchange): Promise<HttpResponse> {
  const first = runRewrites(x, x.server.directives, false);
  if (first.kind === 'return') return returned(x, x.server, first.status, first.text);
  return inLocation(site, x);
}

async function failed(site: Site, x: Exchange, error: StatusError, handled: boolean): Promise<HttpResponse> {
  if (error.log !== undefined) await site.error(x, error.log);
  const scope = x.location ?? x.server;
  const page = handled
    ? undefined
    : findAll(scope, 'error_page').find(({ args }) => args.slice(0, -1).includes(String(error.status)));
  if (page !== undefined && !(error instanceof Redirect)) {
    const target = page.args.at(-1) ?? '';
    const changed = page.args.find((arg) => /^=\d*$/.test(arg));
    if (/^https?:/.test(target)) return failed(site, x, new Redirect(302, substitute(x, target)), true);
    x.uri = substitute(x, target);
    x.cycles++;
    try {
      const response = await inLocation(site, x);
      const status =
        changed === undefined ? error.status : changed === '=' ? response.status : Number(changed.slice(1));
      const { reason: _, ...rest } = response;
      return { ...rest, status };
    } catch (second) {
      if (second instanceof StatusError) return failed(site, x, second, true);
      throw second;
    }
  }
  const headers = new Headers([['Content-Type', 'text/html']]);
  const body = statusPage(error.status, shownServer(site, scope));
  if (error instanceof Redirect) headers.add('Location', error.place);
  if (error.status === 416) headers.add('Content-Range', 'bytes */*');
  return { status: error.status, headers, body: body ?? '', close: error.status === 400 || error.status === 413 };
}

function shownServer(site: Site, scope: Scope): string {
  return isOn(scope, 'server_tokens', true) ? `nginx/${site.version}` : 'nginx';
}

const ALWAYS_OK = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

/** Server and Date before, Connection and the configured fields after the response's own. */
function filtered(site: Site, x: Exchange, response: HttpResponse): HttpResponse {
  const scope = x.location ?? x.server;
  const headers = new Headers([
    ['Server', shownServer(site, scope)],
    ['Date', httpDate(x.p.now())],
  ]);
  const own = [...(response.headers ?? [])];
  const early = (name: string): boolean => ['content-type', 'content-length'].includes(name.toLowerCase());
  for (const [name, value] of own.filter(([name]) => early(name))) headers.add(name, value);
  const fixed = typeof response.body === 'string' ? new TextEncoder().encode(response.body) : response.body;
  if (
    fixed instanceof Uint8Array &&
    !headers.has('content-length') &&
    response.status !== 204 &&
    response.status !== 304
  )
    headers.add('Content-Length', String(fixed.length));
  for (const [name, value] of own.filter(([name]) => name.toLowerCase() === 'last-modified')) headers.add(name, value);
  if (response.takeOver === undefined) headers.add('Connection', x.request.headers.lists('connection', 'close') || x.request.version !== 'HTTP/1.1' || response.close === true ? 'close' : 'keep-alive'); // prettier-ignore
  for (const [name, value] of own.filter(([name]) => !early(name) && name.toLowerCase() !== 'last-modified'))
    headers.add(name, value);
  for (const { args: [name = '', value = '', always] } of findAll(scope, 'add_header')) {
    const text = substitute(x, value);
    if (text !== '' && (always === 'always' || ALWAYS_OK.has(response.status))) headers.add(name, text);
  } // prettier-ignore
  const reason = response.reason ?? phraseOf(response.status);
  return {
    ...response,
    headers,
    ...(fixed === undefined ? {} : { body: fixed }),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function beginExchange(
  site: Site,
  p: Exchange['p'],
  request: HttpRequest,
  connection: number,
): Exchange | undefined {
  const server = chooseServer(site.configuration.servers, request.local.port, request.headers.get('host') ?? '');
  if (server === undefined) return undefined;
  const [path = '', args = ''] = request.target
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  return { p, configuration: site.configuration, version: site.version, request, server, location: undefined, uri: path, args, variables: new Map(), captures: [], status: 0, sent: 0, started: p.now(), upstream: '', cycles: 0, filename: '', root: '', connection }; // prettier-ignore
}

export async function handle(site: Site, x: Exchange): Promise<HttpResponse> {
  let response: HttpResponse;
  try {
    const uri = normalPath(x.uri);
    if (uri === undefined) throw new StatusError(400, 'invalid URI');
    if (x.request.version === 'HTTP/1.1' && !x.request.headers.has('host'))
      throw new StatusError(
        400,
        'client sent HTTP/1.1 request without "Host" header while reading client request headers',
      );
    x.uri = uri;
    response = await answer(site, x);
    const intercept =
      x.upstream !== '' && isOn(x.location ?? x.server, 'proxy_intercept_errors') && response.status >= 300;
    if (
      intercept &&
      findAll(x.location ?? x.server, 'error_page').some(({ args }) => args.includes(String(response.status)))
    )
      throw new StatusError(response.status);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    response = await failed(site, x, error, false);
  }
  const final = filtered(site, x, response);
  x.status = final.status;
  return final;
}
