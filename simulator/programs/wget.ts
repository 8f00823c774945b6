/** GNU wget, for http. */
import type { Connection } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { gnu, Failure, UsageError, type Tool } from './command/tool.ts';
import { EmptyReply, type ClientResponse } from './http/client.ts';
import { Headers } from './http/headers.ts';
import { MessageReader } from './http/message-reader.ts';
import { authority, formatUrl, parseUrl, resolveUrl, type HttpUrl } from './http/url.ts';
import { openSource, readAll } from './input/source.ts';
import { encodeText } from './text/codec.ts';
import { breakDown, strftime } from './text/strftime.ts';
import { baseName, joinPath } from './text/paths.ts';
import { zoneOf } from './text/zone.ts';
import { ask, basicAuthorization, dial, lookUp } from './wget/fetch.ts';
import { createProgress, rate } from './wget/progress.ts';

const help = {
  usage: '[OPTION]... [URL]...',
  options: [
    ['-V', ''],
    ['-b, --background', ''],
    ['-a, --append-output=FILE', 'append messages to FILE'],
    ['-o, --output-file=FILE', 'log messages to FILE'],
    ['-q, --quiet', 'quiet (no output)'],
    ['-v, --verbose', 'be verbose (this is the default)'],
    ['--no-verbose', 'turn off verboseness, without being quiet'],
    ['--nv', ''],
    ['-i, --input-file=FILE', 'download URLs found in FILE'],
    ['-t, --tries=NUMBER', 'set number of retries to NUMBER (0 unlimits)'],
    ['--retry-connrefused', 'retry even if connection is refused'],
    ['-O, --output-document=FILE', 'write documents to FILE'],
    ['--no-clobber', 'skip downloads that would download to existing files'],
    ['--nc', ''],
    ['-c, --continue', 'resume getting a partially-downloaded file'],
    ['--progress=TYPE', 'select progress gauge type'],
    ['--show-progress', 'display the progress bar in any verbosity mode'],
    ['-N, --timestamping', ''],
    ['-S, --server-response', 'print server response'],
    ['--spider', "don't download anything"],
    ['-T, --timeout=SECONDS', 'set all timeout values to SECONDS'],
    ['--connect-timeout=SECS', 'set the connect timeout to SECS'],
    ['--read-timeout=SECS', 'set the read timeout to SECS'],
    ['-w, --wait=SECONDS', 'wait SECONDS between retrievals'],
    ['--no-proxy', ''],
    ['-4, --inet4-only', ''],
    ['-6, --inet6-only', ''],
    ['--user=USER', 'set http user to USER'],
    ['--password=PASS', 'set http password to PASS'],
    ['-P, --directory-prefix=PREFIX', 'save files to PREFIX/..'],
    ['--header=STRING', 'insert STRING among the headers'],
    ['--max-redirect=NUMBER', 'maximum redirections allowed per page'],
    ['--referer=URL', "include 'Referer: URL' header in HTTP request"],
    ['-U, --user-agent=AGENT', 'identify as AGENT instead of Wget/VERSION'],
    ['--post-data=STRING', 'use the POST method; send STRING as the data'],
    ['--post-file=FILE', 'use the POST method; send contents of FILE'],
    ['--method=HTTPMethod', 'use method "HTTPMethod" in the request'],
    ['--body-data=STRING', 'send STRING as data. --method MUST be set'],
    ['--no-check-certificate', "don't validate the server's certificate"],
    ['--content-on-error', ''],
  ],
} as const;

interface Settings {
  quiet: boolean;
  terse: boolean;
  output: string | undefined;
  prefix: string | undefined;
  tries: number;
  retryRefused: boolean;
  timeout: number;
  showResponse: boolean;
  spider: boolean;
  noClobber: boolean;
  resume: boolean;
  headers: string[];
  agent: string;
  method: string;
  body: Uint8Array | undefined;
  user: string | undefined;
  maxRedirects: number;
  log: string | undefined;
  contentOnError: boolean;
}

async function fileBody(t: Tool, path: string): Promise<Uint8Array> {
  try {
    const source = await openSource(t.p, path);
    return await readAll(source);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`BODY data file ${t.quoteMessage(path)} missing: ${error.message}`, 3);
  }
}

/** Options of wget with one dash and two letters. */
const WORDS: Readonly<Record<string, string>> = {
  '-nv': '--no-verbose',
  '-nc': '--no-clobber',
  '-nd': '--no-proxy',
  '-qO-': '-qO-',
};

