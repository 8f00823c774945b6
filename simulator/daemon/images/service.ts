/** The image store, put together: the engine's operations on images, and what containers and the builder need of them. */
import type { ImageOperations } from '../../api/engine.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Entropy } from '../../kernel/entropy.ts';
import type { Registries } from '../../registry/client.ts';
import type { EventJournal } from '../events/journal.ts';
import type { ContainerSource, ImageService, StoredImage } from '../image-service.ts';
import type { Store } from '../store.ts';
import type { Timekeeper } from '../time.ts';
import { listBuildCache, pruneBuildCache } from './build-cache.ts';
import { commitContainer } from './commit.ts';
import { layersOf } from './create.ts';
import { deleteImage } from './delete.ts';
import { inspectDistribution } from './distribution.ts';
import { findImage, getImage, checkPlatform } from './find.ts';
import { imageHistory } from './history.ts';
import { changeImages, childrenOf, containerGraphs, imageFile, sizeOfImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { importImage } from './import.ts';
import { graphOf, inspectImage } from './inspect.ts';
import { collectLayers, createLayerContents } from './layers.ts';
import { listImages } from './list.ts';
import { loadImages } from './load.ts';
import { createImageWriter } from './writer.ts';
import type { ImageWriter } from './writer.ts';
import { pruneImages } from './prune.ts';
import { pullImage } from './pull.ts';
import { pushImage } from './push.ts';
import { saveImages } from './save.ts';
import { searchImages } from './search.ts';
import type { ImageRecord } from './state.ts';
import { addName } from './tag.ts';

export interface ImageServiceOptions {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly time: Timekeeper;
  readonly entropy: Entropy;
  readonly events: EventJournal;
  readonly registries: Registries;
  readonly containers: ContainerSource;
  readonly dockerVersion: string;
  readonly dataRoot: string;
}

/** What the daemon keeps of images, for containers (`ImageService`) and for the builder (`ImageWriter`). */
export interface Images extends ImageService {
  readonly writer: ImageWriter;
}

export function createImageService(options: ImageServiceOptions): Images {
  const { entropy, ...given } = options;
  const store: ImageStore = {
    ...given,
    contents: createLayerContents(),
    cacheLayers: new Map(),
    newCacheId: () => entropy.hex(64),
  };
  return {
    operations: imageOperations(store),
    writer: createImageWriter(store),
    get: (reference, platform) => {
      const image = getImage(stateOf(store), reference);
      if (platform !== undefined) checkPlatform(image, reference, platform);
      return storedImage(image);
    },
    find(reference) {
      const found = findImage(stateOf(store), reference);
      return found === undefined ? undefined : storedImage(found);
    },
    layers: (id) => layersOf(store, id),
    size: (id) => sizeOfImage(stateOf(store), recordOf(store, id)),
    graph: (id) => graphOf(stateOf(store), recordOf(store, id)),
    descendants: (ancestor) => descendants(store, ancestor),
    count: () => Object.keys(stateOf(store).images).length,
    layersSize: () => Object.values(stateOf(store).layers).reduce((sum, { size }) => sum + size, 0),
    buildCache: () => listBuildCache(store),
    containerRemoved: () => {
      changeImages(store, (draft) => void collectLayers(draft, containerGraphs(store)));
    },
  };
}

function recordOf(store: ImageStore, id: string): ImageRecord {
  return stateOf(store).images[id] ?? getImage(stateOf(store), id);
}

function storedImage(record: ImageRecord): StoredImage {
  const { id, created } = record;
  const file = imageFile(record);
  return { id, created, config: file.config ?? {}, os: file.os, architecture: file.architecture };
}

/** Images with all layers of this one count as made from it, as the `ancestor` filter has it; so do its commits. */
function descendants(store: ImageStore, ancestor: string): string[] {
  const state = stateOf(store);
  const image = getImage(state, ancestor);
  const found = new Set<string>();
  const add = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    childrenOf(state, id).forEach(add);
  };
  add(image.id);
  return [...found];
}

function imageOperations(store: ImageStore): ImageOperations {
  return {
    imageList: async (query) => listImages(store, query),
    async imageCreate(query, { auth, content } = {}) {
      if (query.fromImage !== undefined && query.fromImage !== '') return pullImage(store, query, auth);
      if (query.fromSrc === undefined) throw invalidParameter('either fromImage or fromSrc is needed');
      return importImage(store, query, content);
    },
    imageInspect: async (name) => inspectImage(store, name),
    imageHistory: async (name) => imageHistory(store, name),
    imagePush: (name, query, { auth } = {}) => pushImage(store, name, query, auth),
    imageTag: async (name, query) => addName(store, name, query),
    imageDelete: async (name, query) => deleteImage(store, name, query),
    imageSearch: (query) => searchImages(store, query),
    imagePrune: async (query) => pruneImages(store, query?.filters),
    imageCommit: async (query, body) => ({ Id: await commitContainer(store, query, body) }),
    imageGetAll: async (query) => saveImages(store, query),
    imageLoad: (query, content) => loadImages(store, query, content),
    distributionInspect: (name, { auth } = {}) => inspectDistribution(store, name, auth),
    buildPrune: async (query) => pruneBuildCache(store, query),
  };
}
