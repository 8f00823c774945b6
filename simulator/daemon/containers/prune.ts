/** POST /containers/prune. */
import type { ContainerPruneResponse } from '../../api/containers.ts';
import type { Filters } from '../../api/filters.ts';
import type { Daemon } from '../context.ts';
import { checkFilters, matchesPruneLabels, untilFilter } from '../filters.ts';
import { isRunning } from './phase.ts';
import { removeContainer } from './remove.ts';
import { containerSize } from './size.ts';

export async function containerPrune(daemon: Daemon, filters: Filters | undefined): Promise<ContainerPruneResponse> {
  checkFilters(filters, ['label', 'label!', 'until']);
  const until = untilFilter(filters, daemon.time.now());
  const stopped = Object.values(daemon.store.read().containers).filter(
    (container) =>
      !isRunning(container) &&
      (until === undefined || container.created <= until) &&
      matchesPruneLabels(filters, container.config.Labels),
  );
  let reclaimed = 0;
  for (const container of stopped) {
    reclaimed += containerSize(daemon, container).rw;
    await removeContainer(daemon, container.id, { force: false, volumes: false });
  }
  daemon.events.emit('container', 'prune', '', { reclaimed: String(reclaimed) });
  return { ContainersDeleted: stopped.length === 0 ? null : stopped.map(({ id }) => id), SpaceReclaimed: reclaimed };
}
