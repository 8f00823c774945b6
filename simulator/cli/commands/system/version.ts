/** docker version: what the client and the engine are. */
import { API_VERSION } from '../../../api/engine.ts';
import type { SystemVersion, VersionComponent } from '../../../api/system.ts';
import { errorText, isFailure, type Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { currentContext } from '../../config/endpoint.ts';
import { string } from '../../flags/scalars.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { formatAnsic, parseTime } from '../../go/time.ts';
import { StatusError } from '../../status-error.ts';

/** The release this client is the like of. */
const RELEASE = {
  version: '28.5.2',
  commit: 'ecc6942',
  go: 'go1.25.3',
  built: '2025-11-05T14:43:11.000000000Z',
} as const;

/** What `docker --version` prints. */
export const versionLine = (): string => `Docker version ${RELEASE.version}, build ${RELEASE.commit}`;

interface ClientVersion {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly DefaultAPIVersion: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly BuildTime: string;
  readonly Context: string;
}

/** A build time in the form that people read; others stay as they are. */
const buildTime = (text: string): string => (/^\d{4}-\d\d-\d\dT/.test(text) ? formatAnsic(parseTime(text)) : text);

export const clientVersion = (client: Client): ClientVersion => ({
  Version: RELEASE.version,
  ApiVersion: API_VERSION,
  DefaultAPIVersion: API_VERSION,
  GitCommit: RELEASE.commit,
  GoVersion: RELEASE.go,
  Os: 'linux',
  Arch: 'amd64',
  BuildTime: buildTime(RELEASE.built),
  Context: currentContext(client),
});

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { format: string('f') },
  run: async ({ client, flags }) => {
    const show = flags.format === '' ? undefined : await templateOf(client, flags.format);
    const { server, failure } = await serverVersion(client);
    const facts = { Client: clientVersion(client), Server: server ?? null };
    if (!show) await client.print(table(facts.Client, server));
    else await printFormatted(client, () => show(facts));
    if (failure) throw failure;
  },
});

/** What a template has written by then, and the end of the line, come before its failure is told. */
async function printFormatted(client: Client, show: () => string): Promise<void> {
  let text = '';
  try {
    text = show();
  } catch (error) {
    text = writtenBefore(error);
    throw error;
  } finally {
    await client.println(text);
  }
}

/** What a template that fails had printed already: version and info write as they go. */
export function writtenBefore(error: unknown): string {
  return error instanceof Error && 'written' in error && typeof error.written === 'string' ? error.written : '';
}

async function serverVersion(client: Client): Promise<{ server?: SystemVersion; failure?: Error }> {
  try {
    const engine = await client.engine();
    return { server: withReadableTime(await engine.systemVersion()) };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { failure: error };
  }
}

function withReadableTime(server: SystemVersion): SystemVersion {
  const Components = server.Components.map((component): VersionComponent => {
    const built = component.Details['BuildTime'];
    if (component.Name !== 'Engine' || built === undefined) return component;
    return { ...component, Details: { ...component.Details, BuildTime: buildTime(built) } };
  });
  return { ...server, Components };
}

async function templateOf(client: Client, format: string): Promise<(facts: unknown) => string> {
  const { parse, render } = await client.load(() => import('../../format/template/index.ts'));
  const { TypeTable } = await client.load(() => import('../../format/template/typed.ts'));
  const { VERSION_TYPES } = await client.load(() => import('../../format/types/version.ts'));
  const named = (text: string): string =>
    text.replace('template: :', 'template: version:').replace('executing ""', 'executing "version"');
  try {
    const template = parse(format === 'json' ? '{{json .}}' : format);
    return (facts) => {
      try {
        return render(template, new TypeTable(VERSION_TYPES).decode('system.versionInfo', facts));
      } catch (error) {
        throw new Error(named(errorText(error)));
      }
    };
  } catch (error) {
    throw new StatusError(64, `template parsing error: ${named(errorText(error))}`);
  }
}

function table(client: ClientVersion, server: SystemVersion | undefined): string {
  const own = [
    'Client:',
    ` Version:\t${client.Version}`,
    ` API version:\t${client.ApiVersion}`,
    ` Go version:\t${client.GoVersion}`,
    ` Git commit:\t${client.GitCommit}`,
    ` Built:\t${client.BuildTime}`,
    ` OS/Arch:\t${client.Os}/${client.Arch}`,
    ` Context:\t${client.Context}`,
  ];
  const lines = server ? [...own, '', ...serverLines(server)] : own;
  return alignTabs(`${lines.join('\n')}\n`, 20, 1);
}

function serverLines({ Platform, Components }: SystemVersion): string[] {
  return [`Server:${Platform.Name === '' ? '' : ` ${Platform.Name}`}`, ...Components.flatMap(componentLines)];
}

function componentLines({ Name, Version, Details }: VersionComponent): string[] {
  const detail = (key: string): string => Details[key] ?? '';
  if (Name === 'Engine') {
    return [
      ` ${Name}:`,
      `  Version:\t${Version}`,
      `  API version:\t${detail('ApiVersion')} (minimum version ${detail('MinAPIVersion')})`,
      `  Go version:\t${detail('GoVersion')}`,
      `  Git commit:\t${detail('GitCommit')}`,
      `  Built:\t${detail('BuildTime')}`,
      `  OS/Arch:\t${detail('Os')}/${detail('Arch')}`,
      `  Experimental:\t${detail('Experimental')}`,
    ];
  }
  const others = Object.keys(Details)
    .sort()
    .map((key) => `  ${key}:\t${detail(key)}`);
  return [` ${Name}:`, `  Version:\t${Version}`, ...others];
}
