/** POST /containers/{id}/restart. */
import { EngineError, isEngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { isRunning } from './phase.ts';
import { begun, startContainer } from './start.ts';
import { emitContainerEvent } from './state.ts';
import { stopContainer } from './stop.ts';
import type { StopOptions } from './stop.ts';

export async function containerRestart(daemon: Daemon, reference: string, options: StopOptions = {}): Promise<void> {
  const container = getContainer(daemon, reference);
  try {
    if (isRunning(container)) {
      const live = liveContainer(daemon, container.id);
      live.restartingByUser = true;
      await stopContainer(daemon, container, options);
    }
    startContainer(daemon, container.id, true);
    await begun(daemon, container.id);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `Cannot restart container ${reference}: ${error.message}`);
  }
  emitContainerEvent(daemon, containerById(daemon, container.id), 'restart');
}
