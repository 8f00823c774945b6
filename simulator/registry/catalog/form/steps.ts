/**
 * The steps of an image's Dockerfile. Each knows its line in `docker history` and what it changes: the configuration,
 * or a layer. Lines are as BuildKit writes them; `classic` makes those of the builder before it.
 */
import type { HealthConfig } from '../../../api/containers.ts';
import type { ImageConfig } from '../../../api/images.ts';
import { goJson } from '../../oci.ts';
import { layerOf } from './layer.ts';
import type { Contents, LayerDefinition } from './layer.ts';
import type { Files } from './files.ts';

export interface Step {
  /** `created_by` of the history entry. */
  readonly by: string;
  readonly comment: string | undefined;
  readonly layer: LayerDefinition | undefined;
  /** Leaves no line in the history: what base images begin with. */
  readonly silent?: true;
  change(config: ImageConfig): ImageConfig;
}

const BUILDKIT = 'buildkit.dockerfile.v0';
const unchanged = (config: ImageConfig): ImageConfig => config;

function setting(by: string, change: (config: ImageConfig) => ImageConfig): Step {
  return { by, comment: BUILDKIT, layer: undefined, change };
}

function filling(by: string, contents: Contents | Files): Step {
  return { by, comment: BUILDKIT, layer: layerOf(contents), change: unchanged };
}

/** The first layer of a base image, with the line its builder left. */
export function rootfs(by: string, contents: Contents | Files, comment: string | undefined = BUILDKIT): Step {
  return { by, comment, layer: layerOf(contents), change: unchanged };
}

export function run(script: string, contents: Contents | Files, shell = '/bin/sh -c'): Step {
  return filling(`RUN ${shell} ${script} # buildkit`, contents);
}

export function copy(what: string, contents: Contents | Files): Step {
  return filling(`COPY ${what} # buildkit`, contents);
}

export function add(what: string, contents: Contents | Files): Step {
  return filling(`ADD ${what} # buildkit`, contents);
}

export function env(name: string, value: string): Step {
  return setting(`ENV ${name}=${value}`, (config) => ({ ...config, Env: withVariable(config.Env ?? [], name, value) }));
}

function withVariable(list: readonly string[], name: string, value: string): string[] {
  const entry = `${name}=${value}`;
  const at = list.findIndex((variable) => variable.startsWith(`${name}=`));
  return at < 0 ? [...list, entry] : list.with(at, entry);
}

export function arg(declaration: string): Step {
  return setting(`ARG ${declaration}`, unchanged);
}

export function label(name: string, value: string): Step {
  return setting(`LABEL ${name}=${value}`, (config) => ({ ...config, Labels: { ...config.Labels, [name]: value } }));
}

export function cmd(...words: readonly string[]): Step {
  return setting(`CMD ${listed(words)}`, (config) => ({ ...config, Cmd: words }));
}

/** Like a Dockerfile's, it also forgets the base's CMD. */
export function entrypoint(...words: readonly string[]): Step {
  return setting(`ENTRYPOINT ${listed(words)}`, ({ Cmd: _forgotten, ...config }) => ({ ...config, Entrypoint: words }));
}

function listed(words: readonly string[]): string {
  return `[${words.map((word) => goJson(word)).join(' ')}]`;
}

export function expose(...ports: readonly string[]): Step {
  return setting(`EXPOSE map[${ports.map((port) => `${port}:{}`).join(' ')}]`, (config) => ({
    ...config,
    ExposedPorts: { ...config.ExposedPorts, ...emptyObjects(ports) },
  }));
}

export function volume(...paths: readonly string[]): Step {
  return setting(`VOLUME [${paths.join(' ')}]`, (config) => ({
    ...config,
    Volumes: { ...config.Volumes, ...emptyObjects(paths) },
  }));
}

function emptyObjects(names: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

/** With `contents` it also made the directory, in a layer of its own. */
export function workdir(path: string, contents?: Contents | Files): Step {
  const layer = contents === undefined ? undefined : layerOf(contents);
  return { by: `WORKDIR ${path}`, comment: BUILDKIT, layer, change: (config) => ({ ...config, WorkingDir: path }) };
}

export function user(name: string): Step {
  return setting(`USER ${name}`, (config) => ({ ...config, User: name }));
}

export function stopSignal(signal: string): Step {
  return setting(`STOPSIGNAL ${signal}`, (config) => ({ ...config, StopSignal: signal }));
}

export function shell(...words: readonly string[]): Step {
  return setting(`SHELL [${words.join(' ')}]`, (config) => ({ ...config, Shell: words }));
}

/** Durations in nanoseconds, as the configuration holds them. */
export function healthcheck(health: HealthConfig): Step {
  const words = listed(health.Test ?? []);
  const times = [health.Interval, health.Timeout, health.StartPeriod, health.StartInterval];
  const written = times.map((time) => `"${goDuration(time ?? 0)}"`).join(' ');
  const retries = `'\\x${(health.Retries ?? 0).toString(16).padStart(2, '0')}'`;
  return setting(`HEALTHCHECK &{${words} ${written} ${retries}}`, (config) => ({ ...config, Healthcheck: health }));
}

/** Whole seconds as Go prints a duration: `30s`, `1m0s`, `1h0m0s`. */
function goDuration(nanoseconds: number): string {
  const seconds = nanoseconds / 1e9;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const start = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : '';
  return `${start}${seconds % 60}s`;
}

/** The same step without its line in the history. */
export function silently(step: Step): Step {
  return { ...step, silent: true };
}

/** The search path that every image of a Linux system begins with. */
export const defaultPath = silently(env('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'));

/** The same step as the classic builder recorded it: `/bin/sh -c #(nop)  CMD ["bash"]`. */
export function classic(step: Step): Step {
  const by = step.by.startsWith('RUN ')
    ? step.by.slice('RUN '.length).replace(/ # buildkit$/, '')
    : `/bin/sh -c #(nop) ${step.layer === undefined ? ' ' : ''}${step.by.replace(/ # buildkit$/, ' ')}`;
  return { ...step, by, comment: undefined };
}
