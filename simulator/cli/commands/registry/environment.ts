/** DOCKER_AUTH_CONFIG, whose credentials go before the stored ones. */
import type { Client } from '../../client.ts';
import { printWarning } from '../../format/ansi.ts';

export async function warnOfEnvironment(client: Client): Promise<void> {
  if (!client.process.env.get('DOCKER_AUTH_CONFIG')) return;
  await printWarning(
    client,
    'DOCKER_AUTH_CONFIG is set and takes precedence.\nUnset DOCKER_AUTH_CONFIG to restore the CLI auth behaviour.\n',
  );
}
