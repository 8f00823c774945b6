/** docker history: the steps an image was made in. */
import type { ImageHistoryItem } from '../../../api/images.ts';
import { command, exactly } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, type Row } from '../../format/listing.ts';
import { ago, ellipsis, truncateId } from '../../format/text.ts';
import { formatRfc3339 } from '../../go/time.ts';
import { humanSize } from '../../go/units.ts';
import { parsePlatform } from '../../opts/platform.ts';
import { PLATFORMS } from './pull.ts';

const TITLES: Readonly<Record<string, string>> = {
  ID: 'IMAGE',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  CreatedBy: 'CREATED BY',
  Size: 'SIZE',
  Comment: 'COMMENT',
};

/** Ages of steps from before the year 2000 are not told. Seconds since the epoch. */
const EPOCH = 946_684_800;

export default command({
  usage: '[OPTIONS] IMAGE',
  args: exactly(1),
  flags: { format: string(), human: bool('H', true), 'no-trunc': bool(), platform: string(), quiet: bool('q') },
  aliasLine: 'docker image history, docker history',
  complete: completeImages(1),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args: [name = ''] }) => {
    if (flags.platform !== '') checkPlatform(flags.platform);
    const engine = await client.engine();
    const items = await engine.imageHistory(name);
    const options = { truncate: !flags['no-trunc'], human: flags.human, now: client.now() };
    const rows = items.map((item) => historyRow(item, options));
    const format = fullFormat(flags.format || 'table', flags.quiet, flags.human);
    await client.print(await formatList(client, { type: '*image.historyContext', titles: TITLES, rows }, format));
  },
});

function checkPlatform(text: string): void {
  try {
    parsePlatform(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`invalid platform: ${reason.replace(/^error parsing specified platform: /, '')}`);
  }
}

function fullFormat(format: string, quiet: boolean, human: boolean): string {
  if (format !== 'table') return format;
  if (quiet) return '{{.ID}}';
  const created = human ? 'CreatedSince' : 'CreatedAt';
  return `table {{.ID}}\t{{.${created}}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}`;
}

function historyRow(
  item: ImageHistoryItem,
  { truncate, human, now }: { truncate: boolean; human: boolean; now: number },
): Row {
  return {
    ID: () => (truncate ? truncateId(item.Id) : item.Id),
    CreatedAt: () => formatRfc3339({ seconds: item.Created, nanoseconds: 0 }),
    CreatedSince: () => {
      if (!human) return formatRfc3339({ seconds: item.Created, nanoseconds: 0 });
      return item.Created <= EPOCH ? 'N/A' : ago(item.Created, now);
    },
    CreatedBy: () => {
      const text = item.CreatedBy.replaceAll('\t', ' ');
      return truncate ? ellipsis(text, 45) : text;
    },
    Size: () => (human ? humanSize(item.Size, 3) : String(item.Size)),
    Comment: () => item.Comment,
  };
}
