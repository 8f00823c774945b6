/** curl's options. Unknown ones are refused in curl's words; those of other protocols are not there. */
import { encode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Process } from '../../kernel/abi.ts';
import { openSource, readAll } from '../input/source.ts';
import { encodeText } from '../text/codec.ts';

type Kind = 'flag' | 'value';

/** Long name -> letter, whether it takes a value, and what it does (for --help). */
const TABLE: readonly (readonly [long: string, letter: string, kind: Kind, argument: string, about: string])[] = [
  ['append', 'a', 'flag', '', ''],
  ['basic', '', 'flag', '', 'Use HTTP Basic Authentication'],
  ['cacert', '', 'value', '<file>', ''],
  ['compressed', '', 'flag', '', 'Request compressed response'],
  ['config', 'K', 'value', '<file>', 'Read config from a file'],
  ['connect-timeout', '', 'value', '<seconds>', 'Maximum time allowed for connection'],
  ['cookie', 'b', 'value', '<data|filename>', 'Send cookies from string/file'],
  ['cookie-jar', 'c', 'value', '<filename>', 'Write cookies to <filename> after operation'],
  ['create-dirs', '', 'flag', '', 'Create necessary local directory hierarchy'],
  ['data', 'd', 'value', '<data>', 'HTTP POST data'],
  ['data-ascii', '', 'value', '<data>', 'HTTP POST ASCII data'],
  ['data-binary', '', 'value', '<data>', 'HTTP POST binary data'],
  ['data-raw', '', 'value', '<data>', 'HTTP POST data, @ allowed'],
  ['data-urlencode', '', 'value', '<data>', 'HTTP POST data URL encoded'],
  ['disable', 'q', 'flag', '', ''],
  ['dump-header', 'D', 'value', '<filename>', 'Write the received headers to <filename>'],
  ['fail', 'f', 'flag', '', 'Fail fast with no output on HTTP errors'],
  ['fail-with-body', '', 'flag', '', 'Fail on HTTP errors but save the body'],
  ['form', 'F', 'value', '<name=content>', 'Specify multipart MIME data'],
  ['get', 'G', 'flag', '', 'Put the post data in the URL and use GET'],
  ['globoff', 'g', 'flag', '', 'Disable URL sequences and ranges using {} and []'],
  ['head', 'I', 'flag', '', 'Show document info only'],
  ['header', 'H', 'value', '<header/@file>', 'Pass custom header(s) to server'],
  ['help', 'h', 'flag', '<category>', 'Get help for commands'],
  ['http1.0', '0', 'flag', '', 'Use HTTP 1.0'],
  ['http1.1', '', 'flag', '', 'Use HTTP 1.1'],
  ['http2', '', 'flag', '', ''],
  ['include', 'i', 'flag', '', 'Include protocol response headers in the output'],
  ['insecure', 'k', 'flag', '', 'Allow insecure server connections'],
  ['ipv4', '4', 'flag', '', 'Resolve names to IPv4 addresses'],
  ['ipv6', '6', 'flag', '', 'Resolve names to IPv6 addresses'],
  ['json', '', 'value', '<data>', 'HTTP POST JSON'],
  ['limit-rate', '', 'value', '<speed>', ''],
  ['location', 'L', 'flag', '', 'Follow redirects'],
  ['max-redirs', '', 'value', '<num>', 'Maximum number of redirects allowed'],
  ['max-time', 'm', 'value', '<seconds>', 'Maximum time allowed for transfer'],
  ['no-buffer', 'N', 'flag', '', 'Disable buffering of the output stream'],
  ['noproxy', '', 'value', '<no-proxy-list>', ''],
  ['output', 'o', 'value', '<file>', 'Write to file instead of stdout'],
  ['output-dir', '', 'value', '<dir>', 'Directory to save files in'],
  ['path-as-is', '', 'flag', '', ''],
  ['progress-bar', '#', 'flag', '', 'Display transfer progress as a bar'],
  ['proxy', 'x', 'value', '[protocol://]host[:port]', 'Use this proxy'],
  ['referer', 'e', 'value', '<URL>', 'Referrer URL'],
  ['remote-name', 'O', 'flag', '', 'Write output to a file named as the remote file'],
  ['remote-header-name', 'J', 'flag', '', ''],
  ['request', 'X', 'value', '<method>', 'Specify request method to use'],
  ['resolve', '', 'value', '<host:port:addr>', 'Resolve the host+port to this address'],
  ['retry', '', 'value', '<num>', 'Retry request if transient problems occur'],
  ['retry-all-errors', '', 'flag', '', 'Retry all errors'],
  ['retry-connrefused', '', 'flag', '', 'Retry on connection refused'],
  ['retry-delay', '', 'value', '<seconds>', 'Wait time between retries'],
  ['retry-max-time', '', 'value', '<seconds>', ''],
  ['show-error', 'S', 'flag', '', 'Show error even when -s is used'],
  ['silent', 's', 'flag', '', 'Silent mode'],
  ['stderr', '', 'value', '<file>', ''],
  ['tlsv1.2', '', 'flag', '', ''],
  ['unix-socket', '', 'value', '<path>', ''],
  ['upload-file', 'T', 'value', '<file>', 'Transfer local FILE to destination'],
  ['url', '', 'value', '<url>', 'URL to work with'],
  ['user', 'u', 'value', '<user:password>', 'Server user and password'],
  ['user-agent', 'A', 'value', '<name>', 'Send User-Agent <name> to server'],
  ['verbose', 'v', 'flag', '', 'Make the operation more talkative'],
  ['version', 'V', 'flag', '', 'Show version number and quit'],
  ['write-out', 'w', 'value', '<format>', 'Use output FORMAT after completion'],
];

