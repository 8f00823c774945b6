/** The program `registry` of the image registry:2: serves what lies in its root directory. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { collectGarbage } from './collect-garbage.ts';
import { createFileStorage } from './file-storage.ts';
import { createLog, versionOf } from './log.ts';
import { serveStorage } from './serve.ts';
import { readSettingsFile } from './settings-file.ts';

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
    const version = versionOf(p);
    const module = version.startsWith('3') ? 'distribution/distribution/v3' : 'docker/distribution';
    await p.stdout.write(`registry github.com/${module} v${version}\n`);
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
  await log.say('warning', NO_SECRET);
  await log.say('info', 'redis not configured');
  await log.say('info', 'Starting upload purge in 27m0s');
  await log.say('info', 'using inmemory blob descriptor cache');
  const storage = createFileStorage(p.fs, settings.root);
  return serveStorage(p, { address: { host: '::', port: settings.port }, storage, deletes: settings.deletes, log });
}

const NO_SECRET =
  'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.';
