/** What the image store is given of containers. */
import { notFound } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import type { ContainerSource } from '../image-service.ts';
import { containerById, findContainer, liveContainer } from './find.ts';
import { whileFrozen } from './pause.ts';
import { emitContainerEvent } from './state.ts';

/** `daemon` is asked for when it is needed: it does not exist yet when the image store is made. */
export function containerSource(daemon: () => Daemon): ContainerSource {
  return {
    get: (reference) => findContainer(daemon().store.read(), reference),
    all: () => Object.values(daemon().store.read().containers),
    overlay: (id) => liveContainer(daemon(), id).overlay,
    frozen: (id, work) => whileFrozen(daemon(), id, work),
    emit(id, action, attributes) {
      const container = containerById(daemon(), id);
      if (container.phase.is === 'dead') throw notFound(`No such container: ${id}`);
      emitContainerEvent(daemon(), container, action, attributes);
    },
  };
}
