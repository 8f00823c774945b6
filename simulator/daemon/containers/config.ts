/** A container's configuration: what the client sent, completed from the image, in the order in which it is shown. */
import type { ContainerConfig, ContainerCreateRequest, HealthConfig } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { ImageConfig } from '../../api/images.ts';
import { filledRecord, sortedRecord } from '../sorted.ts';

type Request = Partial<ContainerConfig>;

/** Takes from the image what the request leaves open. Throws invalidParameter when there is nothing to run. */
export function mergeConfig(request: Request, image: ImageConfig): ContainerConfig {
  const run = mergeCommand(request, image);
  const isEmpty = (list: readonly string[] | null): boolean => list === null || list.length === 0;
  if (isEmpty(run.Entrypoint) && isEmpty(run.Cmd)) throw invalidParameter('no command specified');
  return orderedConfig({
    ...request,
    ...run,
    User: request.User || image.User || '',
    Env: mergeEnv(request.Env ?? [], image.Env ?? []),
    ExposedPorts: { ...image.ExposedPorts, ...request.ExposedPorts },
    Labels: { ...(image.Labels ?? {}), ...(request.Labels ?? {}) },
    Volumes: filledRecord({ ...(request.Volumes ?? {}), ...(image.Volumes ?? {}) }) ?? null,
    WorkingDir: request.WorkingDir || image.WorkingDir || '',
    ...mergeHealthcheck(request.Healthcheck, image.Healthcheck),
    ...(request.StopSignal || image.StopSignal ? { StopSignal: request.StopSignal || image.StopSignal || '' } : {}),
  });
}

/** An entrypoint of the request resets the image's command; one empty string in it means none. */
function mergeCommand(request: Request, image: ImageConfig): Pick<ContainerConfig, 'Cmd' | 'Entrypoint'> {
  const given = request.Entrypoint ?? null;
  const hasEntrypoint = given !== null && given.length > 0;
  const ownCommand = request.Cmd !== undefined && request.Cmd !== null && request.Cmd.length > 0;
  const Cmd = ownCommand || hasEntrypoint ? (request.Cmd ?? null) : (image.Cmd ?? null);
  const Entrypoint = given ?? image.Entrypoint ?? null;
  const cleared = Entrypoint?.length === 1 && Entrypoint[0] === '';
  return { Cmd, Entrypoint: cleared ? null : Entrypoint };
}

/** The request's variables first, then those of the image that it does not set. */
function mergeEnv(own: readonly string[], image: readonly string[]): readonly string[] | null {
  const name = (pair: string): string => pair.split('=', 1)[0] ?? pair;
  const known = new Set(own.map(name));
  const all = [...own, ...image.filter((pair) => !known.has(name(pair)))];
  return all.length === 0 ? null : all;
}

function mergeHealthcheck(
  own: HealthConfig | undefined,
  image: HealthConfig | undefined,
): { Healthcheck?: HealthConfig } {
  if (own === undefined && image === undefined) return {};
  const number = (key: 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval' | 'Retries'): number =>
    own?.[key] || image?.[key] || 0;
  const Test = own?.Test?.length ? own.Test : image?.Test;
  const Healthcheck: HealthConfig = {
    ...(Test === undefined ? {} : { Test }),
    ...filled('Interval', number('Interval')),
    ...filled('Timeout', number('Timeout')),
    ...filled('StartPeriod', number('StartPeriod')),
    ...filled('StartInterval', number('StartInterval')),
    ...filled('Retries', number('Retries')),
  };
  return { Healthcheck };
}

function filled<K extends string>(key: K, value: number): Partial<Record<K, number>> {
  const one: Partial<Record<K, number>> = {};
  if (value !== 0) one[key] = value;
  return one;
}

/** Fields in the API's order; those that Go leaves out when empty are left out. */
export function orderedConfig(c: Request): ContainerConfig {
  const ExposedPorts = filledRecord(c.ExposedPorts);
  return {
    Hostname: c.Hostname ?? '',
    Domainname: c.Domainname ?? '',
    User: c.User ?? '',
    AttachStdin: c.AttachStdin ?? false,
    AttachStdout: c.AttachStdout ?? false,
    AttachStderr: c.AttachStderr ?? false,
    ...(ExposedPorts === undefined ? {} : { ExposedPorts }),
    Tty: c.Tty ?? false,
    OpenStdin: c.OpenStdin ?? false,
    StdinOnce: c.StdinOnce ?? false,
    Env: c.Env ?? null,
    Cmd: c.Cmd ?? null,
    ...(c.Healthcheck === undefined ? {} : { Healthcheck: c.Healthcheck }),
    ...(c.ArgsEscaped === true ? { ArgsEscaped: true } : {}),
    Image: c.Image ?? '',
    Volumes: c.Volumes ?? null,
    WorkingDir: c.WorkingDir ?? '',
    Entrypoint: c.Entrypoint ?? null,
    ...(c.NetworkDisabled === true ? { NetworkDisabled: true } : {}),
    ...(c.MacAddress ? { MacAddress: c.MacAddress } : {}),
    OnBuild: c.OnBuild ?? null,
    Labels: sortedRecord(c.Labels ?? {}),
    ...(c.StopSignal ? { StopSignal: c.StopSignal } : {}),
    ...(c.StopTimeout === undefined ? {} : { StopTimeout: c.StopTimeout }),
    ...(c.Shell === undefined || c.Shell.length === 0 ? {} : { Shell: c.Shell }),
  };
}

/** The executable's name and its arguments. */
export function pathAndArgs({ Entrypoint, Cmd }: Pick<ContainerConfig, 'Entrypoint' | 'Cmd'>): [string, string[]] {
  const [path = '', ...args] = [...(Entrypoint ?? []), ...(Cmd ?? [])];
  return [path, args];
}

export type { ContainerCreateRequest };
