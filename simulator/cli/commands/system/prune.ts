/** docker system prune: containers, networks, images, build cache and with --volumes anonymous volumes. */
import type { Filters } from '../../../api/filters.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { naturalCompare } from '../../format/natural.ts';
import { humanSize } from '../../go/units.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneFilters, pruneQuery, removed, type Pruned } from '../../prune.ts';
import { pruneContainers } from '../container/prune.ts';
import { pruneImages } from '../image/prune.ts';
import { pruneNetworks } from '../network/prune.ts';
import { pruneVolumes } from '../volume/prune.ts';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { all: bool('a'), filter: filter(), force: bool('f'), volumes: bool() },
  run: async ({ client, flags }) => {
    if (flags.volumes && 'until' in flags.filter) {
      throw new Error('ERROR: The "until" filter is not supported with "--volumes"');
    }
    await confirmOrLeave(client, flags.force, question(flags.all, flags.volumes, pruneFilters(client, flags.filter)));
    const steps = [
      () => pruneContainers(client, flags.filter),
      () => pruneNetworks(client, flags.filter),
      ...(flags.volumes ? [() => pruneVolumes(client, flags.filter)] : []),
      () => pruneImages(client, flags.filter, flags.all),
      () => pruneBuildCache(client, flags.filter, flags.all),
    ];
    let space = 0;
    for (const step of steps) {
      const report = await step();
      space += report.space;
      if (report.text !== '') await client.println(report.text);
    }
    await client.println(`Total reclaimed space: ${humanSize(space)}`);
  },
});

async function pruneBuildCache(client: Client, filters: Filters, all: boolean): Promise<Pruned> {
  const engine = await client.engine();
  const { CachesDeleted, SpaceReclaimed } = await engine.buildPrune({
    ...(all ? { all } : {}),
    ...pruneQuery(filters),
  });
  return removed('Deleted build cache objects', CachesDeleted ?? [], SpaceReclaimed);
}

function question(all: boolean, volumes: boolean, filters: Filters): string {
  const warnings = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const named = ['label', 'label!', 'until'].flatMap((name) =>
    (filters[name] ?? []).map((value) => `${name}=${value}`),
  );
  const list = (lines: readonly string[]): string => lines.map((line) => `\n  - ${line}`).join('');
  const filtered =
    named.length > 0 ? `\n  Items to be pruned will be filtered with:${list(named.sort(naturalCompare))}\n` : '';
  return `WARNING! This will remove:${list(warnings)}\n${filtered}\nAre you sure you want to continue?`;
}
