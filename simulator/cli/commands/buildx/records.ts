/** Records of the build cache as buildx lists them. */
import type { Filters } from '../../../api/filters.ts';
import type { BuildCacheRecord } from '../../../api/system.ts';
import type { Client } from '../../client.ts';
import { ago } from '../../format/text.ts';
import { formatTime, parseTime } from '../../go/time.ts';

export interface CacheRecord {
  readonly id: string;
  readonly parents: readonly string[];
  readonly type: string;
  readonly description: string;
  readonly mutable: boolean;
  readonly shared: boolean;
  readonly size: number;
  readonly createdAt: string;
  /** Seconds since the epoch. */
  readonly lastUsed: number;
  readonly usageCount: number;
}

/** Filters that the listing understands: `id`, `type`, `shared`, `private`. */
export async function cacheRecords(client: Client, filters: Filters): Promise<CacheRecord[]> {
  const engine = await client.engine();
  const { BuildCache } = await engine.systemDataUsage({ type: ['build-cache'] });
  return (BuildCache ?? []).map(recordOf).filter((record) => isWanted(record, filters));
}

export function recordOf(record: BuildCacheRecord): CacheRecord {
  return {
    id: record.ID,
    parents: record.Parents ?? [],
    type: record.Type,
    description: record.Description,
    // What a client sends is written into again by the next build.
    mutable: record.Type === 'source.local' || record.Type === 'exec.cachemount',
    shared: record.Shared,
    size: record.Size,
    createdAt: formatTime(parseTime(record.CreatedAt)),
    lastUsed: parseTime(record.LastUsedAt ?? record.CreatedAt).seconds,
    usageCount: record.UsageCount,
  };
}

function isWanted(record: CacheRecord, filters: Filters): boolean {
  const any = (name: string, fits: (value: string) => boolean): boolean => {
    const values = filters[name] ?? [];
    return values.length === 0 || values.some(fits);
  };
  return (
    any('id', (id) => record.id.startsWith(id)) &&
    any('type', (type) => record.type === type) &&
    any('shared', (value) => value !== 'true' || record.shared) &&
    any('private', (value) => value !== 'true' || !record.shared)
  );
}

/** `3 seconds ago`. */
export function lastAccessed({ lastUsed }: CacheRecord, now: number): string {
  return ago(lastUsed, now);
}
