/**
 * The seam between containers and images. `images/` implements `ImageService` and is given `ContainerSource`; neither
 * side imports the other's modules.
 */
import type { ImageOperations } from '../api/engine.ts';
import type { ImageConfig } from '../api/images.ts';
import type { BuildCacheRecord } from '../api/system.ts';
import type { Micros } from '../api/time.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { Container } from './world.ts';

/** An image of the store, with what a container needs of it. */
export interface StoredImage {
  /** `sha256:…` of its configuration. */
  readonly id: string;
  readonly config: ImageConfig;
  readonly os: string;
  readonly architecture: string;
  readonly created: Micros;
}

export interface ImageService {
  /** The engine's image operations. */
  readonly operations: ImageOperations;
  /** By reference, id or unique id prefix. Throws notFound: `No such image: NAME:TAG`. */
  get(reference: string): StoredImage;
  find(reference: string): StoredImage | undefined;
  /**
   * The writable layer of a new container over the image's layers: the overlay to mount at `/`. The layers stay alive
   * with it, also when the image is deleted.
   */
  createContainerLayer(imageId: string, options: ContainerLayerOptions): ContainerLayer;
  /** Names of the overlay2 directories of the image's layers, top first. */
  graph(imageId: string): readonly string[];
  /** Images that `ancestor` stands for and all made from them, by id. */
  descendants(imageId: string): readonly string[];
  count(): number;
  /** Bytes of all layers, each counted once. */
  layersSize(): number;
  buildCache(): readonly BuildCacheRecord[];
}

export interface ContainerLayerOptions {
  readonly containerId: string;
  /**
   * Fills the "init" layer, which lies between the image and the writable layer: the files that the daemon puts into
   * every container (/.dockerenv, /etc/hosts …). It belongs to no image and shows in no `docker diff`.
   */
  init(merged: FileSystem): void;
}

/** A container's writable layer. */
export interface ContainerLayer {
  /** Merged view; writes go to the upper directory. */
  readonly merged: FileSystem;
  /** What `docker diff` tells, parents before children. */
  changes(): readonly { path: string; kind: 0 | 1 | 2 }[];
  /** Bytes in the upper directory. */
  size(): number;
  /** Bytes of the merged view's image part. */
  imageSize(): number;
  /** Gives the layers back. */
  release(): void;
}

/** What the image store asks of containers (commit, "in use" checks, `ps` counts). */
export interface ContainerSource {
  /** By name, id or unique prefix. Throws notFound: `No such container: NAME`. */
  get(reference: string): Container;
  all(): readonly Container[];
  /** The writable layer of a container, for commit. */
  layer(id: string): ContainerLayer;
  /** Runs `work` while the container's processes stand still (`docker commit --pause`). */
  frozen<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Records an event of a container (`commit`), with its usual attributes and these. */
  emit(id: string, action: string, attributes: Readonly<Record<string, string>>): void;
}
