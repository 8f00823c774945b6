/** docker images, docker image ls. */
import type { Filters } from '../../../api/filters.ts';
import { atMost, command } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, isTable } from '../../format/listing.ts';
import { quote } from '../../go/strconv.ts';
import { IMAGE_TITLES, IMAGE_TYPE, imageNames, imageRow } from './rows.ts';

const TABLE = 'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}';
const TABLE_WITH_DIGEST = 'table {{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}';

/** Words that `docker images WORD` may have been meant for `docker image WORD`. */
const VERBS = 'build history import inspect list load ls prune pull push rm save tag'.split(' ');

export default command({
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  args: atMost(1),
  flags: {
    all: bool('a'),
    digests: bool(),
    filter: filter('f'),
    format: string(),
    'no-trunc': bool(),
    quiet: bool('q'),
    tree: bool(),
  },
  aliasLine: 'docker image ls, docker image list, docker images',
  run: async ({ client, flags, args: [name], path }) => {
    const filters: Filters =
      name === undefined ? flags.filter : { ...flags.filter, reference: [...(flags.filter['reference'] ?? []), name] };
    if (flags.tree) checkTree(flags);
    const engine = await client.engine();
    const query = { ...(flags.all ? { all: true } : {}), ...(Object.keys(filters).length > 0 ? { filters } : {}) };
    const images = await engine.imageList(query);
    if (flags.tree) {
      const { imageTree } = await client.load(() => import('./tree.ts'));
      const screen = { width: client.windowSize('stdout')?.cols || 80, isTerminal: client.isTerminal('stdout') };
      await client.print(imageTree(images, flags.all, screen));
      return;
    }
    const configured = flags.quiet ? '' : client.config.text('imagesFormat');
    const format = fullFormat(flags.format || configured || 'table', flags.quiet, flags.digests);
    const options = { truncate: !flags['no-trunc'], now: client.now() };
    const digestColumn = flags.digests || format.includes('{{.Digest}}');
    const rows = images.flatMap((image) =>
      imageNames(image, flags.digests, digestColumn).map((each) => imageRow(image, each, options)),
    );
    await client.print(await formatList(client, { type: IMAGE_TYPE, titles: IMAGE_TITLES, rows }, format));
    if (name !== undefined && images.length === 0 && path === 'docker images' && VERBS.includes(name)) {
      await client.complain(`\nNo images found matching ${quote(name)}: did you mean "docker image ${name}"?`);
    }
  },
});

function checkTree(flags: { quiet: boolean; 'no-trunc': boolean; digests: boolean; format: string }): void {
  const refuse = (flag: string): Error => new Error(`${flag} is not yet supported with --tree`);
  if (flags.quiet) throw refuse('--quiet');
  if (flags['no-trunc']) throw refuse('--no-trunc');
  if (flags.digests) throw refuse('--show-digest');
  if (flags.format !== '') throw refuse('--format');
}

const RAW = 'repository: {{ .Repository }}\ntag: {{.Tag}}\n';
const RAW_END = 'image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n';

/** The format that a word stands for. */
export function fullFormat(format: string, quiet: boolean, digests: boolean): string {
  if (format === 'table') return quiet ? '{{.ID}}' : digests ? TABLE_WITH_DIGEST : TABLE;
  if (format === 'raw') return quiet ? 'image_id: {{.ID}}' : RAW + (digests ? 'digest: {{.Digest}}\n' : '') + RAW_END;
  return isTable(format) && digests && !format.includes('{{.Digest}}') ? `${format}\t{{.Digest}}` : format;
}