async function readSettings(t: Tool): Promise<{ settings: Settings; urls: string[] }> {
  const { options, operands } = t.parse(
    undefined,
    t.args.map((arg) => WORDS[arg] ?? arg),
  );
  const s: Settings = {
    quiet: false, terse: false, output: undefined, prefix: undefined, tries: 20, retryRefused: false, timeout: 900, showResponse: false,
    spider: false, noClobber: false, resume: false, headers: [], agent: 'Wget/1.21.3', method: 'GET', body: undefined, user: undefined,
    maxRedirects: 20, log: undefined, contentOnError: false,
  }; // prettier-ignore
  let password = '';
  for (const { key, value = '' } of options) {
    if (key === 'q') s.quiet = true;
    else if (key === 'no-verbose' || key === 'nv') s.terse = true;
    else if (key === 'O') s.output = value;
    else if (key === 'P') s.prefix = value;
    else if (key === 't') s.tries = Number(value) || Infinity;
    else if (key === 'retry-connrefused') s.retryRefused = true;
    else if (key === 'T' || key.endsWith('-timeout')) s.timeout = Number(value) || Infinity;
    else if (key === 'S') s.showResponse = true;
    else if (key === 'spider') s.spider = true;
    else if (key === 'no-clobber' || key === 'nc') s.noClobber = true;
    else if (key === 'c') s.resume = true;
    else if (key === 'header') s.headers.push(value);
    else if (key === 'referer') s.headers.push(`Referer: ${value}`);
    else if (key === 'U') s.agent = value;
    else if (key === 'post-data') [s.method, s.body] = ['POST', encodeText(value)];
    else if (key === 'post-file') [s.method, s.body] = ['POST', await fileBody(t, value)];
    else if (key === 'method') s.method = value.toUpperCase();
    else if (key === 'body-data') s.body = encodeText(value);
    else if (key === 'user') s.user = value;
    else if (key === 'password') password = value;
    else if (key === 'max-redirect') s.maxRedirects = Number(value);
    else if (key === 'o' || key === 'a') s.log = value;
    else if (key === 'content-on-error') s.contentOnError = true;
    else if (key === 'i')
      operands.push(
        ...new TextDecoder()
          .decode(await fileBody(t, value))
          .split('\n')
          .filter((line) => line !== ''),
      );
  }
  if (s.user !== undefined) s.user = `${s.user}:${password}`;
  return { settings: s, urls: operands };
}

interface Link {
  key: string;
  connection: Connection;
  reader: MessageReader;
}

/** How one attempt ended: done with a status, or worth another try. */
type Outcome = { done: number } | { retry: string };

class Download {
  private readonly t: Tool;
  private readonly s: Settings;
  private kept: Link | undefined;
  private resolved = new Set<string>();
  private outputFd: number | undefined;

  constructor(t: Tool, settings: Settings) {
    this.t = t;
    this.s = settings;
  }

  private async say(text: string): Promise<void> {
    if (this.s.quiet || this.s.terse) return;
    await this.log(text);
  }

  private async log(text: string): Promise<void> {
    if (this.s.log === undefined) await this.t.p.stderr.write(text);
    else this.t.p.fs.appendFile(this.s.log, encodeText(text));
  }

  private stamp(): string {
    return strftime('%Y-%m-%d %H:%M:%S', breakDown(this.t.p.now(), zoneOf(this.t.p)));
  }

  async url(text: string): Promise<number> {
    const start = parseUrl(text);
    if (start === undefined) {
      await this.log(`${text}: Invalid host name.\n`);
      return 1;
    }
    if (start.scheme !== 'http' && start.scheme !== 'https') {
      await this.log(`${text}: Unsupported scheme ${this.t.quoteMessage(start.scheme)}.\n`);
      return 1;
    }
    let url = start;
    for (let redirects = 0; ; redirects++) {
      const result = await this.withRetries(url);
      if (typeof result === 'number') return result;
      if (redirects >= this.s.maxRedirects) {
        await this.log(`${this.s.maxRedirects} redirections exceeded.\n`);
        return 8;
      }
      url = result;
    }
  }

  private async withRetries(url: HttpUrl): Promise<number | HttpUrl> {
    for (let count = 1; ; count++) {
      await this.say(
        `--${this.stamp()}--  ${count > 1 ? `(try:${String(count).padStart(2)})  ` : ''}${formatUrl(url)}\n`,
      );
      const outcome = await this.attempt(url, count);
      if (!('retry' in outcome)) return 'done' in outcome ? outcome.done : outcome.next;
      await this.say(outcome.retry);
      if (count >= this.s.tries) {
        await this.say('Giving up.\n\n');
        return 4;
      }
      await this.say('Retrying.\n\n');
      await this.t.p.sleep(Math.min(count, 10) * 1000);
    }
  }

