/** docker volume prune. */
import type { Filters } from '../../../api/filters.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneFilters, pruneQuery, removed, report, type Pruned } from '../../prune.ts';

const SURE = '\nAre you sure you want to continue?';
const ANONYMOUS = `WARNING! This will remove anonymous local volumes not used by at least one container.${SURE}`;
const ALL = `WARNING! This will remove all local volumes not used by at least one container.${SURE}`;

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { all: bool('a'), filter: filter(), force: bool('f') },
  run: async ({ client, flags }) => {
    const given = pruneFilters(client, flags.filter);
    if (flags.all && 'all' in given) {
      throw new Error('conflicting options: cannot specify both --all and --filter all=1');
    }
    await confirmOrLeave(client, flags.force, flags.all ? ALL : ANONYMOUS);
    await report(client, await prune(client, flags.all ? { ...given, all: ['true'] } : given));
  },
});

async function prune(client: Client, filters: Filters): Promise<Pruned> {
  const engine = await client.engine();
  const { VolumesDeleted, SpaceReclaimed } = await engine.volumePrune(pruneQuery(filters));
  return removed('Deleted Volumes', VolumesDeleted ?? [], SpaceReclaimed);
}

/** Anonymous volumes that nothing uses, as `docker system prune --volumes` removes them. */
export const pruneVolumes = (client: Client, filters: Filters): Promise<Pruned> =>
  prune(client, pruneFilters(client, filters));