export interface CurlOptions {
  urls: string[];
  /** For each URL in turn; `remote` is -O. */
  outputs: ({ file: string } | 'remote')[];
  outputDirectory: string | undefined;
  createDirectories: boolean;
  method: string | undefined;
  headers: string[];
  data: Uint8Array | undefined;
  json: boolean;
  form: { name: string; value: string }[];
  get: boolean;
  head: boolean;
  include: boolean;
  dumpHeader: string | undefined;
  fail: 'no' | 'yes' | 'with-body';
  follow: boolean;
  maxRedirects: number;
  silent: boolean;
  showError: boolean;
  verbose: boolean;
  progressBar: boolean;
  userAgent: string | undefined;
  user: string | undefined;
  referer: string | undefined;
  cookies: string | undefined;
  cookieJar: string | undefined;
  upload: string | undefined;
  connectTimeout: number | undefined;
  maxTime: number | undefined;
  retries: number;
  retryDelay: number | undefined;
  retryRefused: boolean;
  retryAll: boolean;
  compressed: boolean;
  http10: boolean;
  resolve: Map<string, string>;
  writeOut: string | undefined;
  globoff: boolean;
  unixSocket: string | undefined;
  proxy: string | undefined;
}

/** Ends curl before anything is transferred. */
export class CurlUsage extends Error {
  override name = 'CurlUsage';
  readonly status: number;
  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

export class CurlInformation extends Error {
  override name = 'CurlInformation';
}

const VERSION = `curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13 brotli/1.0.9 zstd/1.5.4 libidn2/2.3.3 libpsl/0.21.2 (+libidn2/2.3.3) libssh2/1.10.0 nghttp2/1.52.0 librtmp/2.3 OpenLDAP/2.5.13
Release-Date: 2023-02-20, security patched: 7.88.1-10+deb12u14
Protocols: http
`;

const SHORT_HELP = [
  'data',
  'fail',
  'help',
  'include',
  'output',
  'remote-name',
  'silent',
  'upload-file',
  'user',
  'user-agent',
  'verbose',
  'version',
];

function helpText(all: boolean): string {
  const rows = TABLE.filter(([long, , , , about]) => (all ? about !== '' : SHORT_HELP.includes(long)));
  const names = rows.map(
    ([long, letter, , argument]) =>
      `${letter === '' ? '    ' : `-${letter}, `}--${long}${argument === '' ? '' : ` ${argument}`}`,
  );
  const width = Math.max(...names.map((name) => name.length));
  const lines = rows.map(([, , , , about], index) => ` ${(names[index] ?? '').padEnd(width)} ${about}\n`);
  const after = all
    ? ''
    : '\nThis is not the full help, this menu is stripped into categories.\nUse "--help category" to get an overview of all categories.\nFor all options use the manual or "--help all".\n';
  return `Usage: curl [options...] <url>\n${lines.join('')}${after}`;
}

function initial(): CurlOptions {
  return {
    urls: [], outputs: [], outputDirectory: undefined, createDirectories: false, method: undefined, headers: [], data: undefined, json: false,
    form: [], get: false, head: false, include: false, dumpHeader: undefined, fail: 'no', follow: false, maxRedirects: 50, silent: false,
    showError: false, verbose: false, progressBar: false, userAgent: undefined, user: undefined, referer: undefined, cookies: undefined,
    cookieJar: undefined, upload: undefined, connectTimeout: undefined, maxTime: undefined, retries: 0, retryDelay: undefined,
    retryRefused: false, retryAll: false, compressed: false, http10: false, resolve: new Map(), writeOut: undefined, globoff: false,
    unixSocket: undefined, proxy: undefined,
  }; // prettier-ignore
}

class Reader {
  private readonly p: Process;
  private readonly words: string[];
  readonly o = initial();
  readonly warnings: string[] = [];

