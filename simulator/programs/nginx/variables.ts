/** `$name` and `${name}` in directives and log formats. */
import type { Process } from '../../kernel/abi.ts';
import type { HttpRequest } from '../http/server.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import type { Configuration, Location, VirtualServer } from './configuration.ts';

/** One request as nginx works on it: the address may change on the way, and locations with it. */
export interface Exchange {
  p: Process;
  configuration: Configuration;
  version: string;
  request: HttpRequest;
  server: VirtualServer;
  location: Location | undefined;
  /** Decoded and normalised path. */
  uri: string;
  args: string;
  variables: Map<string, string>;
  captures: readonly string[];
  status: number;
  sent: number;
  started: number;
  upstream: string;
  /** How often the address has been changed inside. */
  cycles: number;
  filename: string;
  root: string;
  /** Number of the connection. */
  connection: number;
}

function hostOf(x: Exchange): string {
  const given = x.request.headers.get('host')?.replace(/:\d+$/, '').toLowerCase();
  return given === undefined || given === '' ? (x.server.names[0] ?? '') : given;
}

function forwardedFor(x: Exchange): string {
  const before = x.request.headers.all('x-forwarded-for').join(', ');
  return before === '' ? address(x) : `${before}, ${address(x)}`;
}

function address(x: Exchange): string {
  return x.request.remote.host.replace(/^::ffff:/, '');
}

const simple: Readonly<Record<string, (x: Exchange) => string>> = {
  args: (x) => x.args,
  arg: () => '',
  body_bytes_sent: (x) => String(x.sent),
  bytes_sent: (x) => String(x.sent),
  connection: (x) => String(x.connection),
  content_length: (x) => x.request.headers.get('content-length') ?? '',
  content_type: (x) => x.request.headers.get('content-type') ?? '',
  document_root: (x) => x.root,
  document_uri: (x) => x.uri,
  host: hostOf,
  hostname: (x) => x.p.net.hostname(),
  https: () => '',
  is_args: (x) => (x.args === '' ? '' : '?'),
  msec: (x) => (x.p.now() / 1000).toFixed(3),
  nginx_version: (x) => x.version,
  pid: (x) => String(x.p.pid),
  proxy_add_x_forwarded_for: forwardedFor,
  proxy_host: (x) => x.upstream,
  query_string: (x) => x.args,
  realpath_root: (x) => x.root,
  remote_addr: address,
  remote_port: (x) => String(x.request.remote.port),
  remote_user: () => '',
  request: (x) => `${x.request.method} ${x.request.target} ${x.request.version}`,
  request_filename: (x) => x.filename,
  request_id: (x) => [...x.p.random(16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  request_length: (x) => String(x.request.headers.format().length + x.request.target.length + 16),
  request_method: (x) => x.request.method,
  request_time: (x) => ((x.p.now() - x.started) / 1000).toFixed(3),
  request_uri: (x) => x.request.target,
  scheme: () => 'http',
  server_addr: (x) => x.request.local.host.replace(/^::ffff:/, ''),
  server_name: (x) => x.server.names[0] ?? '',
  server_port: (x) => String(x.request.local.port),
  server_protocol: (x) => x.request.version,
  status: (x) => String(x.status).padStart(3, '0'),
  time_iso8601: (x) => strftime('%Y-%m-%dT%H:%M:%S+00:00', breakDown(x.p.now())),
  time_local: (x) => strftime('%d/%b/%Y:%H:%M:%S +0000', breakDown(x.p.now())),
  upstream_addr: (x) => x.upstream,
  uri: (x) => x.uri,
};

/** The value; undefined when there is none (logs show `-`). */
export function variable(x: Exchange, name: string): string | undefined {
  if (/^\d$/.test(name)) return x.captures[Number(name)];
  const set = x.variables.get(name);
  if (set !== undefined) return set;
  const map = x.configuration.maps.get(name);
  if (map !== undefined) return mapped(x, map.rows, substitute(x, map.source));
  if (name.startsWith('http_')) return x.request.headers.get(name.slice(5).replaceAll('_', '-'));
  if (name.startsWith('arg_')) return new RegExp(`(?:^|&)${name.slice(4)}=([^&]*)`).exec(x.args)?.[1];
  if (name.startsWith('cookie_'))
    return new RegExp(`(?:^|;\\s*)${name.slice(7)}=([^;]*)`).exec(x.request.headers.get('cookie') ?? '')?.[1];
  return Object.hasOwn(simple, name) ? simple[name]?.(x) : undefined;
}

function mapped(x: Exchange, rows: readonly { key: string; value: string }[], text: string): string {
  const exact = rows.find(
    ({ key }) => key !== 'default' && !key.startsWith('~') && key.toLowerCase() === text.toLowerCase(),
  );
  const regex = rows.find(
    ({ key }) =>
      key.startsWith('~') && new RegExp(key.replace(/^~\*?/, ''), key.startsWith('~*') ? 'i' : '').test(text),
  );
  return substitute(x, (exact ?? regex ?? rows.find(({ key }) => key === 'default'))?.value ?? '');
}

const REFERENCE = /\$(?:\{(\w+)\}|(\w+))/g;

/** Replaces every variable; absent ones become `missing`. */
export function substitute(x: Exchange, text: string, missing = ''): string {
  if (!text.includes('$')) return text;
  return text.replace(REFERENCE, (_, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? '';
    const value = /^\d\d+/.test(name) ? undefined : variable(x, name);
    return value === undefined || (value === '' && missing !== '') ? missing : value;
  });
}
