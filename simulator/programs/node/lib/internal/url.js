/** The classes URL and URLSearchParams (WHATWG). */
const { coded, invalidArgType } = require('internal/errors');
const { inspect } = require('internal/inspect');

const PORTS = { 'http:': '80', 'https:': '443', 'ftp:': '21', 'ws:': '80', 'wss:': '443', 'file:': '' };
const encodeWith = (text, keep) => {
  let out = '';
  for (const ch of text) {
    if (keep.test(ch) || ch === '%') out += ch;
    else for (const byte of Buffer.from(ch)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
};
const PATH = /[A-Za-z0-9!$&'()*+,\-./:;=@_~[\]|^\\]/;
const QUERY = /[A-Za-z0-9!$&()*+,\-./:;=?@_~[\]|^\\`{}]/;
const FRAGMENT = /[A-Za-z0-9!$&'()*+,\-./:;=?@_~[\]|^\\#{}]/;
const USER = /[A-Za-z0-9!$&'()*+,\-._~]/;

const invalid = (input, base) => {
  const error = coded(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
};

function dots(path) {
  const out = [];
  const parts = path.split('/');
  parts.forEach((part, i) => {
    const lower = part.toLowerCase().replaceAll('%2e', '.');
    if (lower === '..') {
      if (out.length > 1) out.pop();
      if (i === parts.length - 1) out.push('');
    } else if (lower === '.') {
      if (i === parts.length - 1) out.push('');
    } else out.push(part);
  });
  const joined = out.join('/');
  return joined.startsWith('/') ? joined : `/${joined}`;
}

class URLSearchParams {
  #list = [];
  #changed;
  constructor(init, changed) {
    this.#changed = typeof changed === 'function' ? changed : undefined;
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      if (typeof init[Symbol.iterator] === 'function') {
        for (const pair of init) {
          if (pair === null || typeof pair !== 'object')
            throw coded(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
          this.#list.push([String(pair[0]), String(pair[1])]);
        }
      } else
        for (const key of Reflect.ownKeys(init)) if (typeof key === 'string') this.#list.push([key, String(init[key])]);
    } else this.#parse(String(init));
  }
  #parse(text) {
    const query = text.startsWith('?') ? text.slice(1) : text;
    this.#list = query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return (at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]).map((it) =>
          require('querystring').unescape(it.replaceAll('+', ' ')),
        );
      });
  }
  reset(text) {
    this.#parse(text);
  }
  #tell() {
    this.#changed?.(this.toString());
  }
  append(name, value) {
    this.#list.push([String(name), String(value)]);
    this.#tell();
  }
  delete(name, value) {
    this.#list = this.#list.filter(
      ([key, it]) => key !== String(name) || (value !== undefined && it !== String(value)),
    );
    this.#tell();
  }
  get(name) {
    return this.#list.find(([key]) => key === String(name))?.[1] ?? null;
  }
  getAll(name) {
    return this.#list.filter(([key]) => key === String(name)).map(([, value]) => value);
  }
  has(name, value) {
    return this.#list.some(([key, it]) => key === String(name) && (value === undefined || it === String(value)));
  }
  set(name, value) {
    const at = this.#list.findIndex(([key]) => key === String(name));
    if (at < 0) this.#list.push([String(name), String(value)]);
    else {
      this.#list[at][1] = String(value);
      this.#list = this.#list.filter(([key], i) => i <= at || key !== String(name));
    }
    this.#tell();
  }
  sort() {
    this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#tell();
  }
  get size() {
    return this.#list.length;
  }
  forEach(callback, self) {
    for (const [key, value] of this.#list) callback.call(self, value, key, this);
  }
  *entries() {
    for (const pair of this.#list) yield [...pair];
  }
  *keys() {
    for (const [key] of this.#list) yield key;
  }
  *values() {
    for (const [, value] of this.#list) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  toString() {
    const escape = (text) =>
      encodeWith(text.replaceAll('%', '\u0000'), /[A-Za-z0-9*\-._ ]/)
        .replaceAll('%00', '%25')
        .replaceAll(' ', '+');
    return this.#list.map(([key, value]) => `${escape(key)}=${escape(value)}`).join('&');
  }
  [inspect.custom](depth, options) {
    if (this.#list.length === 0) return 'URLSearchParams {}';
    return `URLSearchParams { ${this.#list.map(([key, value]) => `${inspect(key, options)} => ${inspect(value, options)}`).join(', ')} }`;
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

class URL {
  #parts;
  #params;
  constructor(input, base) {
    if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    const text = String(input)
      .replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')
      .replace(/[\t\n\r]/g, '');
    this.#parts = parse(text, base === undefined ? undefined : new URL(String(base)).#parts, String(input), base);
  }
  static canParse(input, base) {
    try {
      new URL(input, base);
      return true;
    } catch {
      return false;
    }
  }
  static parse(input, base) {
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }
  get href() {
    const { protocol, username, password, host, pathname, search, hash } = this.#parts;
    const authority =
      host === null
        ? ''
        : `//${username || password ? `${username}${password ? `:${password}` : ''}@` : ''}${this.host}`;
    return `${protocol}${authority}${pathname}${search}${hash}`;
  }
  set href(value) {
    this.#parts = parse(String(value), undefined, value);
    this.#params?.reset(this.#parts.search);
  }
  get origin() {
    return this.#parts.protocol in PORTS && this.#parts.protocol !== 'file:'
      ? `${this.#parts.protocol}//${this.host}`
      : 'null';
  }
  get protocol() {
    return this.#parts.protocol;
  }
  set protocol(value) {
    this.#parts.protocol = `${String(value).replace(/:.*$/, '').toLowerCase()}:`;
  }
  get username() {
    return this.#parts.username;
  }
  set username(value) {
    this.#parts.username = encodeWith(String(value), USER);
  }
  get password() {
    return this.#parts.password;
  }
  set password(value) {
    this.#parts.password = encodeWith(String(value), USER);
  }
  get host() {
    const { host, port } = this.#parts;
    return host === null ? '' : port === '' ? host : `${host}:${port}`;
  }
  set host(value) {
    const [, name, port] = /^(\[.*\]|[^:]*)(?::(\d*))?$/.exec(String(value)) ?? [];
    if (name !== undefined) this.#parts.host = name.toLowerCase();
    if (port !== undefined) this.port = port;
  }
  get hostname() {
    return this.#parts.host ?? '';
  }
  set hostname(value) {
    this.#parts.host = String(value).toLowerCase();
  }
  get port() {
    return this.#parts.port;
  }
  set port(value) {
    const port = String(value);
    this.#parts.port = port === PORTS[this.#parts.protocol] ? '' : port.replace(/\D.*$/, '');
  }
  get pathname() {
    return this.#parts.pathname;
  }
  set pathname(value) {
    this.#parts.pathname = dots(encodeWith(String(value), PATH));
  }
  get search() {
    return this.#parts.search === '?' ? '' : this.#parts.search;
  }
  set search(value) {
    const text = String(value).replace(/^\?/, '');
    this.#parts.search = text === '' ? '' : `?${encodeWith(text, QUERY)}`;
    this.#params?.reset(this.#parts.search);
  }
  get searchParams() {
    this.#params ??= new URLSearchParams(this.#parts.search, (text) => {
      this.#parts.search = text === '' ? '' : `?${text}`;
    });
    return this.#params;
  }
  get hash() {
    return this.#parts.hash === '#' ? '' : this.#parts.hash;
  }
  set hash(value) {
    const text = String(value).replace(/^#/, '');
    this.#parts.hash = text === '' ? '' : `#${encodeWith(text, FRAGMENT)}`;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  [inspect.custom](depth, options) {
    if (depth !== null && depth < 0) return this.toString();
    const shown = {};
    for (const key of [
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'searchParams',
      'hash',
    ])
      shown[key] = this[key];
    return `${this.constructor.name} ${inspect(shown, options)}`;
  }
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });

function parse(text, base, input, baseInput) {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+\-.]*):/.exec(text);
  if (scheme === null && base === undefined) throw invalid(input, baseInput);
  const parts = { protocol: '', username: '', password: '', host: null, port: '', pathname: '', search: '', hash: '' };
  let rest = text;
  const hashAt = rest.indexOf('#');
  if (hashAt >= 0) {
    parts.hash = `#${encodeWith(rest.slice(hashAt + 1), FRAGMENT)}`;
    rest = rest.slice(0, hashAt);
  }
  const queryAt = rest.indexOf('?');
  let query;
  if (queryAt >= 0) {
    query = `?${encodeWith(rest.slice(queryAt + 1), QUERY)}`;
    rest = rest.slice(0, queryAt);
  }
  if (scheme !== null) {
    parts.protocol = scheme[0].toLowerCase();
    rest = rest.slice(scheme[0].length);
    const special = parts.protocol in PORTS;
    if (special && !(base?.protocol === parts.protocol && !/^[\\/]/.test(rest)))
      rest = rest
        .replaceAll('\\', '/')
        .replace(/^\/{0,2}/, '//')
        .replace(/^\/\/\/+/, parts.protocol === 'file:' ? '///' : '//');
    if (!special && !rest.startsWith('//')) {
      parts.pathname = rest;
      parts.search = query ?? '';
      return parts;
    }
  } else {
    parts.protocol = base.protocol;
    if (base.protocol in PORTS) rest = rest.replaceAll('\\', '/');
  }
  if (rest.startsWith('//')) {
    const [, authority, path] = /^\/\/([^/]*)(.*)$/s.exec(rest);
    const at = authority.lastIndexOf('@');
    if (at >= 0) {
      const [user, ...secret] = authority.slice(0, at).split(':');
      parts.username = encodeWith(user, USER);
      parts.password = encodeWith(secret.join(':'), USER);
    }
    const place = /^(\[[0-9a-fA-F:.]+\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1));
    if (
      place === null ||
      (place[1] === '' && parts.protocol !== 'file:' && parts.protocol in PORTS) ||
      /[\s<>^|%#]/.test(place[1]) ||
      Number(place[2] ?? 0) > 65535
    )
      throw invalid(input, baseInput);
    parts.host = hostOf(decodeURIComponent(place[1]).toLowerCase());
    if (parts.host === null) throw invalid(input, baseInput);
    parts.port =
      place[2] === undefined || place[2] === '' || String(Number(place[2])) === PORTS[parts.protocol]
        ? ''
        : String(Number(place[2]));
    parts.pathname = path === '' && !(parts.protocol in PORTS) ? '' : dots(encodeWith(path === '' ? '/' : path, PATH));
    parts.search = query ?? '';
    return parts;
  }
  for (const key of ['username', 'password', 'host', 'port']) parts[key] = base?.[key] ?? parts[key];
  if (base === undefined) throw invalid(input, baseInput);
  if (rest.startsWith('/')) parts.pathname = dots(encodeWith(rest, PATH));
  else if (rest === '') parts.pathname = base.pathname;
  else parts.pathname = dots(encodeWith(base.pathname.replace(/[^/]*$/, '') + rest, PATH));
  parts.search = query ?? (rest === '' ? base.search : '');
  return parts;
}

function hostOf(name) {
  if (/^\d+(\.\d+){3}$/.test(name))
    return name.split('.').every((part) => Number(part) < 256) ? name.split('.').map(Number).join('.') : null;
  if (/^\d+$/.test(name)) {
    const n = Number(name);
    return [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.');
  }
  return name;
}
void invalidArgType;
module.exports = { URL, URLSearchParams };
