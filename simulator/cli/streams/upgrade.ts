/** Asking the engine to attach: the connection stops being HTTP, or the client only learns the status that it got instead. */
import type { ContainerAttachQuery } from '../../api/containers.ts';
import type { Engine } from '../../api/engine.ts';
import { isEngineError } from '../../api/errors.ts';
import type { Hijack } from '../../api/streams.ts';

/** Rejects with `unable to upgrade to tcp, received STATUS`. */
export async function attachTo(engine: Engine, container: string, query: ContainerAttachQuery): Promise<Hijack> {
  try {
    return await engine.containerAttach(container, query);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new Error(`unable to upgrade to tcp, received ${error.status}`);
  }
}