  /** A connection, or how the attempt ended without one. */
  private async link(url: HttpUrl): Promise<Link | Outcome> {
    const key = `${url.host}:${url.port}`;
    if (this.kept?.key === key) {
      const link = this.kept;
      this.kept = undefined;
      await this.say(`Reusing existing connection to ${key}.\n`);
      return link;
    }
    const { addresses } = await lookUp(this.t.p, url.host);
    const numeric = /^[\d.]+$/.test(url.host);
    if (!numeric && !this.resolved.has(url.host)) await this.say(`Resolving ${url.host} (${url.host})... `);
    if (addresses.length === 0) {
      await this.say('failed: Name or service not known.\n');
      if (!this.s.quiet) await this.t.warn(`unable to resolve host address ${this.t.quoteMessage(url.host)}`);
      return { done: 4 };
    }
    if (!numeric && !this.resolved.has(url.host)) await this.say(`${addresses.join(', ')}\n`);
    this.resolved.add(url.host);
    for (const [index, address] of addresses.entries()) {
      const outcome = await this.connect(url, address, numeric);
      if (!('retry' in outcome) && !('done' in outcome))
        return { key, connection: outcome, reader: new MessageReader(outcome) };
      if (index === addresses.length - 1) return outcome;
    }
    return { done: 4 };
  }

  private async connect(url: HttpUrl, address: string, numeric: boolean): Promise<Connection | Outcome> {
    await this.say(
      `Connecting to ${numeric ? '' : `${url.host} (${url.host})|`}${address}${numeric ? '' : '|'}:${url.port}... `,
    );
    const connection = await dial(this.t.p, address, url.port, this.s.timeout);
    if (connection === 'late') return { retry: 'failed: Connection timed out.\n' };
    if (!('read' in connection)) {
      const text = `failed: ${connection.message}.\n`;
      if (connection.code === 'ETIMEDOUT' || (this.s.retryRefused && connection.code === 'ECONNREFUSED'))
        return { retry: text };
      await this.say(text);
      return { done: 4 };
    }
    await this.say('connected.\n');
    return connection;
  }

  private headers(url: HttpUrl): Headers {
    const { s } = this;
    const headers = new Headers([['Host', authority(url)], ['User-Agent', s.agent], ['Accept', '*/*'], ['Accept-Encoding', 'identity'], ['Connection', 'Keep-Alive']]); // prettier-ignore
    const user = s.user ?? url.user;
    if (user !== undefined) headers.add('Authorization', basicAuthorization(user));
    if (s.body !== undefined)
      headers.add('Content-Type', 'application/x-www-form-urlencoded').add('Content-Length', String(s.body.length));
    for (const line of s.headers) {
      const at = line.indexOf(':');
      if (at > 0) headers.set(line.slice(0, at), line.slice(at + 1).trim());
    }
    return headers;
  }

  private async attempt(url: HttpUrl, _count: number): Promise<Outcome | { next: HttpUrl }> {
    const { s, t } = this;
    const path = this.fileName(url);
    if (s.noClobber && s.output === undefined && t.p.fs.exists(path)) {
      await this.log(`File ${t.quoteMessage(path)} already there; not retrieving.\n\n`);
      return { done: 0 };
    }
    const link = await this.link(url);
    if (!('connection' in link)) return link;
    await this.say('HTTP request sent, awaiting response... ');
    const method = s.spider ? 'HEAD' : s.method;
    const answer = await ask(
      t.p,
      link.connection,
      link.reader,
      url,
      { method, headers: this.headers(url), body: s.body },
      s.timeout,
    );
    if (answer.kind === 'late') return { retry: 'Read error (Connection timed out) in headers.\n' };
    if (answer.kind === 'broken') {
      link.connection.close();
      const reset = isSysError(answer.error) ? `Read error (${answer.error.message}) in headers.\n` : undefined;
      return {
        retry:
          reset ?? (answer.error instanceof EmptyReply ? 'No data received.\n' : 'Read error at byte 0 (Success).'),
      };
    }
    return this.respond(url, path, link, answer.response);
  }

  private async respond(
    url: HttpUrl,
    path: string,
    link: Link,
    response: ClientResponse,
  ): Promise<Outcome | { next: HttpUrl }> {
    const { s, t } = this;
    if (s.showResponse)
      await this.say(`\n${response.lines.filter((line) => line !== '').map((line) => `  ${line}\n`).join('')}`); // prettier-ignore
    else await this.say(`${response.status} ${response.reason}\n`);
    const location = response.headers.get('location');
    const next =
      location === undefined || response.status < 300 || response.status >= 400 ? undefined : resolveUrl(url, location);
    if (next !== undefined) {
      await this.say(`Location: ${location ?? ''} [following]\n`);
      await this.discard(link, response);
      return { next };
    }
    if (response.status >= 400 && !s.contentOnError) {
      await this.discard(link, response);
      if (s.spider) {
        if (response.status === 404) await this.log('Remote file does not exist -- broken link!!!\n\n');
        else await this.log(`Remote file does not exist -- broken link!!!\n\n`);
      } else if (s.terse)
        await this.log(`${formatUrl(url)}:\n${this.stamp()} ERROR ${response.status}: ${response.reason}.\n`);
      else await this.say(`${this.stamp()} ERROR ${response.status}: ${response.reason}.\n\n`);
      return { done: 8 };
    }
    const length = response.headers.get('content-length');
    const type = response.headers.get('content-type')?.replace(/;.*$/s, '');
    await this.say(
      `Length: ${length === undefined ? 'unspecified' : this.lengthText(Number(length))}${type === undefined ? '' : ` [${type}]`}\n`,
    );
    if (s.spider) {
      await this.say('Remote file exists.\n\n');
      link.connection.close();
      return { done: 0 };
    }
    const target = this.freeName(path);
    if (s.output !== '-') await this.say(`Saving to: ${t.quoteMessage(target)}\n`);
    else await this.say(`Saving to: ${t.quoteMessage('STDOUT')}\n`);
    return this.save(url, target, link, response, length === undefined ? undefined : Number(length));
  }

