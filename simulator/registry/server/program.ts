/** The program `registry` of the image registry:2: serves what lies in its root directory. */
import { rfc3339NanoFixed } from '../../api/time.ts';
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { hex } from '../digest.ts';
import { formatResponse, HttpError, HttpReader, readRequest } from '../http/message.ts';
import type { HttpRequest } from '../http/message.ts';
import { collectGarbage } from './collect-garbage.ts';
import { createFileStorage } from './file-storage.ts';
import { createHandler } from './handler.ts';
import type { Answer } from './handler.ts';
import { readSettingsFile } from './settings-file.ts';

const VERSION = '2.8.3';
const HELP = `\`registry\`

Usage:
  registry [flags]
  registry [command]

Available Commands:
  garbage-collect \`garbage-collect\` deletes layers not referenced by any manifests
  help            Help about any command
  serve           \`serve\` stores and distributes Docker images

Flags:
  -h, --help      help for registry
  -v, --version   show the version and exit

Use "registry [command] --help" for more information about a command.
`;

interface Settings {
  readonly port: number;
  readonly root: string;
  readonly deletes: boolean;
}

/** What a configuration may ask for that this registry cannot do. */
const NOT_SIMULATED: Readonly<Record<string, string>> = {
  REGISTRY_AUTH: 'passwords (auth)',
  REGISTRY_HTTP_TLS_CERTIFICATE: 'TLS certificates (http.tls)',
  REGISTRY_PROXY_REMOTEURL: 'a pull-through cache (proxy.remoteurl)',
};

export default async function registry(p: Process): Promise<number> {
  const [, command = '--help', file = '', ...rest] = p.args;
  if (command === '--version' || command === '-v') {
    await p.stdout.write(`registry github.com/docker/distribution v${VERSION}\n`);
    return 0;
  }
  if (command === 'serve') return serve(p, file);
  if (command === 'garbage-collect') {
    const config = [file, ...rest].find((word) => !word.startsWith('-')) ?? '';
    const settings = readSettings(p, config);
    if (typeof settings === 'string') return fail(p, settings);
    return collectGarbage(p, createFileStorage(p.fs, settings.root), [file, ...rest]);
  }
  if (command !== 'help' && !command.startsWith('-'))
    return fail(p, `Error: unknown command "${command}" for "registry"`);
  await p.stdout.write(HELP);
  return 0;
}

async function fail(p: Process, message: string): Promise<number> {
  await p.stderr.write(`${message}\n`);
  return 1;
}

/** The configuration file with REGISTRY_* variables over it; a sentence when it cannot be. */
function readSettings(p: Process, file: string): Settings | string {
  const path = file === '' ? (p.env.get('REGISTRY_CONFIGURATION_PATH') ?? '') : file;
  if (path === '') return 'configuration error: configuration path unspecified';
  let text: string;
  try {
    text = p.fs.readText(path);
  } catch (error) {
    if (isSysError(error)) return `configuration error: open ${path}: ${error.message.toLowerCase()}`;
    throw error;
  }
  const unable = Object.keys(NOT_SIMULATED).find((name) => p.env.has(name) && p.env.get(name) !== 'none');
  if (unable !== undefined)
    return `registry: Drydock does not simulate ${NOT_SIMULATED[unable] ?? ''}; start it without ${unable}`;
  const config = readSettingsFile(text);
  const at = (variable: string, path: string, usual: string): string =>
    p.env.get(variable) ?? config.get(path) ?? usual;
  const address = at('REGISTRY_HTTP_ADDR', 'http.addr', ':5000');
  const deletes = at('REGISTRY_STORAGE_DELETE_ENABLED', 'storage.delete.enabled', 'false');
  const root = at('REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY', 'storage.filesystem.rootdirectory', '/var/lib/registry');
  return { port: Number(address.slice(address.lastIndexOf(':') + 1)), root, deletes: deletes === 'true' };
}

