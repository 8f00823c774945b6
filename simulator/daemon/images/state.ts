/** The image store's part of the world. */
export interface ImageState {
  /** By `sha256:…`. */
  readonly images: Readonly<Record<string, ImageRecord>>;
  /** `docker.io/library/nginx:latest` (or `…@sha256:…`) to an image id. */
  readonly references: Readonly<Record<string, string>>;
}

export interface ImageRecord {
  readonly id: string;
}

export const NO_IMAGES: ImageState = { images: {}, references: {} };
