/** Published and exposed ports: `[[ip:]host:]container[/protocol]`, each a port or a range. */
import type { PortBinding } from '../../api/containers.ts';
import { parseUnsigned } from '../go/strconv.ts';
import { canonicalIp } from './ip.ts';

export interface PublishedPorts {
  readonly exposed: Record<string, Record<string, never>>;
  readonly bindings: Record<string, PortBinding[]>;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Throws with Go's reason; callers put their own words around it. */
export function parsePortRange(text: string): Range {
  if (text === '') throw new Error('empty string specified for ports');
  const [first = '', second] = text.split('-');
  const start = parseUnsigned(first, 10, 16);
  const end = second === undefined ? start : parseUnsigned(second, 10, 16);
  if (end < start) throw new Error(`Invalid range specified for the Port: ${text}`);
  return { start, end };
}

/** `80/tcp` as its port and protocol (tcp when it has none). */
export function splitPort(text: string): { port: string; protocol: string } {
  // What follows a second slash is not looked at.
  const [port = '', protocol = ''] = text.split('/');
  return port === '' ? { port: '', protocol: '' } : { port, protocol: protocol === '' ? 'tcp' : protocol };
}

/** The parts before the container's port. An IPv6 address keeps its colons. */
function splitSpec(text: string): { ip: string; host: string; container: string } {
  const parts = text.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  return { ip: parts.join(':'), host, container };
}

function addressOf(ip: string): string {
  if (ip === '') return '';
  const bracketed = /^\[(.*)\]$/.exec(ip);
  if (!bracketed && ip.includes(':')) {
    throw new Error(`Invalid ip address ${ip}: address ${ip}:: too many colons in address`);
  }
  const bare = bracketed?.[1] ?? ip;
  if (canonicalIp(bare) === undefined) throw new Error(`Invalid ip address: ${bare}`);
  return bare;
}

function rangeOr(text: string, wrong: string): Range {
  try {
    return parsePortRange(text);
  } catch {
    throw new Error(wrong);
  }
}

/** The container ports of one `-p` with where each is bound. */
function parseSpec(text: string): { port: string; binding: PortBinding }[] {
  const { ip, host, container: written } = splitSpec(text);
  const { port: container, protocol } = splitPort(written);
  const HostIp = addressOf(ip);
  if (container === '') throw new Error(`No port specified: ${text}<empty>`);
  const inside = rangeOr(container, `Invalid containerPort: ${container}`);
  const outside = host === '' ? undefined : rangeOr(host, `Invalid hostPort: ${host}`);
  const count = inside.end - inside.start;
  if (outside && outside.end - outside.start !== count && count !== 0) {
    throw new Error(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw new Error(`Invalid proto: ${protocol}`);
  return Array.from({ length: count + 1 }, (_each, at) => {
    const first = outside === undefined ? '' : String(outside.start + at);
    const isPool = count === 0 && outside !== undefined && outside.end !== outside.start;
    const HostPort = isPool ? `${first}-${outside.end}` : first;
    return { port: `${inside.start + at}/${protocol.toLowerCase()}`, binding: { HostIp, HostPort } };
  });
}

/** `published=8080,target=80,protocol=tcp` in the short form. */
function shortForm(text: string): string {
  if (!text.includes('=')) return text;
  const given = new Map([['protocol', 'tcp']]);
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    if (at <= 0) throw new Error(`invalid publish opts format (should be name=value but got '${part}')`);
    given.set(part.slice(0, at), part.slice(at + 1));
  }
  return `${given.get('published') ?? ''}:${given.get('target') ?? ''}/${given.get('protocol') ?? ''}`;
}

/** All `-p` and `--expose` of a container. */
export function parsePorts(publish: readonly string[], expose: readonly string[]): PublishedPorts {
  const exposed: Record<string, Record<string, never>> = {};
  const bindings: Record<string, PortBinding[]> = {};
  for (const spec of publish.map(shortForm)) {
    for (const { port, binding } of parseSpec(spec)) {
      exposed[port] = {};
      (bindings[port] ??= []).push(binding);
    }
  }
  for (const text of expose) for (const port of exposedPorts(text)) exposed[port] = {};
  return { exposed: sorted(exposed), bindings: sorted(bindings) };
}

/** Objects of the API are sorted by key, as Go writes its maps. */
function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function exposedPorts(text: string): string[] {
  if (text.includes(':')) throw new Error(`invalid port format for --expose: ${text}`);
  const { port, protocol } = splitPort(text);
  let range: Range;
  try {
    range = parsePortRange(port);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`invalid range format for --expose: ${text}, error: ${reason}`);
  }
  return Array.from({ length: range.end - range.start + 1 }, (_each, at) => `${range.start + at}/${protocol}`);
}
