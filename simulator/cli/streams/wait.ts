/** The exit status of a container that is about to run. */
import type { Engine } from '../../api/engine.ts';
import { ProcessGone } from '../../kernel/abi.ts';
import { errorText, type Client } from '../client.ts';

/** What the client ends with when the daemon cannot say how the container did. */
const UNKNOWN = 125;

/** Begins to wait at once, so that no exit is missed; with `removed` for the removal that --rm brings. */
export async function exitOrRemoval(client: Client, engine: Engine, id: string, removed: boolean): Promise<number> {
  const answer = engine.containerWait(id, { condition: removed ? 'removed' : 'next-exit' });
  let problem: string;
  try {
    const { Error: failure, StatusCode } = await answer;
    if (!failure) return StatusCode;
    problem = `Error waiting for container: ${failure.Message}`;
  } catch (error) {
    if (error instanceof ProcessGone) throw error;
    problem = `error waiting for container: ${errorText(error)}`;
  }
  const { logLine } = await client.load(() => import('./log-line.ts'));
  await client.complain(logLine(client, 'error', problem));
  return UNKNOWN;
}
