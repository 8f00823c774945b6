/**
 * A registry's content in a directory, laid out as the distribution project does: blobs by digest, and for each
 * repository links to its layers, its manifests and its tags. What `registry:2` keeps in /var/lib/registry.
 */
import type { ProcessFs } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import type { Document } from '../assemble.ts';
import { encodedPart } from '../digest.ts';
import { MEDIA_TYPE } from '../oci.ts';
import type { RegistryStorage } from '../storage.ts';

/** The part of a process's file system that storage needs. */
type Files = Pick<
  ProcessFs,
  'exists' | 'readdir' | 'readFile' | 'readText' | 'stat' | 'mkdir' | 'writeFile' | 'unlink' | 'rmdir' | 'lstat'
>;

/** `root` is the configured root directory; content lies below its docker/registry/v2. */
export function createFileStorage(fs: Files, root: string): RegistryStorage & { remove(digest: string): void } {
  return new FileStorage(fs, `${root}/docker/registry/v2`);
}

class FileStorage implements RegistryStorage {
  readonly #fs: Files;
  readonly #top: string;

  constructor(fs: Files, top: string) {
    this.#fs = fs;
    this.#top = top;
  }

  repositories(): string[] {
    const found: string[] = [];
    const look = (path: string, name: string): void => {
      const entries = this.#names(path);
      if (entries.includes('_manifests')) found.push(name);
      for (const entry of entries)
        if (!entry.startsWith('_')) look(`${path}/${entry}`, name === '' ? entry : `${name}/${entry}`);
    };
    look(`${this.#top}/repositories`, '');
    return found.sort();
  }

  tags(repository: string): string[] | undefined {
    const tags = `${this.#manifests(repository)}/tags`;
    return this.#fs.exists(this.#manifests(repository)) ? this.#names(tags).sort() : undefined;
  }

  resolve(repository: string, tag: string): string | undefined {
    return this.#link(`${this.#manifests(repository)}/tags/${tag}/current`);
  }

  manifest(repository: string, digest: string): Document | undefined {
    if (this.#link(this.#revision(repository, digest)) === undefined) return undefined;
    const bytes = this.#data(digest);
    return bytes === undefined ? undefined : { mediaType: mediaTypeOf(bytes), digest, bytes };
  }

  putManifest(repository: string, document: Document): void {
    this.#write(`${this.#blob(document.digest)}/data`, document.bytes);
    this.#write(`${this.#revision(repository, document.digest)}/link`, document.digest);
  }

  deleteManifest(repository: string, digest: string): boolean {
    const revision = this.#revision(repository, digest);
    if (this.#link(revision) === undefined) return false;
    this.#fs.unlink(`${revision}/link`);
    for (const tag of this.tags(repository) ?? []) {
      if (this.resolve(repository, tag) === digest) this.#removeAll(`${this.#manifests(repository)}/tags/${tag}`);
    }
    return true;
  }

  tag(repository: string, tag: string, digest: string): void {
    const at = `${this.#manifests(repository)}/tags/${tag}`;
    this.#write(`${at}/current/link`, digest);
    this.#write(`${at}/index/sha256/${encodedPart(digest)}/link`, digest);
  }

  blob(repository: string, digest: string): Uint8Array | undefined {
    return this.#link(this.#layer(repository, digest)) === undefined ? undefined : this.#data(digest);
  }

  blobSize(repository: string, digest: string): number | undefined {
    if (this.#link(this.#layer(repository, digest)) === undefined) return undefined;
    const path = `${this.#blob(digest)}/data`;
    return this.#fs.exists(path) ? this.#fs.stat(path).size : undefined;
  }

  putBlob(repository: string, digest: string, content: Uint8Array): void {
    const path = `${this.#blob(digest)}/data`;
    if (!this.#fs.exists(path)) this.#write(path, content);
    this.#write(`${this.#layer(repository, digest)}/link`, digest);
  }

  mountBlob(repository: string, digest: string, from: string): boolean {
    if (this.blobSize(from, digest) === undefined) return false;
    this.#write(`${this.#layer(repository, digest)}/link`, digest);
    return true;
  }

  /** Deletes a blob whoever refers to it: what garbage collection does. */
  remove(digest: string): void {
    this.#removeAll(this.#blob(digest));
  }

  #manifests(repository: string): string {
    return `${this.#top}/repositories/${repository}/_manifests`;
  }

  #revision(repository: string, digest: string): string {
    return `${this.#manifests(repository)}/revisions/sha256/${encodedPart(digest)}`;
  }

  #layer(repository: string, digest: string): string {
    return `${this.#top}/repositories/${repository}/_layers/sha256/${encodedPart(digest)}`;
  }

  #blob(digest: string): string {
    const name = encodedPart(digest);
    return `${this.#top}/blobs/sha256/${name.slice(0, 2)}/${name}`;
  }

  #data(digest: string): Uint8Array | undefined {
    const path = `${this.#blob(digest)}/data`;
    return this.#fs.exists(path) ? this.#fs.readFile(path) : undefined;
  }

  #link(directory: string): string | undefined {
    const path = `${directory}/link`;
    return this.#fs.exists(path) ? this.#fs.readText(path).trim() : undefined;
  }

  #names(directory: string): string[] {
    return this.#fs.exists(directory) ? this.#fs.readdir(directory).map(({ name }) => name) : [];
  }

  #write(path: string, content: Uint8Array | string): void {
    let at = '';
    for (const part of path.split('/').slice(1, -1)) {
      at += `/${part}`;
      if (!this.#fs.exists(at)) this.#fs.mkdir(at);
    }
    this.#fs.writeFile(path, content);
  }

  #removeAll(path: string): void {
    if (!this.#fs.exists(path)) return;
    if (this.#fs.lstat(path).type !== 'directory') return this.#fs.unlink(path);
    for (const name of this.#names(path)) this.#removeAll(`${path}/${name}`);
    this.#fs.rmdir(path);
  }
}

/** As the manifest itself says. */
function mediaTypeOf(bytes: Uint8Array): string {
  return (
    /"mediaType"\s*:\s*"(application\/vnd\.[^"]*(?:manifest|index)[^"]*)"/.exec(decode(bytes))?.[1] ??
    MEDIA_TYPE.manifest
  );
}
