/** haproxy.cfg: global, defaults, frontend, backend and listen sections, as far as proxying needs them. */

export interface BackendServer {
  name: string;
  host: string;
  port: number;
  backup: boolean;
}

export interface Proxy {
  kind: 'frontend' | 'backend' | 'listen';
  name: string;
  mode: 'http' | 'tcp';
  binds: { host: string; port: number }[];
  defaultBackend: string | undefined;
  /** use_backend NAME if ACL …: the names of acls that must all hold. */
  choices: { backend: string; acls: string[] }[];
  acls: Map<string, (path: string, host: string) => boolean>;
  balance: string;
  servers: BackendServer[];
  stats: string | undefined;
  forwardedFor: boolean;
  /** http-request return status N [content-type T] [string S]. */
  fixed: { status: number; type: string; text: string } | undefined;
  /** http-request redirect location, status 302. */
  redirect: string | undefined;
}

/** One complaint of a configuration, as haproxy prints it behind its level. */
export interface Complaint {
  line: number;
  text: string;
}

export interface Configuration {
  proxies: Proxy[];
  complaints: Complaint[];
}

function words(line: string): string[] {
  return Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"|((?:[^\s"#\\]|\\.)+)|#.*/g), ([, quoted, bare]) => (quoted ?? bare ?? '').replaceAll(/\\(.)/g, '$1')).filter((word) => word !== ''); // prettier-ignore
}

function place(text: string, otherwise: number): { host: string; port: number } {
  const at = text.lastIndexOf(':');
  const host = at < 0 ? text : text.slice(0, at);
  return {
    host: host === '' || host === '*' ? '0.0.0.0' : host,
    port: at < 0 ? otherwise : Number(text.slice(at + 1)),
  };
}

/** Keywords that change nothing of what is simulated. */
const PASSED = new Set('log option timeout maxconn retries errorfile stats http-request http-response daemon user group chroot pidfile nbthread nbproc cookie compression default-server monitor-uri description no http-check tcp-check tcp-request id load-server-state-from-file unique-id-format log-format capture fullconn hash-type stick-table stick http-reuse filter dispatch source master-worker ca-base crt-base ssl-default-bind-options ssl-default-bind-ciphers ssl-default-bind-ciphersuites tune.ssl.default-dh-param zero-warning rate-limit'.split(' ')); // prettier-ignore

function aclOf(rest: readonly string[]): (path: string, host: string) => boolean {
  const [test = '', ...given] = rest;
  const insensitive = given.includes('-i');
  const values = given.filter((word) => !word.startsWith('-')).map((word) => (insensitive ? word.toLowerCase() : word));
  const of = (text: string): string => (insensitive ? text.toLowerCase() : text);
  const any = (holds: (value: string) => boolean): boolean => values.some(holds);
  if (test === 'path_beg') return (path) => any((value) => of(path).startsWith(value));
  if (test === 'path_end') return (path) => any((value) => of(path).endsWith(value));
  if (test === 'path') return (path) => any((value) => of(path) === value);
  if (test === 'path_reg') return (path) => any((value) => new RegExp(value).test(of(path)));
  if (/^hdr(_dom)?\(host\)$/i.test(test)) return (_, host) => any((value) => of(host.replace(/:\d+$/, '')) === value);
  if (/^hdr_beg\(host\)$/i.test(test)) return (_, host) => any((value) => of(host).startsWith(value));
  return () => false;
}

function proxy(kind: Proxy['kind'], name: string, defaults: Partial<Proxy>): Proxy {
  return { kind, name, mode: 'tcp', binds: [], defaultBackend: undefined, choices: [], acls: new Map(), balance: 'roundrobin', servers: [], stats: undefined, forwardedFor: false, fixed: undefined, redirect: undefined, ...defaults }; // prettier-ignore
}

export function parseHaproxy(text: string): Configuration {
  const proxies: Proxy[] = [];
  const complaints: Complaint[] = [];
  let section = '';
  let current: Proxy | undefined;
  let defaults: Partial<Proxy> = {};
  for (const [index, raw] of text.split('\n').entries()) {
    const [keyword, ...rest] = words(raw);
    if (keyword === undefined) continue;
    const [first = ''] = rest;
    const line = index + 1;
    if (
      /^(global|defaults|frontend|backend|listen|resolvers|userlist|peers|cache|program|mailers|ring)$/.test(keyword)
    ) {
      section = keyword;
      current = undefined;
      if (keyword === 'defaults') defaults = {};
      if (keyword === 'frontend' || keyword === 'backend' || keyword === 'listen') {
        current = proxy(keyword, first, defaults);
        proxies.push(current);
      }
      continue;
    }
    if (section === '') {
      complaints.push({ line, text: `unknown keyword '${keyword}' out of section.` });
      continue;
    }
    if (section === 'defaults') {
      if (keyword === 'mode') defaults.mode = first === 'http' ? 'http' : 'tcp';
      else if (keyword === 'balance') defaults.balance = first;
      else if (keyword === 'option' && first === 'forwardfor') defaults.forwardedFor = true;
    } else if (current !== undefined) {
      const known = apply(current, keyword, rest);
      if (!known) complaints.push({ line, text: `unknown keyword '${keyword}' in '${section}' section` });
    }
  }
  return { proxies, complaints };
}

/** False for a keyword that is not there. */
function apply(it: Proxy, keyword: string, rest: readonly string[]): boolean {
  const [first = '', second = ''] = rest;
  switch (keyword) {
    case 'bind':
      it.binds.push(...first.split(',').map((each) => place(each, 80)));
      return true;
    case 'mode':
      it.mode = first === 'http' ? 'http' : 'tcp';
      return true;
    case 'default_backend':
      it.defaultBackend = first;
      return true;
    case 'use_backend':
      it.choices.push({ backend: first, acls: rest.slice(2) });
      return true;
    case 'acl':
      it.acls.set(first, aclOf(rest.slice(1)));
      return true;
    case 'balance':
      it.balance = first;
      return true;
    case 'server':
    case 'server-template': {
      const { host, port } = place(keyword === 'server' ? second : (rest[2] ?? ''), 0);
      it.servers.push({ name: first, host, port, backup: rest.includes('backup') });
      return true;
    }
    case 'option':
      if (first === 'forwardfor') it.forwardedFor = true;
      return true;
    case 'stats':
      if (first === 'uri') it.stats = second;
      else if (first === 'enable') it.stats ??= '/haproxy?stats';
      return true;
    case 'http-request':
      if (first === 'return') {
        const after = (name: string): string | undefined =>
          rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
        it.fixed = { status: Number(after('status') ?? 200), type: after('content-type') ?? '', text: after('string') ?? after('lf-string') ?? '' }; // prettier-ignore
      } else if (first === 'redirect' && second === 'location') it.redirect = rest[2];
      return true;
    default:
      return PASSED.has(keyword);
  }
}
