/**
 * What the builder asks of the engine it runs in. The daemon implements it; the builder knows nothing else of images,
 * containers or registries.
 */
import type { AuthConfig, Platform } from '../api/common.ts';
import type { ImageConfig } from '../api/images.ts';
import type { Layer } from '../vfs/layer.ts';
import type { CacheBook } from './cache.ts';

/** Layers from the lowest up. */
export type Stack = readonly Layer[];

export interface HistoryEntry {
  created?: string;
  author?: string;
  created_by?: string;
  comment?: string;
  empty_layer?: boolean;
}

/** An image as a registry (or this engine) describes it, before its layers are fetched. */
export interface SourceImage {
  /** `docker.io/library/busybox:latest@sha256:…`, as the step shows it. */
  display: string;
  /** Digest of what the reference names. */
  digest: string;
  config: ImageConfig;
  history: readonly HistoryEntry[];
  diffIds: readonly string[];
  created: string | undefined;
  platform: Platform;
  /** What a pull would transfer, in the order in which it is told: digests with their compressed bytes. */
  blobs: readonly { digest: string; size: number }[];
  /** How many of the blobs, the last ones, are layers. */
  layerBlobs: number;
  /** Nothing has to be fetched. */
  local: boolean;
}

/** Progress of a pull: bytes so far of a blob. */
export type BlobProgress = (digest: string, current: number, total: number) => void;

export interface RunMount {
  at: string;
  readOnly: boolean;
  /** A bind of a stack's directory, a cache or tmpfs directory of its own, or one file. */
  what:
    | { kind: 'stack'; stack: Stack; path: string }
    | { kind: 'cache'; id: string; uid: number; gid: number; mode: number; /** What was there goes. */ fresh?: boolean }
    | { kind: 'tmpfs'; size: number | undefined }
    | { kind: 'file'; bytes: Uint8Array; uid: number; gid: number; mode: number };
}

export interface RunRequest {
  stack: Stack;
  args: readonly string[];
  env: readonly string[];
  workingDir: string;
  /** As USER says; empty is root. */
  user: string;
  network: 'default' | 'none' | 'host';
  extraHosts: readonly string[];
  mounts: readonly RunMount[];
  output: (stream: 1 | 2, bytes: Uint8Array) => void;
  /** Told once when the client has given up. */
  cancelled: Promise<void>;
}

export type RunResult =
  | { kind: 'done'; exitCode: number; layer: Layer }
  /** The process could not be started; the message is the runtime's. */
  | { kind: 'failed'; message: string };

export interface NewImage {
  /** The configuration file, JSON: its digest is the image's id. */
  file: string;
  layers: Stack;
  /** Names it gets, as given (`app`, `localhost:5000/app:v1`). */
  names: readonly string[];
}

export interface BuildBackend {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits simulated time. */
  sleep(ms: number): Promise<void>;
  random(digits: number): string;
  /** Rejects with Error whose message is BuildKit's, without the image's name before it. */
  resolveImage(
    reference: string,
    options: { pull: boolean; credentials: (host: string) => Promise<AuthConfig | undefined> },
  ): Promise<SourceImage>;
  /** Whether the image's layers are in the engine already, so that a pull fetches nothing. */
  isHere(image: SourceImage): boolean;
  pull(image: SourceImage, progress: BlobProgress): Promise<Stack>;
  run(request: RunRequest): Promise<RunResult>;
  /** Gives the image's id, `sha256:…`. Throws on a name that is none. */
  createImage(image: NewImage): string;
  /** Checks and normalises names given with -t: `docker.io/library/app:latest` shown as `docker.io/library/app`. */
  displayName(name: string): string;
  readonly cacheBook: CacheBook;
  /** `sha256:…` of bytes. */
  readonly digest: (content: Uint8Array | string) => string;
  /** Turns user and group names into ids by the stack's /etc/passwd and /etc/group. Throws when a name is unknown. */
  findIds(stack: Stack, user: string): { uid: number; gid: number };
}
