/** The book of the build cache: the builder writes it, `docker system df` and the prunes read it. */
import { rfc3339Nano } from '../../api/time.ts';
import type { BuildCacheRecord, BuildPruneQuery, BuildPruneResponse } from '../../api/system.ts';
import { checkFilters, hasFilter, untilFilter } from '../filters.ts';
import { filterValues } from '../../api/filters.ts';
import { changeImages, containerGraphs, stateOf } from './image-store.ts';
import { collectLayers, downFrom } from './layers.ts';
import type { ImageStore } from './image-store.ts';
import type { CacheRecord, ImageState } from './state.ts';
import type { Draft } from '../store.ts';

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
  const shared = sharedRecords(store);
  return Object.values(stateOf(store).buildCache).map((record) => ({
    ID: record.id,
    ...(record.parents.length === 0 ? {} : { Parents: record.parents }),
    Type: record.type,
    Description: record.description,
    InUse: false,
    Shared: shared.has(record.id),
    Size: record.size,
    CreatedAt: rfc3339Nano(record.created),
    LastUsedAt: rfc3339Nano(record.lastUsed),
    UsageCount: record.usageCount,
  }));
}

/** Ids of the records whose layers images have too. */
function sharedRecords(store: ImageStore): ReadonlySet<string> {
  const { images, layers, buildCache } = stateOf(store);
  const chains = new Set(Object.values(images).flatMap(({ chain }) => chain));
  const inImages = new Set([...chains].map((id) => store.contents.get(layers[id]?.diffId ?? '')));
  const isShared = (id: string): boolean => {
    const layer = store.cacheLayers.get(id);
    return layer !== undefined && inImages.has(layer);
  };
  return new Set(Object.keys(buildCache).filter(isShared));
}

export function pruneBuildCache(store: ImageStore, query: BuildPruneQuery = {}): BuildPruneResponse {
  const { filters } = query;
  checkFilters(filters, FILTERS);
  const until = untilFilter(
    hasFilter(filters, 'unused-for') ? { until: filterValues(filters, 'unused-for') } : filters,
    store.time.now(),
  );
  const shared = sharedRecords(store);
  const gone = Object.values(stateOf(store).buildCache).filter((record) => {
    if (query.all !== true && (shared.has(record.id) || INTERNAL.includes(record.type))) return false;
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

/**
 * Name of the lease by which the cache keeps the layers that a build's result stands on: `docker rmi` of the image
 * leaves them (recorded: build-cache-records).
 */
export const leaseOfResult = (top: string): string => `build-result-${top}`;

/** Leases of results fall back to the highest layer that a record still has. */
function lowerResults(draft: Draft<ImageState>, store: ImageStore): void {
  const remaining = new Set(store.cacheLayers.values());
  for (const lease of Object.keys(draft.leases)) {
    if (!lease.startsWith(leaseOfResult(''))) continue;
    const chain = [...downFrom(draft, draft.leases[lease] ?? '')];
    const top = chain.find(({ diffId }) => remaining.has(store.contents.get(diffId)));
    if (top === undefined) delete draft.leases[lease];
    else draft.leases[lease] = top.chainId;
  }
}

/** Name of the lease by which the layers of a base image stay without an image. */
export const leaseOfBase = (digest: string): string => `build-base-${digest}`;

function removeRecords(store: ImageStore, records: readonly CacheRecord[]): void {
  if (records.length === 0) return;
  for (const { id } of records) store.cacheLayers.delete(id);
  changeImages(store, (draft) => {
    for (const { id, base } of records) {
      delete draft.buildCache[id];
      if (base !== undefined) delete draft.leases[leaseOfBase(base)];
    }
    lowerResults(draft, store);
    collectLayers(draft, containerGraphs(store));
  });
}
