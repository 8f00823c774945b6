/** docker system df: what images, containers, volumes and build cache take up. */
import { cacheSize } from './cache-size.ts';
import type { SystemDataUsage } from '../../../api/system.ts';
import { command, noArgs } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, type Row } from '../../format/listing.ts';
import { humanSize } from '../../go/units.ts';

const TABLE = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';
const RAW =
  'type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n';

const TITLES: Readonly<Record<string, string>> = {
  Type: 'TYPE',
  TotalCount: 'TOTAL',
  Active: 'ACTIVE',
  Size: 'SIZE',
  Reclaimable: 'RECLAIMABLE',
};

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { format: string(), verbose: bool('v') },
  run: async ({ client, flags }) => {
    const engine = await client.engine();
    const usage = await engine.systemDataUsage();
    if (flags.verbose) {
      const { verboseUsage } = await client.load(() => import('./df-verbose.ts'));
      await client.print(await verboseUsage(client, usage, flags.format || 'table'));
      return;
    }
    const named = { table: TABLE, raw: RAW, '': TABLE }[flags.format];
    const rows = [imagesRow(usage), containersRow(usage), volumesRow(usage), cacheRow(usage)];
    const type = '*formatter.diskUsageImagesContext';
    await client.print(await formatList(client, { type, titles: TITLES, rows }, named ?? flags.format));
  },
});

interface Summary {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Whether a share in percent is told. */
  readonly share: boolean;
}

const summaryRow = ({ type, total, active, size, reclaimable, share }: Summary): Row => ({
  Type: () => type,
  TotalCount: () => String(total),
  Active: () => String(active),
  Size: () => humanSize(size),
  Reclaimable: () =>
    share && size > 0
      ? `${humanSize(reclaimable)} (${Math.trunc((reclaimable * 100) / size)}%)`
      : humanSize(reclaimable),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function imagesRow({ Images, LayersSize }: SystemDataUsage): Row {
  const images = Images ?? [];
  const counted = images.filter((image) => image.Containers !== 0 && image.Size !== -1 && image.SharedSize !== -1);
  const used = sum(counted.map((image) => image.Size - image.SharedSize));
  const active = images.filter((image) => image.Containers > 0).length;
  return summaryRow({
    type: 'Images',
    total: images.length,
    active,
    size: LayersSize,
    reclaimable: LayersSize - used,
    share: true,
  });
}

const isActive = (state: string): boolean => ['running', 'paused', 'restarting'].includes(state);

function containersRow({ Containers }: SystemDataUsage): Row {
  const containers = Containers ?? [];
  const idle = containers.filter(({ State }) => !isActive(State));
  return summaryRow({
    type: 'Containers',
    total: containers.length,
    active: containers.length - idle.length,
    size: sum(containers.map(({ SizeRw = 0 }) => SizeRw)),
    reclaimable: sum(idle.map(({ SizeRw = 0 }) => SizeRw)),
    share: true,
  });
}

function volumesRow({ Volumes }: SystemDataUsage): Row {
  const known = (Volumes ?? []).map(({ UsageData = { RefCount: 0, Size: 0 } }) => UsageData);
  const sized = known.filter(({ Size }) => Size !== -1);
  return summaryRow({
    type: 'Local Volumes',
    total: known.length,
    active: known.filter(({ RefCount }) => RefCount > 0).length,
    size: sum(sized.map(({ Size }) => Size)),
    reclaimable: sum(sized.filter(({ RefCount }) => RefCount === 0).map(({ Size }) => Size)),
    share: true,
  });
}

function cacheRow(usage: SystemDataUsage): Row {
  const records = usage.BuildCache ?? [];
  const size = cacheSize(usage);
  const inUse = sum(records.filter(({ InUse, Shared }) => InUse && !Shared).map(({ Size }) => Size));
  const active = records.filter(({ InUse }) => InUse).length;
  return summaryRow({
    type: 'Build Cache',
    total: records.length,
    active,
    size,
    reclaimable: size - inUse,
    share: false,
  });
}
