/** Puts variables into a whole file and gives values that come from them their types. */
import { PathTable, printPath, type TreePath } from './path.ts';
import { InvalidTemplate, substitute, type Variables } from './template.ts';
import { isMapping, isSequence, quote, type Mapping, type Value } from './value.ts';

type Cast = (text: string, warn: (text: string) => void) => Value;

/** Throws with the place of the first text that cannot be filled in. */
export function interpolate(file: Mapping, variables: Variables, warn: (text: string) => void): Mapping {
  return new Map([...file].map(([key, value]) => [key, interpolateValue(value, [key], variables, warn)]));
}

function interpolateValue(value: Value, path: TreePath, variables: Variables, warn: (text: string) => void): Value {
  if (isMapping(value)) {
    return new Map([...value].map(([key, each]) => [key, interpolateValue(each, [...path, key], variables, warn)]));
  }
  if (isSequence(value)) return value.map((each) => interpolateValue(each, [...path, '[]'], variables, warn));
  return typeof value === 'string' ? interpolateText(value, path, variables, warn) : value;
}

function interpolateText(text: string, path: TreePath, variables: Variables, warn: (text: string) => void): Value {
  try {
    const filled = substitute(text, variables, warn);
    const cast = CASTS.find(path);
    return cast ? castOrFail(cast, filled, warn) : filled;
  } catch (error) {
    throw placed(error, path);
  }
}

function castOrFail(cast: Cast, text: string, warn: (text: string) => void): Value {
  try {
    return cast(text, warn);
  } catch (error) {
    throw new Error(`failed to cast to expected type: ${error instanceof Error ? error.message : ''}`);
  }
}

function placed(error: unknown, path: TreePath): Error {
  if (error instanceof InvalidTemplate) {
    return new Error(
      `invalid interpolation format for ${printPath(path)}.\nYou may need to escape any $ with another $.\n${error.message}`,
    );
  }
  return new Error(`error while interpolating ${printPath(path)}: ${error instanceof Error ? error.message : ''}`);
}

const syntax = (call: string, text: string): Error =>
  new Error(`strconv.${call}: parsing ${quote(text)}: invalid syntax`);

function integer(call: string): Cast {
  return (text) => {
    if (!/^[-+]?\d+$/.test(text)) throw syntax(call, text);
    return Number(text);
  };
}
const toInt = integer('Atoi');
const toInt64 = integer('ParseInt');

const toFloat: Cast = (text) => {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) throw syntax('ParseFloat', text);
  return Number(text);
};

const toBoolean: Cast = (text, warn) => {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  const yes = /^(y|yes|on)$/.test(lower);
  if (!yes && !/^(n|no|off)$/.test(lower)) throw new Error(`invalid boolean: ${text}`);
  warn(`${quote(text)} for boolean is not supported by YAML 1.2, please use \`${String(yes)}\``);
  return yes;
};

const SERVICE = 'services.*.';
const below = (prefix: string, cast: Cast, names: string): [string, Cast][] =>
  names.split(' ').map((name) => [`${prefix}${name}`, cast]);

const CASTS = new PathTable<Cast>(
  Object.fromEntries([
    ...below(SERVICE, toInt64, 'cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares'),
    ...below(SERVICE, toInt64, 'oom_score_adj pids_limit'),
    ...below(SERVICE, toFloat, 'cpu_percent cpus'),
    ...below(SERVICE, toFloat, 'deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio'),
    ...below(SERVICE, toBoolean, 'init oom_kill_disable privileged read_only stdin_open tty healthcheck.disable'),
    ...below(SERVICE, toBoolean, 'depends_on.*.required depends_on.*.restart volumes.*.read_only'),
    ...below(SERVICE, toBoolean, 'volumes.*.volume.nocopy'),
    ...below(SERVICE, toInt, 'deploy.replicas deploy.update_config.parallelism deploy.rollback_config.parallelism'),
    ...below(SERVICE, toInt, 'deploy.restart_policy.max_attempts deploy.placement.max_replicas_per_node'),
    ...below(SERVICE, toInt, 'healthcheck.retries ports.*.target scale ulimits.* ulimits.*.hard ulimits.*.soft'),
    ...below('networks.*.', toBoolean, 'external internal attachable enable_ipv4 enable_ipv6'),
    ...below('', toBoolean, 'volumes.*.external secrets.*.external configs.*.external'),
  ]),
);
