/**
 * What the layer diagram shows, independent of how the daemon stores it. `picture.ts` makes one from a world; tests
 * make them by hand. Arrays are in the order in which things came to be, so that a picture is stable.
 */

export interface LayerShape {
  /** Chain id: equal for equal layers on equal lower layers, so a shared layer is one shape. */
  readonly chain: string;
  /** Chain id of the layer below; undefined at the bottom. */
  readonly parent: string | undefined;
  /** Bytes the layer adds. */
  readonly size: number;
  /** The instruction or command that made it, as history tells; before an image is there, what a pull calls it. */
  readonly madeBy: string;
  /** A registry gave it or took it: it is no layer that exists here only. */
  readonly travelled: boolean;
}

export interface ImageShape {
  readonly id: string;
  /** Names as `docker images` shows them, or empty for a dangling image. */
  readonly names: readonly string[];
  /** Chain id of its top layer; undefined for an image without layers. */
  readonly top: string | undefined;
  /** Id of the image it was committed from; undefined for what was pulled or built. */
  readonly parent: string | undefined;
}

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** Something mounted into a container: a volume, by its name, or a path of the host. */
export interface MountShape {
  readonly kind: 'volume' | 'bind';
  readonly name: string;
  /** Path in the container. */
  readonly at: string;
}

export interface ContainerShape {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  readonly exitCode: number | undefined;
  readonly mounts: readonly MountShape[];
  /** Published ports as `8080→80`. */
  readonly ports: readonly string[];
  /** Chain id of the layer its writable layer stands on. */
  readonly top: string | undefined;
}

export interface VolumeShape {
  readonly name: string;
  /** Nobody named it. */
  readonly anonymous: boolean;
}

/** An image that a registry holds, as far as this daemon has fetched it from there or brought it there. */
export interface RemoteShape {
  /** `docker.io`, `localhost:5000`. */
  readonly domain: string;
  /** Repository and tags: `nginx:1.27`. */
  readonly name: string;
  /** Chain ids, the lowest first, with their sizes. */
  readonly layers: readonly { readonly chain: string; readonly size: number }[];
}

export interface Picture {
  readonly layers: readonly LayerShape[];
  readonly images: readonly ImageShape[];
  readonly containers: readonly ContainerShape[];
  readonly volumes: readonly VolumeShape[];
  readonly remotes: readonly RemoteShape[];
}

export const EMPTY: Picture = { layers: [], images: [], containers: [], volumes: [], remotes: [] };
