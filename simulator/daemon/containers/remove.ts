/** DELETE /containers/{id}, and the removal of `--rm` containers. */
import { conflict, EngineError, isEngineError, system } from '../../api/errors.ts';
import type { ContainerDeleteQuery } from '../../api/containers.ts';
import type { Daemon } from '../context.ts';
import { removeAll, rootFs } from '../host.ts';
import { removeVolume } from '../volumes/remove.ts';
import { volumeUsers } from '../volumes/record.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { killContainer } from './kill.ts';
import { isLeaving, isPaused, isRunning, stateName } from './phase.ts';
import { changeContainer, emitContainerEvent } from './state.ts';
import { stopContainer } from './stop.ts';
import { notifyRemoved } from './waiters.ts';

export async function containerDelete(
  daemon: Daemon,
  reference: string,
  query: ContainerDeleteQuery = {},
): Promise<void> {
  const container = getContainer(daemon, reference);
  if (query.link === true) return removeLink(daemon, reference);
  if (isLeaving(container) || daemon.live.removals.has(container.id)) {
    throw conflict(`removal of container ${reference} is already in progress`);
  }
  try {
    await removeContainer(daemon, container.id, { force: query.force === true, volumes: query.v === true });
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `cannot remove container ${JSON.stringify(reference)}: ${error.message}`);
  }
}

/** Throws conflict for a running container without `force`. */
export async function removeContainer(
  daemon: Daemon,
  id: string,
  options: { readonly force: boolean; readonly volumes: boolean },
): Promise<void> {
  const { removals } = daemon.live;
  if (removals.has(id)) return;
  removals.add(id);
  try {
    await end(daemon, id, options.force);
    takeAway(daemon, id, options.volumes);
  } finally {
    removals.delete(id);
  }
}

async function end(daemon: Daemon, id: string, force: boolean): Promise<void> {
  const container = containerById(daemon, id);
  if (!isRunning(container)) return;
  if (!force) {
    if (isPaused(container)) throw conflict('container is paused and must be unpaused first');
    throw conflict(`container is ${stateName(container)}: stop the container before removing or force remove`);
  }
  try {
    await killContainer(daemon, id);
  } catch (error) {
    if (!isEngineError(error, 'conflict')) throw error;
  }
  await stopContainer(daemon, container, { t: 3 });
}

/** The container is not running: everything that belongs to it goes. */
function takeAway(daemon: Daemon, id: string, withVolumes: boolean): void {
  changeContainer(daemon, id, (draft) => {
    draft.phase = { is: 'removing' };
  });
  const container = containerById(daemon, id);
  const live = liveContainer(daemon, id);
  live.log?.finish();
  live.output.close();
  removeAll(rootFs(daemon.host.mounts, daemon.kernel.clock), `${daemon.settings.dataRoot}/containers/${id}`);
  daemon.store.change((world) => {
    delete world.containers[id];
    for (const other of Object.values(world.containers)) {
      if (other.links.some(({ child }) => child === id)) other.links = other.links.filter(({ child }) => child !== id);
    }
    for (const exec of Object.values(world.execs)) if (exec.containerId === id) delete world.execs[exec.id];
  });
  if (withVolumes) removeAnonymousVolumes(daemon, container);
  daemon.live.containers.delete(id);
  daemon.live.nameservers.delete(id);
  daemon.images.containerRemoved();
  emitContainerEvent(daemon, container, 'destroy');
  notifyRemoved(live.waiters, container);
}

function removeAnonymousVolumes(daemon: Daemon, { mounts }: Container): void {
  const world = daemon.store.read();
  for (const { type, anonymous, name } of Object.values(mounts)) {
    const volume = world.volumes[name];
    if (type !== 'volume' || !anonymous || volume === undefined) continue;
    if (volumeUsers(daemon.store.read(), name).length === 0) removeVolume(daemon, volume);
  }
}

/** `docker rm --link /web/db` removes the link, not the container. */
function removeLink(daemon: Daemon, reference: string): void {
  const [parentName = '', alias] = reference.replace(/^\//, '').split('/');
  if (alias === undefined) throw system('Conflict, cannot remove the default link name of the container');
  const parent = getContainer(daemon, parentName);
  changeContainer(daemon, parent.id, (draft) => {
    draft.links = draft.links.filter((link) => link.alias !== alias);
  });
}
