/** Devices, limits and graphics cards: --device, --ulimit, --gpus, --device-read-bps and their kin. */
import type { DeviceMapping, DeviceRequest, ThrottleDevice, Ulimit, WeightDevice } from '../../api/containers.ts';
import { readCsvRecord } from '../go/csv.ts';
import { NumError, atoi, parseInteger, parseUnsigned } from '../go/strconv.ts';
import { ramInBytes } from '../go/units.ts';
import { toRecord } from './key-value-file.ts';
import { cleanPath } from './path.ts';

const LIMITS = new Set([
  'core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime',
  'sigpending', 'stack',
]); // prettier-ignore

/** `nofile=1024:2048`. */
export function parseUlimit(text: string): Ulimit {
  const at = text.indexOf('=');
  if (at < 0) throw new Error(`invalid ulimit argument: ${text}`);
  const Name = text.slice(0, at);
  const limits = text.slice(at + 1);
  if (!LIMITS.has(Name)) throw new Error(`invalid ulimit type: ${Name}`);
  const [first = '', second, ...more] = limits.split(':');
  if (more.length > 0) {
    throw new Error(`too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``);
  }
  const given = second === undefined ? undefined : parseInteger(second);
  const Soft = parseInteger(first);
  const Hard = given ?? Soft;
  if (Hard !== -1 && Soft === -1) {
    throw new Error(`ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${Hard}`);
  }
  if (Hard !== -1 && Soft > Hard) {
    throw new Error(`ulimit soft limit must be less than or equal to hard limit: ${Soft} > ${Hard}`);
  }
  return { Name, Hard, Soft };
}

function devicePart(text: string): { Path: string; value: string } {
  const at = text.indexOf(':');
  if (at <= 0) throw new Error(`bad format: ${text}`);
  const Path = text.slice(0, at);
  if (!Path.startsWith('/dev/')) throw new Error(`bad format for device path: ${text}`);
  return { Path, value: text.slice(at + 1) };
}

function rate(text: string, read: (value: string) => number, form: string): ThrottleDevice {
  const { Path, value } = devicePart(text);
  try {
    return { Path, Rate: read(value) };
  } catch {
    throw new Error(`invalid rate for device: ${text}. The correct format is ${form}`);
  }
}

const BYTES_FORM =
  '<device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb';
export const parseThrottleBytes = (text: string): ThrottleDevice => rate(text, ramInBytes, BYTES_FORM);
export const parseThrottleOperations = (text: string): ThrottleDevice =>
  rate(text, (value) => parseUnsigned(value), '<device-path>:<number>. Number must be a positive integer');

export function parseWeightDevice(text: string): WeightDevice {
  const { Path, value } = devicePart(text);
  const wrong = new Error(`invalid weight for device: ${text}`);
  let Weight: number;
  try {
    Weight = parseUnsigned(value, 10, 16);
  } catch {
    throw wrong;
  }
  if (Weight > 0 && (Weight < 10 || Weight > 1000)) throw wrong;
  return { Path, Weight };
}

const isMode = (text: string): boolean => /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;

/** `/dev/sda:/dev/xvda:rwm`. */
export function parseDevice(text: string): DeviceMapping {
  const parts = text.split(':');
  const [source = '', second, third] = parts;
  if (parts.length > 3 || source === '') throw new Error(`bad format for path: ${text}`);
  if (third !== undefined && !isMode(third)) throw new Error(`bad mode specified: ${third}`);
  const target = second === undefined || (third === undefined && isMode(second)) ? undefined : second;
  const inContainer = target ?? source;
  if (!inContainer.startsWith('/')) throw new Error(`${inContainer} is not an absolute path`);
  const mode = third ?? (target === undefined ? second : undefined) ?? 'rwm';
  return {
    PathOnHost: target === undefined ? cleanPath(source) : source,
    PathInContainer: cleanPath(inContainer),
    CgroupPermissions: mode,
  };
}

function gpuCount(text: string): number {
  if (text === 'all') return -1;
  try {
    return atoi(text);
  } catch (error) {
    const reason = error instanceof NumError ? error.reason : String(error);
    throw new Error(`invalid count (${text}): value must be either "all" or an integer: ${reason}`);
  }
}

/** `all`, `2`, `device=0,1`, `capabilities=utility`. */
export function parseGpus(text: string): DeviceRequest {
  const seen = new Set<string>();
  let request: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
  for (const field of readCsvRecord(text)) {
    const at = field.indexOf('=');
    const key = at < 0 ? field : field.slice(0, at);
    const value = field.slice(at + 1);
    if (seen.has(key)) throw new Error(`gpu request key '${key}' can be specified only once`);
    seen.add(key);
    if (at < 0) {
      seen.add('count');
      request = { ...request, Count: gpuCount(key) };
    } else if (key === 'driver') request = { ...request, Driver: value };
    else if (key === 'count') request = { ...request, Count: gpuCount(value) };
    else if (key === 'device') request = { ...request, DeviceIDs: value.split(',') };
    else if (key === 'capabilities') request = { ...request, Capabilities: [[...value.split(','), 'gpu']] };
    else if (key === 'options') request = { ...request, Options: toRecord(readCsvRecord(value)) };
    else throw new Error(`unexpected key '${key}' in '${field}'`);
  }
  return !seen.has('count') && request.DeviceIDs === null ? { ...request, Count: 1 } : request;
}
