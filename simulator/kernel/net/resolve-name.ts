/** getaddrinfo(3) for IPv4: /etc/hosts, then the servers that /etc/resolv.conf names (hosts(5), resolv.conf(5)). */
import type { ProcessFs } from '../abi.ts';
import { isSysError, SysError } from '../errno.ts';
import type { NetworkMachine } from './network-machine.ts';
import { isAddress } from './ip.ts';
import type { NetworkNamespace } from './network-namespace.ts';
import { route } from './route.ts';

/** More servers than this are not asked (MAXNS). */
const MOST_SERVERS = 3;
/** A server that does not answer is asked twice, five seconds each. */
const SERVER_TIMEOUT = 10_000;

interface Resolver {
  fs: ProcessFs;
  namespace: NetworkNamespace;
  machinery: NetworkMachine;
}

/** Empty when the name does not exist; EAGAIN when no server could tell. */
export async function resolveName(resolver: Resolver, name: string): Promise<string[]> {
  if (isAddress(name)) return [name];
  const listed = fromHosts(readIfThere(resolver.fs, '/etc/hosts'), name);
  if (listed.length > 0) return listed;
  if (name === 'localhost') return ['127.0.0.1'];
  const settings = parseResolvConf(readIfThere(resolver.fs, '/etc/resolv.conf'));
  let told = false;
  for (const candidate of candidates(name, settings)) {
    const answer = await askServers(resolver, settings.servers, candidate);
    if (answer !== undefined && answer.length > 0) return [...answer];
    told ||= answer !== undefined;
  }
  if (told) return [];
  throw new SysError('EAGAIN', name);
}

async function askServers(
  { namespace, machinery }: Resolver,
  servers: readonly string[],
  name: string,
): Promise<readonly string[] | undefined> {
  for (const address of servers) {
    const server = namespace.nameServers.get(address);
    if (server !== undefined) {
      const answer = server(name);
      if (answer !== undefined) return answer;
      continue;
    }
    const verdict = route(namespace, address);
    if (verdict.kind === 'outside') {
      const answer = machinery.external.resolve(name);
      if (answer !== undefined) return answer;
    } else if (verdict.kind === 'dropped') await machinery.clock.sleep(SERVER_TIMEOUT);
  }
  return undefined;
}

function fromHosts(hosts: string, name: string): string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const line of hosts.split('\n')) {
    const [address, ...names] = (line.split('#')[0] ?? '').split(/\s+/).filter((word) => word !== '');
    if (address !== undefined && names.some((one) => one.toLowerCase() === wanted)) found.push(address);
  }
  // As the C library sorts them: the loopback of IPv6 comes before that of IPv4.
  return found.toSorted((a, b) => Number(b.includes(':')) - Number(a.includes(':')));
}

interface Settings {
  servers: readonly string[];
  search: readonly string[];
  dots: number;
}

function parseResolvConf(text: string): Settings {
  const servers: string[] = [];
  let search: string[] = [];
  let dots = 1;
  for (const line of text.split('\n')) {
    const [keyword, ...values] = line.trim().split(/\s+/);
    if (keyword === 'nameserver' && values[0] !== undefined && servers.length < MOST_SERVERS) servers.push(values[0]);
    else if (keyword === 'search' || keyword === 'domain') search = values.filter((domain) => domain !== '.');
    else if (keyword === 'options') dots = Number(/\bndots:(\d+)/.exec(line)?.[1] ?? dots);
  }
  return { servers: servers.length === 0 ? ['127.0.0.1'] : servers, search, dots };
}

/** A name with few dots is looked for in the search domains first. */
function candidates(name: string, { search, dots }: Settings): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const below = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= dots ? [name, ...below] : [...below, name];
}

function readIfThere(fs: ProcessFs, path: string): string {
  try {
    return fs.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}
