/** docker ps, docker container ls. */
import type { ContainerListQuery } from '../../../api/containers.ts';
import type { Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import { formatList, rowValue, templateOf, type Listing } from '../../format/listing.ts';
import { CONTAINER_TITLES, CONTAINER_TYPE, containerRow } from './rows.ts';

const TABLE = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: {
    all: bool('a'),
    filter: filter('f'),
    format: string(),
    last: int('n', -1),
    latest: bool('l'),
    'no-trunc': bool(),
    quiet: bool('q'),
    size: bool('s'),
  },
  aliasLine: 'docker container ls, docker container list, docker container ps, docker ps',
  run: async ({ client, flags, changed }) => {
    const format = flags.format || client.config.text('psFormat');
    if (flags.format !== '' && flags.quiet) {
      await client.complain('WARNING: Ignoring custom format, because both --format and --quiet are set.');
    }
    const namesSize = format === '' ? false : await checkFormat(client, format);
    const size = flags.size || (!flags.quiet && !changed('size') && namesSize);
    const limit = flags.latest && flags.last === -1 ? 1 : flags.last;
    const query: ContainerListQuery = {
      ...(flags.all ? { all: true } : {}),
      ...(limit > 0 ? { limit } : {}),
      ...(size ? { size: true } : {}),
      ...(Object.keys(flags.filter).length > 0 ? { filters: flags.filter } : {}),
    };
    const engine = await client.engine();
    const containers = await engine.containerList(query);
    const options = { truncate: !flags['no-trunc'], now: client.now() };
    const listing: Listing = {
      type: CONTAINER_TYPE,
      titles: CONTAINER_TITLES,
      rows: containers.map((container) => containerRow(container, options)),
      label: (row, name) => containers[row]?.Labels[name] ?? '',
    };
    await client.print(await formatList(client, listing, fullFormat(format, flags.quiet, size)));
  },
});

/** The format that a word stands for. */
export function fullFormat(format: string, quiet: boolean, size: boolean): string {
  if (format === 'raw') return quiet ? 'container_id: {{.ID}}' : rawFormat(size);
  if (quiet) return '{{.ID}}';
  if (format !== '' && format !== 'table') return format;
  return size ? `${TABLE}\t{{.Size}}` : TABLE;
}

const rawFormat = (size: boolean): string =>
  'container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n' +
  'state: {{- pad .State 1 0}}\nstatus: {{- pad .Status 1 0}}\nnames: {{.Names}}\nlabels: {{- pad .Labels 1 0}}\n' +
  `ports: {{- pad .Ports 1 0}}\n${size ? 'size: {{.Size}}\n' : ''}`;

const EMPTY = {
  Id: '',
  Names: [],
  Image: '',
  ImageID: '',
  Command: '',
  Created: 0,
  Ports: [],
  Labels: {},
  State: 'created',
  Status: '',
  HostConfig: {},
  NetworkSettings: { Networks: {} },
  Mounts: [],
} as const;

/** Runs the format over an empty row: whether it works, and whether it asks for sizes. */
async function checkFormat(client: Client, format: string): Promise<boolean> {
  if (/^(table|json|raw)$/.test(format)) return false;
  if (/^(table )?(\s|\\t|\{\{\s*\.\w+\s*\}\})*$/.test(format) && known(format)) return /\.Size\b/.test(format);
  const { parse, render } = await client.load(() => import('../../format/template/index.ts'));
  let template;
  try {
    template = parse(format);
  } catch (error) {
    throw new Error(`failed to parse template: ${error instanceof Error ? error.message : String(error)}`);
  }
  let asked = false;
  const row = { ...containerRow(EMPTY, { truncate: false, now: 0 }), Size: () => ((asked = true), '') };
  try {
    render(template, rowValue({ type: CONTAINER_TYPE, titles: CONTAINER_TITLES, rows: [row], label: () => '' }, 0));
  } catch (error) {
    throw new Error(`failed to execute template: ${error instanceof Error ? error.message : String(error)}`);
  }
  return asked;
}

const known = (format: string): boolean =>
  [...templateOf(format).matchAll(/\.(\w+)/g)].every(([, name = '']) => name in CONTAINER_TITLES);