  constructor(p: Process, args: readonly string[]) {
    this.p = p;
    this.words = [...args];
  }

  async read(): Promise<void> {
    let plain = false;
    for (let word = this.words.shift(); word !== undefined; word = this.words.shift()) {
      if (plain || !word.startsWith('-') || word === '-') this.o.urls.push(word);
      else if (word === '--') plain = true;
      else if (word.startsWith('--')) await this.long(word);
      else await this.letters(word);
    }
  }

  private async long(word: string): Promise<void> {
    const given = word.slice(2);
    const negated = given.startsWith('no-') && !TABLE.some(([long]) => long === given);
    const name = negated ? given.slice(3) : given;
    const exact = TABLE.find(([long]) => long === name);
    const candidates = TABLE.filter(([long]) => long.startsWith(name));
    const found = exact ?? (candidates.length === 1 ? candidates[0] : undefined);
    if (found === undefined)
      throw new CurlUsage(`option ${word}: is ${candidates.length > 1 ? 'ambiguous' : 'unknown'}`);
    const [long, , kind] = found;
    await this.apply(long, kind === 'value' ? this.value(word) : '', negated);
  }

  private value(as: string): string {
    const value = this.words.shift();
    if (value === undefined) throw new CurlUsage(`option ${as}: requires parameter`);
    return value;
  }

  private async letters(word: string): Promise<void> {
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const found = TABLE.find(([, other]) => other === letter);
      if (found === undefined)
        throw new CurlUsage(letter === 'z' ? 'option -z: requires parameter' : `option ${word}: is unknown`);
      const [long, , kind] = found;
      if (kind === 'flag') {
        await this.apply(long, '', false);
        continue;
      }
      const rest = word.slice(at + 1);
      await this.apply(long, rest === '' ? this.value(word) : rest, false);
      return;
    }
  }

