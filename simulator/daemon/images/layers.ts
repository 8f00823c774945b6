/** The layer store: which layers there are, on what they lie, and who keeps them. */
import type { Layer } from '../../vfs/index.ts';
import { layerDigest } from '../../vfs/index.ts';
import { digestOf } from '../../registry/digest.ts';
import type { Draft } from '../store.ts';
import type { ImageState, LayerRecord } from './state.ts';

/** Contents by diff id. Only grows: states of the past may name layers that the present has no more. */
export interface LayerContents {
  /** Throws when no layer of this diff id was ever here, which is a bug. */
  get(diffId: string): Layer;
  /** Keeps the layer and gives its diff id. */
  add(layer: Layer): string;
}

export function createLayerContents(): LayerContents {
  const layers = new Map<string, Layer>();
  return {
    get(diffId) {
      const layer = layers.get(diffId);
      if (layer === undefined) throw new Error(`the content of layer ${diffId} is not here`);
      return layer;
    },
    add(layer) {
      const diffId = layerDigest(layer);
      if (!layers.has(diffId)) layers.set(diffId, layer);
      return diffId;
    },
  };
}

/** Names a layer together with all below it (OCI image-spec, config.md: ChainID). */
export function chainId(parent: string, diffId: string): string {
  return parent === '' ? diffId : digestOf(`${parent} ${diffId}`);
}

export function chainIds(diffIds: readonly string[]): string[] {
  let parent = '';
  return diffIds.map((diffId) => (parent = chainId(parent, diffId)));
}

/** Adds the layer to the store unless it is there; `parent` must be. Gives its record. */
export function registerLayer(
  draft: Draft<ImageState>,
  parent: string,
  layer: { diffId: string; size: number },
  newCacheId: () => string,
): LayerRecord {
  const id = chainId(parent, layer.diffId);
  const known = draft.layers[id];
  if (known !== undefined) return known;
  if (parent !== '' && draft.layers[parent] === undefined) throw new Error(`layer ${parent} is not in the store`);
  const record: LayerRecord = { chainId: id, diffId: layer.diffId, parent, cacheId: newCacheId(), size: layer.size };
  draft.layers[id] = record;
  return record;
}

/** A layer and all below it, the topmost first. */
export function* downFrom(state: ImageState, top: string): Generator<LayerRecord> {
  for (let at = top; at !== '';) {
    const record = state.layers[at];
    if (record === undefined) return;
    yield record;
    at = record.parent;
  }
}

/**
 * Chain ids that someone keeps: an image, a lease, or a container, which is known by the overlay2 directories its own
 * stands on.
 */
export function keptLayers(state: ImageState, containerGraphs: Iterable<readonly string[]>): Set<string> {
  const kept = new Set<string>();
  const keep = (top: string): void => {
    for (const { chainId: id } of downFrom(state, top)) {
      if (kept.has(id)) return;
      kept.add(id);
    }
  };
  for (const { chain } of Object.values(state.images)) keep(chain.at(-1) ?? '');
  for (const top of Object.values(state.leases)) keep(top);
  const directories = new Set([...containerGraphs].flat());
  if (directories.size > 0) {
    for (const { chainId: id, cacheId } of Object.values(state.layers)) if (directories.has(cacheId)) keep(id);
  }
  return kept;
}

/** Removes what nobody keeps. Gives the chain ids removed, those on top before what they lay on. */
export function collectLayers(draft: Draft<ImageState>, containerGraphs: Iterable<readonly string[]>): string[] {
  const kept = keptLayers(draft, containerGraphs);
  const gone = Object.values(draft.layers).filter(({ chainId: id }) => !kept.has(id));
  const depth = new Map(gone.map((layer) => [layer.chainId, [...downFrom(draft, layer.chainId)].length]));
  gone.sort((a, b) => (depth.get(b.chainId) ?? 0) - (depth.get(a.chainId) ?? 0));
  const ids = gone.map(({ chainId: id }) => id);
  for (const id of ids) delete draft.layers[id];
  return ids;
}
