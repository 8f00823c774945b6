/** docker info: the state of the engine, as a list or through a template. */
import type { SystemInfo } from '../../../api/system.ts';
import { errorText, isFailure, throwJoined, type Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { PLUGINS } from '../plugins.ts';
import { ConnectionError } from '../../config/connection-error.ts';
import { HUB_KEY } from '../../config/registry-auth.ts';
import { string } from '../../flags/scalars.ts';
import { bytesSize } from '../../go/units.ts';
import { StatusError } from '../../status-error.ts';
import { clientVersion, writtenBefore } from './version.ts';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { format: string('f') },
  aliasLine: 'docker system info, docker info',
  run: async ({ client, flags }) => {
    if (flags.format !== '') return formatted(client, flags.format);
    const { info, failure, refused } = await serverInfo(client);
    await client.print(clientPart(client));
    await client.print('\nServer:\n');
    if (info) await client.print(serverPart(client, info));
    for (const warning of info?.Warnings ?? []) await client.complain(warning);
    for (const error of refused) await client.complain(`ERROR: ${error}`);
    const problems: unknown[] = refused.length > 0 ? [new Error('errors pretty printing info')] : [];
    throwJoined(failure ? [...problems, failure] : problems);
    return 0;
  },
});

interface Answer {
  readonly info?: SystemInfo;
  /** Nothing answered. */
  readonly failure?: Error;
  /** The daemon's own errors. */
  readonly refused: readonly string[];
}

async function serverInfo(client: Client): Promise<Answer> {
  try {
    const engine = await client.engine();
    return { info: await engine.systemInfo(), refused: [] };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error instanceof ConnectionError ? { failure: error, refused: [] } : { refused: [errorText(error)] };
  }
}

async function formatted(client: Client, format: string): Promise<number> {
  const { parse, render } = await client.load(() => import('../../format/template/index.ts'));
  const { TypeTable } = await client.load(() => import('../../format/template/typed.ts'));
  const { INFO_TYPES } = await client.load(() => import('../../format/types/info.ts'));
  const { info, failure, refused } = await serverInfo(client);
  for (const error of refused) await client.complain(error);
  let template;
  try {
    template = parse(format === 'json' ? '{{json .}}' : format);
  } catch (error) {
    const before = failure ? `${failure.message}\n` : '';
    throw new StatusError(64, `${before}template parsing error: ${errorText(error)}`);
  }
  const { ApiVersion: _negotiated, ...version } = clientVersion(client);
  const facts = { ...info, ClientInfo: { Debug: client.globals.debug, ...version, Plugins: PLUGINS } };
  const problems: unknown[] = failure ? [failure] : [];
  try {
    await client.print(`${render(template, new TypeTable(INFO_TYPES).decode('system.dockerInfo', facts))}\n`);
  } catch (error) {
    if (!isFailure(error)) throw error;
    await client.print(`${writtenBefore(error)}\n`);
    problems.push(error);
  }
  throwJoined(problems);
  return 0;
}

function clientPart(client: Client): string {
  const { Version, Context } = clientVersion(client);
  const plugins = PLUGINS.map(
    ({ Name, ShortDescription, Vendor, Version: version, Path }) =>
      `  ${Name}: ${ShortDescription} (${Vendor})\n    Version:  ${version}\n    Path:     ${Path}\n`,
  );
  return `Client:\n Version:    ${Version}\n Context:    ${Context}\n Debug Mode: ${client.globals.debug}\n Plugins:\n${plugins.join('')}`;
}

/** `label value` unless the value is empty. */
const filled = (label: string, value: string): string => (value === '' ? '' : `${label} ${value}\n`);
const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;

function serverPart(client: Client, info: SystemInfo): string {
  return [
    countsPart(info),
    driverPart(info),
    pluginsPart(info),
    listed(' CDI spec directories:', info.CDISpecDirs),
    ` Swarm: ${info.Swarm.LocalNodeState}\n`,
    runtimePart(info),
    machinePart(client, info),
    registryPart(info),
    ` Live Restore Enabled: ${info.LiveRestoreEnabled}\n`,
    '\n',
  ].join('');
}

