/** Apache httpd: static files, directory index and listing, redirects, logs, signals. No CGI, proxy, rewrite, TLS, .htaccess. */
import type { Process, Stat } from '../../kernel/abi.ts';
import { baseName } from '../text/paths.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Wakeup } from '../command/wakeup.ts';
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import { serveHttp, type HttpRequest, type HttpResponse } from '../http/server.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { readApacheConfiguration, ConfigurationError, type ApacheConfiguration } from './configuration.ts';
import { apacheListing, apachePage } from './pages.ts';

const CONFIG = '/usr/local/apache2/conf/httpd.conf';

function versionOf(p: Process): string {
  return p.env.get('HTTPD_VERSION') ?? '2.4.65';
}

/** Logs of images are links to the standard streams, which cannot be opened as files. */
function linkTarget(p: Process, file: string): string {
  try {
    return p.fs.readlink(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return file;
  }
}

/** Which of its streams a path names, in the form of /proc or of /dev. */
function standardStream(path: string): RegExpExecArray | undefined {
  return /^\/(?:proc\/self\/fd\/|dev\/fd\/)([12])$|^\/dev\/std(out|err)$/.exec(path) ?? undefined;
}

async function writeLog(p: Process, file: string, text: string): Promise<void> {
  const standard = standardStream(file) ?? standardStream(linkTarget(p, file));
  if (standard !== undefined) return (standard[1] === '2' || standard[2] === 'err' ? p.stderr : p.stdout).write(text);
  p.fs.appendFile(file, text, 0o644);
}

function notice(p: Process, c: ApacheConfiguration, module: string, level: string, text: string): Promise<void> {
  const now = p.now();
  const stamp = strftime('%a %b %d %H:%M:%S', breakDown(now));
  const micros = String(Math.floor((now % 1000) * 1000)).padStart(6, '0');
  return writeLog(
    p,
    c.errorLog,
    `[${stamp}.${micros} ${strftime('%Y', breakDown(now))}] [${module}:${level}] [pid ${p.pid}:tid ${p.pid}] ${text}\n`,
  );
}

function page(status: number, place?: string): HttpResponse {
  const headers = new Headers(place === undefined ? [] : [['Location', place]]);
  headers.add('Content-Type', 'text/html; charset=iso-8859-1');
  return { status, headers, body: apachePage(status, place) };
}

function fileResponse(
  p: Process,
  c: ApacheConfiguration,
  path: string,
  stat: Stat,
  request: HttpRequest,
): HttpResponse {
  const micros = BigInt(Math.floor(stat.mtime)) * 1000n;
  const etag = `"${stat.size.toString(16)}-${micros.toString(16)}"`;
  const headers = new Headers([
    ['Last-Modified', httpDate(stat.mtime)],
    ['ETag', etag],
  ]);
  if (request.headers.get('if-none-match') === etag) return { status: 304, headers };
  headers.add('Accept-Ranges', 'bytes');
  headers.add('Content-Length', String(stat.size));
  const type = c.types.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
  if (type !== undefined) headers.add('Content-Type', type);
  return { status: 200, headers, body: p.fs.readFile(path) };
}

/** PHP is not simulated: its pages say so instead of showing their source. */
function phpPage(path: string): HttpResponse {
  return {
    status: 501,
    headers: new Headers([['Content-Type', 'text/plain; charset=utf-8']]),
    body: `Drydock does not simulate PHP: ${path} cannot be run.\n`,
  };
}

function answer(p: Process, c: ApacheConfiguration, request: HttpRequest): HttpResponse {
  const redirect = c.redirects.find(
    ({ from }) => request.target === from || request.target.startsWith(from.endsWith('/') ? from : `${from}/`),
  );
  if (redirect !== undefined) return page(redirect.status, redirect.to + request.target.slice(redirect.from.length));
  let uri: string;
  try {
    uri = decodeURIComponent(request.target.replace(/[?#].*$/s, ''));
  } catch {
    return page(400);
  }
  if (!uri.startsWith('/') || uri.split('/').includes('..')) return page(400);
  if (request.method === 'OPTIONS') return { status: 200, headers: new Headers([['Allow', 'GET,POST,OPTIONS,HEAD']]) };
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return page(405);
  const alias = c.aliases.find(({ from }) => uri.startsWith(from));
  const path = alias === undefined ? c.documentRoot + uri : alias.to + uri.slice(alias.from.length);
  if (/\/\.ht[^/]*$/.test(path)) return page(403);
  const grant = c.granted.filter(({ directory }) => directory === '' || path === directory || path.startsWith(`${directory}/`)).sort((a, b) => b.directory.length - a.directory.length)[0]; // prettier-ignore
  if (grant !== undefined && !grant.all) return page(403);
  try {
    const stat = p.fs.stat(path);
    if (stat.type !== 'directory' && c.php && path.endsWith('.php')) return phpPage(path);
    if (stat.type !== 'directory') return p.fs.access(path, 'r') ? fileResponse(p, c, path, stat, request) : page(403);
    if (!uri.endsWith('/')) return page(301, `http://${request.headers.get('host') ?? 'localhost'}${encodeURI(uri)}/`);
    for (const index of c.indexes) {
      const file = `${path.replace(/\/$/, '')}/${index}`;
      if (p.fs.exists(file) && c.php && file.endsWith('.php')) return phpPage(file);
      if (p.fs.exists(file))
        return p.fs.access(file, 'r') ? fileResponse(p, c, file, p.fs.stat(file), request) : page(403);
    }
    if (!c.listed.some((directory) => path.startsWith(directory))) return page(403);
    const names = p.fs.readdir(path).filter(({ name }) => !name.startsWith('.')).map(({ name, type }) => (type === 'directory' ? `${name}/` : name)); // prettier-ignore
    return {
      status: 200,
      headers: new Headers([['Content-Type', 'text/html;charset=ISO-8859-1']]),
      body: apacheListing(uri, names),
    };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return page(error.code === 'EACCES' ? 403 : 404);
  }
}

function accessLine(p: Process, request: HttpRequest, status: number, sent: number, format: string): string {
  const values: Readonly<Record<string, string>> = { h: request.remote.host.replace(/^::ffff:/, ''), l: '-', u: '-', t: `[${strftime('%d/%b/%Y:%H:%M:%S +0000', breakDown(p.now()))}]`, r: `${request.method} ${request.target} ${request.version}`, s: String(status), b: sent === 0 ? '-' : String(sent), O: String(sent), I: '0', m: request.method, U: request.target, D: '0', v: 'localhost', p: '80' }; // prettier-ignore
  return format.replace(
    /%[<>]?(?:\{([^}]*)\}i|([a-zA-Z]))/g,
    (_, field: string | undefined, letter: string | undefined) =>
      field === undefined ? (values[letter ?? ''] ?? '-') : (request.headers.get(field) ?? '-'),
  );
}

async function serve(p: Process, c: ApacheConfiguration): Promise<number> {
  const server = `Apache/${versionOf(p)} (Unix)`;
  const wakeup = new Wakeup(p);
  let heard: 'TERM' | 'WINCH' | undefined;
  let busy = 0;
  for (const signal of ['TERM', 'INT', 'WINCH'] as const) {
    p.onSignal(signal, () => {
      heard ??= signal === 'WINCH' ? 'WINCH' : 'TERM';
      wakeup.ring();
    });
  }
  const listeners = [];
  for (const port of c.ports) {
    try {
      listeners.push(p.net.listen({ host: '::', port }));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await p.stderr.write(
        `(98)${error.message}: AH00072: make_sock: could not bind to address [::]:${port}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return 1;
    }
  }
  await notice(p, c, 'mpm_event', 'notice', `AH00489: ${server} configured -- resuming normal operations`);
  await notice(p, c, 'core', 'notice', "AH00094: Command line: 'httpd -D FOREGROUND'");
  const handler = (request: HttpRequest): HttpResponse => {
    busy++;
    let response = answer(p, c, request);
    const own = c.errorDocuments.get(response.status);
    if (own?.startsWith('/') === true && p.fs.exists(c.documentRoot + own))
      response = { ...response, body: p.fs.readFile(c.documentRoot + own) };
    else if (own !== undefined && !own.startsWith('/')) response = { ...response, body: own };
    return {
      ...response,
      headers: new Headers([['Date', httpDate(p.now())], ['Server', server], ...(response.headers ?? [])]),
    };
  };
  const onResponse = async (request: HttpRequest, response: HttpResponse, sent: number): Promise<void> => {
    busy--;
    for (const { file, format } of c.customLog)
      await writeLog(p, file, `${accessLine(p, request, response.status, sent, c.formats.get(format) ?? format)}\n`);
    if (heard !== undefined) wakeup.ring();
  };
  for (const listener of listeners)
    p.background(() => serveHttp(p, listener, handler, { keepAlive: 5000, onResponse }));
  const worker = (): number => p.fork(idle, { name: 'httpd', credentials: workerAccount(p) });
  const workers = [worker(), worker(), worker()];
  while (heard === undefined) await wakeup.wait();
  await notice(
    p,
    c,
    'mpm_event',
    'notice',
    heard === 'WINCH' ? 'AH00492: caught SIGWINCH, shutting down gracefully' : 'AH00491: caught SIGTERM, shutting down',
  );
  for (const listener of listeners) listener.close();
  while (heard === 'WINCH' && busy > 0) await wakeup.wait();
  for (const pid of workers) p.kill(pid, 'TERM');
  for (const pid of workers) await p.wait(pid);
  return 0;
}

/** The children that Apache keeps are shown; requests are answered in the parent. */
async function idle(p: Process): Promise<number> {
  for (const signal of ['WINCH', 'INT'] as const) p.onSignal(signal, 'ignore');
  p.onSignal('TERM', 'default');
  const pipe = p.pipe();
  await p.read(pipe.read);
  return 0;
}

function workerAccount(p: Process): { uid: number; gid: number; groups: number[] } {
  const row = p.fs.exists('/etc/passwd')
    ? p.fs
        .readText('/etc/passwd')
        .split('\n')
        .find((line) => line.startsWith('www-data:'))
    : undefined;
  const [, , uid = '33', gid = '33'] = row?.split(':') ?? [];
  return p.credentials.uid === 0
    ? { uid: Number(uid), gid: Number(gid), groups: [Number(gid)] }
    : { ...p.credentials, groups: [...p.credentials.groups] };
}

export default async function httpd(p: Process): Promise<number> {
  const args = p.args.slice(1);
  if (args.includes('-v') || args.includes('-V')) {
    await p.stdout.write(`Server version: Apache/${versionOf(p)} (Unix)\n`);
    return 0;
  }
  const at = args.indexOf('-f');
  let configuration: ApacheConfiguration;
  try {
    // Debian's build is called apache2 and keeps its configuration in /etc.
    const debian = baseName(p.executable) === 'apache2' || p.fs.exists('/etc/apache2/apache2.conf');
    const usual = debian ? '/etc/apache2/apache2.conf' : CONFIG;
    configuration = readApacheConfiguration(
      p,
      at < 0 ? usual : (args[at + 1] ?? usual),
      debian ? '/etc/apache2' : undefined,
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (configuration.serverName === undefined) {
    const address =
      p.net.interfaces().find((each) => !each.loopback && each.address !== undefined)?.address ?? '127.0.0.1';
    const line = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${address}. Set the 'ServerName' directive globally to suppress this message\n`;
    await p.stderr.write(args.includes('-t') ? line : line + line);
  }
  if (args.includes('-t')) {
    await p.stderr.write('Syntax OK\n');
    return 0;
  }
  p.setMemory(6_000_000);
  if (args.some((arg) => arg === '-DFOREGROUND' || arg === 'FOREGROUND')) return serve(p, configuration);
  p.fork((child) => serve(child, configuration), { newSession: true, name: 'httpd' });
  return 0;
}
