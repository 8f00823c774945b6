/** `--network NAME` or `--network name=NAME,alias=web,ip=172.20.0.5`. */
import { readCsvRecord } from '../go/csv.ts';
import { NumError, atoi } from '../go/strconv.ts';

export interface NetworkAttachment {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly driverOpts: Readonly<Record<string, string>>;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly linkLocal: readonly string[];
  readonly mac: string;
  readonly gwPriority: number;
}

const EMPTY: NetworkAttachment = {
  target: '',
  aliases: [],
  driverOpts: {},
  ipv4: '',
  ipv6: '',
  linkLocal: [],
  mac: '',
  gwPriority: 0,
};

function driverOption(text: string): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at <= 0) throw new Error('invalid key value pair format in driver options');
  return { [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}

function priority(text: string): number {
  try {
    return atoi(text);
  } catch (error) {
    throw new Error(`invalid gw-priority (${text}): ${error instanceof NumError ? error.reason : String(error)}`);
  }
}

function withField(to: NetworkAttachment, key: string, value: string): NetworkAttachment {
  switch (key) {
    case 'name':
      return { ...to, target: value };
    case 'alias':
      return { ...to, aliases: [...to.aliases, value] };
    case 'ip':
      return { ...to, ipv4: value };
    case 'ip6':
      return { ...to, ipv6: value };
    case 'mac-address':
      return { ...to, mac: value };
    case 'link-local-ip':
      return { ...to, linkLocal: [...to.linkLocal, value] };
    case 'driver-opt':
      return { ...to, driverOpts: { ...to.driverOpts, ...driverOption(value) } };
    case 'gw-priority':
      return { ...to, gwPriority: priority(value) };
    default:
      throw new Error(`invalid field key ${key}`);
  }
}

/** Reads one `--network`. Keys and values of the long form are taken in lower case, as docker takes them. */
export function parseNetwork(text: string): NetworkAttachment {
  if (!/\w+=\w+(,\w+=\w+)*/.test(text)) return { ...EMPTY, target: text };
  let network = EMPTY;
  for (const field of readCsvRecord(text)) {
    const lower = field.toLowerCase();
    const at = lower.indexOf('=');
    if (at <= 0) throw new Error(`invalid field ${field}`);
    network = withField(network, lower.slice(0, at).trim(), lower.slice(at + 1).trim());
  }
  if (network.target === '') throw new Error('network name/id is not specified');
  return network;
}

/** Networks that a user made: not bridge, host, none, default or another container's. */
export function isUserDefined(name: string): boolean {
  return !['', 'default', 'bridge', 'host', 'none'].includes(name) && !name.startsWith('container:');
}
