/** Putting images into the store. */
import { parseRfc3339 } from '../../api/time.ts';
import { digestOf } from '../../registry/digest.ts';
import type { Reference } from '../../registry/reference.ts';
import { familiarString } from '../../registry/reference.ts';
import type { Layer } from '../../vfs/index.ts';
import type { Draft } from '../store.ts';
import { changeImages, containerGraphs, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { parseImageFile } from './image-file.ts';
import { chainIds, collectLayers, registerLayer } from './layers.ts';
import { addTag } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';

/** Registers layers one over another on `parent` (empty for none) and gives the chain id of the topmost. */
export function registerLayers(store: ImageStore, parent: string, layers: readonly Layer[]): string {
  const known = layers.map((layer) => ({ diffId: store.contents.add(layer), size: layer.size }));
  return changeImages(store, (draft) => {
    let top = parent;
    for (const layer of known) top = registerLayer(draft, top, layer, store.newCacheId).chainId;
    return top;
  });
}

/** Adds an image whose layers are in the store. Gives its id; the same configuration gives the same image. */
export function addImage(draft: Draft<ImageState>, file: string, parent = ''): string {
  const id = digestOf(file);
  const known = draft.images[id];
  if (known !== undefined) {
    if (parent !== '') known.parent = parent;
    return id;
  }
  const parsed = parseImageFile(file);
  const chain = chainIds(parsed.rootfs.diff_ids ?? []);
  for (const layer of chain)
    if (draft.layers[layer] === undefined) throw new Error(`layer ${layer} of image ${id} is not here`);
  const created = parsed.created === undefined ? 0 : (parseRfc3339(parsed.created) ?? 0);
  const record: ImageRecord = { id, file, created, parent, chain, lastTagged: 0 };
  draft.images[id] = { ...record, chain };
  return id;
}

/** Gives the image a name, as `docker tag` does. */
export function tagImage(store: ImageStore, id: string, reference: Reference): void {
  const lastTagged = store.time.now();
  changeImages(store, (draft) => {
    addTag(draft, reference, id);
    const image = draft.images[id];
    if (image !== undefined) image.lastTagged = lastTagged;
  });
  emitImage(store, 'tag', id, familiarString(reference));
}

/** The layers of an image from the lowest up. */
export function layersOf(store: ImageStore, id: string): Layer[] {
  const state = stateOf(store);
  return (state.images[id]?.chain ?? []).flatMap((chainId) => {
    const record = state.layers[chainId];
    return record === undefined ? [] : [store.contents.get(record.diffId)];
  });
}

/** Lets go of what a lease kept; layers that nobody else has are removed. */
export function releaseLease(store: ImageStore, lease: string): void {
  changeImages(store, (draft) => {
    if (draft.leases[lease] === undefined) return;
    delete draft.leases[lease];
    collectLayers(draft, containerGraphs(store));
  });
}
