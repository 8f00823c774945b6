/** Which server and which location answer (nginx's documented order: exact, longest prefix, first regular expression). */
import type { Location, VirtualServer } from './configuration.ts';

function nameMatches(pattern: string, host: string): boolean {
  if (pattern.startsWith('~')) return new RegExp(pattern.slice(1), 'i').test(host);
  const name = pattern.toLowerCase();
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name);
  if (name.endsWith('.*')) return host.startsWith(name.slice(0, -1));
  return name === host;
}

/** Among those listening on the port: exact name, then wildcards, then the default one. */
export function chooseServer(servers: readonly VirtualServer[], port: number, host: string): VirtualServer | undefined {
  const here = servers.filter((server) => server.listen.some((listen) => listen.port === port));
  const plain = host.replace(/:\d+$/, '').toLowerCase();
  return (
    here.find((server) => server.names.some((name) => name.toLowerCase() === plain)) ??
    here.find((server) => server.names.some((name) => name !== '' && nameMatches(name, plain))) ??
    here.find((server) => server.listen.some((listen) => listen.port === port && listen.defaultServer)) ??
    here[0]
  );
}

export interface Found {
  location: Location | undefined;
  captures: readonly string[];
  named: Readonly<Record<string, string>>;
}

export function chooseLocation(locations: readonly Location[], uri: string): Found {
  const none = { captures: [], named: {} };
  const exact = locations.find(({ modifier, pattern }) => modifier === '=' && pattern === uri);
  if (exact !== undefined) return { location: exact, ...none };
  const prefixes = locations.filter(
    ({ modifier, pattern }) => (modifier === '' || modifier === '^~') && uri.startsWith(pattern),
  );
  const longest = prefixes.reduce<Location | undefined>((best, each) => (best === undefined || each.pattern.length > best.pattern.length ? each : best), undefined); // prettier-ignore
  const inner = longest === undefined ? undefined : chooseLocation(longest.locations, uri);
  if (inner?.location !== undefined) return inner;
  if (longest?.modifier === '^~') return { location: longest, ...none };
  for (const location of locations) {
    const match = location.regex?.exec(uri);
    if (match !== null && match !== undefined)
      return { location, captures: [...match].map((text) => text ?? ''), named: match.groups ?? {} };
  }
  return { location: longest, ...none };
}
