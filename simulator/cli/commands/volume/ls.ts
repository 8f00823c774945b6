/** docker volume ls. */
import type { Volume } from '../../../api/volumes.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList } from '../../format/listing.ts';
import { naturalCompare } from '../../format/natural.ts';
import { VOLUME_TITLES, VOLUME_TYPE, volumeRow } from './rows.ts';

const CLUSTER = 'table {{.Name}}\t{{.Group}}\t{{.Driver}}\t{{.Availability}}\t{{.Status}}';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { cluster: { ...bool(), hidden: true }, filter: filter('f'), format: string(), quiet: bool('q') },
  aliasLine: 'docker volume ls, docker volume list',
  run: async ({ client, flags }) => {
    const engine = await client.engine();
    const { Volumes } = await engine.volumeList(Object.keys(flags.filter).length > 0 ? { filters: flags.filter } : {});
    const volumes: Volume[] = flags.cluster ? [] : [...Volumes].sort((a, b) => naturalCompare(a.Name, b.Name));
    const configured = flags.quiet ? '' : client.config.text('volumesFormat');
    const chosen = flags.cluster ? (flags.quiet ? 'table' : CLUSTER) : flags.format || configured || 'table';
    const listing = {
      type: VOLUME_TYPE,
      titles: VOLUME_TITLES,
      rows: volumes.map(volumeRow),
      label: (row: number, name: string): string => volumes[row]?.Labels?.[name] ?? '',
    };
    await client.print(await formatList(client, listing, fullFormat(chosen, flags.quiet)));
  },
});

function fullFormat(format: string, quiet: boolean): string {
  if (format === 'table') return quiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
  if (format === 'raw') return quiet ? 'name: {{.Name}}' : 'name: {{.Name}}\ndriver: {{.Driver}}\n';
  return format;
}
