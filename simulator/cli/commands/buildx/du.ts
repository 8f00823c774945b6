/** docker buildx du: the records of the build cache. */
import { command, exactly } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { buildBytes } from './trace.ts';
import { checkBuilder } from './builders.ts';
import { cacheRecords, lastAccessed, type CacheRecord } from './records.ts';

const TITLES = ['ID', 'RECLAIMABLE', 'SIZE', 'LAST ACCESSED'];

export default command({
  usage: '',
  args: exactly(0),
  flags: { builder: string(), debug: bool('D'), filter: filter(), format: string(), verbose: bool() },
  run: async ({ client, flags }) => {
    checkBuilder(flags.builder);
    const records = await cacheRecords(client, flags.filter);
    if (flags.format === 'json') return client.print(records.map((record) => `${asJson(record, client.now())}\n`).join('')); // prettier-ignore
    if (flags.format !== '') throw new Error('Drydock prints the build cache as a table or with --format json');
    if (flags.verbose) await client.print(records.map((record) => `${verbose(record, client.now())}\n`).join(''));
    else await client.print(table(records, client.now()));
    await client.print(totals(records));
  },
});

function table(records: readonly CacheRecord[], now: number): string {
  const rows = records.map((record) => [
    `${record.id}${record.mutable ? '*' : ''}`,
    'true',
    `${buildBytes(record.size)}${record.shared ? '*' : ''}`,
    lastAccessed(record, now),
  ]);
  return alignTabs([TITLES, ...rows].map((row) => `${row.join('\t')}\n`).join(''));
}

function verbose(record: CacheRecord, now: number): string {
  const parents = record.parents.length === 0 ? '' : `Parents:\n${record.parents.map((id) => ` - ${id}\n`).join('')}`;
  return `ID:           ${record.id}
${parents}Created at:   ${record.createdAt}
Mutable:      ${String(record.mutable)}
Reclaimable:  true
Shared:       ${String(record.shared)}
Size:         ${buildBytes(record.size)}
Description:  ${record.description}
Usage count:  ${record.usageCount}
Last used:    ${lastAccessed(record, now)}
Type:         ${record.type}
`;
}

function asJson(record: CacheRecord, now: number): string {
  return JSON.stringify({
    CreatedAt: record.createdAt,
    Description: record.description,
    ID: record.id,
    LastUsedAt: lastAccessed(record, now),
    Mutable: record.mutable,
    Parents: record.parents.length === 0 ? null : record.parents,
    Reclaimable: true,
    Shared: record.shared,
    Size: buildBytes(record.size),
    Type: record.type,
    UsageCount: record.usageCount,
  });
}

function totals(records: readonly CacheRecord[]): string {
  const sum = (chosen: readonly CacheRecord[]): number => chosen.reduce((total, { size }) => total + size, 0);
  const shared = sum(records.filter((record) => record.shared));
  const all = sum(records);
  const parts = shared > 0 ? `Shared:\t\t${buildBytes(shared)}\nPrivate:\t${buildBytes(all - shared)}\n` : '';
  return `${parts}Reclaimable:\t${buildBytes(all)}\nTotal:\t\t${buildBytes(all)}\n`;
}
