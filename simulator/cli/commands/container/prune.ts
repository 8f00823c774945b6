/** docker container prune. */
import type { Filters } from '../../../api/filters.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneFilters, pruneQuery, removed, report, type Pruned } from '../../prune.ts';

const WARNING = 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue?';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { force: bool('f'), filter: filter() },
  run: async ({ client, flags }) => {
    await confirmOrLeave(client, flags.force, WARNING);
    await report(client, await pruneContainers(client, flags.filter));
  },
});

export async function pruneContainers(client: Client, filters: Filters): Promise<Pruned> {
  const engine = await client.engine();
  const { ContainersDeleted, SpaceReclaimed } = await engine.containerPrune(pruneQuery(pruneFilters(client, filters)));
  return removed('Deleted Containers', ContainersDeleted ?? [], SpaceReclaimed);
}
