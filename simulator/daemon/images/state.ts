/** The image store's part of the world. Contents of layers stand beside it, by diff id (layer-contents.ts). */
import type { Micros } from '../../api/time.ts';

export interface ImageState {
  /** By id. */
  readonly images: Readonly<Record<string, ImageRecord>>;
  /** `docker.io/library/nginx:latest` or `docker.io/library/nginx@sha256:…` to an image id. */
  readonly references: Readonly<Record<string, string>>;
  /** By chain id. */
  readonly layers: Readonly<Record<string, LayerRecord>>;
  /** What registries call the layers they gave or took, by diff id. Kept when the layer goes, as Docker does. */
  readonly blobs: Readonly<Record<string, readonly KnownBlob[]>>;
  /** Layers that something other than an image or a container holds (the build cache), by the holder's name. */
  readonly leases: Readonly<Record<string, string>>;
  readonly buildCache: Readonly<Record<string, CacheRecord>>;
}

export interface ImageRecord {
  /** `sha256:…` of the configuration's bytes. */
  readonly id: string;
  /** The configuration as it came: its digest is the id. */
  readonly file: string;
  readonly created: Micros;
  /** Id of the image that it was committed from; empty for none. */
  readonly parent: string;
  /** Chain ids of its layers, the base first. */
  readonly chain: readonly string[];
  /** When a name was last given to it here; 0 for never. */
  readonly lastTagged: Micros;
}

/** A layer on what lies below it. */
export interface LayerRecord {
  readonly chainId: string;
  readonly diffId: string;
  /** Chain id of what lies below; empty for a base. */
  readonly parent: string;
  /** Name of its directory below /var/lib/docker/overlay2. */
  readonly cacheId: string;
  /** Bytes of its own files. */
  readonly size: number;
}

export interface KnownBlob {
  readonly digest: string;
  /** Compressed bytes. */
  readonly size: number;
  /** Full name of the repository that has it. */
  readonly repository: string;
}

/** A record of the build cache, as the builder keeps it. */
export interface CacheRecord {
  readonly id: string;
  readonly parents: readonly string[];
  readonly type: string;
  readonly description: string;
  readonly size: number;
  readonly created: Micros;
  readonly lastUsed: Micros;
  readonly usageCount: number;
  /** Digest of the base image whose layers it holds (through the lease `leaseOfBase`). */
  readonly base: string | undefined;
}

export const NO_IMAGES: ImageState = {
  images: {},
  references: {},
  layers: {},
  blobs: {},
  leases: {},
  buildCache: {},
};
