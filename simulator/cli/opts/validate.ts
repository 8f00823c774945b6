/** What docker checks of single values before the daemon sees them, with its own words. */
import { quote } from '../go/strconv.ts';
import type { FlagHost } from '../flags/flag.ts';
import { canonicalIp } from './ip.ts';

const cutAt = (text: string, mark: string): [string, string] | undefined => {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : [text.slice(0, at), text.slice(at + mark.length)];
};

/** `NAME=value`, or `NAME` to hand on the client's own variable if it has one. */
export function validateEnv(text: string, host: FlagHost): string {
  const [name] = cutAt(text, '=') ?? [text];
  if (name === '') throw new Error(`invalid environment variable: ${text}`);
  if (text.includes('=')) return text;
  const value = host.env(name);
  return value === undefined ? text : `${name}=${value}`;
}

export function validateLabel(text: string): string {
  const key = (cutAt(text, '=')?.[0] ?? text).replace(/^[ \t]+/, '');
  if (key === '') throw new Error(`invalid label '${text}': empty name`);
  if (/[ \t]/.test(key)) throw new Error(`label '${key}' contains whitespaces`);
  return text;
}

export function validateIpAddress(text: string): string {
  const address = canonicalIp(text.trim());
  if (address === undefined) throw new Error(`IP address is not correctly formatted: ${text}`);
  return address;
}

const DOMAIN =
  /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?=\.?\s*$)/;

export function validateDnsSearch(text: string): string {
  const trimmed = text.replace(/^ +| +$/g, '');
  if (trimmed === '.') return trimmed;
  const domain = DOMAIN.exec(trimmed)?.[0] ?? '';
  if (!/[a-zA-Z]/.test(trimmed) || domain === '' || domain.length >= 255) {
    throw new Error(`${trimmed} is not a valid domain`);
  }
  return domain;
}

/** `name:address` or `name=address`; kept in the first form, without brackets around the address. */
export function validateExtraHost(text: string): string {
  const [name = '', value = ''] = cutAt(text, '=') ?? cutAt(text, ':') ?? [];
  if (name === '' || name.includes(':')) throw new Error(`bad format for add-host: ${quote(text)}`);
  const address = /^\[(.+)\]$/.exec(value)?.[1] ?? value;
  if (address !== 'host-gateway' && canonicalIp(address.trim()) === undefined) {
    throw new Error(`invalid IP address in add-host: ${quote(address)}`);
  }
  return `${name}:${address}`;
}

const SYSCTLS = new Set([
  'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni',
  'kernel.shm_rmid_forced',
]); // prettier-ignore

/** Only what belongs to a container's own namespaces. */
export function validateSysctl(text: string): string {
  const name = cutAt(text, '=')?.[0] ?? '';
  if (!SYSCTLS.has(name) && !/^(net\.|fs\.mqueue\.)/.test(name)) throw new Error(`sysctl '${text}' is not allowed`);
  return text;
}

export function validateAttach(text: string): string {
  const stream = text.toLowerCase();
  if (!['stdin', 'stdout', 'stderr'].includes(stream)) throw new Error('valid streams are STDIN, STDOUT and STDERR');
  return stream;
}

/** `container` or `container:alias`. */
export function validateLink(text: string): string {
  if (text === '') throw new Error('empty string specified for links');
  if (text.split(':').length > 2) throw new Error(`bad format for links: ${text}`);
  return text;
}

export function validateDeviceCgroupRule(text: string): string {
  if (!/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text))
    throw new Error(`invalid device cgroup format '${text}'`);
  return text;
}

/** Hexadecimal octets in one of the notations that net.ParseMAC knows. */
export function isMacAddress(text: string): boolean {
  return (
    /^([0-9a-fA-F]{2}([:-]))([0-9a-fA-F]{2}\2){4}([0-9a-fA-F]{2})((\2[0-9a-fA-F]{2}){2}|(\2[0-9a-fA-F]{2}){14})?$/.test(
      text,
    ) || /^([0-9a-fA-F]{4}\.){2,3}[0-9a-fA-F]{4}$/.test(text)
  );
}
