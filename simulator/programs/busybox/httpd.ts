/** busybox httpd: serves files of a directory. Without -f it goes to the background. No CGI, no authentication. */
import type { Listener, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, type Tool } from '../command/tool.ts';
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import { mediaType } from '../http/mime.ts';
import { serveHttp, type HttpRequest, type HttpResponse } from '../http/server.ts';
import { joinPath } from '../text/paths.ts';

const help = {
  usage: ['[-ifv[v]] [-p [IP:]PORT] [-r REALM] [-h HOME]', '-d STRING', '-m STRING'],
  about: 'Listen for incoming HTTP requests',
  options: [
    ['-i', 'Inetd mode'],
    ['-f', 'Run in foreground'],
    ['-v', 'Verbose'],
    ['-p [IP:]PORT', 'Bind to IP:PORT (default *:80)'],
    ['-r REALM', 'Authentication Realm for Basic Authentication'],
    ['-h HOME', 'Home directory (default .)'],
    ['-c FILE', ''],
    ['-u USER', ''],
    ['-d STRING', 'URL decode STRING'],
    ['-e STRING', ''],
    ['-m STRING', 'MD5 crypt STRING'],
  ],
} as const;

const EXPLANATIONS: Readonly<Record<number, string>> = {
  400: 'Unsupported method', 403: '', 404: 'The requested URL was not found', 501: 'The requested method is not recognized',
}; // prettier-ignore

function failure(p: Process, status: number, reason: string): HttpResponse {
  const body = `<HTML><HEAD><TITLE>${status} ${reason}</TITLE></HEAD>\n<BODY><H1>${status} ${reason}</H1>\n${EXPLANATIONS[status] ?? ''}\n</BODY></HTML>\n`;
  const headers = new Headers([['Date', httpDate(p.now())], ['Connection', 'close'], ['Content-type', 'text/html']]); // prettier-ignore
  return { status, reason, headers, body: stream(body), untilClose: true };
}

/** A body without a length: the end of the connection ends it, as busybox has it. */
async function* stream(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function* fileBody(p: Process, path: string): AsyncGenerator<Uint8Array> {
  const fd = await p.open(path, { read: true });
  try {
    for (let chunk = await p.read(fd); chunk.length > 0; chunk = await p.read(fd)) yield chunk;
  } finally {
    p.close(fd);
  }
}

function decodeTarget(target: string): string | undefined {
  try {
    const path = decodeURIComponent(target.replace(/[?#].*$/s, ''));
    return path.startsWith('/') && !path.split('/').includes('..') ? path : undefined;
  } catch {
    return undefined;
  }
}

function answer(p: Process, home: string, request: HttpRequest): HttpResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(p, 501, 'Not Implemented');
  const wanted = decodeTarget(request.target);
  if (wanted === undefined) return failure(p, 400, 'Bad Request');
  let path = joinPath(home, wanted.slice(1));
  try {
    const stat = p.fs.stat(path);
    if (stat.type === 'directory' && !wanted.endsWith('/')) {
      const headers = new Headers([['Date', httpDate(p.now())], ['Connection', 'close'], ['Content-type', 'text/html'], ['Location', `${wanted}/`]]); // prettier-ignore
      return { status: 302, reason: 'Found', headers, body: stream(''), untilClose: true };
    }
    if (stat.type === 'directory') path = joinPath(path, 'index.html');
    const file = p.fs.stat(path);
    if (!p.fs.access(path, 'r')) return failure(p, 403, 'Forbidden');
    const etag = `"${Math.floor(file.mtime / 1000).toString(16)}-${file.size.toString(16)}"`;
    const headers = new Headers([
      ['Date', httpDate(p.now())], ['Connection', 'close'], ['Content-type', mediaType(path)], ['Accept-Ranges', 'bytes'],
      ['Last-Modified', httpDate(file.mtime)], ['ETag', etag], ['Content-Length', String(file.size)],
    ]); // prettier-ignore
    return { status: 200, headers, body: fileBody(p, path), untilClose: true };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error.code === 'EACCES' ? failure(p, 403, 'Forbidden') : failure(p, 404, 'Not Found');
  }
}

function listen(t: Tool, where: string): Listener {
  const [, host = '', port] = /^(?:(.*):)?(\d+)$/.exec(where) ?? [];
  if (port === undefined) throw new Failure(`bad address '${where}'`);
  try {
    return t.p.net.listen({ host: host === '' ? '::' : host, port: Number(port) });
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`bind: ${error.message}`);
  }
}

async function main(t: Tool): Promise<number> {
  const { options } = t.parse();
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const encoded = value('d');
  if (encoded !== undefined) {
    await t.print(decodeURIComponent(encoded.replaceAll('+', ' ')));
    return 0;
  }
  const home = value('h') ?? '.';
  try {
    t.p.chdir(home);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`can't change directory to '${home}': ${error.message}`);
  }
  const listener = listen(t, value('p') ?? '80');
  const verbose = has('v');
  const serve = async (p: Process): Promise<number> => {
    await serveHttp(p, listener, async (request) => {
      const response = answer(p, p.cwd(), request);
      if (verbose) await p.stderr.write(`${request.remote.host}:${request.remote.port}: response:${response.status}\n`);
      return response;
    });
    return 0;
  };
  if (has('f')) return serve(t.p);
  t.p.fork(serve, { newSession: true, name: 'httpd' });
  return 0;
}

export const busybox = applet(main, { help });
