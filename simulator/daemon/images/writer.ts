/**
 * What the builder needs of the image store: base images and their layers, layers of its own, leases that keep them
 * while no image has them, and new images.
 */
import type { AuthConfig, Descriptor, Platform } from '../../api/common.ts';
import type { ProgressMessage } from '../../api/common.ts';
import { createChannel } from '../../api/channel.ts';
import type { Reference } from '../../registry/reference.ts';
import type { Document } from '../../registry/assemble.ts';
import type { RegistryClient } from '../../registry/client.ts';
import type { ImageFile } from '../../registry/oci.ts';
import type { Layer } from '../../vfs/index.ts';
import { addImage, registerLayers, releaseLease, tagImage } from './create.ts';
import { downloadLayers } from './download.ts';
import { changeImages, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { downFrom } from './layers.ts';
import type { CacheRecord, ImageState } from './state.ts';

export interface ImageWriter {
  readonly state: () => ImageState;
  /**
   * Puts layers over `parent` (a chain id; empty for none) and keeps them under the lease `lease`. Gives the chain id of
   * the topmost.
   */
  addLayers(lease: string, parent: string, layers: readonly Layer[]): string;
  /** Keeps a chain that is in the store under the lease `lease`. */
  hold(lease: string, top: string): void;
  release(lease: string): void;
  /** Contents of a chain, from the lowest layer up. */
  layers(top: string): readonly Layer[];
  /** Whether the store has this chain. */
  has(top: string): boolean;
  /**
   * Makes an image of a configuration whose layers are in the store, and gives it these names. `file` is the exact JSON,
   * whose digest becomes the id.
   */
  createImage(file: string, names: readonly Reference[]): string;
  /** Brings an image's layers here without making an image of them, as BuildKit pulls its bases. */
  pullLayers(lease: string, request: LayerPull): Promise<string>;
  /** `layer` is what it came to; a record whose layer an image has too is shared. */
  putCacheRecord(record: CacheRecord, layer: Layer | undefined): void;
  connect(domain: string, auth: AuthConfig | undefined): Promise<RegistryClient>;
}

export interface LayerPull {
  readonly name: Reference;
  readonly client: RegistryClient;
  readonly platform: Platform;
  readonly manifest: Document;
  readonly file: ImageFile;
  readonly layers: readonly Descriptor[];
  /** Told of every message that `docker pull` would show. */
  readonly progress: (message: ProgressMessage) => void;
}

export function createImageWriter(store: ImageStore): ImageWriter {
  const hold = (lease: string, top: string): void => {
    if (top !== '') changeImages(store, (draft) => void (draft.leases[lease] = top));
  };
  return {
    state: () => stateOf(store),
    hold,
    addLayers(lease, parent, layers) {
      const top = registerLayers(store, parent, layers);
      hold(lease, top);
      return top;
    },
    release: (lease) => releaseLease(store, lease),
    layers: (top) => [...downFrom(stateOf(store), top)].map(({ diffId }) => store.contents.get(diffId)).reverse(),
    has: (top) => stateOf(store).layers[top] !== undefined,
    createImage(file, names) {
      const id = changeImages(store, (draft) => addImage(draft, file));
      emitImage(store, 'create', id, id);
      for (const name of names) tagImage(store, id, name);
      return id;
    },
    async pullLayers(lease, { name, client, platform, file, layers, progress }) {
      const messages = createChannel<ProgressMessage>();
      const telling = tellAll(messages, progress);
      const diffIds = file.rootfs.diff_ids ?? [];
      const wanted = layers.map((blob, at) => ({ blob, diffId: diffIds[at] ?? '' }));
      try {
        await downloadLayers({ store, client, platform, messages, lease }, name, wanted);
      } finally {
        messages.end();
        await telling;
      }
      return stateOf(store).leases[lease] ?? '';
    },
    putCacheRecord: (record, layer) => {
      if (layer !== undefined) store.cacheLayers.set(record.id, layer);
      changeImages(store, (draft) => void (draft.buildCache[record.id] = { ...record, parents: [...record.parents] }));
    },
    connect: (domain, auth) => store.registries.connect(domain, auth),
  };
}

async function tellAll(
  messages: AsyncIterable<ProgressMessage>,
  progress: (message: ProgressMessage) => void,
): Promise<void> {
  for await (const message of messages) progress(message);
}
