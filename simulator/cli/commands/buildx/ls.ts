/** docker buildx ls. */
import { command, exactly } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, isTable, type Row } from '../../format/listing.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { BUILDKIT_VERSION } from './builders.ts';

const TYPE = '*commands.lsContext';
const TITLES = {
  Name: 'NAME/NODE', DriverEndpoint: 'DRIVER/ENDPOINT', Status: 'STATUS', Buildkit: 'BUILDKIT', Platforms: 'PLATFORMS',
}; // prettier-ignore

export default command({
  usage: '',
  args: exactly(0),
  flags: { debug: bool('D'), format: string(undefined, 'table'), 'no-trunc': bool() },
  run: async ({ client, flags: { format, 'no-trunc': whole } }) => {
    const platforms = whole ? 'linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/amd64/v4, linux/386' : 'linux/amd64 (+4), linux/386'; // prettier-ignore
    const table = isTable(format);
    const rows = [
      [table ? 'default*' : 'default', 'docker', '', '', ''],
      [table ? ' \\_ default' : 'default', table ? ' \\_ default' : 'default', 'running', BUILDKIT_VERSION, platforms],
    ];
    if (format === 'table') {
      await client.print(alignTabs([Object.values(TITLES), ...rows].map((row) => `${row.join('\t')}\n`).join('')));
      return;
    }
    if (format === 'json') throw new Error('Drydock does not print builders as JSON; use a template');
    await client.print(await formatList(client, { type: TYPE, titles: TITLES, rows: rows.map(asRow) }, format));
  },
});

function asRow(cells: readonly string[]): Row {
  return Object.fromEntries(Object.keys(TITLES).map((name, at) => [name, () => cells[at] ?? '']));
}
