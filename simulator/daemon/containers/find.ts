/** Finding a container by what a user typed. */
import { conflict, invalidParameter, notFound, system } from '../../api/errors.ts';
import type { EngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { matchPrefix } from '../ids.ts';
import type { LiveContainer, Run } from '../live.ts';
import type { Container, World } from '../world.ts';

/** By full id, then name, then unique prefix of an id. Throws notFound and invalidParameter. */
export function findContainer(world: World, reference: string): Container {
  const byId = world.containers[reference];
  if (byId !== undefined) return byId;
  const byName = containerNamed(world, reference.replace(/^\//, ''));
  if (byName !== undefined) return byName;
  if (reference === '') throw invalidParameter("prefix can't be empty");
  const match = matchPrefix(Object.keys(world.containers), reference);
  if (match.kind === 'many') {
    throw invalidParameter(`multiple IDs found with provided prefix: ${reference}`);
  }
  const found = match.kind === 'one' ? world.containers[match.id] : undefined;
  if (found === undefined) throw notFound(`No such container: ${reference}`);
  return found;
}

export function containerNamed(world: World, name: string): Container | undefined {
  for (const container of Object.values(world.containers)) if (container.name === name) return container;
  return undefined;
}

export function getContainer(daemon: Daemon, reference: string): Container {
  return findContainer(daemon.store.read(), reference);
}

/** The container's state now; it must exist. */
export function containerById(daemon: Daemon, id: string): Container {
  const container = daemon.store.read().containers[id];
  if (container === undefined) throw notFound(`No such container: ${id}`);
  return container;
}

export function liveContainer(daemon: Daemon, id: string): LiveContainer {
  const live = daemon.live.containers.get(id);
  if (live === undefined) throw system(`container ${id} has no live side`);
  return live;
}

export function notRunning(id: string): EngineError {
  return conflict(`container ${id} is not running`);
}

export function restartingError(id: string): EngineError {
  return conflict(`Container ${id} is restarting, wait until the container is running`);
}

/** The processes and namespaces of a running container. Throws conflict where it does not run. */
export function runOf(daemon: Daemon, id: string): Run {
  const run = daemon.live.containers.get(id)?.run;
  if (run === undefined) throw notRunning(id);
  return run;
}
