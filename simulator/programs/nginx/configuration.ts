/** From nginx's configuration file (with its includes) to what the server works by. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { configError, ConfigError, parseConfig, type Directive } from './config-parser.ts';
import { allowedIn, formOf, NOT_SIMULATED } from './directives.ts';

/** A block whose directives are looked up in it, then in the blocks around it. */
export interface Scope {
  kind: 'main' | 'http' | 'server' | 'location';
  directives: readonly Directive[];
  outer: Scope | undefined;
}

export interface Location extends Scope {
  kind: 'location';
  /** `` (prefix), `=`, `^~`, `~`, `~*`, `@`. */
  modifier: string;
  pattern: string;
  regex: RegExp | undefined;
  locations: readonly Location[];
}

export interface ListenAddress {
  host: string;
  port: number;
  defaultServer: boolean;
}

export interface VirtualServer extends Scope {
  kind: 'server';
  listen: readonly ListenAddress[];
  names: readonly string[];
  locations: readonly Location[];
}

export interface Peer {
  host: string;
  port: number;
  weight: number;
  backup: boolean;
  down: boolean;
}

export interface Upstream {
  name: string;
  peers: readonly Peer[];
  leastConnections: boolean;
}

export interface VariableMap {
  source: string;
  rows: readonly { key: string; value: string }[];
}

export interface Configuration {
  main: Scope;
  servers: readonly VirtualServer[];
  upstreams: ReadonlyMap<string, Upstream>;
  maps: ReadonlyMap<string, VariableMap>;
  formats: ReadonlyMap<string, string>;
}

export const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

/** The nearest directive of that name; a nearer block hides those further out. */
export function find(scope: Scope | undefined, name: string): Directive | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.directives.findLast((each) => each.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All directives of that name in the nearest block that has any. */
export function findAll(scope: Scope | undefined, name: string): readonly Directive[] {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.directives.filter((each) => each.name === name);
    if (found.length > 0) return found;
  }
  return [];
}

export function isOn(scope: Scope, name: string, usual = false): boolean {
  const value = find(scope, name)?.args[0];
  return value === undefined ? usual : value === 'on';
}

