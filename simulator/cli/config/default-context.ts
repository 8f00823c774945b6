/** The context that is always there. */
import type { Client } from '../client.ts';
import { parseHost } from '../opts/host.ts';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';
export const DEFAULT_CONTEXT = 'default';

/** The engine of the default context: --host, DOCKER_HOST or the local socket. Throws for an address that is none. */
export function defaultHost({ globals, process }: Client): string {
  return parseHost(globals.host[0] ?? (process.env.get('DOCKER_HOST') || DEFAULT_HOST));
}
