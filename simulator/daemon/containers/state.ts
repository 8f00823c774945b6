/** Changes of one container's state: the only way in which the rest of the daemon writes it. */
import { notFound } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import type { Draft } from '../store.ts';
import type { Container, LastRun } from '../world.ts';

export function changeContainer<R>(daemon: Daemon, id: string, recipe: (draft: Draft<Container>) => R): R {
  return daemon.store.change((world) => {
    const container = world.containers[id];
    if (container === undefined) throw notFound(`No such container: ${id}`);
    return recipe(container);
  });
}

export const NEVER_RUN: LastRun = { startedAt: 0, finishedAt: 0, exitCode: 0, error: '', oomKilled: false };

/** An event of a container: its labels are attributes too, then image and name. */
export function emitContainerEvent(
  daemon: Daemon,
  container: Container,
  action: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  const { config, id, name } = container;
  const image = config.Image === '' ? {} : { image: config.Image };
  daemon.events.emit('container', action, id, { ...attributes, ...(config.Labels ?? {}), ...image, name });
}