function globbed(p: Process, pattern: string): string[] {
  if (!/[*?[]/.test(pattern)) return [pattern];
  const directory = pattern.slice(0, pattern.lastIndexOf('/')) || '/';
  const form = pattern.slice(pattern.lastIndexOf('/') + 1);
  const test = new RegExp(
    `^${form
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );
  if (!p.fs.exists(directory)) return [];
  return p.fs.readdir(directory).map(({ name }) => name).filter((name) => test.test(name) && !name.startsWith('.')).sort().map((name) => `${directory}/${name}`); // prettier-ignore
}

function readConfigFile(p: Process, path: string, at: Directive | undefined): Directive[] {
  try {
    return parseConfig(p.fs.readText(path), path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const number = error.code === 'EACCES' ? 13 : error.code === 'EISDIR' ? 21 : 2;
    const text = `open() "${path}" failed (${number}: ${error.message})`;
    throw at === undefined ? new ConfigError(text) : configError(text, at);
  }
}

function expand(p: Process, directives: readonly Directive[], context: string, base: string): Directive[] {
  const result: Directive[] = [];
  for (const each of directives) {
    if (context === 'types' || context === 'map') {
      result.push(each);
      continue;
    }
    if (each.name === 'include') {
      const path = each.args[0] ?? '';
      for (const file of globbed(p, path.startsWith('/') ? path : `${base}/${path}`)) {
        result.push(...expand(p, readConfigFile(p, file, each), context, base));
      }
      continue;
    }
    const form = formOf(each.name, context);
    if (form === 'unknown') throw configError(`unknown directive "${each.name}"`, each);
    if (form === 'block' && each.block === undefined)
      throw configError(`directive "${each.name}" has no opening "{"`, each);
    if (form === 'plain' && each.block !== undefined)
      throw configError(`directive "${each.name}" is not terminated by ";"`, each);
    if (!allowedIn(each.name, context)) throw configError(`"${each.name}" directive is not allowed here`, each);
    if (form === 'plain' && each.args.length === 0 && !MAY_BE_BARE.has(each.name))
      throw configError(`invalid number of arguments in "${each.name}" directive`, each);
    if (ONE_ARGUMENT.has(each.name) && each.args.length !== 1)
      throw configError(`invalid number of arguments in "${each.name}" directive`, each);
    const unable = NOT_SIMULATED[each.name];
    if (unable !== undefined)
      throw configError(`Drydock's nginx does not simulate ${unable} (directive "${each.name}")`, each);
    result.push(each.block === undefined ? each : { ...each, block: expand(p, each.block, each.name, base) });
  }
  return result;
}

const MAY_BE_BARE = new Set(['internal', 'break', 'stub_status', 'ip_hash', 'least_conn', 'random']);
const ONE_ARGUMENT = new Set(['root', 'alias', 'proxy_pass', 'default_type', 'worker_processes', 'worker_connections', 'pid', 'client_max_body_size', 'autoindex', 'server_tokens', 'sendfile']); // prettier-ignore

function locationOf(each: Directive, outer: Scope): Location {
  const [first = '', second] = each.args;
  const [modifier, pattern] =
    second === undefined ? (first.startsWith('@') ? ['@', first] : ['', first]) : [first, second];
  if (!['', '=', '^~', '~', '~*', '@'].includes(modifier))
    throw configError(`invalid location modifier "${modifier}"`, each);
  let regex: RegExp | undefined;
  if (modifier.startsWith('~')) {
    try {
      regex = new RegExp(
        pattern.replace(/\(\?<(\w+)>/g, '(?<$1>').replace(/\(\?P</g, '(?<'),
        modifier === '~*' ? 'i' : '',
      );
    } catch {
      throw configError(`pcre2_compile() failed: invalid pattern in "${pattern}"`, each);
    }
  }
  const location = {
    kind: 'location' as const,
    directives: each.block ?? [],
    outer,
    modifier,
    pattern,
    regex,
    locations: [] as Location[],
  };
  location.locations.push(
    ...(each.block ?? []).filter(({ name }) => name === 'location').map((inner) => locationOf(inner, location)),
  );
  return location;
}

function listenOf(each: Directive): ListenAddress {
  const [address = '', ...options] = each.args;
  if (options.includes('ssl') || options.includes('quic'))
    throw configError(`Drydock's nginx does not simulate TLS (listen ${each.args.join(' ')})`, each);
  const [, host = '', port] = /^(?:(\[[^\]]*\]|[^:]*):)?(\d+)$/.exec(address) ?? [];
  if (port === undefined && !/^\d/.test(address) && address.includes('/'))
    throw configError(`invalid host in "${address}" of the "listen" directive`, each);
  const name = port === undefined ? address : host;
  const number = port === undefined ? 80 : Number(port);
  if (number < 1 || number > 65535) throw configError(`invalid port in "${address}" of the "listen" directive`, each);
  const plain = name.replace(/^\[|\]$/g, '');
  return {
    host: plain === '' || plain === '*' ? '0.0.0.0' : plain,
    port: number,
    defaultServer: options.some((option) => option.startsWith('default')),
  };
}

function serverOf(each: Directive, outer: Scope): VirtualServer {
  const directives = each.block ?? [];
  const listen = directives.filter(({ name }) => name === 'listen').map(listenOf);
  const names = directives.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
  const server = { kind: 'server' as const, directives, outer, listen: listen.length > 0 ? listen : [{ host: '0.0.0.0', port: 80, defaultServer: false }], names, locations: [] as Location[] }; // prettier-ignore
  for (const inner of directives.filter(({ name }) => name === 'location')) {
    const location = locationOf(inner, server);
    if (server.locations.some((other) => other.modifier === location.modifier && other.pattern === location.pattern))
      throw configError(`duplicate location "${location.pattern}"`, inner);
    server.locations.push(location);
  }
  return server;
}

export function splitHostPort(text: string, port = 80): { host: string; port: number } {
  const [, host = text, number] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), port: number === undefined ? port : Number(number) };
}

async function upstreamOf(p: Process, each: Directive): Promise<Upstream> {
  const lines = (each.block ?? []).filter(({ name }) => name === 'server');
  if (lines.length === 0) throw configError(`no servers are inside upstream`, each);
  const peers: Peer[] = [];
  for (const line of lines) {
    const [address = '', ...options] = line.args;
    const { host, port } = splitHostPort(address);
    const weight = Number(
      /^weight=(\d+)$/.exec(options.find((option) => option.startsWith('weight=')) ?? '')?.[1] ?? 1,
    );
    const common = { port, weight, backup: options.includes('backup'), down: options.includes('down') };
    for (const found of await resolvePeer(p, host, line, address)) peers.push({ host: found, ...common });
  }
  return {
    name: each.args[0] ?? '',
    peers,
    leastConnections: (each.block ?? []).some(({ name }) => name === 'least_conn'),
  };
}