async function serve(p: Process, file: string): Promise<number> {
  const settings = readSettings(p, file);
  if (typeof settings === 'string') return fail(p, settings);
  const log = createLog(p);
  await log('warning', NO_SECRET);
  await log('info', 'redis not configured');
  await log('info', 'Starting upload purge in 27m0s');
  await log('info', 'using inmemory blob descriptor cache');
  const storage = createFileStorage(p.fs, settings.root);
  const handle = createHandler({ storage, deletes: settings.deletes, newUuid: () => uuid(p) });
  let listener;
  try {
    listener = p.net.listen({ host: '::', port: settings.port });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await log('fatal', `listen tcp :${settings.port}: bind: ${error.message.toLowerCase()}`);
    return 1;
  }
  await log('info', `listening on [::]:${settings.port}`);
  p.onSignal('TERM', () => p.exit(2));
  p.onSignal('INT', () => p.exit(2));
  for (;;) void answer(p, log, handle, await listener.accept());
}

const NO_SECRET =
  'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.';

/** Serves one connection until its client is done. */
async function answer(
  p: Process,
  log: Log,
  handle: (request: HttpRequest) => Answer,
  connection: Connection,
): Promise<void> {
  const reader = new HttpReader(connection);
  try {
    for (;;) {
      const request = await readRequest(reader);
      if (request === undefined) break;
      const result = handle(request);
      const bare = request.method === 'HEAD' || result.status === 204;
      const headers = [...result.headers, ['Date', httpDate(p.now())]] as const;
      await connection.write(formatResponse(result.status, headers, bare ? new Uint8Array(0) : result.body));
      await logRequest(p, log, request, result, connection);
      if (request.headers.get('connection')?.toLowerCase() === 'close') break;
    }
  } catch (error) {
    if (!(error instanceof HttpError) && !isSysError(error)) throw error;
  }
  connection.close();
}

type Log = (level: string, message: string, fields?: Readonly<Record<string, string>>) => Promise<void>;

/** Lines of key=value pairs, as logrus writes them without a terminal. */
function createLog(p: Process): Log {
  const instance = uuid(p);
  return async (level, message, fields = {}) => {
    const all: Record<string, string> = {
      'go.version': 'go1.20.8',
      'instance.id': instance,
      service: 'registry',
      version: VERSION,
      ...fields,
    };
    const text = Object.keys(all)
      .sort()
      .map((name) => `${name}=${quoted(all[name] ?? '')}`)
      .join(' ');
    const time = rfc3339NanoFixed(Math.floor(p.now() * 1000));
    await p.stderr.write(`time="${time}" level=${level} msg=${quoted(message)} ${text}\n`);
  };
}

function quoted(text: string): string {
  return /^[a-zA-Z0-9\-._/@^+]+$/.test(text) ? text : JSON.stringify(text);
}

async function logRequest(
  p: Process,
  log: Log,
  request: HttpRequest,
  { status, body, error }: Answer,
  { remote }: Connection,
): Promise<void> {
  const agent = request.headers.get('user-agent') ?? '';
  const written = request.method === 'HEAD' ? 0 : body.length;
  await p.stdout.write(
    `${remote.host} - - [${logDate(p.now())}] "${request.method} ${request.target} HTTP/1.1" ${status} ${written} "" "${agent}"\n`,
  );
  const fields: Record<string, string> = {
    'http.request.host': request.headers.get('host') ?? '',
    'http.request.id': uuid(p),
    'http.request.method': request.method,
    'http.request.remoteaddr': `${remote.host}:${remote.port}`,
    'http.request.uri': request.target,
    'http.request.useragent': agent,
    'http.response.status': String(status),
    'http.response.written': String(written),
  };
  if (error === undefined) return log('info', 'response completed', fields);
  return log('error', 'response completed with error', {
    'err.code': error.code.toLowerCase().replaceAll('_', ' '),
    'err.message': error.message,
    ...fields,
  });
}

function uuid(p: Process): string {
  const digits = hex(p.random(16));
  const version = `4${digits.slice(13, 16)}`;
  const variant = `a${digits.slice(17, 20)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), version, variant, digits.slice(20)].join('-');
}

function httpDate(now: number): string {
  return new Date(now).toUTCString();
}

/** `21/Nov/2026:12:18:01 +0000`. */
function logDate(now: number): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(httpDate(now)) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
