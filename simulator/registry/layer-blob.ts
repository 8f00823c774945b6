/** Layers as blobs of a registry: compressed archives. */
import { layerFromTar, layerToTar } from '../vfs/layer-tar.ts';
import type { Layer } from '../vfs/layer.ts';
import { digestOf } from './digest.ts';
import { gunzip, gzip, isGzip } from './gzip.ts';

export interface LayerBlob {
  readonly digest: string;
  readonly content: Uint8Array;
}

const blobs = new WeakMap<Layer, LayerBlob>();

/** The compressed archive of a layer; made once. */
export function blobOfLayer(layer: Layer): LayerBlob {
  const known = blobs.get(layer);
  if (known !== undefined) return known;
  const content = gzip(layerToTar(layer));
  const blob = { digest: digestOf(content), content };
  blobs.set(layer, blob);
  return blob;
}

/** Remembers the blob from which a layer came, so that pushing it again sends the same. */
export function layerFromBlob(content: Uint8Array): Layer {
  const layer = layerFromTar(isGzip(content) ? gunzip(content) : content);
  if (isGzip(content)) blobs.set(layer, { digest: digestOf(content), content });
  return layer;
}
