/** Engines over the network. None is simulated, so this only finds out which failure the real client would report. */
import type { Engine } from '../../api/engine.ts';
import { ProcessGone } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Client } from '../client.ts';
import { splitHostPort } from '../opts/host.ts';
import { ConnectionError, noAnswer } from './connection-error.ts';
import { unreachableEngine } from './unreachable-engine.ts';

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':') || host === 'localhost';

/** An engine whose operations fail as those of the real client do where no daemon answers. */
export async function reachNetwork(client: Client, address: string): Promise<Engine> {
  if (!address.startsWith('tcp://')) {
    throw new Error(
      `Drydock has no engine behind ${address}; use the local one (unset DOCKER_HOST, docker context use default)`,
    );
  }
  const authority = address.slice('tcp://'.length).replace(/\/.*$/, '');
  const { host, port } = splitHostPort(authority) ?? { host: authority, port: '2375' };
  const failed = (reason: string): Engine =>
    unreachableEngine(({ method, path }) => {
      return new ConnectionError(`error during connect: ${method} "http://${authority}${path}": ${reason}`);
    });
  if (!isAddress(host) && !(await resolves(client, host))) {
    return failed(`dial tcp: lookup ${host} on ${nameServer(client)}:53: no such host`);
  }
  try {
    const connection = await client.process.net.connect({ host, port: Number(port) });
    connection.close();
  } catch (error) {
    if (error instanceof ProcessGone || !isSysError(error)) throw error;
    return unreachableEngine(() => noAnswer(address));
  }
  return failed('EOF');
}

async function resolves(client: Client, host: string): Promise<boolean> {
  try {
    return (await client.process.net.resolve(host)).length > 0;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** The server that names are asked of; Go names it in its errors. */
function nameServer({ process }: Client): string {
  try {
    return /^nameserver\s+(\S+)/m.exec(process.fs.readText('/etc/resolv.conf'))?.[1] ?? '127.0.0.1';
  } catch (error) {
    if (isSysError(error)) return '127.0.0.1';
    throw error;
  }
}
