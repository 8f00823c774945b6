/** What every verb of images is given: the images' part of the state, the layers' contents, and the world around. */
import type { Labels } from '../../api/common.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Registries } from '../../registry/client.ts';
import type { ImageFile } from '../../registry/oci.ts';
import type { EventJournal } from '../events/journal.ts';
import type { ContainerSource } from '../image-service.ts';
import type { Draft, Store } from '../store.ts';
import type { Timekeeper } from '../time.ts';
import { parseImageFile } from './image-file.ts';
import { findImage } from './find.ts';
import type { Layer } from '../../vfs/layer.ts';
import type { LayerContents } from './layers.ts';
import type { ImageRecord, ImageState } from './state.ts';

export interface ImageStore {
  readonly store: Store;
  readonly contents: LayerContents;
  /** What records of the build cache came to, by their ids. */
  readonly cacheLayers: Map<string, Layer>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly time: Timekeeper;
  readonly events: EventJournal;
  readonly registries: Registries;
  readonly containers: ContainerSource;
  /** 64 hexadecimal digits: the name of a layer's directory. */
  readonly newCacheId: () => string;
  readonly dockerVersion: string;
  /** `/var/lib/docker`. */
  readonly dataRoot: string;
}

export function stateOf({ store }: Pick<ImageStore, 'store'>): ImageState {
  return store.read().images;
}

export function changeImages<R>({ store }: Pick<ImageStore, 'store'>, recipe: (draft: Draft<ImageState>) => R): R {
  return store.change((world) => recipe(world.images));
}

const files = new Map<string, ImageFile>();

/** The parsed configuration. Ids are digests, so what was read once holds for ever. */
export function imageFile(record: Pick<ImageRecord, 'id' | 'file'>): ImageFile {
  const known = files.get(record.id) ?? parseImageFile(record.file);
  files.set(record.id, known);
  return known;
}

export function labelsOf(record: ImageRecord): Labels {
  return imageFile(record).config?.Labels ?? {};
}

/** Uncompressed bytes of all its layers. */
export function sizeOfImage(state: ImageState, { chain }: ImageRecord): number {
  return chain.reduce((sum, id) => sum + (state.layers[id]?.size ?? 0), 0);
}

/** Ids of the images committed from this one. */
export function childrenOf(state: ImageState, id: string): string[] {
  return Object.values(state.images).flatMap((image) => (image.parent === id ? [image.id] : []));
}

/** Records that `action` happened to the image; its labels go with it while it is here. */
export function emitImage(store: ImageStore, action: string, id: string, name: string): void {
  const record = findImage(stateOf(store), id);
  store.events.emit('image', action, id, { ...(record === undefined ? {} : labelsOf(record)), name });
}

/** The overlay2 directories that containers stand on. */
export function containerGraphs({ containers }: ImageStore): (readonly string[])[] {
  return containers.all().map(({ graph }) => graph);
}
