/** haproxy: takes HTTP or TCP connections and hands them to servers in turn. No TLS, no health checks, no lua. */
import type { Connection, Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { readResponse, sendRequest } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { HttpError, MessageReader } from '../../http/message-reader.ts';
import { serveHttp, type HttpRequest, type HttpResponse } from '../../http/server.ts';
import { parseHaproxy, type Configuration, type Proxy } from './configuration.ts';

const VERSION = '3.2.7-4a6f1ba';
const HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'upgrade',
  'content-length',
  'transfer-encoding',
]);

const errorPage = (status: number, title: string, text: string): HttpResponse => ({
  status,
  headers: new Headers([['Cache-Control', 'no-cache'], ['Connection', 'close'], ['Content-Type', 'text/html']]),
  body: `<html><body><h1>${status} ${title}</h1>\n${text}\n</body></html>\n`,
  close: true,
}); // prettier-ignore
const UNAVAILABLE = (): HttpResponse => errorPage(503, 'Service Unavailable', 'No server is available to handle this request.'); // prettier-ignore

class Haproxy {
  private readonly p: Process;
  private readonly configuration: Configuration;
  private readonly turns = new Map<string, number>();

  constructor(p: Process, configuration: Configuration) {
    this.p = p;
    this.configuration = configuration;
  }

  private backendOf(front: Proxy, path: string, host: string): Proxy | undefined {
    if (front.kind === 'listen' && front.servers.length > 0) return front;
    const chosen = front.choices.find(({ acls }) => acls.every((acl) => {
      const negated = acl.startsWith('!');
      return (front.acls.get(acl.replace(/^!/, ''))?.(path, host) ?? false) !== negated;
    })); // prettier-ignore
    const name = chosen?.backend ?? front.defaultBackend;
    return this.configuration.proxies.find((it) => it.name === name && it.kind !== 'frontend');
  }