const countsPart = (info: SystemInfo): string =>
  ` Containers: ${info.Containers}\n  Running: ${info.ContainersRunning}\n  Paused: ${info.ContainersPaused}\n` +
  `  Stopped: ${info.ContainersStopped}\n Images: ${info.Images}\n`;

function driverPart(info: SystemInfo): string {
  const status = info.DriverStatus.map(([name, value]) => `  ${name}: ${value}\n`).join('');
  return (
    filled(' Server Version:', info.ServerVersion) +
    filled(' Storage Driver:', info.Driver) +
    status +
    filled(' Logging Driver:', info.LoggingDriver) +
    filled(' Cgroup Driver:', info.CgroupDriver) +
    filled(' Cgroup Version:', info.CgroupVersion)
  );
}

function pluginsPart({ Plugins }: SystemInfo): string {
  const authorization = Plugins.Authorization ?? [];
  return (
    ` Plugins:\n  Volume: ${Plugins.Volume.join(' ')}\n  Network: ${Plugins.Network.join(' ')}\n` +
    (authorization.length > 0 ? `  Authorization: ${authorization.join(' ')}\n` : '') +
    `  Log: ${Plugins.Log.join(' ')}\n`
  );
}

function runtimePart(info: SystemInfo): string {
  const names = Object.keys(info.Runtimes);
  const security = info.SecurityOptions.map((option) => {
    const values = new Map(
      option
        .split(',')
        .map((pair): [string, string] => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
    );
    const profile = values.get('profile');
    return `  ${values.get('name') ?? option}\n${profile === undefined ? '' : `   Profile: ${profile}\n`}`;
  });
  return (
    (names.length > 0 ? ` Runtimes: ${names.join(' ')}\n Default Runtime: ${info.DefaultRuntime}\n` : '') +
    ` Init Binary: ${info.InitBinary}\n containerd version: ${info.ContainerdCommit.ID}\n` +
    ` runc version: ${info.RuncCommit.ID}\n init version: ${info.InitCommit.ID}\n` +
    (security.length > 0 ? ` Security Options:\n${security.join('')}` : '')
  );
}

function machinePart(client: Client, info: SystemInfo): string {
  return (
    filled(' Kernel Version:', info.KernelVersion) +
    filled(' Operating System:', info.OperatingSystem) +
    filled(' OSType:', info.OSType) +
    filled(' Architecture:', info.Architecture) +
    ` CPUs: ${info.NCPU}\n Total Memory: ${bytesSize(info.MemTotal)}\n` +
    filled(' Name:', info.Name) +
    filled(' ID:', info.ID) +
    ` Docker Root Dir: ${info.DockerRootDir}\n Debug Mode: ${info.Debug}\n` +
    filled(' HTTP Proxy:', info.HttpProxy) +
    filled(' HTTPS Proxy:', info.HttpsProxy) +
    filled(' No Proxy:', info.NoProxy) +
    filled(' Username:', client.config.credentials(HUB_KEY)?.username ?? '') +
    listed(' Labels:', info.Labels) +
    ` Experimental: ${info.ExperimentalBuild}\n`
  );
}

function registryPart({ RegistryConfig }: SystemInfo): string {
  const { InsecureRegistryCIDRs, IndexConfigs, Mirrors } = RegistryConfig;
  const insecure = Object.values(IndexConfigs)
    .filter((index) => !index.Secure)
    .map((index) => index.Name);
  const any = InsecureRegistryCIDRs.length > 0 || Object.keys(IndexConfigs).length > 0;
  const lines = [...insecure, ...InsecureRegistryCIDRs].map((line) => `  ${line}\n`).join('');
  return (any ? ` Insecure Registries:\n${lines}` : '') + listed(' Registry Mirrors:', Mirrors ?? []);
}
