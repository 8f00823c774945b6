/** busybox wget, for http. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, UsageError, type Tool } from '../command/tool.ts';
import type { ClientResponse } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { HttpError, MessageReader } from '../http/message-reader.ts';
import { authority, parseUrl, resolveUrl, type HttpUrl } from '../http/url.ts';
import { openSource, readAll } from '../input/source.ts';
import { encodeText } from '../text/codec.ts';
import { baseName, joinPath } from '../text/paths.ts';
import { ask, basicAuthorization, dial, lookUp } from '../wget/fetch.ts';

const help = {
  usage:
    '[-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[--no-check-certificate] [-P DIR] [-U AGENT] URL...',
  about: 'Retrieve files via HTTP or FTP',
  options: [
    ['--spider', 'Only check URL existence: $? is 0 if exists'],
    ['--header STR', "Add STR (of form 'header: value') to headers"],
    ['--post-data STR', 'Send STR using POST method'],
    ['--post-file FILE', 'Send FILE using POST method'],
    ['--no-check-certificate', "Don't validate the server's certificate"],
    ['-c, --continue', 'Continue retrieval of aborted transfer'],
    ['-q, --quiet', 'Quiet'],
    ['-P DIR, --directory-prefix=DIR', 'Save to DIR (default .)'],
    ['-S, --server-response', 'Show server response'],
    ['-T SEC, --timeout=SEC', 'Network read timeout is SEC seconds'],
    ['-O FILE, --output-document=FILE', "Save to FILE ('-' for stdout)"],
    ['-o LOGFILE', 'Log messages to FILE'],
    ['-U STR, --user-agent=STR', 'Use STR for User-Agent header'],
    ['-Y on/off, --proxy=on/off', 'Use proxy'],
    ['-t N, --tries=N', ''],
    ['--no-verbose', ''],
  ],
} as const;

interface Settings {
  quiet: boolean;
  output: string | undefined;
  directory: string | undefined;
  headers: string[];
  agent: string;
  method: string;
  body: Uint8Array | undefined;
  timeout: number;
  showResponse: boolean;
  spider: boolean;
}

async function readSettings(t: Tool): Promise<{ settings: Settings; urls: string[] }> {
  const { options, operands } = t.parse();
  const s: Settings = {
    quiet: false, output: undefined, directory: undefined, headers: [], agent: 'Wget', method: 'GET', body: undefined, timeout: 900,
    showResponse: false, spider: false,
  }; // prettier-ignore
  for (const { key, value = '' } of options) {
    if (key === 'q') s.quiet = true;
    else if (key === 'O') s.output = value;
    else if (key === 'P') s.directory = value;
    else if (key === 'header') s.headers.push(value);
    else if (key === 'U') s.agent = value;
    else if (key === 'post-data') [s.method, s.body] = ['POST', encodeText(value)];
    else if (key === 'post-file') {
      const source = await openSource(t.p, value);
      [s.method, s.body] = ['POST', await readAll(source)];
    } else if (key === 'T') s.timeout = Number(value);
    else if (key === 'S') s.showResponse = true;
    else if (key === 'spider') s.spider = true;
  }
  if (operands.length === 0) throw new UsageError('');
  return { settings: s, urls: operands };
}

/** The bar: name, percentage, stars, size and time left. */
class Bar {
  private readonly t: Tool;
  private readonly name: string;
  private readonly total: number | undefined;
  private readonly started: number;
  private drawn: number;
  private done = 0;

  constructor(t: Tool, name: string, total: number | undefined) {
    this.t = t;
    this.name = name;
    this.total = total;
    this.started = this.drawn = t.p.now();
  }

  async add(bytes: number): Promise<void> {
    this.done += bytes;
    if (this.t.p.now() - this.drawn < 1000) return;
    this.drawn = this.t.p.now();
    await this.t.p.stderr.write(this.line());
  }

  async finish(): Promise<void> {
    await this.t.p.stderr.write(`${this.line()}\n`);
  }

  private line(): string {
    const columns = this.t.p.isatty(2) ? this.t.p.tty(2).size().cols : 80;
    const width = Math.max(1, columns - 48);
    const label = this.name.slice(0, 20).padEnd(20);
    let bar = '';
    if (this.total !== undefined) {
      const fraction = this.total === 0 ? 1 : Math.min(1, this.done / this.total);
      const stars = '*'.repeat(Math.floor(width * fraction));
      bar = `${String(Math.floor(fraction * 100)).padStart(4)}% |${stars.padEnd(width)}|`;
    }
    const elapsed = Math.floor((this.t.p.now() - this.started) / 1000);
    const left =
      this.total === undefined || this.done === 0
        ? elapsed
        : Math.floor(((this.total - this.done) / this.done) * elapsed);
    const clock = `${String(Math.floor(left / 3600)).padStart(3)}:${String(Math.floor(left / 60) % 60).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`;
    return `\r${label}${bar} ${size(this.done).padStart(5)}${clock} ETA`;
  }
}

function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 100000 && unit < 3) {
    value /= 1024;
    unit++;
  }
  if (unit > 0 && value < 10) return `${value.toFixed(1)}${'kMG'[unit - 1] ?? ''}`;
  return unit === 0 ? String(bytes) : `${Math.floor(value)}${'kMG'[unit - 1] ?? ''}`;
}

