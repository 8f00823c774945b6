/** docker system df -v: every image, container, volume and cache record. */
import type { BuildCacheRecord, SystemDataUsage } from '../../../api/system.ts';
import type { Client } from '../../client.ts';
import { formatList, rowValue, templateOf, type Listing, type Row } from '../../format/listing.ts';
import { familiarName, parseReference } from '../../format/reference.ts';
import { ago, truncateId } from '../../format/text.ts';
import type { StructField, Value } from '../../format/template/value.ts';
import { formatTime, millisecondsOf, parseTime } from '../../go/time.ts';
import { humanSize } from '../../go/units.ts';
import { CONTAINER_TITLES, CONTAINER_TYPE, containerRow } from '../container/rows.ts';
import { IMAGE_TITLES, IMAGE_TYPE, imageRow, isDangling, type ImageName } from '../image/rows.ts';
import type { ImageSummary } from '../../../api/images.ts';
import { VOLUME_TITLES, VOLUME_TYPE, volumeRow } from '../volume/rows.ts';
import { cacheSize } from './cache-size.ts';

const IMAGES =
  'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}';
const CONTAINERS =
  'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}';
const VOLUMES = 'table {{.Name}}\t{{.Links}}\t{{.Size}}';
const CACHE =
  'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}';

const CACHE_TITLES: Readonly<Record<string, string>> = {
  ID: 'CACHE ID',
  Parent: 'PARENT',
  CacheType: 'CACHE TYPE',
  Size: 'SIZE',
  CreatedSince: 'CREATED',
  LastUsedSince: 'LAST USED',
  UsageCount: 'USAGE',
  InUse: 'IN USE',
  Shared: 'SHARED',
  Description: 'DESCRIPTION',
};

/** The four lists with the titles of their sections, or what a template makes of all of them. */
export async function verboseUsage(client: Client, usage: SystemDataUsage, format: string): Promise<string> {
  const isDefault = format === 'table';
  const lists = listings(usage, format.startsWith('table'), client.now());
  if (!isDefault) return fromTemplate(client, lists, format);
  return (
    `Images space usage:\n\n${await formatList(client, lists.Images, IMAGES)}` +
    `\nContainers space usage:\n\n${await formatList(client, lists.Containers, CONTAINERS)}` +
    `\nLocal Volumes space usage:\n\n${await formatList(client, lists.Volumes, VOLUMES)}` +
    `\nBuild cache usage: ${humanSize(cacheSize(usage))}\n\n${await formatList(client, lists.BuildCache, CACHE)}`
  );
}

interface Lists {
  readonly Images: Listing;
  readonly Containers: Listing;
  readonly Volumes: Listing;
  readonly BuildCache: Listing;
}

function listings(usage: SystemDataUsage, truncate: boolean, now: number): Lists {
  const options = { truncate, now };
  const cache = [...(usage.BuildCache ?? [])].sort(byUse);
  return {
    Images: {
      type: IMAGE_TYPE,
      titles: IMAGE_TITLES,
      rows: (usage.Images ?? []).map((image) => imageRow(image, firstName(image), options)),
    },
    Containers: {
      type: CONTAINER_TYPE,
      titles: CONTAINER_TITLES,
      rows: (usage.Containers ?? []).map((container) => containerRow({ ...container, SizeRootFs: 0 }, options)),
    },
    Volumes: { type: VOLUME_TYPE, titles: VOLUME_TITLES, rows: (usage.Volumes ?? []).map(volumeRow) },
    BuildCache: {
      type: '*formatter.buildCacheContext',
      titles: CACHE_TITLES,
      rows: cache.map((record) => cacheRow(record, truncate, now)),
    },
  };
}

/** An image stands under its first tag only. */
function firstName(image: ImageSummary): ImageName {
  const [name] = image.RepoTags;
  const none = { repository: '<none>', tag: '<none>', digest: '' };
  if (name === undefined || isDangling(image)) return none;
  const reference = parseReference(name);
  return { repository: familiarName(reference), tag: reference.tag ?? '<none>', digest: '' };
}

function byUse(a: BuildCacheRecord, b: BuildCacheRecord): number {
  const used = (record: BuildCacheRecord): number =>
    record.LastUsedAt === null ? -Infinity : millisecondsOf(parseTime(record.LastUsedAt));
  if (used(a) !== used(b)) return used(a) - used(b);
  return a.ID < b.ID ? -1 : Number(a.ID > b.ID);
}

function cacheRow(record: BuildCacheRecord, truncate: boolean, now: number): Row {
  const since = (time: string): string => ago(parseTime(time).seconds, now);
  const parents = (record.Parents ?? []).join(', ');
  return {
    ID: () => (truncate ? truncateId(record.ID) : record.ID) + (record.InUse ? '*' : ''),
    Parent: () => (truncate ? truncateId(parents) : parents),
    CacheType: () => record.Type,
    Description: () => record.Description,
    Size: () => humanSize(record.Size, 3),
    CreatedAt: () => formatTime(parseTime(record.CreatedAt)),
    CreatedSince: () => since(record.CreatedAt),
    LastUsedAt: () => (record.LastUsedAt === null ? '' : formatTime(parseTime(record.LastUsedAt))),
    LastUsedSince: () => (record.LastUsedAt === null ? '' : since(record.LastUsedAt)),
    UsageCount: () => String(record.UsageCount),
    InUse: () => String(record.InUse),
    Shared: () => String(record.Shared),
  };
}

async function fromTemplate(client: Client, lists: Lists, format: string): Promise<string> {
  const { parse, render } = await client.load(() => import('../../format/template/index.ts'));
  let template;
  try {
    template = parse(templateOf(format));
  } catch (error) {
    throw new Error(`template parsing error: ${error instanceof Error ? error.message : String(error)}`);
  }
  const field = (name: string, listing: Listing): StructField => ({
    name,
    json: name,
    omitempty: false,
    value: { kind: 'slice', type: `[]${listing.type}`, items: listing.rows.map((_row, at) => rowValue(listing, at)) },
  });
  const fields = Object.entries(lists).map(([name, listing]: [string, Listing]) => field(name, listing));
  const struct: Value = { kind: 'struct', type: 'formatter.diskUsageContext', fields };
  return render(template, { kind: 'pointer', type: '*formatter.diskUsageContext', elem: struct });
}
