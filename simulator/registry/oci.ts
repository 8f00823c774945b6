/**
 * The documents that registries and archives hold, as the OCI image specification 1.1 (manifest.md, image-index.md,
 * config.md) and Docker's schema 2 before it define them. Read from JSON by `manifest-codec.ts`.
 */
import type { Descriptor, Labels, Platform } from '../api/common.ts';
import type { ImageConfig } from '../api/images.ts';

export const MEDIA_TYPE = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  layerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

export function isIndexType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPE.index || mediaType === MEDIA_TYPE.dockerList;
}

export interface Manifest {
  schemaVersion: 2;
  mediaType: string;
  config: Descriptor;
  /** The base layer first. */
  layers: readonly Descriptor[];
  annotations?: Labels;
}

export interface Index {
  schemaVersion: 2;
  mediaType: string;
  manifests: readonly Descriptor[];
  annotations?: Labels;
}

export interface HistoryEntry {
  created?: string;
  author?: string;
  created_by?: string;
  comment?: string;
  empty_layer?: boolean;
}

/** The image configuration: its bytes' digest is the image's id. */
export interface ImageFile {
  architecture: string;
  variant?: string;
  os: string;
  'os.version'?: string;
  author?: string;
  comment?: string;
  created?: string;
  /** Of images made by `docker commit`: the container's id. */
  container?: string;
  container_config?: unknown;
  docker_version?: string;
  config?: ImageConfig;
  history?: readonly HistoryEntry[];
  rootfs: { type: 'layers'; diff_ids?: readonly string[] };
}

/** JSON as Go's encoding/json writes it: without spaces, and `<`, `>`, `&` escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `linux/arm64/v8`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return `${os}/${architecture}${variant === undefined || variant === '' ? '' : `/${variant}`}`;
}
