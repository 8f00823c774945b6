/** Which calls belong to which command, and whom the daemon had to ask to answer them. */
import type { ApiCall } from '../../simulator/index.ts';
import type { CommandNotice } from '../worker/protocol.ts';

export interface Talk {
  readonly command: CommandNotice;
  readonly calls: readonly ApiCall[];
}

/** Commands that asked the daemon something, the newest first. */
export function talksOf(commands: readonly CommandNotice[], calls: readonly ApiCall[]): readonly Talk[] {
  const talks = commands.map((command) => ({
    command,
    calls: calls.filter(
      ({ started }) => started >= command.started && started <= (command.end?.at ?? Number.POSITIVE_INFINITY),
    ),
  }));
  return talks.filter((talk) => talk.calls.length > 0).reverse();
}

/** The registry that the daemon talks to for this call; undefined where it answers by itself. */
export function registryOf({ method, path }: Pick<ApiCall, 'method' | 'path'>): string | undefined {
  const [route = '', query = ''] = path.replace(/^\/v[\d.]+/, '').split('?');
  if (method === 'POST' && route === '/images/create') {
    const from = new URLSearchParams(query).get('fromImage');
    return from === null ? undefined : domainOf(from);
  }
  if (method === 'POST' && /^\/images\/.+\/push$/.test(route)) {
    return domainOf(decodeURIComponent(route.slice('/images/'.length, -'/push'.length)));
  }
  if (/^\/distribution\/.+\/json$/.test(route))
    return domainOf(decodeURIComponent(route.slice('/distribution/'.length, -5)));
  return route === '/images/search' || route === '/auth' ? 'docker.io' : undefined;
}

/** The first part of a name is a registry when it looks like a host. */
function domainOf(name: string): string {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  return /[.:]/.test(first) || first === 'localhost' ? first : 'docker.io';
}