  /** A connection to one of the backend's servers, beginning with the one whose turn it is. */
  private async connect(backend: Proxy, client: string): Promise<Connection | undefined> {
    const usual = backend.servers.filter(({ backup }) => !backup);
    const servers = [...usual, ...backend.servers.filter(({ backup }) => backup)];
    const turn = this.turns.get(backend.name) ?? 0;
    this.turns.set(backend.name, turn + 1);
    const first = backend.balance === 'source' ? [...client].reduce((sum, char) => sum + char.charCodeAt(0), 0) : turn;
    for (let n = 0; n < servers.length; n++) {
      const server = n < usual.length ? usual[(first + n) % usual.length] : servers[n];
      if (server === undefined) continue;
      try {
        return await this.p.net.connect({ host: server.host, port: server.port });
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    return undefined;
  }

  async http(front: Proxy, request: HttpRequest): Promise<HttpResponse> {
    const [path = '/'] = request.target.split('?');
    if (front.stats !== undefined && request.target.startsWith(front.stats)) return this.stats();
    if (front.redirect !== undefined) return { status: 302, headers: new Headers([['Location', front.redirect], ['Cache-Control', 'no-cache']]), body: '' }; // prettier-ignore
    if (front.fixed !== undefined) return { status: front.fixed.status, headers: new Headers([['Content-Type', front.fixed.type]]), body: front.fixed.text }; // prettier-ignore
    const backend = this.backendOf(front, path, request.headers.get('host') ?? '');
    const connection = backend === undefined ? undefined : await this.connect(backend, request.remote.host);
    if (backend === undefined || connection === undefined) return UNAVAILABLE();
    const headers = new Headers([...request.headers].filter(([name]) => !HOP.has(name.toLowerCase())));
    if (front.forwardedFor || backend.forwardedFor) headers.add('X-Forwarded-For', request.remote.host);
    const body = await request.bytes();
    if (body.length > 0) headers.add('Content-Length', String(body.length));
    try {
      await sendRequest(connection, { method: request.method, target: request.target, headers, body });
      const answer = await readResponse(new MessageReader(connection), request.method);
      const chunks: Uint8Array[] = [];
      for await (const chunk of answer.body) chunks.push(chunk);
      const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return { status: answer.status, reason: answer.reason, headers: new Headers([...answer.headers].filter(([name]) => !HOP.has(name.toLowerCase()))), body: whole }; // prettier-ignore
    } catch (error) {
      if (!isSysError(error) && !(error instanceof HttpError)) throw error;
      return errorPage(502, 'Bad Gateway', 'The server returned an invalid or incomplete response.');
    } finally {
      connection.close();
    }
  }

  private stats(): HttpResponse {
    const rows = this.configuration.proxies.map(({ name, kind, servers }) => `<tr><td>${name}</td><td>${kind}</td><td>${servers.map((server) => server.name).join(', ')}</td></tr>\n`).join(''); // prettier-ignore
    return { status: 200, headers: new Headers([['Content-Type', 'text/html']]), body: `<html><head><title>Statistics Report for HAProxy</title></head><body><h1>HAProxy version ${VERSION}</h1>\n<h2>Statistics Report for pid ${this.p.pid}</h2>\n<table>\n${rows}</table></body></html>\n` }; // prettier-ignore
  }

  async tcp(front: Proxy, client: Connection): Promise<void> {
    const backend = this.backendOf(front, '', '');
    const server = backend === undefined ? undefined : await this.connect(backend, client.remote.host);
    if (server === undefined) {
      client.close();
      return;
    }
    const carry = async (from: Connection, to: Connection): Promise<void> => {
      try {
        for (let chunk = await from.read(); chunk.length > 0; chunk = await from.read()) await to.write(chunk);
        to.end();
      } catch (error) {
        if (!isSysError(error)) throw error;
        to.close();
      }
    };
    await Promise.all([carry(client, server), carry(server, client)]);
    client.close();
    server.close();
  }

  /** Listens for one frontend. Undefined when it does; else why not. */
  listen(front: Proxy): string | undefined {
    for (const { host, port } of front.binds) {
      try {
        const listener = this.p.net.listen({ host, port });
        if (front.mode === 'http')
          this.p.background(() => serveHttp(this.p, listener, (request) => this.http(front, request))); // prettier-ignore
        else
          this.p.background(async () => {
            for (;;) {
              const client = await listener.accept();
              this.p.background(() => this.tcp(front, client));
            }
          });
      } catch (error) {
        if (!isSysError(error)) throw error;
        const why = error.code === 'EACCES' ? 'Permission denied' : error.message;
        return `Binding [${front.name}] for frontend ${front.name}: cannot bind socket (${why}) for [${host}:${port}]`;
      }
    }
    return undefined;
  }
}

export default async function haproxy(p: Process): Promise<number> {
  const args = p.args.slice(1);
  if (args.includes('-v') || args.includes('-vv')) {
    await p.stdout.write(`HAProxy version ${VERSION} 2025/10/21 - https://haproxy.org/\nStatus: long-term supported branch - will stop receiving fixes around Q2 2030.\nKnown bugs: http://www.haproxy.org/bugs/bugs-3.2.7.html\n`); // prettier-ignore
    return 0;
  }
  const say = (level: string, text: string): Promise<void> => p.stderr.write(`[${level}]${' '.repeat(9 - level.length)}(${p.pid}) : ${text}\n`); // prettier-ignore
  const file = args.includes('-f') ? args[args.indexOf('-f') + 1] : undefined;
  const opening = async (): Promise<void> => {
    await say('NOTICE', `haproxy version is ${VERSION}`);
    await say('NOTICE', `path to executable is ${p.executable}`);
  };
  if (file === undefined) {
    await p.stderr.write(`HAProxy version ${VERSION} 2025/10/21 - https://haproxy.org/\nUsage : haproxy [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -c ] [ -- <cfgfile>* ]\n`); // prettier-ignore
    return 1;
  }
  let text: string;
  try {
    text = p.fs.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await opening();
    await say('ALERT', `Cannot open configuration file/directory ${file} : ${error.message}`);
    return 1;
  }
  const configuration = parseHaproxy(text);
  if (configuration.complaints.length > 0) {
    await opening();
    for (const { line, text: what } of configuration.complaints) await say('ALERT', `config : parsing [${file}:${line}]: ${what}`); // prettier-ignore
    await say('ALERT', `config : Error(s) found in configuration file : ${file}`);
    await say('ALERT', 'config : Fatal errors found in configuration.');
    return 1;
  }
  const fronts = configuration.proxies.filter(({ binds }) => binds.length > 0);
  for (const { name, defaultBackend, kind } of configuration.proxies) {
    if (kind !== 'frontend' || defaultBackend === undefined) continue;
    if (configuration.proxies.some((it) => it.name === defaultBackend && it.kind !== 'frontend')) continue;
    await opening();
    await say('ALERT', `config : Proxy '${name}': unable to find required default_backend: '${defaultBackend}'.`);
    await say('ALERT', 'config : Fatal errors found in configuration.');
    return 1;
  }
  for (const { name, servers } of configuration.proxies)
    for (const server of servers) {
      if ((await p.net.resolve(server.host).catch((): string[] => [])).length > 0) continue;
      await opening();
      await say(
        'ALERT',
        `config : [${file}] : 'server ${name}/${server.name}' : could not resolve address '${server.host}'.`,
      );
      await say('ALERT', 'config : Failed to initialize server(s) addr.');
      return 1;
    }
  if (args.includes('-c')) {
    await p.stdout.write('Configuration file is valid\n');
    return 0;
  }
  const server = new Haproxy(p, configuration);
  for (const front of fronts) {
    const failed = server.listen(front);
    if (failed === undefined) continue;
    await opening();
    await say('ALERT', failed);
    await say('ALERT', '[haproxy.main()] Some protocols failed to start their listeners! Exiting.');
    return 1;
  }
  await say('NOTICE', `Initializing new worker (${p.pid + 7})`);
  await say('NOTICE', 'Loading success.');
  // USR1 lets connections end first; with none kept it is the same as TERM.
  return new Promise<number>((resolve) => {
    p.onSignal('TERM', () => resolve(143));
    p.onSignal('INT', () => resolve(130));
    p.onSignal('USR1', () => resolve(0));
    void p.sleep(2 ** 31).catch(() => undefined);
  });
}
