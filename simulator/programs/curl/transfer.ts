/** One URL of a curl command line: request, response, redirects, output. */
import type { Process } from '../../kernel/abi.ts';
import { encode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { encodeBase } from '../coreutils/base64.ts';
import {
  EmptyReply,
  formatRequest,
  readResponse,
  sendRequest,
  type ClientRequest,
  type ClientResponse,
} from '../http/client.ts';
import { Headers, parseHeaderLine } from '../http/headers.ts';
import { HttpError } from '../http/message-reader.ts';
import { authority, formatUrl, parseUrl, resolveUrl, type HttpUrl } from '../http/url.ts';
import { openSource, readAll } from '../input/source.ts';
import { encodeText, latin1ToBytes } from '../text/codec.ts';
import { baseName, dirName } from '../text/paths.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { Link, Note } from './connection-pool.ts';
import { CurlFailure } from './failure.ts';
import { multipart } from './form.ts';
import { Meter } from './meter.ts';
import type { CurlOptions } from './options.ts';
import { noFacts, type TransferFacts } from './write-out.ts';

type Target = { file: string } | 'remote' | 'stdout';

/** Where the body goes; a file is made when the first byte comes. */
class Sink {
  private readonly p: Process;
  private readonly path: string | undefined;
  private readonly makeDirectories: boolean;
  private fd: number | undefined;
  failed = false;

  constructor(p: Process, path: string | undefined, makeDirectories: boolean) {
    this.p = p;
    this.path = path;
    this.makeDirectories = makeDirectories;
  }

  async write(data: Uint8Array): Promise<void> {
    if (this.path === undefined) return this.p.stdout.write(data);
    this.fd ??= await this.open(this.path);
    await this.p.write(this.fd, data);
  }

  /** An empty body leaves an empty file. */
  async finish(): Promise<void> {
    if (this.path !== undefined && this.fd === undefined && !this.failed) this.fd = await this.open(this.path);
    if (this.fd !== undefined) this.p.close(this.fd);
  }

  private async open(path: string): Promise<number> {
    try {
      if (this.makeDirectories) makeAll(this.p, dirName(path));
      return await this.p.open(path, { write: true, create: true, truncate: true });
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.failed = true;
      throw new OutputError(path, error.message);
    }
  }
}

export class OutputError extends Error {
  override name = 'OutputError';
  readonly path: string;
  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

function makeAll(p: Process, path: string): void {
  if (p.fs.exists(path)) return;
  makeAll(p, dirName(path));
  p.fs.mkdir(path);
}

export class Transfer {
  private readonly p: Process;
  private readonly o: CurlOptions;
  private readonly pool: ConnectionPool;
  private readonly text: string;
  private readonly target: Target;
  private readonly meter: Meter | undefined;
  readonly facts: TransferFacts = noFacts();
  private readonly started: number;

  constructor(p: Process, options: CurlOptions, pool: ConnectionPool, text: string, target: Target) {
    this.p = p;
    this.o = options;
    this.pool = pool;
    this.text = text;
    this.target = target;
    this.started = p.now();
    // Output on the terminal and a meter on the terminal would be drawn over each other.
    const quiet = options.silent || (target === 'stdout' && p.isatty(1) && !options.progressBar);
    this.meter = quiet ? undefined : new Meter(p, options.progressBar);
    this.facts.url = text;
  }

  private readonly note: Note = async (line) => {
    if (this.o.verbose) await this.p.stderr.write(`* ${line}\n`);
  };

  private elapsed(): number {
    return (this.p.now() - this.started) / 1000;
  }

  /** Throws CurlFailure. */
  async run(): Promise<void> {
    const url = parseUrl(this.text);
    if (url === undefined) throw new CurlFailure(3, 'URL using bad/illegal format or missing URL');
    this.checkScheme(url);
    const file = this.outputPath(url);
    const sink = new Sink(this.p, file, this.o.createDirectories);
    this.facts.filename_effective = file ?? '';
    const { method, body, headers } = await this.prepare(url);
    await this.meter?.start();
    try {
      await this.follow(url, method, body, headers, sink);
      await sink.finish();
      await this.meter?.finish();
    } catch (error) {
      if (error instanceof OutputError) {
        await this.p.stderr.write(`Warning: Failed to open the file ${error.path}: ${error.message}\n`);
        await this.meter?.finish();
        throw new CurlFailure(23, 'Failure writing output to destination');
      }
      // A name that is not found ends curl before the meter is drawn again.
      if (!(error instanceof CurlFailure) || error.code !== 6) await this.meter?.finish();
      throw error;
    } finally {
      this.facts.time_total = this.elapsed();
    }
  }

  private checkScheme(url: HttpUrl): void {
    this.facts.scheme = url.scheme.toUpperCase();
    if (!['http', 'https', 'ftp'].includes(url.scheme))
      throw new CurlFailure(1, `Protocol "${url.scheme}" not supported or disabled in libcurl`);
  }

  private outputPath(url: HttpUrl): string | undefined {
    if (this.target === 'stdout') return undefined;
    const directory = this.o.outputDirectory;
    const name =
      this.target === 'remote' ? baseName(url.target.replace(/[?#].*$/s, '').replace(/^.*\/$/s, '')) : this.target.file;
    if (this.target === 'remote' && name === '') {
      throw new CurlFailure(
        23,
        'Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application',
      );
    }
    if (name === '-') return undefined;
    return directory === undefined || name.startsWith('/') ? name : `${directory}/${name}`;
  }

  private async prepare(url: HttpUrl): Promise<{ method: string; body: Uint8Array | undefined; headers: Headers }> {
    const { o } = this;
    const headers = new Headers();
    let body = o.get ? undefined : o.data;
    if (o.get && o.data !== undefined)
      url.target += `${url.target.includes('?') ? '&' : '?'}${new TextDecoder().decode(o.data)}`;
    if (o.upload !== undefined) {
      if (url.target.endsWith('/')) url.target += encodeURIComponent(baseName(o.upload));
      body = await this.uploadBody(o.upload);
    }
    if (o.form.length > 0) {
      const form = await multipart(this.p, o.form);
      body = form.body;
      headers.add('Content-Type', `multipart/form-data; boundary=${form.boundary}`);
    } else if (o.json) headers.add('Content-Type', 'application/json').add('Accept', 'application/json');
    else if (body !== undefined && o.upload === undefined)
      headers.add('Content-Type', 'application/x-www-form-urlencoded');
    const usual = o.head ? 'HEAD' : o.upload !== undefined ? 'PUT' : body !== undefined ? 'POST' : 'GET';
    if (o.method === usual && o.verbose)
      await this.p.stderr.write(`Note: Unnecessary use of -X or --request, ${usual} is already inferred.\n`);
    return { method: o.method ?? usual, body, headers };
  }

  private async uploadBody(path: string): Promise<Uint8Array> {
    try {
      const source = await openSource(this.p, path);
      const bytes = await readAll(source);
      source.close();
      return bytes;
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new CurlFailure(
        26,
        `Can't open '${path}'!\ncurl: try 'curl --help' or 'curl --manual' for more information\ncurl: (26) Failed to open/read local data from file/application`,
      );
    }
  }

  private headersFor(url: HttpUrl, body: Uint8Array | undefined, own: Headers): Headers {
    const { o } = this;
    const headers = new Headers([['Host', authority(url)]]);
    const user = o.user ?? url.user;
    if (user !== undefined)
      headers.add('Authorization', `Basic ${encodeBase(encodeText(decodeURIComponentSafely(user)))}`);
    if (o.userAgent !== '') headers.add('User-Agent', o.userAgent ?? 'curl/7.88.1');
    if (!own.has('accept')) headers.add('Accept', '*/*');
    if (o.compressed) headers.add('Accept-Encoding', 'deflate, gzip, br, zstd');
    if (o.referer !== undefined) headers.add('Referer', o.referer);
    if (o.cookies !== undefined && o.cookies !== '') headers.add('Cookie', o.cookies);
    if (o.json) for (const [name, value] of own) headers.add(name, value);
    if (body !== undefined) headers.add('Content-Length', String(body.length));
    if (!o.json) for (const [name, value] of own) headers.add(name, value);
    if (body !== undefined && (body.length > 1024 * 1024 || o.upload !== undefined))
      headers.add('Expect', '100-continue');
    for (const line of o.headers) applyHeader(headers, line);
    return headers;
  }

  private async follow(
    start: HttpUrl,
    firstMethod: string,
    firstBody: Uint8Array | undefined,
    own: Headers,
    sink: Sink,
  ): Promise<void> {
    const { o } = this;
    let url = start;
    let method = firstMethod;
    let body = firstBody;
    for (let redirects = 0; ; redirects++) {
      this.facts.url_effective = formatUrl(url);
      this.facts.num_redirects = redirects;
      const { response, link } = await this.exchange(url, {
        method,
        target: url.target,
        headers: this.headersFor(url, body, body === undefined ? withoutBody(own) : own),
        ...(body === undefined ? {} : { body }),
        version: o.http10 ? 'HTTP/1.0' : 'HTTP/1.1',
      });
      const location = response.headers.get('location');
      const next =
        location === undefined || response.status < 300 || response.status >= 400
          ? undefined
          : resolveUrl(url, location);
      this.facts.redirect_url = next === undefined || o.follow ? '' : formatUrl(next);
      if (!o.follow || next === undefined) return this.finish(url, response, link, sink);
      await this.showHeaders(response, sink);
      if (redirects >= o.maxRedirects) {
        await this.pool.done(link, url, false, this.note);
        throw new CurlFailure(47, `Maximum (${o.maxRedirects}) redirects followed`);
      }
      await this.note('Ignoring the response-body');
      await this.drain(response);
      await this.pool.done(link, url, response.keepAlive, this.note);
      await this.note(`Issue another request to this URL: '${formatUrl(next)}'`);
      const becomesGet =
        response.status === 303 ||
        ((response.status === 301 || response.status === 302) && method === 'POST' && o.method === undefined);
      if (becomesGet) {
        if (method !== 'GET' && method !== 'HEAD') await this.note(`Switch from ${method} to GET`);
        method = method === 'HEAD' ? 'HEAD' : 'GET';
        body = undefined;
      }
      url = next;
      this.checkScheme(url);
    }
  }

  private async exchange(url: HttpUrl, request: ClientRequest): Promise<{ response: ClientResponse; link: Link }> {
    const { facts } = this;
    facts.time_namelookup = facts.time_connect = facts.time_pretransfer = this.elapsed();
    const link = await this.pool.take(url, this.note);
    if (!link.reused) facts.num_connects++;
    facts.time_connect = facts.time_pretransfer = this.elapsed();
    facts.remote_ip = link.connection.remote.host;
    facts.remote_port = String(link.connection.remote.port);
    facts.local_ip = link.connection.local.host;
    facts.local_port = String(link.connection.local.port);
    facts.method = request.method;
    if (url.scheme === 'https' && isPrivate(link.connection.remote.host)) await this.failTls(link, url);
    const user = this.o.user ?? url.user;
    if (user !== undefined) await this.note(`Server auth using Basic with user '${user.replace(/:.*$/s, '')}'`);
    const head = formatRequest(request);
    facts.size_request += head.length;
    if (this.o.verbose) for (const line of head.split('\r\n').slice(0, -1)) await this.p.stderr.write(`> ${line}\r\n`);
    try {
      const expects = request.headers.has('expect') && request.body !== undefined;
      await sendRequest(link.connection, expects ? { ...request, body: new Uint8Array(0) } : request);
      if (!expects) await this.sent(request.body);
      const response = await this.read(link, request, expects);
      facts.time_starttransfer = this.elapsed();
      return { response, link };
    } catch (error) {
      throw await this.translate(error, link, url);
    }
  }

  private async sent(body: Uint8Array | undefined): Promise<void> {
    if (body === undefined) return;
    this.facts.size_upload += body.length;
    if (this.meter !== undefined) this.meter.uploaded = this.meter.uploadSize = body.length;
    await this.dataNote('}', body.length);
    if (this.o.upload !== undefined) await this.note('We are completely uploaded and fine');
  }

  private async read(link: Link, request: ClientRequest, expects: boolean): Promise<ClientResponse> {
    let told = false;
    const waiting = readResponse(link.reader, request.method, (lines) => void (told = this.interim(lines)));
    if (expects && request.body !== undefined) {
      // The body follows the server's word, or a second without one.
      const limit = this.p.now() + 1000;
      while (!told && this.p.now() < limit) await Promise.race([waiting, this.p.sleep(10)]);
      await link.connection.write(request.body);
      await this.sent(request.body);
    }
    const { maxTime } = this.o;
    if (maxTime === undefined) return waiting;
    const left = Math.max(0, maxTime * 1000 - (this.p.now() - this.started));
    const late = this.p.sleep(left).then((): 'late' => 'late');
    const response = await Promise.race([waiting, late]);
    if (response !== 'late') return response;
    waiting.catch(() => undefined);
    await this.meter?.draw();
    throw new CurlFailure(
      28,
      `Operation timed out after ${Math.floor(this.p.now() - this.started)} milliseconds with 0 bytes received`,
    );
  }

  private interim(lines: readonly string[]): boolean {
    if (this.o.verbose) void this.p.stderr.write(lines.map((line) => (line === '' ? '' : `< ${line}\r\n`)).join(''));
    return true;
  }

  private async failTls(link: Link, url: HttpUrl): Promise<never> {
    await this.pool.done(link, url, false, this.note);
    throw new CurlFailure(35, 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number');
  }

  private async translate(error: unknown, link: Link, url: HttpUrl): Promise<unknown> {
    let failure: CurlFailure | undefined;
    if (error instanceof CurlFailure) failure = error;
    else if (error instanceof EmptyReply) failure = new CurlFailure(52, 'Empty reply from server');
    else if (error instanceof HttpError)
      failure = new CurlFailure(
        error.message === 'not HTTP' ? 1 : 56,
        error.message === 'not HTTP' ? 'Received HTTP/0.9 when not allowed' : 'Recv failure: Connection reset by peer',
      );
    else if (isSysError(error, 'EPIPE')) failure = new CurlFailure(55, `Send failure: ${error.message}`);
    else if (isSysError(error)) failure = new CurlFailure(56, `Recv failure: ${error.message}`);
    if (failure === undefined) return error;
    if (failure !== error) await this.note(failure.message);
    await this.pool.done(link, url, false, this.note);
    return failure;
  }

  private async dataNote(mark: '{' | '}', length: number): Promise<void> {
    const hidden = !this.p.isatty(1) || this.target !== 'stdout';
    if (this.o.verbose && hidden && length > 0) await this.p.stderr.write(`${mark} [${length} bytes data]\n`);
  }

  private async showHeaders(response: ClientResponse, sink: Sink): Promise<void> {
    const { facts, o } = this;
    facts.http_code = response.status;
    facts.http_version = response.version.replace('HTTP/', '').replace(/\.0$/, '.0');
    facts.content_type = response.headers.get('content-type') ?? '';
    const text = response.lines.map((line) => `${line}\r\n`).join('');
    facts.size_header += text.length;
    if (o.verbose) for (const line of response.lines) await this.p.stderr.write(`< ${line}\r\n`);
    if (o.include || o.head) await sink.write(latin1ToBytes(text));
    if (o.dumpHeader === '-') await this.p.stdout.write(latin1ToBytes(text));
    else if (o.dumpHeader !== undefined) this.p.fs.appendFile(o.dumpHeader, latin1ToBytes(text));
    if (o.cookieJar !== undefined) this.saveCookies(response, o.cookieJar);
  }

  private saveCookies(response: ClientResponse, path: string): void {
    const rows = response.headers.all('set-cookie').map((cookie) => {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      return ['localhost', 'FALSE', '/', 'FALSE', '0', pair.slice(0, at), pair.slice(at + 1)].join('\t');
    });
    const text = `# Netscape HTTP Cookie File\n# https://curl.se/docs/http-cookies.html\n# This file was generated by libcurl! Edit at your own risk.\n\n${rows.map((row) => `${row}\n`).join('')}`;
    this.p.fs.writeFile(path, text);
  }

  private async drain(response: ClientResponse): Promise<void> {
    let length = 0;
    for await (const piece of response.body) length += piece.length;
    await this.dataNote('{', length);
  }

  private async finish(url: HttpUrl, response: ClientResponse, link: Link, sink: Sink): Promise<void> {
    const { o, facts, meter } = this;
    const failing = response.status >= 400 && o.fail !== 'no';
    await this.showHeaders(response, sink);
    if (failing && o.fail === 'yes') {
      await this.note(`The requested URL returned error: ${response.status}`);
      await this.pool.done(link, url, false, this.note);
      throw new CurlFailure(22, `The requested URL returned error: ${response.status}`);
    }
    const length = response.headers.get('content-length');
    if (meter !== undefined && length !== undefined && facts.method !== 'HEAD') meter.downloadSize = Number(length);
    let failure: unknown;
    try {
      await this.receive(response, sink);
    } catch (error) {
      if (error instanceof OutputError) throw error;
      failure = error instanceof HttpError && error.missing !== undefined && length !== undefined
        ? new CurlFailure(18, `transfer closed with ${error.missing} bytes remaining to read`)
        : error instanceof HttpError ? new CurlFailure(18, 'transfer closed with outstanding read data remaining') : error; // prettier-ignore
    }
    if (failure !== undefined) throw await this.translate(failure, link, url);
    if (failing) {
      await this.pool.done(link, url, response.keepAlive, this.note);
      throw new CurlFailure(22, `The requested URL returned error: ${response.status}`);
    }
    await meter?.finish();
    await this.pool.done(link, url, response.keepAlive, this.note);
  }

  private async receive(response: ClientResponse, sink: Sink): Promise<void> {
    const { meter, facts } = this;
    for await (const piece of response.body) {
      await this.dataNote('{', piece.length);
      facts.size_download += piece.length;
      if (meter !== undefined) meter.downloaded += piece.length;
      await sink.write(piece);
      await meter?.tick();
      const { maxTime } = this.o;
      if (maxTime !== undefined && this.elapsed() > maxTime) {
        const of = response.headers.get('content-length');
        throw new CurlFailure(
          28,
          `Operation timed out after ${Math.floor(this.elapsed() * 1000)} milliseconds with ${facts.size_download}${of === undefined ? '' : ` out of ${of}`} bytes received`,
        );
      }
    }
  }
}

function withoutBody(own: Headers): Headers {
  return new Headers([...own].filter(([name]) => name.toLowerCase() !== 'content-type'));
}

function decodeURIComponentSafely(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text);
}

/** `Name: value` replaces or adds, `Name:` takes away, `Name;` sends it empty. */
function applyHeader(headers: Headers, line: string): void {
  const empty = /^([^:;]+);$/.exec(line)?.[1];
  const [name, value] = empty === undefined ? (parseHeaderLine(line) ?? []) : [empty, ''];
  if (name === undefined || value === undefined) return;
  if (value === '' && empty === undefined) headers.delete(name);
  else if (headers.has(name) && !/^cookie$/i.test(name)) headers.set(name, value);
  else headers.add(name, value);
}

/** Servers on private addresses are the simulation's own, which speak plain HTTP; those outside are taken to speak TLS. */
function isPrivate(address: string): boolean {
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$)/.test(address);
}

export function errorText(code: number, message: string): Uint8Array {
  return encode(`curl: (${code}) ${message}\n`);
}