  private lengthText(bytes: number): string {
    const units = ['K', 'M', 'G'];
    let value = bytes;
    let unit = -1;
    while (value >= 1024 && unit < 2) {
      value /= 1024;
      unit++;
    }
    const human = unit < 0 ? '' : ` (${value >= 9.95 ? Math.round(value) : value.toFixed(1)}${units[unit] ?? ''})`;
    return `${bytes}${human}`;
  }

  private async discard(link: Link, response: ClientResponse): Promise<void> {
    for await (const _ of response.body);
    this.keep(link, response);
  }

  private keep(link: Link, response: ClientResponse): void {
    if (response.keepAlive) this.kept = link;
    else link.connection.close();
  }

  private fileName(url: HttpUrl): string {
    if (this.s.output !== undefined) return this.s.output;
    const name =
      baseName(url.target.replace(/[?#].*$/s, '').replace(/\/$/, '/index.html')) +
      (/\?.*$/s.exec(url.target)?.[0] ?? '');
    return this.s.prefix === undefined ? name : joinPath(this.s.prefix, name);
  }

  private async open(path: string): Promise<number> {
    const { s, t } = this;
    if (s.output === '-') return 1;
    if (s.output !== undefined && this.outputFd !== undefined) return this.outputFd;
    if (s.prefix !== undefined && !t.p.fs.exists(s.prefix)) t.p.fs.mkdir(s.prefix);
    const fd = await t.p.open(path, { write: true, create: true, truncate: true });
    if (s.output !== undefined) this.outputFd = fd;
    return fd;
  }

  /** Without -O an existing file is kept, and the new one is called NAME.1. */
  private freeName(path: string): string {
    if (this.s.output !== undefined || !this.t.p.fs.exists(path)) return path;
    for (let n = 1; ; n++) if (!this.t.p.fs.exists(`${path}.${n}`)) return `${path}.${n}`;
  }

  private async save(
    url: HttpUrl,
    path: string,
    link: Link,
    response: ClientResponse,
    total: number | undefined,
  ): Promise<Outcome> {
    const { s, t } = this;
    const fd = await this.open(path);
    const shows = !s.quiet && !s.terse;
    const progress = shows
      ? createProgress(t.p, total, s.output === '-' ? '-' : baseName(path) === path ? path : path)
      : undefined;
    const started = t.p.now();
    let done = 0;
    await progress?.start();
    for await (const piece of response.body) {
      await t.p.write(fd, piece);
      done += piece.length;
      await progress?.add(piece.length);
    }
    await progress?.finish();
    if (fd !== 1 && s.output === undefined) t.p.close(fd);
    this.keep(link, response);
    const elapsed = (t.p.now() - started) / 1000;
    const size = total === undefined ? `[${done}]` : `[${done}/${total}]`;
    const where = s.output === '-' ? 'written to stdout' : `${t.quoteMessage(path)} saved`;
    await this.say(`${this.stamp()} (${rate(done, elapsed)}) - ${where} ${size}\n\n`);
    if (s.terse) await this.log(`${this.stamp()} URL:${formatUrl(url)} ${size} -> "${s.output ?? path}" [1]\n`);
    return { done: 0 };
  }
}

async function main(t: Tool): Promise<number> {
  const { settings, urls } = await readSettings(t);
  if (urls.length === 0) throw new UsageError('missing URL');
  const download = new Download(t, settings);
  let status = 0;
  try {
    for (const url of urls) status = (await download.url(url)) || status;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.p.stderr.write(`${settings.output ?? error.subject ?? ''}: ${error.message}\n`);
    return settings.output === undefined ? 3 : 1;
  }
  return status;
}

const usageHint = (name: string): string =>
  `Usage: ${name} [OPTION]... [URL]...\n\nTry \`${name} --help' for more options.\n`;

export default gnu(main, { help, usageHint, usageStatus: 2, package: 'GNU Wget' });