class Fetch {
  private readonly t: Tool;
  private readonly s: Settings;
  private output: number | undefined;

  constructor(t: Tool, settings: Settings) {
    this.t = t;
    this.s = settings;
  }

  private async say(text: string): Promise<void> {
    if (!this.s.quiet) await this.t.p.stderr.write(text);
  }

  private headers(url: HttpUrl): Headers {
    const { s } = this;
    const headers = new Headers([['Host', authority(url)], ['User-Agent', s.agent], ['Connection', 'close']]); // prettier-ignore
    if (url.user !== undefined) headers.add('Authorization', basicAuthorization(url.user));
    for (const line of s.headers) {
      const at = line.indexOf(':');
      if (at > 0) headers.set(line.slice(0, at), line.slice(at + 1).trim());
    }
    if (s.body !== undefined) {
      if (!headers.has('content-type')) headers.add('Content-Type', 'application/x-www-form-urlencoded');
      headers.add('Content-Length', String(s.body.length));
    }
    return headers;
  }

  private async respond(url: HttpUrl): Promise<ClientResponse> {
    const { t, s } = this;
    const { addresses } = await lookUp(t.p, url.host);
    // busybox prefers IPv4.
    const address = addresses.find((each) => !each.includes(':')) ?? addresses[0];
    if (address === undefined) throw new Failure(`bad address '${url.host}'`);
    await this.say(`Connecting to ${authority(url)} (${address}:${url.port})\n`);
    const connection = await dial(t.p, address, url.port, s.timeout);
    if (connection === 'late') throw new Failure('download timed out');
    if (!('read' in connection)) throw new Failure(`can't connect to remote host (${address}): ${connection.message}`);
    const method = s.spider ? 'HEAD' : s.method;
    const answer = await ask(
      t.p,
      connection,
      new MessageReader(connection),
      url,
      { method, headers: this.headers(url), body: s.body },
      s.timeout,
    );
    if (answer.kind === 'late') throw new Failure('download timed out');
    if (answer.kind === 'broken')
      throw new Failure(
        isSysError(answer.error) ? `error getting response: ${answer.error.message}` : 'error getting response',
      );
    if (s.showResponse) await this.t.p.stderr.write(answer.response.lines.map((line) => `  ${line}\n`).join(''));
    return answer.response;
  }

  async url(text: string): Promise<void> {
    let url = parseUrl(text);
    if (url === undefined) throw new Failure(`bad address '${text}'`);
    if (url.scheme !== 'http' && url.scheme !== 'https') throw new Failure(`not an http or ftp url: ${text}`);
    for (let redirects = 0; ; redirects++) {
      const response = await this.respond(url);
      const location = response.headers.get('location');
      const next: HttpUrl | undefined =
        [301, 302, 303, 307, 308].includes(response.status) && location !== undefined
          ? resolveUrl(url, location)
          : undefined;
      if (next === undefined) {
        if (response.status < 200 || response.status >= 300)
          throw new Failure(`server returned error: ${response.version} ${response.status} ${response.reason}`);
        return this.save(url, response);
      }
      if (redirects >= 4) throw new Failure('too many redirections');
      url = next;
    }
  }

  private async save(url: HttpUrl, response: ClientResponse): Promise<void> {
    const { s, t } = this;
    if (s.spider) return this.say('remote file exists\n');
    const name =
      s.output ?? (baseName(url.target.replace(/[?#].*$/s, '').replace(/\/$/, '/index.html')) || 'index.html');
    const path = s.output === undefined && s.directory !== undefined ? joinPath(s.directory, name) : name;
    const fd = await this.open(path);
    await this.say(fd === 1 ? 'writing to stdout\n' : `saving to '${path}'\n`);
    const length = response.headers.get('content-length');
    const bar = s.quiet
      ? undefined
      : new Bar(t, fd === 1 ? '-' : baseName(path), length === undefined ? undefined : Number(length));
    try {
      for await (const piece of response.body) {
        await t.p.write(fd, piece);
        await bar?.add(piece.length);
      }
    } catch (error) {
      if (error instanceof HttpError) throw new Failure('connection closed prematurely');
      throw error;
    }
    await bar?.finish();
    if (fd !== 1 && s.output === undefined) t.p.close(fd);
    await this.say(fd === 1 ? 'written to stdout\n' : `'${path}' saved\n`);
  }

  private async open(path: string): Promise<number> {
    if (path === '-') return 1;
    if (this.output !== undefined) return this.output;
    // Without -O an existing file is not overwritten.
    const flags =
      this.s.output === undefined
        ? { write: true, create: true, exclusive: true }
        : { write: true, create: true, truncate: true };
    try {
      const fd = await this.t.p.open(path, flags);
      if (this.s.output !== undefined) this.output = fd;
      return fd;
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(`can't open '${path}': ${error.message}`);
    }
  }
}

async function main(t: Tool): Promise<number> {
  const { settings, urls } = await readSettings(t);
  const fetch = new Fetch(t, settings);
  for (const url of urls) await fetch.url(url);
  return 0;
}

export const busybox = applet(main, { help });
