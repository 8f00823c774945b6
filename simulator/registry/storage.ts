/** What a registry keeps: manifests and tags by repository, and blobs that repositories share. */
import type { Document } from './assemble.ts';

export interface RegistryStorage {
  /** In alphabetical order. */
  repositories(): readonly string[];
  /** In alphabetical order; undefined for a repository that does not exist. */
  tags(repository: string): readonly string[] | undefined;
  /** The digest a tag stands for. */
  resolve(repository: string, tag: string): string | undefined;
  manifest(repository: string, digest: string): Document | undefined;
  putManifest(repository: string, document: Document): void;
  deleteManifest(repository: string, digest: string): boolean;
  tag(repository: string, tag: string, digest: string): void;
  /** The blob, when this repository has it. */
  blob(repository: string, digest: string): Uint8Array | undefined;
  blobSize(repository: string, digest: string): number | undefined;
  putBlob(repository: string, digest: string, content: Uint8Array): void;
  /** Gives `repository` the blob of `from`; false when that does not have it. */
  mountBlob(repository: string, digest: string, from: string): boolean;
}

interface Repository {
  readonly manifests: Map<string, Document>;
  readonly tags: Map<string, string>;
  readonly blobs: Set<string>;
}

/** In memory: what people push to Hub during one session. */
export function createMemoryStorage(): RegistryStorage {
  const repositories = new Map<string, Repository>();
  const blobs = new Map<string, Uint8Array>();
  const own = (name: string): Repository => {
    const known = repositories.get(name) ?? { manifests: new Map(), tags: new Map(), blobs: new Set() };
    repositories.set(name, known);
    return known;
  };
  const has = (name: string, digest: string): boolean => repositories.get(name)?.blobs.has(digest) === true;
  return {
    repositories: () => [...repositories.keys()].sort(),
    tags: (name) => {
      const found = repositories.get(name);
      return found === undefined ? undefined : [...found.tags.keys()].sort();
    },
    resolve: (name, tag) => repositories.get(name)?.tags.get(tag),
    manifest: (name, digest) => repositories.get(name)?.manifests.get(digest),
    putManifest: (name, document) => void own(name).manifests.set(document.digest, document),
    deleteManifest(name, digest) {
      const found = repositories.get(name);
      if (found?.manifests.delete(digest) !== true) return false;
      for (const [tag, to] of found.tags) if (to === digest) found.tags.delete(tag);
      return true;
    },
    tag: (name, tag, digest) => void own(name).tags.set(tag, digest),
    blob: (name, digest) => (has(name, digest) ? blobs.get(digest) : undefined),
    blobSize: (name, digest) => (has(name, digest) ? blobs.get(digest)?.length : undefined),
    putBlob(name, digest, content) {
      own(name).blobs.add(digest);
      blobs.set(digest, content);
    },
    mountBlob(name, digest, from) {
      if (!has(from, digest)) return false;
      own(name).blobs.add(digest);
      return true;
    },
  };
}
