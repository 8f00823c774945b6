/** The module `url`: the classes, files as URLs, and the old parser. */
const { URL, URLSearchParams } = require('internal/url');
const { coded, invalidArgType } = require('internal/errors');
const querystring = require('querystring');

class Url {
  constructor() {
    for (const key of [
      'protocol',
      'slashes',
      'auth',
      'host',
      'port',
      'hostname',
      'hash',
      'search',
      'query',
      'pathname',
      'path',
      'href',
    ])
      this[key] = null;
  }
}
function parse(text, withQuery, slashesDenoteHost) {
  if (typeof text !== 'string') throw invalidArgType('url', 'string', text);
  const url = new Url();
  let rest = text.trim();
  const scheme = /^([a-z0-9.+-]+:)/i.exec(rest);
  if (scheme) {
    url.protocol = scheme[1].toLowerCase();
    rest = rest.slice(scheme[1].length);
  }
  if ((scheme || slashesDenoteHost) && rest.startsWith('//')) {
    url.slashes = true;
    const [, authority, path] = /^\/\/([^/?#]*)(.*)$/s.exec(rest);
    rest = path;
    const at = authority.lastIndexOf('@');
    if (at >= 0) url.auth = decodeURIComponent(authority.slice(0, at));
    url.host = authority.slice(at + 1).toLowerCase();
    const port = /:(\d+)$/.exec(url.host);
    url.port = port?.[1] ?? null;
    url.hostname = url.host.replace(/:\d*$/, '');
  }
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const query = rest.indexOf('?');
  if (query >= 0) {
    url.search = rest.slice(query);
    url.query = rest.slice(query + 1);
    rest = rest.slice(0, query);
  } else if (withQuery) {
    url.search = null;
    url.query = '';
  }
  if (withQuery) url.query = querystring.parse(url.query ?? '');
  url.pathname =
    rest === '' ? (url.slashes && /^(https?|ftp|file|wss?):$/.test(url.protocol ?? '') ? '/' : null) : rest;
  url.path = url.pathname === null && url.search === null ? null : `${url.pathname ?? ''}${url.search ?? ''}`;
  url.href = format(url);
  return url;
}
function format(url) {
  if (typeof url === 'string') return parse(url).href;
  if (url instanceof URL) return url.href;
  const protocol = url.protocol ? (url.protocol.endsWith(':') ? url.protocol : `${url.protocol}:`) : '';
  const host = url.host ?? (url.hostname ? `${url.hostname}${url.port ? `:${url.port}` : ''}` : null);
  const search =
    url.search ??
    (url.query && typeof url.query === 'object' && Object.keys(url.query).length > 0
      ? `?${querystring.stringify(url.query)}`
      : '');
  const slashes = url.slashes || (host !== null && /^(https?|ftp|file|wss?):$/.test(protocol));
  return `${protocol}${slashes ? '//' : ''}${url.auth ? `${encodeURIComponent(url.auth).replace('%3A', ':')}@` : ''}${host ?? ''}${url.pathname ?? ''}${search.startsWith('?') || search === '' ? search : `?${search}`}${url.hash ?? ''}`;
}
const keep = (path) =>
  path.replace(/[%\\\n\r\t?#]/g, (ch) => `%${ch.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
module.exports = {
  URL,
  URLSearchParams,
  Url,
  parse,
  format,
  resolve: (from, to) => {
    try {
      return new URL(to, new URL(from, 'resolve://')).href.replace(/^resolve:\/\//, '');
    } catch {
      return to;
    }
  },
  fileURLToPath(url) {
    const parsed = typeof url === 'string' ? new URL(url) : url;
    if (!(parsed instanceof URL)) throw invalidArgType('path', ['string', 'URL'], url);
    if (parsed.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodeURIComponent(parsed.pathname);
  },
  pathToFileURL: (path) => {
    const full = require('path').resolve(path) + (path.endsWith('/') && path !== '/' ? '/' : '');
    return new URL(`file://${keep(full)}`);
  },
  domainToASCII: (name) => name.toLowerCase(),
  domainToUnicode: (name) => name,
  urlToHttpOptions: (url) => ({
    protocol: url.protocol,
    hostname: url.hostname,
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
  }),
};
