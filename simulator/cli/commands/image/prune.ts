/** docker image prune. */
import type { Filters } from '../../../api/filters.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneFilters, pruneQuery, removed, report, type Pruned } from '../../prune.ts';

const SURE = '\nAre you sure you want to continue?';
const DANGLING = `WARNING! This will remove all dangling images.${SURE}`;
const ALL = `WARNING! This will remove all images without at least one container associated to them.${SURE}`;

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { all: bool('a'), filter: filter(), force: bool('f') },
  run: async ({ client, flags }) => {
    await confirmOrLeave(client, flags.force, flags.all ? ALL : DANGLING);
    await report(client, await pruneImages(client, flags.filter, flags.all));
  },
});

export async function pruneImages(client: Client, given: Filters, all: boolean): Promise<Pruned> {
  const engine = await client.engine();
  const filters = pruneFilters(client, { ...given, dangling: [...(given['dangling'] ?? []), String(!all)] });
  const { ImagesDeleted, SpaceReclaimed } = await engine.imagePrune(pruneQuery(filters));
  const lines = (ImagesDeleted ?? []).map((item) =>
    'Untagged' in item ? `untagged: ${item.Untagged}` : `deleted: ${item.Deleted}`,
  );
  return removed('Deleted Images', lines, SpaceReclaimed);
}
