/** The short form of a published port: `[[IP:][HOST]:]CONTAINER[/PROTOCOL]`, each part a port or a range. */

export interface PortSpec {
  readonly hostIp: string;
  /** A port, a range, or empty for any free port. */
  readonly published: string;
  readonly target: number;
  readonly protocol: string;
}

/** One entry for every container port, in the order of their texts. */
export function parsePorts(text: string): PortSpec[] {
  const { ip: rawIp, host, container: rest } = split(text);
  const [container = '', ...protocols] = rest.split('/');
  const protocol = protocols.join('/') || 'tcp';
  const ip = stripBrackets(rawIp);
  if (ip !== '' && !isAddress(ip)) throw new Error(`Invalid ip address: ${ip}`);
  if (container === '') throw new Error(`No port specified: ${text}<empty>`);
  const target = range(container);
  if (!target) throw new Error(`Invalid containerPort: ${container}`);
  const published = host === '' ? { first: 0, last: 0 } : range(host);
  if (!published) throw new Error(`Invalid hostPort: ${host}`);
  const sizes = [target, published].map(({ first, last }) => last - first);
  if (host !== '' && sizes[0] !== sizes[1] && sizes[0] !== 0) {
    throw new Error(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
  }
  if (!/^(tcp|udp|sctp)$/i.test(protocol)) throw new Error(`Invalid proto: ${protocol}`);
  return expand(target, host === '' ? undefined : published)
    .map((port) => ({ hostIp: ip, protocol: protocol.toLowerCase(), ...port }))
    .sort((a, b) => (String(a.target) < String(b.target) ? -1 : 1));
}

function split(text: string): { ip: string; host: string; container: string } {
  const parts = text.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  return { ip: parts.join(':'), host, container };
}

const stripBrackets = (ip: string): string => /^\[(.*)\]$/.exec(ip)?.[1] ?? ip;

/** Whether a text is an IPv4 or IPv6 address. */
export function isAddress(ip: string): boolean {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(ip);
  if (octets) return octets.slice(1).every((octet) => Number(octet) <= 255 && !/^0\d/.test(octet));
  return ip.includes(':') && /^[0-9a-fA-F:.]+$/.test(ip) && ip.split('::').length <= 2;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function range(text: string): Range | undefined {
  const found = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!found) return undefined;
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  return last < first || last > 65535 ? undefined : { first, last };
}

function expand(target: Range, host: Range | undefined): { target: number; published: string }[] {
  const count = target.last - target.first + 1;
  return Array.from({ length: count }, (_, at) => {
    const first = host && host.first + at;
    const wide = host && count === 1 && host.first !== host.last;
    const published = first === undefined ? '' : wide ? `${String(first)}-${String(host.last)}` : String(first);
    return { target: target.first + at, published };
  });
}