async function resolvePeer(p: Process, host: string, at: Directive, shown: string): Promise<string[]> {
  const found = await addresses(p, host);
  if (found.length === 0) throw configError(`host not found in upstream "${shown}"`, at);
  return found;
}

/** IPv4 addresses of a name; none when it does not exist or nobody could be asked. */
export async function addresses(p: Process, host: string): Promise<string[]> {
  if (/^[\d.]+$/.test(host) || host.includes(':')) return [host];
  try {
    return (await p.net.resolve(host)).filter((address) => !address.includes(':'));
  } catch (error) {
    if (!isSysError(error)) throw error;
    return [];
  }
}

/** Names in proxy_pass are looked up once, at start, unless they hold variables: each becomes an upstream of its own. */
async function implicitUpstreams(p: Process, scope: readonly Directive[], known: Map<string, Upstream>): Promise<void> {
  for (const each of scope) {
    if (each.block !== undefined) await implicitUpstreams(p, each.block, known);
    if (each.name !== 'proxy_pass') continue;
    const url = each.args[0] ?? '';
    const [, scheme, place = ''] = /^(https?):\/\/([^/?]*)/.exec(url) ?? [];
    if (scheme === undefined && !url.includes('$')) throw configError('invalid URL prefix', each);
    if (place.includes('$') || known.has(place) || scheme === undefined) continue;
    const { host, port } = splitHostPort(place, scheme === 'https' ? 443 : 80);
    const found = await resolvePeer(p, host, each, host);
    known.set(place, {
      name: place,
      peers: found.map((address) => ({ host: address, port, weight: 1, backup: false, down: false })),
      leastConnections: false,
    });
  }
}

/** Reads and checks everything. Throws ConfigError. `globals` are the directives of -g. */
export async function readConfiguration(p: Process, path: string, globals: string): Promise<Configuration> {
  const base = path.slice(0, path.lastIndexOf('/'));
  const extra = globals === '' ? [] : parseConfig(/[;}]\s*$/.test(globals) ? globals : `${globals};`, 'command line');
  const written = expand(p, readConfigFile(p, path, undefined), 'main', base);
  for (const each of extra) {
    const again = written.find(({ name }) => name === each.name);
    if (again !== undefined && each.name !== 'error_log' && each.name !== 'env')
      throw configError(`"${each.name}" directive is duplicate`, again);
  }
  const directives = [...expand(p, extra, 'main', base), ...written];
  const main: Scope = { kind: 'main', directives, outer: undefined };
  if (!directives.some(({ name }) => name === 'events')) throw new ConfigError('no "events" section in configuration');
  const blocks = directives.filter(({ name }) => name === 'http');
  const second = blocks[1];
  if (second !== undefined) throw configError('"http" directive is duplicate', second);
  const http: Scope = { kind: 'http', directives: blocks[0]?.block ?? [], outer: main };
  const of = (name: string): readonly Directive[] => http.directives.filter((each) => each.name === name);
  const servers = of('server').map((each) => serverOf(each, http));
  const upstreams = new Map<string, Upstream>();
  for (const each of of('upstream')) upstreams.set(each.args[0] ?? '', await upstreamOf(p, each));
  await implicitUpstreams(p, http.directives, upstreams);
  const maps = new Map(of('map').map((each) => [(each.args[1] ?? '').slice(1), { source: each.args[0] ?? '', rows: (each.block ?? []).map((row) => ({ key: row.name, value: row.args[0] ?? '' })) }])); // prettier-ignore
  const formats = new Map([['combined', COMBINED]]);
  for (const each of of('log_format')) formats.set(each.args[0] ?? '', each.args.slice(1).filter((arg) => !arg.startsWith('escape=')).join('')); // prettier-ignore
  for (const each of http.directives.concat(servers.flatMap((server) => server.directives))) {
    const format = each.name === 'access_log' ? each.args[1] : undefined;
    if (format !== undefined && !format.includes('=') && !formats.has(format))
      throw configError(`unknown log format "${format}"`, each);
  }
  return { main, servers, upstreams, maps, formats };
}
