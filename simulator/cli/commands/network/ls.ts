/** docker network ls. */
import type { Network } from '../../../api/networks.ts';
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, type Row } from '../../format/listing.ts';
import { naturalCompare } from '../../format/natural.ts';
import { labelList, truncateId } from '../../format/text.ts';
import { formatTime, parseTime } from '../../go/time.ts';

const TITLES: Readonly<Record<string, string>> = {
  ID: 'NETWORK ID',
  Name: 'NAME',
  Driver: 'DRIVER',
  Scope: 'SCOPE',
  IPv4: 'IPV4',
  IPv6: 'IPV6',
  Internal: 'INTERNAL',
  Labels: 'LABELS',
  CreatedAt: 'CREATED AT',
};

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { filter: filter('f'), format: string(), 'no-trunc': bool(), quiet: bool('q') },
  aliasLine: 'docker network ls, docker network list',
  run: async ({ client, flags }) => {
    const engine = await client.engine();
    const found = await engine.networkList(Object.keys(flags.filter).length > 0 ? { filters: flags.filter } : {});
    const networks = [...found].sort((a, b) => naturalCompare(a.Name, b.Name));
    const configured = flags.quiet ? '' : client.config.text('networksFormat');
    const format = fullFormat(flags.format || configured || 'table', flags.quiet);
    const rows = networks.map((network) => networkRow(network, !flags['no-trunc']));
    const label = (row: number, name: string): string => networks[row]?.Labels?.[name] ?? '';
    await client.print(
      await formatList(client, { type: '*network.networkContext', titles: TITLES, rows, label }, format),
    );
  },
});

function fullFormat(format: string, quiet: boolean): string {
  if (format === 'table') return quiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
  if (format === 'raw') {
    return quiet
      ? 'network_id: {{.ID}}'
      : 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n';
  }
  return format;
}

function networkRow(network: Network, truncate: boolean): Row {
  return {
    ID: () => (truncate ? truncateId(network.Id) : network.Id),
    Name: () => network.Name,
    Driver: () => network.Driver,
    Scope: () => network.Scope,
    IPv4: () => String(network.EnableIPv4),
    IPv6: () => String(network.EnableIPv6),
    Internal: () => String(network.Internal),
    Labels: () => labelList(network.Labels),
    CreatedAt: () => formatTime(parseTime(network.Created)),
  };
}
