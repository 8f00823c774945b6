/**
 * The seam between containers and images. `images/` implements `ImageService` and is given `ContainerSource`; neither
 * side imports the other's modules.
 */
import type { ImageOperations } from '../api/engine.ts';
import type { ImageConfig } from '../api/images.ts';
import type { BuildCacheRecord } from '../api/system.ts';
import type { Micros } from '../api/time.ts';
import type { Layer, OverlayFileSystem } from '../vfs/index.ts';
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
  /**
   * By reference, id or unique id prefix. Throws notFound: `No such image: NAME:TAG`, also where the image is there but
   * not for the `platform` (`linux/arm64`) that was asked for.
   */
  get(reference: string, platform?: string): StoredImage;
  find(reference: string): StoredImage | undefined;
  /**
   * The image's layers from the lowest up, for the overlay mount of a container. Layers are values: a container that
   * has them keeps them, also when the image is deleted.
   */
  layers(imageId: string): readonly Layer[];
  /** Bytes of the image's layers, uncompressed: the SIZE of `docker images`. */
  size(imageId: string): number;
  /** Names of the overlay2 directories of the image's layers, top first. */
  graph(imageId: string): readonly string[];
  /** Images that `ancestor` stands for and all made from them, by id. */
  descendants(imageId: string): readonly string[];
  count(): number;
  /** Bytes of all layers, each counted once. */
  layersSize(): number;
  buildCache(): readonly BuildCacheRecord[];
  /** To be called when a container is gone: layers that only it kept, of an image deleted by force, go with it. */
  containerRemoved(): void;
}

/** What the image store asks of containers (commit, "in use" checks, `ps` counts). */
export interface ContainerSource {
  /** By name, id or unique prefix. Throws notFound: `No such container: NAME`. */
  get(reference: string): Container;
  all(): readonly Container[];
  /** The container's root file system, for commit: `diffUpper` of it is the new layer. */
  overlay(id: string): OverlayFileSystem;
  /** Runs `work` while the container's processes stand still (`docker commit --pause`). */
  frozen<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Records an event of a container (`commit`), with its usual attributes and these. */
  emit(id: string, action: string, attributes: Readonly<Record<string, string>>): void;
}
