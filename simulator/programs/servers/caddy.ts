/** caddy: sites of a Caddyfile over plain HTTP: file_server, root, respond, reverse_proxy, redir. No certificates. */
import type { Process } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { readResponse, sendRequest } from '../http/client.ts';
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import { collect, HttpError, MessageReader } from '../http/message-reader.ts';
import { mediaType } from '../http/mime.ts';
import { serveHttp, type HttpRequest, type HttpResponse } from '../http/server.ts';

interface Directive {
  name: string;
  args: string[];
  block: Directive[];
}

interface Site {
  port: number;
  host: string | undefined;
  directives: Directive[];
}

class CaddyfileError extends Error {
  override name = 'CaddyfileError';
}

function tokens(text: string): { word: string; line: number }[] {
  const found: { word: string; line: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, quoted, ticked, bare] of line
      .replace(/(^|\s)#.*$/, '')
      .matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`|(\S+)/g))
      found.push({ word: quoted?.replaceAll(/\\(.)/g, '$1') ?? ticked ?? bare ?? '', line: index + 1 });
  }
  return found;
}

/** Lines and blocks, as they nest. */
function parse(text: string): Directive[] {
  const words = tokens(text);
  let at = 0;
  const block = (top: boolean): Directive[] => {
    const found: Directive[] = [];
    while (at < words.length) {
      const first = words[at];
      if (first === undefined) break;
      if (first.word === '}') {
        if (top) throw new CaddyfileError(`Caddyfile:${first.line}: unexpected token '}'`);
        at++;
        return found;
      }
      const it: Directive = { name: first.word === '{' ? '' : first.word, args: [], block: [] };
      if (first.word !== '{') at++;
      while (words[at]?.line === first.line && words[at]?.word !== '{') it.args.push(words[at++]?.word ?? '');
      if (words[at]?.word === '{' && words[at]?.line === first.line) {
        at++;
        it.block = block(false);
      }
      found.push(it);
    }
    if (!top) throw new CaddyfileError('Caddyfile: unexpected end of file: a block is not closed');
    return found;
  };
  return block(true);
}

const ADDRESS = /^(?:(https?):\/\/)?([^:/]*)?(?::(\d+))?$/;

function sitesOf(directives: readonly Directive[]): Site[] {
  const blocks = directives.filter(({ name }) => name !== '');
  const [first] = blocks;
  // A file without braces is one site: its first line is the address.
  if (first !== undefined && blocks.every(({ block }) => block.length === 0)) return [siteOf(first.name, blocks.slice(1))]; // prettier-ignore
  return blocks.flatMap(({ name, args, block }) =>
    [name, ...args].map((address) => siteOf(address.replace(/,$/, ''), block)),
  );
}

function siteOf(address: string, directives: Directive[]): Site {
  const [, scheme, host = '', port] = ADDRESS.exec(address) ?? [];
  return { host: host === '' || host === '*' ? undefined : host, port: Number(port ?? (scheme === 'https' ? 443 : 80)), directives }; // prettier-ignore
}

class Caddy {
  private readonly p: Process;
  private turn = 0;

  constructor(p: Process) {
    this.p = p;
  }

  async answer(sites: readonly Site[], request: HttpRequest): Promise<HttpResponse> {
    const host = (request.headers.get('host') ?? '').replace(/:\d+$/, '');
    const site = sites.find((it) => it.host === host) ?? sites.find((it) => it.host === undefined);
    const [path = '/'] = request.target.split('?');
    const found = site === undefined ? undefined : await this.run(site.directives, request, path, '/srv');
    return found ?? { status: 200, headers: this.headers(), body: '' };
  }

  private headers(...more: [string, string][]): Headers {
    return new Headers([...more, ['Server', 'Caddy'], ['Date', httpDate(this.p.now())]]);
  }

  private async run(directives: readonly Directive[], request: HttpRequest, path: string, outer: string): Promise<HttpResponse | undefined> {
    const rootOf = directives.findLast(({ name }) => name === 'root');
    const root = rootOf?.args.at(-1) ?? outer;
    for (const { name, args, block } of directives) {
      const matcher = args.find((word) => word.startsWith('/') || word === '*');
      const rest = args.filter((word) => word !== matcher || name === 'root');
      if (matcher !== undefined && name !== 'root' && !matches(matcher, path)) continue;
      if (name === 'handle' || name === 'route' || name === 'handle_path') {
        const inner = name === 'handle_path' && matcher !== undefined ? path.slice(matcher.replace(/\*$/, '').replace(/\/$/, '').length) || '/' : path; // prettier-ignore
        const found = await this.run(block, request, inner, root);
        if (found !== undefined) return found;
      } else if (name === 'respond') return this.respond(rest);
      else if (name === 'redir') return { status: Number(rest[1]) || 302, headers: this.headers(['Location', rest[0] ?? '/']), body: '' }; // prettier-ignore
      else if (name === 'reverse_proxy') return this.proxy([...rest, ...block.flatMap((it) => (it.name === 'to' ? it.args : []))], request, path); // prettier-ignore
      else if (name === 'file_server') return this.file(root, path, rest.includes('browse'));
    }
    return undefined;
  } // prettier-ignore

  private respond(args: readonly string[]): HttpResponse {
    const [first = '', second] = args;
    const only = /^\d{3}$/.test(first) && second === undefined;
    return { status: only ? Number(first) : Number(second ?? 200), headers: this.headers(['Content-Type', 'text/plain; charset=utf-8']), body: only ? '' : first }; // prettier-ignore
  }

  private file(root: string, path: string, browse: boolean): HttpResponse {
    const inner = decodeURIComponent(path).split('/').filter((part) => part !== '..').join('/'); // prettier-ignore
    for (const place of [`${root}${inner}`, `${root}${inner}/index.html`]) {
      try {
        const stat = this.p.fs.stat(place);
        if (stat.type === 'file')
          return { status: 200, headers: this.headers(['Content-Type', mediaType(place)], ['Accept-Ranges', 'bytes'], ['Last-Modified', httpDate(stat.mtime)]), body: this.p.fs.readFile(place) }; // prettier-ignore
        if (browse && !this.p.fs.exists(`${place}/index.html`)) return { status: 200, headers: this.headers(['Content-Type', 'text/html; charset=utf-8']), body: this.p.fs.readdir(place).map((it) => `<a href="./${it.name}">${it.name}</a>\n`).join('') }; // prettier-ignore
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    return { status: 404, headers: this.headers(), body: '' };
  }

  private async proxy(upstreams: readonly string[], request: HttpRequest, path: string): Promise<HttpResponse> {
    const upstream = upstreams[this.turn++ % Math.max(1, upstreams.length)] ?? '';
    const [, , host = 'localhost', port = '80'] = ADDRESS.exec(upstream) ?? [];
    const headers = new Headers([...request.headers].filter(([name]) => !/^(connection|content-length|transfer-encoding)$/i.test(name))); // prettier-ignore
    headers.add('X-Forwarded-For', request.remote.host).add('X-Forwarded-Proto', 'http').add('X-Forwarded-Host', request.headers.get('host') ?? ''); // prettier-ignore
    const body = await request.bytes();
    if (body.length > 0) headers.add('Content-Length', String(body.length));
    try {
      const connection = await this.p.net.connect({ host: host === '' ? 'localhost' : host, port: Number(port) });
      const query = request.target.slice(request.target.split('?')[0]?.length ?? 0);
      await sendRequest(connection, { method: request.method, target: path + query, headers, body });
      const answer = await readResponse(new MessageReader(connection), request.method);
      const whole = await collect(answer.body);
      connection.close();
      return { status: answer.status, headers: new Headers([...[...answer.headers].filter(([name]) => !/^(connection|content-length|transfer-encoding)$/i.test(name)), ['Via', '1.1 Caddy']]), body: whole }; // prettier-ignore
    } catch (error) {
      if (!isSysError(error) && !(error instanceof HttpError)) throw error;
      return { status: 502, headers: this.headers(), body: '' };
    }
  }
}

function matches(pattern: string, path: string): boolean {
  return pattern === '*' || (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);
}

/** A line of caddy's log, as JSON. */
async function log(
  p: Process,
  level: string,
  logger: string | undefined,
  msg: string,
  more: object = {},
): Promise<void> {
  await p.stderr.write(`${JSON.stringify({ level, ts: p.now() / 1000, ...(logger === undefined ? {} : { logger }), msg, ...more })}\n`); // prettier-ignore
}

export default async function caddy(p: Process): Promise<number> {
  const [verb = '', ...args] = p.args.slice(1);
  const value = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? args.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) : args[at + 1];
  };
  if (verb === 'version') {
    await p.stdout.write(`${p.env.get('CADDY_VERSION') ?? 'v2.10.2'} h1:0000000000000000000000000000000000000000000=\n`.replace(/ h1:.*/, '')); // prettier-ignore
    return 0;
  }
  let sites: Site[];
  const file = value('--config') ?? 'Caddyfile';
  if (verb === 'file-server') {
    sites = [siteOf(value('--listen') ?? ':80', [{ name: 'root', args: ['*', value('--root') ?? p.cwd()], block: [] }, { name: 'file_server', args: args.includes('--browse') ? ['browse'] : [], block: [] }])]; // prettier-ignore
  } else if (verb === 'reverse-proxy') {
    sites = [siteOf(value('--from') ?? ':80', [{ name: 'reverse_proxy', args: [value('--to') ?? ''], block: [] }])];
  } else if (verb === 'run' || verb === 'validate' || verb === 'adapt') {
    try {
      sites = sitesOf(parse(decode(p.fs.readFile(file))));
    } catch (error) {
      if (error instanceof CaddyfileError) {
        await p.stderr.write(`Error: adapting config using caddyfile: ${error.message}\n`);
        return 1;
      }
      if (!isSysError(error)) throw error;
      await p.stderr.write(`Error: reading config from file: open ${file}: ${error.message.toLowerCase()}\n`);
      return 1;
    }
    if (verb !== 'run') {
      await p.stdout.write('Valid configuration\n');
      return 0;
    }
    await log(p, 'info', undefined, 'using config from file', { file });
    await log(p, 'info', undefined, 'adapted config to JSON', { adapter: 'caddyfile' });
  } else {
    await p.stderr.write(`caddy: Drydock does not simulate '${verb}': run, validate, file-server, reverse-proxy and version are there\n`); // prettier-ignore
    return 1;
  }
  const server = new Caddy(p);
  for (const port of new Set(sites.map((site) => site.port))) {
    const here = sites.filter((site) => site.port === port);
    if (port === 443) {
      await log(p, 'error', 'http', 'Drydock does not simulate certificates: write the address with http:// or a port');
      return 1;
    }
    try {
      const listener = p.net.listen({ host: '::', port });
      p.background(() => serveHttp(p, listener, (request) => server.answer(here, request)));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await p.stderr.write(`Error: loading initial config: listening on :${port}: listen tcp :${port}: bind: ${error.message.toLowerCase()}\n`); // prettier-ignore
      return 1;
    }
  }
  await log(p, 'info', 'http.log', 'server running', { name: 'srv0', protocols: ['h1', 'h2', 'h3'] });
  await log(p, 'info', undefined, 'serving initial configuration');
  return new Promise<number>((resolve) => {
    const end = (signal: string) => (): void => {
      p.background(async () => {
        await log(p, 'info', undefined, 'shutting down apps, then terminating', { signal });
        await log(p, 'info', undefined, 'shutdown complete', { signal, exit_code: 0 });
        resolve(0);
      });
    };
    p.onSignal('TERM', end('SIGTERM'));
    p.onSignal('INT', end('SIGINT'));
  });
}
