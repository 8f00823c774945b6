/** URLs of http and https, as far as command-line clients take them: without a scheme it is http. */

export interface HttpUrl {
  scheme: string;
  user: string | undefined;
  host: string;
  port: number;
  /** Path and query, beginning with a slash. */
  target: string;
  /** Whether the port was written. */
  explicitPort: boolean;
}

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** Undefined when it is no URL. */
export function parseUrl(text: string): HttpUrl | undefined {
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const [, authority = '', path = ''] = /^([^/?#]*)([^#]*)/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? undefined : authority.slice(0, at);
  const [, host, portText] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined || host === '' || /[\s"<>\\^`{|}]/.test(host) || / /.test(path)) return undefined;
  const port = portText === undefined || portText === '' ? (PORTS[scheme.toLowerCase()] ?? 80) : Number(portText);
  if (port > 65535) return undefined;
  const target = path === '' ? '/' : path.startsWith('/') ? path : `/${path}`;
  return {
    scheme: scheme.toLowerCase(),
    user,
    host: host.replace(/^\[|\]$/g, ''),
    port,
    target,
    explicitPort: portText !== undefined && portText !== '',
  };
}

/** `host` or `host:port`, as the Host header names it. */
export function authority({ scheme, host, port }: HttpUrl): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === PORTS[scheme] ? shown : `${shown}:${port}`;
}

export function formatUrl(url: HttpUrl): string {
  return `${url.scheme}://${authority(url)}${url.target}`;
}

/** Where a Location header leads. */
export function resolveUrl(base: HttpUrl, location: string): HttpUrl | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return parseUrl(location);
  if (location.startsWith('//')) return parseUrl(`${base.scheme}:${location}`);
  const plain = location.replace(/#.*$/s, '');
  if (plain.startsWith('/')) return { ...base, target: plain };
  const directory = base.target.replace(/[?#].*$/s, '').replace(/[^/]*$/, '');
  return { ...base, target: normalTarget(directory + plain) };
}

function normalTarget(target: string): string {
  const [path = '', query] = target.split(/(\?.*)$/s);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return (parts.join('/') || '/') + (query ?? '');
}
