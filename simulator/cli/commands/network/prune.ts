/** docker network prune. */
import type { Filters } from '../../../api/filters.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneFilters, pruneQuery, removed, type Pruned } from '../../prune.ts';

const WARNING =
  'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue?';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { filter: filter(), force: bool('f') },
  run: async ({ client, flags }) => {
    await confirmOrLeave(client, flags.force, WARNING);
    const { text } = await pruneNetworks(client, flags.filter);
    if (text !== '') await client.println(text);
  },
});

export async function pruneNetworks(client: Client, filters: Filters): Promise<Pruned> {
  const engine = await client.engine();
  const { NetworksDeleted } = await engine.networkPrune(pruneQuery(pruneFilters(client, filters)));
  return removed('Deleted Networks', NetworksDeleted ?? [], 0);
}
