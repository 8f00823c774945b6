/** Engines over the network. None is simulated, so this only finds out which failure the real client would report. */
import type { Engine } from '../../api/engine.ts';
import { isSysError } from '../../kernel/errno.ts';
import { ProcessGone } from '../../kernel/abi.ts';
import type { Client } from '../client.ts';
import { ConnectionError } from './endpoint.ts';

const DEFAULT_PORT = '2375';

/** `tcp://host:port` and what is left out of it. */
function parseHost(text: string): { host: string; port: string } {
  const address = text.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
  const colon = address.lastIndexOf(':');
  if (colon < 0) return { host: address, port: DEFAULT_PORT };
  return { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: address.slice(colon + 1) };
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');

/** Fails as the real client does where no daemon answers; one that answers is not a Docker engine. */
export async function reachNetwork(client: Client, text: string): Promise<Engine> {
  const { process } = client;
  if (!/^tcp:\/\//.test(text) && /^[a-z]+:\/\//.test(text)) {
    throw new Error(
      `Drydock has no engine behind ${text}; use the local one (unset DOCKER_HOST, docker context use default)`,
    );
  }
  const { host, port } = parseHost(text);
  const shown = text.startsWith('tcp://') ? text : `tcp://${host}:${port}`;
  const found = isAddress(host) || host === 'localhost' ? [host] : await lookup(client, host);
  if (found.length === 0) {
    throw new Error(
      `error during connect: Get "http://${host}:${port}/v1.51/info": dial tcp: lookup ${host}: no such host`,
    );
  }
  try {
    const connection = await process.net.connect({ host, port: Number(port) });
    connection.close();
  } catch (error) {
    if (error instanceof ProcessGone || !isSysError(error)) throw error;
    throw new ConnectionError(shown);
  }
  throw new Error(`error during connect: Get "http://${host}:${port}/v1.51/info": EOF`);
}

async function lookup(client: Client, host: string): Promise<readonly string[]> {
  try {
    return await client.process.net.resolve(host);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}
