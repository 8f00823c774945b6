/** Makes the log of a container from its log configuration. */
import type { ContainerConfig, LogConfig } from '../../api/containers.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import type { Micros } from '../../api/time.ts';
import { createFileLog } from './log-file.ts';
import type { ContainerLog } from './logger.ts';
import { logFileOptions } from './options.ts';

export interface LogOwner {
  readonly id: string;
  readonly name: string;
  readonly config: ContainerConfig;
  readonly logConfig: LogConfig;
  /** The container's folder on the host. */
  readonly directory: string;
}

/** Throws a plain Error where an option's value is wrong. */
export function createLog(owner: LogOwner, fs: ProcessFs, now: () => Micros): ContainerLog {
  const { id, logConfig, directory } = owner;
  if (logConfig.Type !== 'json-file' && logConfig.Type !== 'local') return NO_LOG;
  const options = logFileOptions(logConfig);
  if (logConfig.Type === 'local') {
    const path = `${directory}/local-logs/container.log`;
    return createFileLog({ fs, path, shownPath: '', options, attributes: {}, now });
  }
  const path = `${directory}/${id}-json.log`;
  return createFileLog({ fs, path, shownPath: path, options, attributes: attributesOf(owner), now });
}

/** The `none` driver, and those that send logs elsewhere. */
const NO_LOG: ContainerLog = {
  path: '',
  readable: false,
  write: () => undefined,
  finish: () => undefined,
  entries: () => [],
  follow: () => () => undefined,
  remove: () => undefined,
};

/** Labels and variables that the options `labels`, `labels-regex`, `env`, `env-regex` and `tag` name. */
function attributesOf({ id, name, config, logConfig }: LogOwner): Record<string, string> {
  const options = logConfig.Config;
  const found: Record<string, string> = {};
  const pick = (from: Readonly<Record<string, string>>, list: string | undefined, regex: string | undefined): void => {
    for (const wanted of (list ?? '').split(',')) {
      const value = from[wanted];
      if (value !== undefined) found[wanted] = value;
    }
    if (regex === undefined) return;
    for (const [key, value] of Object.entries(from)) if (new RegExp(regex).test(key)) found[key] = value;
  };
  pick(config.Labels ?? {}, options['labels'], options['labels-regex']);
  pick(variables(config.Env ?? []), options['env'], options['env-regex']);
  if (options['tag'] !== undefined) found['tag'] = tagText(options['tag'], id, name, config.Image);
  return found;
}

function variables(env: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    env.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** The fields of the tag template that containers have. */
function tagText(template: string, id: string, name: string, image: string): string {
  const fields: Readonly<Record<string, string>> = { ID: id.slice(0, 12), FullID: id, Name: name, ImageName: image };
  return template.replace(/\{\{ *\.(\w+) *\}\}/g, (whole, field: string) => fields[field] ?? whole);
}
