/**
 * Registries that answer from the catalogue: Docker Hub, and the hosts of other public images. What a learner pushes to
 * a Hub account stands beside the catalogue, in `storage`.
 */
import type { AuthConfig, Descriptor } from '../api/common.ts';
import type { Layer } from '../vfs/layer.ts';
import { assembleImage, isAssembled } from './assemble.ts';
import type { AssembledImage, AssembledLayer, Document } from './assemble.ts';
import type { ImageFamily } from './catalog/form/image.ts';
import { findTag } from './catalog/form/tags.ts';
import type { Catalogue } from './catalogue.ts';
import type { RegistryClient, TransferOptions } from './client.ts';
import type { Conditions } from './conditions.ts';
import { blobUnknown, denied, manifestUnknown, RegistryError } from './error.ts';
import { blobOfLayer, layerFromBlob } from './layer-blob.ts';
import type { RegistryStorage } from './storage.ts';
import type { Line } from './transfer.ts';

export interface CatalogueRegistryOptions {
  readonly domain: string;
  readonly catalogue: Catalogue;
  /** What was pushed here; undefined where nobody can push. */
  readonly storage: RegistryStorage | undefined;
  readonly conditions: Conditions;
  readonly line: Line;
  readonly auth: AuthConfig | undefined;
  /** Waits for a module of the catalogue, outside simulated time. */
  outside<T>(work: () => Promise<T>): Promise<T>;
}

const RATE_LIMIT =
  'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
/** Hub's two answers to a manifest that someone without the right puts where everybody may read. */
const PUSH_REFUSED =
  'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';

export function createCatalogueRegistry(options: CatalogueRegistryOptions): RegistryClient {
  return new CatalogueRegistry(options);
}

class CatalogueRegistry implements RegistryClient {
  readonly domain: string;
  readonly #options: CatalogueRegistryOptions;

  constructor(options: CatalogueRegistryOptions) {
    this.domain = options.domain;
    this.#options = options;
  }

  async manifest(repository: string, reference: string): Promise<Document> {
    await this.#ask();
    if (this.#options.conditions.rateLimited && this.#user() === undefined) {
      throw new RegistryError('TOOMANYREQUESTS', RATE_LIMIT);
    }
    const pushed = this.#pushedManifest(repository, reference);
    if (pushed !== undefined) return pushed;
    const family = await this.#family(repository);
    if (family === undefined) throw this.#isPushed(repository) ? manifestUnknown() : denied();
    if (reference.includes(':')) return documentByDigest(family, reference);
    const definition = findTag(family, reference);
    if (definition === undefined) throw manifestUnknown();
    return assembleImage(definition).index;
  }

