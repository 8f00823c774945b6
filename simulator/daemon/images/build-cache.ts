/** The build cache's records, kept here because its layers are the image store's. The builder writes them. */
import { NEVER, rfc3339Nano } from '../../api/time.ts';
import type { BuildCacheRecord, BuildPruneQuery, BuildPruneResponse } from '../../api/system.ts';
import { checkFilters, hasFilter, untilFilter } from '../filters.ts';
import { filterValues } from '../../api/filters.ts';
import { changeImages, containerGraphs, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { collectLayers } from './layers.ts';
import type { CacheRecord } from './state.ts';

const FILTERS = [
  'until',
  'id',
  'label',
  'type',
  'description',
  'inuse',
  'shared',
  'private',
  'unused-for',
  'parent',
  'parents',
];
/** Kinds that only `--all` removes. */
const INTERNAL = ['internal', 'frontend'];

export function listBuildCache(store: ImageStore): BuildCacheRecord[] {
  return Object.values(stateOf(store).buildCache).map((record) => ({
    ID: record.id,
    ...(record.parents.length === 0 ? {} : { Parents: record.parents }),
    Type: record.type,
    Description: record.description,
    InUse: record.inUse,
    Shared: record.shared,
    Size: record.size,
    CreatedAt: rfc3339Nano(record.created),
    LastUsedAt: record.lastUsed === NEVER ? null : rfc3339Nano(record.lastUsed),
    UsageCount: record.usageCount,
  }));
}

/** A record holds its layers through the lease of the same name, so they go with it. */
export function pruneBuildCache(store: ImageStore, query: BuildPruneQuery = {}): BuildPruneResponse {
  const { filters } = query;
  checkFilters(filters, FILTERS);
  const until = untilFilter(
    hasFilter(filters, 'unused-for') ? { until: filterValues(filters, 'unused-for') } : filters,
    store.time.now(),
  );
  const gone = Object.values(stateOf(store).buildCache).filter((record) => {
    if (record.inUse || (query.all !== true && (record.shared || INTERNAL.includes(record.type)))) return false;
    if (until !== undefined && record.lastUsed > until) return false;
    const ids = filterValues(filters, 'id');
    const types = filterValues(filters, 'type');
    return (
      (ids.length === 0 || ids.some((id) => record.id.startsWith(id))) &&
      (types.length === 0 || types.includes(record.type))
    );
  });
  removeRecords(store, gone);
  const reclaimed = gone.reduce((sum, { size }) => sum + size, 0);
  return { CachesDeleted: gone.length === 0 ? null : gone.map(({ id }) => id), SpaceReclaimed: reclaimed };
}

function removeRecords(store: ImageStore, records: readonly CacheRecord[]): void {
  if (records.length === 0) return;
  changeImages(store, (draft) => {
    for (const { id } of records) {
      delete draft.buildCache[id];
      delete draft.leases[id];
    }
    collectLayers(draft, containerGraphs(store));
  });
}
