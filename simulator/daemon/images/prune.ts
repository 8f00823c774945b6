/** `docker image prune`. */
import { isEngineError } from '../../api/errors.ts';
import type { Filters } from '../../api/filters.ts';
import type { ImageDeleteItem, ImagePruneResponse } from '../../api/images.ts';
import { fullString } from '../../registry/reference.ts';
import { booleanFilter, checkFilters, matchesPruneLabels, untilFilter } from '../filters.ts';
import { deleteImage } from './delete.ts';
import { childrenOf, imageFile, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { isTagged, referencesOf } from './references.ts';
import type { ImageRecord } from './state.ts';

const FILTERS = ['dangling', 'label', 'label!', 'until'];

export function pruneImages(store: ImageStore, filters: Filters | undefined): ImagePruneResponse {
  checkFilters(filters, FILTERS);
  const danglingOnly = booleanFilter(filters, 'dangling', true);
  const sizes = new Map(Object.values(stateOf(store).layers).map(({ chainId, size }) => [chainId, size]));
  const deleted = prunable(store, filters).flatMap((image) => pruneImage(store, image, danglingOnly));
  const reclaimed = deleted.reduce((sum, item) => sum + ('Deleted' in item ? (sizes.get(item.Deleted) ?? 0) : 0), 0);
  store.events.emit('image', 'prune', '', { reclaimed: String(reclaimed) });
  return { ImagesDeleted: deleted.length === 0 ? null : deleted, SpaceReclaimed: reclaimed };
}

function prunable(store: ImageStore, filters: Filters | undefined): ImageRecord[] {
  const state = stateOf(store);
  const until = untilFilter(filters, store.time.now());
  return Object.values(state.images).filter((image) => {
    if (referencesOf(state, image.id).length === 0 && childrenOf(state, image.id).length > 0) return false;
    if (until !== undefined && image.created > until) return false;
    return matchesPruneLabels(filters, imageFile(image).config?.Labels ?? null);
  });
}

/** All names of the image, or the image itself where it has none. What is in use stays. */
function pruneImage(store: ImageStore, image: ImageRecord, danglingOnly: boolean): ImageDeleteItem[] {
  const state = stateOf(store);
  if (state.images[image.id] === undefined) return [];
  const references = referencesOf(state, image.id);
  if (references.length === 0) return tryDelete(store, image.id.slice('sha256:'.length));
  if (danglingOnly && references.some(isTagged)) return [];
  return references.flatMap((reference) => tryDelete(store, fullString(reference)));
}

function tryDelete(store: ImageStore, name: string): ImageDeleteItem[] {
  try {
    return deleteImage(store, name);
  } catch (error) {
    if (isEngineError(error)) return [];
    throw error;
  }
}