  async tags(repository: string): Promise<readonly string[]> {
    await this.#ask();
    const pushed = this.#options.storage?.tags(repository) ?? [];
    const family = await this.#family(repository);
    if (family === undefined && !this.#isPushed(repository)) throw denied();
    return [...new Set([...(family?.tags.keys() ?? []), ...pushed])].sort();
  }

  async blob(repository: string, { digest }: Descriptor): Promise<Uint8Array> {
    await this.#ask();
    const pushed = this.#options.storage?.blob(repository, digest);
    if (pushed !== undefined) return pushed;
    const family = await this.#family(repository);
    if (family === undefined) throw denied();
    return documentByDigest(family, digest).bytes;
  }

  async layer(repository: string, descriptor: Descriptor, options?: TransferOptions): Promise<Layer> {
    const layer = await this.#findLayer(repository, descriptor.digest);
    if (layer === undefined) throw blobUnknown();
    await this.#options.line.carry(descriptor.size, options);
    return layer;
  }

  async stat(repository: string, digest: string): Promise<number | undefined> {
    await this.#ask();
    const family = await this.#family(repository);
    if (family === undefined && !this.#mayPush(repository)) throw denied();
    const pushed = this.#options.storage?.blobSize(repository, digest);
    if (pushed !== undefined || family === undefined) return pushed;
    return layerIn(family, digest)?.descriptor.size ?? configIn(family, digest)?.bytes.length;
  }

  async mount(repository: string, digest: string, from: string): Promise<boolean> {
    await this.#ask();
    this.#checkPush(repository);
    const { storage } = this.#options;
    if (storage?.mountBlob(repository, digest, from) === true) return true;
    const layer = await this.#findLayer(from, digest);
    if (layer === undefined) return false;
    storage?.putBlob(repository, digest, blobOfLayer(layer).content);
    return true;
  }

  async pushBlob(repository: string, digest: string, content: Uint8Array, options?: TransferOptions): Promise<void> {
    this.#checkPush(repository);
    await this.#options.line.carry(content.length, options);
    this.#options.storage?.putBlob(repository, digest, content);
  }

  async pushManifest(repository: string, reference: string, document: Document): Promise<string> {
    await this.#ask();
    if (!this.#mayPush(repository)) throw new RegistryError('DENIED', PUSH_REFUSED);
    const { storage } = this.#options;
    storage?.putManifest(repository, document);
    if (!reference.includes(':')) storage?.tag(repository, reference, document.digest);
    return document.digest;
  }

  async #ask(): Promise<void> {
    await this.#options.line.roundTrip();
  }

  #user(): string | undefined {
    return this.#options.auth?.username === '' ? undefined : this.#options.auth?.username;
  }

  /** Everybody may push below the own name and nowhere else. */
  #mayPush(repository: string): boolean {
    return this.#options.storage !== undefined && repository.split('/')[0] === this.#user();
  }

  #checkPush(repository: string): void {
    if (!this.#mayPush(repository)) throw denied();
  }

  #isPushed(repository: string): boolean {
    return this.#options.storage?.tags(repository) !== undefined;
  }

  #pushedManifest(repository: string, reference: string): Document | undefined {
    const { storage } = this.#options;
    const digest = reference.includes(':') ? reference : storage?.resolve(repository, reference);
    return digest === undefined ? undefined : storage?.manifest(repository, digest);
  }

  async #family(repository: string): Promise<ImageFamily | undefined> {
    const entry = this.#options.catalogue.find(this.domain, repository);
    return entry === undefined ? undefined : this.#options.outside(() => entry.load());
  }

  async #findLayer(repository: string, digest: string): Promise<Layer | undefined> {
    const pushed = this.#options.storage?.blob(repository, digest);
    if (pushed !== undefined) return layerFromBlob(pushed);
    const family = await this.#family(repository);
    return family === undefined ? undefined : layerIn(family, digest)?.layer;
  }
}

function configIn(family: ImageFamily, digest: string): Document | undefined {
  return imageWith(family, ({ documents }) => documents.has(digest))?.documents.get(digest);
}

function layerIn(family: ImageFamily, digest: string): AssembledLayer | undefined {
  const sought = ({ descriptor }: AssembledLayer): boolean => descriptor.digest === digest;
  return imageWith(family, ({ layers }) => layers.some(sought))?.layers.find(sought);
}

/** The configuration, manifest or index with this digest, in whichever image of the repository it is. */
function documentByDigest(family: ImageFamily, digest: string): Document {
  const image = imageWith(family, ({ index, documents }) => index.digest === digest || documents.has(digest));
  const document = image?.index.digest === digest ? image.index : image?.documents.get(digest);
  if (document === undefined) throw manifestUnknown();
  return document;
}

/** Images that were assembled before come first: what is asked for by digest is nearly always of one of them. */
function imageWith(family: ImageFamily, fits: (image: AssembledImage) => boolean): AssembledImage | undefined {
  const definitions = [...new Set(family.tags.values())].map((make) => make());
  const sorted = [...definitions.filter(isAssembled), ...definitions.filter((each) => !isAssembled(each))];
  for (const definition of sorted) {
    const image = assembleImage(definition);
    if (fits(image)) return image;
  }
  return undefined;
}
