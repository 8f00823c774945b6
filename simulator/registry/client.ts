/**
 * A registry as the daemon talks to it: what the distribution HTTP API v2 offers, without saying how it travels. Docker
 * Hub answers from the catalogue in this process (`hub.ts`); a registry that runs in a container is reached over the
 * simulated network (`http-client.ts`).
 */
import type { AuthConfig, Descriptor } from '../api/common.ts';
import type { Layer } from '../vfs/layer.ts';
import type { Document } from './assemble.ts';

/** Called while bytes travel, with how many have arrived (or left) so far. */
export type Progress = (bytes: number) => void;

export interface TransferOptions {
  progress?: Progress;
  /** Gives up: the transfer ends as soon as it can and rejects. */
  signal?: Cancellation;
}

/** Whether the one who asked still wants the answer. */
export interface Cancellation {
  readonly cancelled: boolean;
}

/** One registry, reached with certain credentials. All methods reject with RegistryError. */
export interface RegistryClient {
  /** `docker.io`, `localhost:5000`. */
  readonly domain: string;
  /** The manifest or index that `reference` (a tag or a digest) names. */
  manifest(repository: string, reference: string): Promise<Document>;
  /** All tags, in the registry's order. */
  tags(repository: string): Promise<readonly string[]>;
  /** A configuration. */
  blob(repository: string, descriptor: Descriptor): Promise<Uint8Array>;
  /** A layer, with `progress` told of the compressed bytes. */
  layer(repository: string, descriptor: Descriptor, options?: TransferOptions): Promise<Layer>;
  /** Whether the repository has the blob, and of what size. */
  stat(repository: string, digest: string): Promise<number | undefined>;
  /** Makes a blob of another repository one of this one; false when the registry will not. */
  mount(repository: string, digest: string, from: string): Promise<boolean>;
  pushBlob(repository: string, digest: string, content: Uint8Array, options?: TransferOptions): Promise<void>;
  /** `reference` is a tag or the manifest's digest. Gives the digest under which it is kept. */
  pushManifest(repository: string, reference: string, document: Document): Promise<string>;
}

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

/** The world's registries, as the daemon's machine reaches them. */
export interface Registries {
  /**
   * Reaches the registry of `domain` (GET /v2/) with these credentials. Rejects with RegistryError: it cannot be
   * reached, or does not take them.
   */
  connect(domain: string, auth?: AuthConfig): Promise<RegistryClient>;
  /** What `docker login` asks: whether the registry takes these credentials. */
  login(domain: string, auth: AuthConfig): Promise<void>;
  /** Hub's search, best first. */
  search(term: string, limit: number): Promise<readonly SearchResult[]>;
  /**
   * How long unpacking a compressed layer of so many bytes takes on this machine, in milliseconds of simulated time.
   */
  unpackingTime(bytes: number): number;
}
