/** docker search. */
import type { ImageSearchItem } from '../../../api/images.ts';
import { command, exactly } from '../../command.ts';
import { storedCredentials } from '../../config/registry-auth.ts';
import { filter } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import { formatList, templateOf, type Row } from '../../format/listing.ts';
import { DEFAULT_DOMAIN } from '../../format/reference.ts';
import { ellipsis } from '../../format/text.ts';

const TABLE = 'table {{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}';
const TITLES = { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' };
const DESCRIPTION_WIDTH = 45;

export default command({
  usage: '[OPTIONS] TERM',
  args: exactly(1),
  flags: { filter: filter('f'), format: string(), limit: int(), 'no-trunc': bool() },
  complete: () => [],
  run: async ({ client, flags, args: [term = ''] }) => {
    if (flags.filter['is-automated']) {
      await client.complain(
        'WARNING: the "is-automated" filter is deprecated, and searching for "is-automated=true" will not yield any results in future.',
      );
    }
    const engine = await client.engine();
    const auth = storedCredentials(client, registryOf(term));
    const query = {
      term,
      ...(flags.limit > 0 ? { limit: flags.limit } : {}),
      ...(Object.keys(flags.filter).length > 0 ? { filters: flags.filter } : {}),
    };
    const found = await engine.imageSearch(query, auth ? { auth } : {});
    const format = flags.format === '' || flags.format === 'table' ? TABLE : flags.format;
    const isJson = templateOf(format) === '{{json .}}';
    const rows = found.map((item) => searchRow(item, !flags['no-trunc'], isJson));
    await client.print(await formatList(client, { type: '*registry.searchContext', titles: TITLES, rows }, format));
  },
});

/** The registry whose credentials go with a search. */
function registryOf(term: string): string {
  const [first = '', ...rest] = term.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : DEFAULT_DOMAIN;
}

function searchRow(item: ImageSearchItem, truncate: boolean, isJson: boolean): Row {
  const description = item.description.replace(/[\n\r]/g, ' ');
  return {
    Name: () => item.name,
    Description: () => (truncate ? ellipsis(description, DESCRIPTION_WIDTH) : description),
    StarCount: () => String(item.star_count),
    IsOfficial: () => (isJson ? String(item.is_official) : item.is_official ? '[OK]' : ''),
  };
}
