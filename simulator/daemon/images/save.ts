/**
 * `docker save`: an OCI layout with Docker's manifest.json beside it and, for Docker of before 2016, a small JSON file
 * for each layer. File for file what Docker 28.5 writes with graph drivers; a real Docker loads it.
 */
import { byteStream } from '../../api/channel.ts';
import { notFound } from '../../api/errors.ts';
import type { ImageGetQuery } from '../../api/images.ts';
import type { ByteStream } from '../../api/streams.ts';
import { encode } from '../../kernel/bytes.ts';
import { digestOf, encodedPart } from '../../registry/digest.ts';
import { goJson, MEDIA_TYPE } from '../../registry/oci.ts';
import { familiarName, familiarString, fullString, isNameOnly } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { layerToTar, tarFile, writeTar } from '../../vfs/index.ts';
import type { TarEntry } from '../../vfs/index.ts';
import { findByPrefix, parseAny } from './find.ts';
import { emitImage, imageFile, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { imageByReference, isTagged, referencesByName } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';
import { legacyLayers } from './legacy-layers.ts';

interface Chosen {
  readonly image: ImageRecord;
  readonly tags: Reference[];
}

export function saveImages(store: ImageStore, { names }: ImageGetQuery): ByteStream {
  const chosen = chooseImages(stateOf(store), names);
  const archive = new Archive(store);
  const together = new Set(chosen.map(({ image }) => image.id));
  for (const each of chosen) archive.add(each, together);
  return byteStream(writeTar(archive.entries()));
}

/** Images in the order in which they were first named, each with the tags it was named by. */
function chooseImages(state: ImageState, names: readonly string[]): Chosen[] {
  const chosen = new Map<string, Chosen>();
  const choose = (id: string, reference: Reference | undefined): void => {
    const image = state.images[id];
    if (image === undefined) throw notFound(`No such image: ${id}`);
    const known = chosen.get(id) ?? { image, tags: [] };
    chosen.set(id, known);
    const isNew = reference !== undefined && !known.tags.some((tag) => fullString(tag) === fullString(reference));
    if (isNew && isTagged(reference)) known.tags.push(reference);
  };
  for (const name of names) chooseNamed(state, name, choose);
  return [...chosen.values()];
}

function chooseNamed(
  state: ImageState,
  name: string,
  choose: (id: string, reference: Reference | undefined) => void,
): void {
  const asked = parseAny(name);
  if (asked.kind === 'id') {
    if (state.images[asked.id] === undefined) throw notFound(missingId(asked.id));
    return choose(asked.id, undefined);
  }
  const { reference } = asked;
  const isId = familiarName(reference) === 'sha256';
  if (!isId && !isNameOnly(reference)) {
    const id = imageByReference(state, reference);
    if (id === undefined) throw notFound('reference does not exist');
    return choose(id, reference);
  }
  const named = isId ? [] : referencesByName(state, reference);
  for (const each of named) choose(each.imageId, each.reference);
  if (named.length > 0) return undefined;
  const id = findByPrefix(state, name);
  if (id === undefined) throw notFound(`No such image: ${name}`);
  return choose(id, undefined);
}

function missingId(id: string): string {
  const file = `/var/lib/docker/image/overlay2/imagedb/content/sha256/${encodedPart(id)}`;
  return `failed to get digest ${id}: open ${file}: no such file or directory`;
}

interface IndexEntry {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
}

class Archive {
  readonly #store: ImageStore;
  readonly #blobs = new Map<string, TarEntry>();
  readonly #manifests: IndexEntry[] = [];
  readonly #items: object[] = [];
  readonly #repositories = new Map<string, Map<string, string>>();

  constructor(store: ImageStore) {
    this.#store = store;
  }

  /** `together` are the ids of all images in the archive: a parent is told when it comes along. */
  add({ image, tags }: Chosen, together: ReadonlySet<string>): void {
    const file = imageFile(image);
    const time = image.created / 1000;
    const layers = (file.rootfs.diff_ids ?? []).map((diffId) => {
      const bytes = layerToTar(this.#store.contents.get(diffId));
      const digest = this.#blob(bytes, time);
      return { mediaType: MEDIA_TYPE.layer, digest, size: bytes.length };
    });
    for (const legacy of legacyLayers(image, file)) this.#blob(encode(legacy), time);
    const config = encode(image.file);
    const manifest = goJson({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: { mediaType: MEDIA_TYPE.config, digest: this.#blob(config, time), size: config.length },
      layers,
    });
    this.#list(tags, {
      mediaType: MEDIA_TYPE.manifest,
      digest: this.#blob(encode(manifest), 0),
      size: manifest.length,
    });
    const sources = [...layers]
      .sort((a, b) => (a.digest < b.digest ? -1 : 1))
      .map(({ mediaType, size, digest }) => [digest, { mediaType, size, digest }] as const);
    this.#items.push({
      Config: path(image.id),
      RepoTags: tags.length === 0 ? null : tags.map(familiarString),
      Layers: layers.map(({ digest }) => path(digest)),
      ...(together.has(image.parent) ? { Parent: image.parent } : {}),
      ...(layers.length === 0 ? {} : { LayerSources: Object.fromEntries(sources) }),
    });
    this.#nameLayers(tags, layers.at(-1)?.digest ?? '');
    emitImage(this.#store, 'save', image.id, image.id);
  }

  *entries(): Generator<TarEntry> {
    const now = this.#store.clock.now();
    const newest = Math.max(0, ...[...this.#blobs.values()].map(({ mtime }) => mtime));
    yield directoryEntry('blobs/', newest);
    yield directoryEntry('blobs/sha256/', now);
    for (const name of [...this.#blobs.keys()].sort()) {
      const entry = this.#blobs.get(name);
      if (entry !== undefined) yield entry;
    }
    const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests: this.#manifests };
    yield tarFile('index.json', goJson(index));
    yield tarFile('manifest.json', `${goJson(this.#items)}\n`);
    yield tarFile('oci-layout', '{"imageLayoutVersion": "1.0.0"}');
    if (this.#repositories.size > 0) yield tarFile('repositories', `${goJson(this.#repositoriesJson())}\n`);
  }

  #blob(bytes: Uint8Array, time: number): string {
    const digest = digestOf(bytes);
    const name = path(digest);
    if (!this.#blobs.has(name)) this.#blobs.set(name, tarFile(name, bytes, time));
    return digest;
  }

  #list(tags: readonly Reference[], entry: IndexEntry): void {
    if (tags.length === 0) this.#manifests.push(entry);
    for (const tag of tags) {
      const annotations = {
        'io.containerd.image.name': fullString(tag),
        'org.opencontainers.image.ref.name': tag.tag ?? '',
      };
      this.#manifests.push({ ...entry, annotations });
    }
  }

  #nameLayers(tags: readonly Reference[], top: string): void {
    for (const tag of tags) {
      const name = familiarName(tag);
      const known = this.#repositories.get(name) ?? new Map<string, string>();
      this.#repositories.set(name, known.set(tag.tag ?? '', encodedPart(top)));
    }
  }

  #repositoriesJson(): object {
    return Object.fromEntries(
      [...this.#repositories].sort(byKey).map(([name, tags]) => [name, Object.fromEntries([...tags].sort(byKey))]),
    );
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function path(digest: string): string {
  return `blobs/sha256/${encodedPart(digest)}`;
}

function directoryEntry(name: string, mtime: number): TarEntry {
  return { name, type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime, content: new Uint8Array(0) };
}
