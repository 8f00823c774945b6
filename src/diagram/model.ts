/**
 * What the layer diagram shows, independent of how the daemon stores it. `picture.ts` makes one from a world; tests
 * make them by hand. Arrays are in the order in which things came to be, so that a picture is stable.
 */

export interface LayerShape {
  /** Chain id: equal for equal layers on equal lower layers, so a shared layer is one shape. */
  chain: string;
  /** Chain id of the layer below; undefined at the bottom. */
  parent: string | undefined;
  /** Bytes the layer adds. */
  size: number;
  /** The instruction or command that made it, as history tells. */
  madeBy: string;
}

export interface ImageShape {
  id: string;
  /** Names, or empty for a dangling image. */
  names: readonly string[];
  /** Chain id of its top layer; undefined for an image without layers. */
  top: string | undefined;
}

export interface ContainerShape {
  id: string;
  name: string;
  image: string;
  state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  exitCode: number | undefined;
  /** Names of volumes it uses. */
  volumes: readonly string[];
  /** Chain id of the layer its writable layer stands on. */
  top: string | undefined;
}

export interface VolumeShape {
  name: string;
}

export interface Picture {
  layers: readonly LayerShape[];
  images: readonly ImageShape[];
  containers: readonly ContainerShape[];
  volumes: readonly VolumeShape[];
}

export const EMPTY: Picture = { layers: [], images: [], containers: [], volumes: [] };
