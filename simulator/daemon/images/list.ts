/** `docker images`: the rows, after filters. */
import { filterValues } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { ImageListQuery, ImageSummary } from '../../api/images.ts';
import { unixSeconds } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import { familiarName, familiarString } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { booleanFilter, checkFilters, hasFilter, matchesPruneLabels, untilFilter } from '../filters.ts';
import { getImage } from './find.ts';
import { imageFile, sizeOfImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { matchPath } from './path-match.ts';
import { isTagged, referencesByImage, repoDigests, repoTags } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';

const FILTERS = ['dangling', 'label', 'label!', 'before', 'since', 'reference', 'until'];

export function listImages(store: ImageStore, query: ImageListQuery = {}): ImageSummary[] {
  const { filters } = query;
  checkFilters(filters, FILTERS);
  const state = stateOf(store);
  const dangling = booleanFilter(filters, 'dangling', false);
  const inTime = timeFilter(store, state, filters);
  const references = referencesByImage(state);
  const parents = new Set(Object.values(state.images).map(({ parent }) => parent));
  const containers = containersByImage(store);
  const rows = Object.values(state.images).flatMap((image) => {
    if (!inTime(image.created) || !matchesPruneLabels(filters, imageFile(image).config?.Labels ?? null)) return [];
    const names = matchingReferences(filters, references.get(image.id) ?? []);
    if (names.length === 0 && !showsNameless(query, parents.has(image.id))) return [];
    if (names.length > 0 && dangling && names.some(isTagged)) return [];
    return [summaryOf(state, image, names, containers.get(image.id) ?? 0)];
  });
  if (query['shared-size'] === true) fillSharedSizes(state, rows);
  return rows.sort((a, b) => b.Created - a.Created || byName(a, b));
}

/** An image without a name is shown with `--all`, or when it is nobody's parent. */
function showsNameless({ all, filters }: ImageListQuery, isParent: boolean): boolean {
  if (hasFilter(filters, 'reference')) return false;
  if (hasFilter(filters, 'dangling') && !booleanFilter(filters, 'dangling', false)) return false;
  return all === true || !isParent;
}

function timeFilter(store: ImageStore, state: ImageState, filters: Filters | undefined): (created: Micros) => boolean {
  const until = untilFilter(filters, store.time.now());
  const before = filterValues(filters, 'before').map((name) => getImage(state, name).created);
  const since = filterValues(filters, 'since').map((name) => getImage(state, name).created);
  const limits = until === undefined ? before : [...before, until];
  return (created) => limits.every((limit) => created < limit) && since.every((limit) => created > limit);
}

function matchingReferences(filters: Filters | undefined, references: readonly Reference[]): readonly Reference[] {
  const patterns = filterValues(filters, 'reference');
  if (patterns.length === 0) return references;
  return references.filter((reference) => patterns.some((pattern) => matchesReference(pattern, reference)));
}

/** Throws invalidParameter for a pattern that does not parse. */
export function matchesReference(pattern: string, reference: Reference): boolean {
  const byString = matchPath(pattern, familiarString(reference));
  const byName = matchPath(pattern, familiarName(reference));
  if (byString === undefined || byName === undefined) throw invalidParameter('syntax error in pattern');
  return byString || byName;
}

function summaryOf(
  state: ImageState,
  image: ImageRecord,
  names: readonly Reference[],
  containers: number,
): ImageSummary {
  return {
    Containers: containers,
    Created: unixSeconds(image.created),
    Id: image.id,
    Labels: imageFile(image).config?.Labels ?? null,
    ParentId: image.parent,
    RepoDigests: repoDigests(names),
    RepoTags: repoTags(names),
    SharedSize: -1,
    Size: sizeOfImage(state, image),
  };
}

function containersByImage({ containers }: ImageStore): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { imageId } of containers.all()) counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
  return counts;
}

/** Bytes of the layers that other listed images have too. */
function fillSharedSizes(state: ImageState, rows: ImageSummary[]): void {
  const uses = new Map<string, number>();
  const chains = rows.map(({ Id }) => state.images[Id]?.chain ?? []);
  for (const id of chains.flat()) uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const [at, row] of rows.entries()) {
    const shared = (chains[at] ?? []).filter((id) => (uses.get(id) ?? 0) > 1);
    row.SharedSize = shared.reduce((sum, id) => sum + (state.layers[id]?.size ?? 0), 0);
  }
}

function byName(a: ImageSummary, b: ImageSummary): number {
  const first = (row: ImageSummary): string => row.RepoTags[0] ?? row.RepoDigests[0] ?? row.Id;
  return first(a) < first(b) ? -1 : 1;
}
