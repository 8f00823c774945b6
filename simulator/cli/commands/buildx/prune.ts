/** docker buildx prune, docker builder prune. */
import { command, noArgs } from '../../command.ts';
import { filter } from '../../flags/lists.ts';
import { bool, bytes, string } from '../../flags/scalars.ts';
import { confirmOrLeave } from '../../prompt.ts';
import { pruneQuery } from '../../prune.ts';
import { checkBuilder } from './builders.ts';
import { cacheRecords, lastAccessed, type CacheRecord } from './records.ts';
import { buildBytes } from './trace.ts';

const WARNING = 'WARNING! This will remove';
const HEADER = 'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\n';
const ID_WIDTH = 40;
const SIZE_WIDTH = 10;

/** Filters that the engine knows; buildx hands on others, which BuildKit takes for fields that no record has. */
const KNOWN = ['until', 'id', 'type', 'description', 'shared', 'private', 'unused-for', 'parent', 'inuse'];

export default command({
  usage: '',
  args: noArgs,
  flags: {
    all: bool('a'),
    builder: string(),
    debug: bool('D'),
    filter: filter(),
    force: bool('f'),
    'keep-storage': { ...bytes(), hidden: true, deprecated: 'keep-storage flag has been changed to reserved-space' },
    'max-used-space': bytes(),
    'min-free-space': bytes(),
    'reserved-space': bytes(),
    verbose: bool(),
  },
  run: async ({ client, flags }) => {
    const what = flags.all ? 'all build cache' : 'all dangling build cache';
    await confirmOrLeave(client, flags.force, `${WARNING} ${what}. Are you sure you want to continue?`);
    checkBuilder(flags.builder);
    const gone = Object.keys(flags.filter).every((name) => KNOWN.includes(name)) ? await removed() : [];
    const total = gone.reduce((sum, { size }) => sum + size, 0);
    await client.print(`${table(gone, client.now())}Total:\t${buildBytes(total)}\n`);

    async function removed(): Promise<CacheRecord[]> {
      const before = await cacheRecords(client, {});
      const space = Math.max(flags['reserved-space'], flags['keep-storage']);
      if (before.reduce((sum, { size }) => sum + size, 0) < space) return [];
      const engine = await client.engine();
      const query = { ...(flags.all ? { all: true } : {}), ...pruneQuery(flags.filter) };
      const { CachesDeleted } = await engine.buildPrune(query);
      return before.filter(({ id }) => CachesDeleted?.includes(id) === true);
    }
  },
});

/** The first line has a tab more before its size, as the real one prints it. */
function table(records: readonly CacheRecord[], now: number): string {
  if (records.length === 0) return '';
  const lines = records.map((record, at) => {
    const id = `${record.id}${record.mutable ? '*' : ''}`.padEnd(ID_WIDTH);
    const size = buildBytes(record.size).padEnd(SIZE_WIDTH);
    return `${id}\ttrue \t${at === 0 ? '\t' : ''}${size}\t${lastAccessed(record, now)}\n`;
  });
  return HEADER + lines.join('');
}
