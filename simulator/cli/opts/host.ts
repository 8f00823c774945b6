/** Addresses of engines as --host and DOCKER_HOST take them: `tcp://host:port`, `unix:///path`, or a bare `host:port`. */

const DEFAULT_SOCKET = '/var/run/docker.sock';
const DEFAULT_HOST = 'localhost';
const DEFAULT_PORT = '2375';

/** The address in full. Throws for what cannot be one. */
export function parseHost(text: string): string {
  const address = text.trim();
  const split = address.indexOf('://');
  const protocol = split < 0 ? 'tcp' : address.slice(0, split);
  const rest = split < 0 ? address : address.slice(split + 3);
  switch (protocol) {
    case 'tcp':
      return parseTcp(rest);
    case 'unix':
    case 'npipe':
      if (rest.includes('://')) throw new Error(`invalid proto, expected ${protocol}: ${rest}`);
      return `${protocol}://${rest || DEFAULT_SOCKET}`;
    case 'fd':
    case 'ssh':
      return address;
    default:
      throw new Error(`invalid bind address format: ${address}`);
  }
}

function parseTcp(text: string): string {
  if (text === '') return `tcp://${DEFAULT_HOST}:${DEFAULT_PORT}`;
  if (text.includes('://')) throw new Error(`invalid proto, expected tcp: ${text}`);
  const slash = text.indexOf('/');
  const authority = slash < 0 ? text : text.slice(0, slash);
  const { host, port } = splitHostPort(authority) ?? { host: authority, port: '' };
  if (!/^[\w.%-]*$|^[\da-fA-F:.%]+$/.test(host) || !/^\d*$/.test(port)) {
    throw new Error(`invalid bind address format: ${text}`);
  }
  const shown = host === '' ? DEFAULT_HOST : host;
  return `tcp://${shown.includes(':') ? `[${shown}]` : shown}:${port || DEFAULT_PORT}${slash < 0 ? '' : text.slice(slash)}`;
}

/** `host:port` or `[::1]:port`; undefined where there is no port. */
export function splitHostPort(text: string): { host: string; port: string } | undefined {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const colon = text.lastIndexOf(':');
  return colon < 0 ? undefined : { host: text.slice(0, colon), port: text.slice(colon + 1) };
}
