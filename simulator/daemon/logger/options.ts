/** Log drivers and their options: what `--log-driver` and `--log-opt` may say. */
import type { LogConfig } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';

export const DEFAULT_LOG_DRIVER = 'json-file';

/** Where logs are kept: entries in a file of `maxSize` bytes, and `maxFiles` - 1 older ones. */
export interface LogFileOptions {
  /** undefined: no rotation. */
  readonly maxSize: number | undefined;
  readonly maxFiles: number;
  readonly compress: boolean;
}

const COMMON = ['mode', 'max-buffer-size', 'cache-disabled', 'cache-max-size', 'cache-max-file', 'cache-compress'];
const JSON_FILE = ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag'];
const LOCAL = ['max-file', 'max-size', 'compress'];
/** Drivers that send logs to other machines, which are not simulated: containers with them run, their logs go nowhere. */
const REMOTE = ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'splunk', 'syslog', 'etwlogs'];

/** Fills in the default driver and checks the options. Throws invalidParameter. */
export function mergeLogConfig(config: Partial<LogConfig> | undefined): LogConfig {
  const type = config?.Type === undefined || config.Type === '' ? DEFAULT_LOG_DRIVER : config.Type;
  const options = config?.Config ?? {};
  checkMode(options);
  const known = type === 'json-file' ? JSON_FILE : type === 'local' ? LOCAL : undefined;
  if (type !== 'none' && known === undefined && !REMOTE.includes(type)) {
    throw invalidParameter(`error looking up logging plugin ${type}: plugin "${type}" not found`);
  }
  const strange = Object.keys(options).find((name) => known?.includes(name) === false && !COMMON.includes(name));
  if (strange !== undefined) {
    const driver = type === 'local' ? 'log driver local' : `${type} log driver`;
    throw invalidParameter(`unknown log opt '${strange}' for ${driver}`);
  }
  return { Type: type, Config: { ...options } };
}

function checkMode(options: LogConfig['Config']): void {
  const mode = options['mode'];
  if (mode !== undefined && !['', 'blocking', 'non-blocking'].includes(mode)) {
    throw invalidParameter(`logger: logging mode not supported: ${mode}`);
  }
  if (options['max-buffer-size'] !== undefined && mode !== 'non-blocking') {
    throw invalidParameter("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  }
}

/** Reads the options of the two file drivers. Throws a plain Error with Docker's sentence: the container cannot start. */
export function logFileOptions(config: LogConfig): LogFileOptions {
  const { Config: options } = config;
  const isLocal = config.Type === 'local';
  const maxSize = options['max-size'] === undefined ? undefined : humanSize(options['max-size']);
  if (maxSize !== undefined && maxSize <= 0) throw new Error('max-size must be a positive number');
  const maxFiles = options['max-file'] === undefined ? (isLocal ? 5 : 1) : integer(options['max-file']);
  if (maxFiles < 1) throw new Error('max-file cannot be less than 1');
  const compress = options['compress'] === undefined ? isLocal : boolean(options['compress']);
  if (!isLocal && compress && (maxFiles === 1 || maxSize === undefined)) {
    throw new Error('compress cannot be true when max-file is less than 2 or max-size is not set');
  }
  if (isLocal && compress && maxFiles <= 1) throw new Error('compression cannot be enabled when max file count is 1');
  return { maxSize: maxSize ?? (isLocal ? 20 * 1024 * 1024 : undefined), maxFiles, compress };
}

const POWERS = ['', 'k', 'm', 'g', 't', 'p'];

/** `10m` is ten million bytes here (go-units FromHumanSize). */
function humanSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(text);
  if (match === null) throw new Error(`invalid size: '${text}'`);
  return Math.trunc(Number(match[1]) * 1000 ** POWERS.indexOf((match[2] ?? '').toLowerCase()));
}

function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function boolean(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw new Error(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}
