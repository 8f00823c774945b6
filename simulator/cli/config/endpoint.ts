/** Which engine the client talks to: --host, DOCKER_HOST, --context, DOCKER_CONTEXT, the context in use, the default. */
import type { Engine } from '../../api/engine.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Client } from '../client.ts';
import { noAnswer } from './connection-error.ts';
import { DEFAULT_CONTEXT, DEFAULT_HOST, defaultHost } from './default-context.ts';

export interface Endpoint {
  readonly host: string;
  /** Gives the engine behind this endpoint, or throws what the client says when nothing answers there. */
  readonly reach: (connect: () => Engine) => Engine | Promise<Engine>;
}

/** The name of the context in use. */
export function currentContext(client: Client): string {
  const { globals, process } = client;
  if (globals.context !== '') return globals.context;
  if (globals.host.length > 0 || process.env.get('DOCKER_HOST')) return DEFAULT_CONTEXT;
  return process.env.get('DOCKER_CONTEXT') || client.config.text('currentContext') || DEFAULT_CONTEXT;
}

export async function resolveEndpoint(client: Client): Promise<Endpoint> {
  const { globals } = client;
  if (globals.context !== '' && globals.host.length > 0) {
    throw new Error('conflicting options: cannot specify both --host and --context');
  }
  try {
    return endpointOf(client, await hostOf(client));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Failed to initialize: unable to resolve docker endpoint: ${reason}`);
  }
}

async function hostOf(client: Client): Promise<string> {
  const context = currentContext(client);
  if (context === DEFAULT_CONTEXT) return defaultHost(client);
  const { ContextStore } = await client.load(() => import('./context-store.ts'));
  return new ContextStore(client).get(context).Endpoints.docker?.Host ?? DEFAULT_HOST;
}

function endpointOf(client: Client, host: string): Endpoint {
  const socket = /^unix:\/\/(.*)$/.exec(host)?.[1];
  return {
    host,
    reach: async (connect) => {
      if (socket !== undefined) return reachSocket(client, host, socket, connect);
      const { reachNetwork } = await client.load(() => import('./remote.ts'));
      return reachNetwork(client, host);
    },
  };
}

async function reachSocket(client: Client, host: string, socket: string, connect: () => Engine): Promise<Engine> {
  const { fs } = client.process;
  try {
    fs.stat(socket);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const { unreachableEngine } = await client.load(() => import('./unreachable-engine.ts'));
    return unreachableEngine(() => noAnswer(host));
  }
  if (!fs.access(socket, 'w')) {
    const { unreachableEngine } = await client.load(() => import('./unreachable-engine.ts'));
    return unreachableEngine(({ method, path }) => {
      const request = `${method} "http://${encodeURIComponent(socket)}${path}"`;
      return new Error(
        `permission denied while trying to connect to the Docker daemon socket at ${host}: ${request}: dial unix ${socket}: connect: permission denied`,
      );
    });
  }
  return connect();
}
