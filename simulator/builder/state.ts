/** What a stage has come to while its instructions are followed: the image configuration in the making. */
import type { HealthConfig } from '../api/containers.ts';
import type { ImageConfig } from '../api/images.ts';
import type { HistoryEntry } from './backend.ts';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEFAULT_SHELL = ['/bin/sh', '-c'] as const;

export interface BuildArg {
  key: string;
  /** undefined: declared without a value and not given. */
  value: string | undefined;
}

export class StageState {
  /** NAME=value pairs in the order in which they were set. */
  env: string[];
  workingDir: string;
  user: string;
  entrypoint: readonly string[] | undefined;
  cmd: readonly string[] | undefined;
  /** Set in this stage: then an inherited CMD is dropped with a new ENTRYPOINT. */
  cmdSet = false;
  /** Since a CMD was followed: BuildKit marks its words as ready to be used, whatever their form. */
  argsEscaped: boolean;
  shell: readonly string[];
  shellSet: readonly string[] | undefined;
  labels: Record<string, string>;
  ports: Set<string>;
  volumes: Set<string>;
  stopSignal: string | undefined;
  health: HealthConfig | undefined;
  onBuild: string[];
  author: string;
  history: HistoryEntry[];
  /** ARGs declared in this stage so far, in order. */
  args: BuildArg[] = [];

  constructor(config: ImageConfig, history: readonly HistoryEntry[], author = '') {
    this.env = [...(config.Env ?? [])];
    this.workingDir = config.WorkingDir ?? '';
    this.user = config.User ?? '';
    this.entrypoint = config.Entrypoint ?? undefined;
    this.cmd = config.Cmd ?? undefined;
    this.argsEscaped = config.ArgsEscaped === true;
    this.shellSet = config.Shell;
    this.shell = config.Shell ?? DEFAULT_SHELL;
    this.labels = { ...(config.Labels ?? {}) };
    this.ports = new Set(Object.keys(config.ExposedPorts ?? {}));
    this.volumes = new Set(Object.keys(config.Volumes ?? {}));
    this.stopSignal = config.StopSignal;
    this.health = config.Healthcheck;
    this.onBuild = [];
    this.author = author;
    this.history = [...history];
  }

  /** A stage that stands on this one. */
  fork(): StageState {
    const copy = new StageState(this.config(), this.history, this.author);
    return copy;
  }

  setEnv(key: string, value: string): void {
    const pair = `${key}=${value}`;
    const at = this.env.findIndex((each) => each.startsWith(`${key}=`));
    if (at === -1) this.env.push(pair);
    else this.env[at] = pair;
  }

  envValue(key: string): string | undefined {
    return this.env.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
  }

  /** As instructions see variables: ENV before ARG. */
  variable(key: string): string | undefined {
    return this.envValue(key) ?? this.args.findLast((arg) => arg.key === key)?.value;
  }

  /** Arguments that a RUN sees: those not hidden by an ENV of the same name keep their value, in order of declaration. */
  runArgs(): { key: string; value: string }[] {
    const seen = new Map<string, string>();
    for (const { key } of this.args) seen.set(key, this.variable(key) ?? '');
    return [...seen].map(([key, value]) => ({ key, value }));
  }

  addHistory(createdBy: string, empty: boolean): void {
    this.history.push({
      created_by: createdBy,
      comment: 'buildkit.dockerfile.v0',
      ...(empty ? { empty_layer: true } : {}),
    });
  }

  /** Keys in the order in which Docker writes them. */
  config(): ImageConfig {
    const objects = (names: Iterable<string>) => Object.fromEntries([...names].sort().map((name) => [name, {}]));
    return {
      ...(this.user === '' ? {} : { User: this.user }),
      ...(this.ports.size === 0 ? {} : { ExposedPorts: objects(this.ports) }),
      Env: this.env,
      ...(this.entrypoint === undefined || this.entrypoint.length === 0 ? {} : { Entrypoint: this.entrypoint }),
      ...(this.cmd === undefined || this.cmd.length === 0 ? {} : { Cmd: this.cmd }),
      ...(this.volumes.size === 0 ? {} : { Volumes: objects(this.volumes) }),
      ...(this.workingDir === '' ? {} : { WorkingDir: this.workingDir }),
      ...(this.onBuild.length === 0 ? {} : { OnBuild: this.onBuild }),
      ...(Object.keys(this.labels).length === 0 ? {} : { Labels: sorted(this.labels) }),
      ...(this.stopSignal === undefined ? {} : { StopSignal: this.stopSignal }),
      ...(this.argsEscaped ? { ArgsEscaped: true } : {}),
      ...(this.shellSet === undefined ? {} : { Shell: this.shellSet }),
      ...(this.health === undefined ? {} : { Healthcheck: this.health }),
    };
  }
}

function sorted(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