  private async file(path: string): Promise<Uint8Array | undefined> {
    try {
      const source = await openSource(this.p, path);
      const bytes = await readAll(source);
      source.close();
      return bytes;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private addData(bytes: Uint8Array, joint = '&'): void {
    const { data } = this.o;
    if (data === undefined) this.o.data = bytes;
    else {
      const between = encode(joint);
      const whole = new Uint8Array(data.length + between.length + bytes.length);
      whole.set(data);
      whole.set(between, data.length);
      whole.set(bytes, data.length + between.length);
      this.o.data = whole;
    }
  }

  private async dataFrom(value: string, binary: boolean): Promise<Uint8Array> {
    if (!value.startsWith('@')) return encodeText(value);
    const bytes = await this.file(value.slice(1));
    if (bytes === undefined) {
      this.warnings.push(`Couldn't read data from file "${value.slice(1)}", this makes an empty POST.`);
      return new Uint8Array(0);
    }
    // -d leaves out line ends and NULs of files.
    return binary ? bytes : bytes.filter((byte) => byte !== 10 && byte !== 13 && byte !== 0);
  }

  private async urlEncoded(value: string): Promise<string> {
    const at = value.search(/[=@]/);
    const name = at < 0 ? '' : value.slice(0, at);
    let content = at < 0 ? value : value.slice(at + 1);
    if (at >= 0 && value[at] === '@')
      content = new TextDecoder().decode((await this.file(content)) ?? new Uint8Array(0));
    return (
      (name === '' ? '' : `${name}=`) +
      encodeURIComponent(content).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      )
    );
  }

  private number(value: string, as: string): number {
    const number = Number(value);
    if (!(number >= 0)) throw new CurlUsage(`option ${as}: expected a proper numerical parameter`);
    return number;
  }

  private async apply(name: string, value: string, negated: boolean): Promise<void> {
    const { o } = this;
    const on = !negated;
    switch (name) {
      case 'help': throw new CurlInformation(helpText(this.words[0] === 'all'));
      case 'version': throw new CurlInformation(VERSION);
      case 'compressed': o.compressed = on; break;
      case 'connect-timeout': o.connectTimeout = this.number(value, '--connect-timeout'); break;
      case 'cookie': o.cookies = value.includes('=') ? value : await this.cookieFile(value); break;
      case 'cookie-jar': o.cookieJar = value; break;
      case 'create-dirs': o.createDirectories = on; break;
      case 'data': case 'data-ascii': this.addData(await this.dataFrom(value, false)); break;
      case 'data-binary': this.addData(await this.dataFrom(value, true)); break;
      case 'data-raw': this.addData(encodeText(value)); break;
      case 'data-urlencode': this.addData(encode(await this.urlEncoded(value))); break;
      case 'dump-header': o.dumpHeader = value; break;
      case 'fail': o.fail = on ? 'yes' : 'no'; break;
      case 'fail-with-body': o.fail = on ? 'with-body' : 'no'; break;
      case 'form': this.form(value); break;
      case 'get': o.get = on; break;
      case 'globoff': o.globoff = on; break;
      case 'head': o.head = on; break;
      case 'header': await this.header(value); break;
      case 'http1.0': o.http10 = on; break;
      case 'include': o.include = on; break;
      case 'json': this.addData(await this.dataFrom(value, true), ''); o.json = true; break;
      case 'location': o.follow = on; break;
      case 'max-redirs': o.maxRedirects = Number(value) < 0 ? Infinity : this.number(value, '--max-redirs'); break;
      case 'max-time': o.maxTime = this.number(value, '--max-time'); break;
      case 'output': o.outputs.push({ file: value }); break;
      case 'output-dir': o.outputDirectory = value; break;
      case 'progress-bar': o.progressBar = on; break;
      case 'proxy': o.proxy = value; break;
      case 'referer': o.referer = value; break;
      case 'remote-name': o.outputs.push('remote'); break;
      case 'request': o.method = value; break;
      case 'resolve': this.resolve(value); break;
      case 'retry': o.retries = this.number(value, '--retry'); break;
      case 'retry-all-errors': o.retryAll = on; break;
      case 'retry-connrefused': o.retryRefused = on; break;
      case 'retry-delay': o.retryDelay = this.number(value, '--retry-delay'); break;
      case 'show-error': o.showError = on; break;
      case 'silent': o.silent = on; break;
      case 'unix-socket': o.unixSocket = value; break;
      case 'upload-file': o.upload = value; break;
      case 'url': o.urls.push(value); break;
      case 'user': o.user = value; break;
      case 'user-agent': o.userAgent = value; break;
      case 'verbose': o.verbose = on; break;
      case 'write-out': o.writeOut = value.startsWith('@') ? new TextDecoder().decode((await this.file(value.slice(1))) ?? new Uint8Array(0)) : value; break;
      default: break;
    }
  } // prettier-ignore

  /** Netscape cookie files: name and value are the last two of seven columns. */
  private async cookieFile(path: string): Promise<string> {
    const text = new TextDecoder().decode((await this.file(path)) ?? new Uint8Array(0));
    const rows = text.split('\n').map((line) => line.replace(/^#HttpOnly_/, '').split('\t'));
    return rows.filter((row) => row.length >= 7 && !(row[0] ?? '').startsWith('#')).map((row) => `${row[5] ?? ''}=${row[6] ?? ''}`).join('; '); // prettier-ignore
  }

  private async header(value: string): Promise<void> {
    if (!value.startsWith('@')) this.o.headers.push(value);
    else
      this.o.headers.push(
        ...new TextDecoder()
          .decode((await this.file(value.slice(1))) ?? new Uint8Array(0))
          .split(/\r?\n/)
          .filter((line) => line !== ''),
      );
  }

  private form(value: string): void {
    const at = value.indexOf('=');
    if (at < 0) throw new CurlUsage(`Illegally formatted input field!\ncurl: option -F: is badly used here`);
    this.o.form.push({ name: value.slice(0, at), value: value.slice(at + 1) });
  }

  private resolve(value: string): void {
    const [host = '', port = '', ...address] = value.replace(/^\+/, '').split(':');
    this.o.resolve.set(`${host.toLowerCase()}:${port}`, address.join(':').split(',')[0] ?? '');
  }
}

/** Throws CurlUsage, or CurlInformation for --help and --version. */
export async function readCurlOptions(
  p: Process,
  args: readonly string[],
): Promise<{ options: CurlOptions; warnings: string[] }> {
  const reader = new Reader(p, args);
  await reader.read();
  return { options: reader.o, warnings: reader.warnings };
}
