/** `docker load`: reads what any `docker save` wrote, and OCI layouts with Docker's manifest.json. */
import { createChannel } from '../../api/channel.ts';
import type { Channel } from '../../api/channel.ts';
import type { ProgressMessage } from '../../api/common.ts';
import { system } from '../../api/errors.ts';
import type { ImageLoadQuery } from '../../api/images.ts';
import type { MessageStream } from '../../api/streams.ts';
import type { Readable } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import { digestOf } from '../../registry/digest.ts';
import { gunzip, isGzip } from '../../registry/gzip.ts';
import { layerFromBlob } from '../../registry/layer-blob.ts';
import { familiarString, parseNormalizedNamed, tagNameOnly } from '../../registry/reference.ts';
import type { Layer } from '../../vfs/index.ts';
import { layerDigest, readTar } from '../../vfs/index.ts';
import { addImage } from './create.ts';
import { list, object, parseImageFile, parseJson, string, strings } from './image-file.ts';
import { changeImages, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { chainId } from './layers.ts';
import { registerLayers } from './create.ts';
import { failure, layerProgress, shortDigest } from './progress.ts';
import { addTag, imageByReference } from './references.ts';

interface Item {
  readonly config: string;
  readonly tags: readonly string[];
  readonly layers: readonly string[];
  /** Id of the image it was committed from. */
  readonly parent: string;
}

type Files = ReadonlyMap<string, Uint8Array>;

export async function loadImages(
  store: ImageStore,
  query: ImageLoadQuery,
  content: Readable,
): Promise<MessageStream<ProgressMessage>> {
  const bytes = await content.readAll();
  const messages = createChannel<ProgressMessage>();
  try {
    loadArchive(store, bytes, query.quiet !== false, messages);
  } catch (error) {
    messages.push(failure(error instanceof Error ? error.message : 'unexpected EOF'));
  }
  messages.end();
  return messages;
}

function loadArchive(store: ImageStore, bytes: Uint8Array, quiet: boolean, messages: Channel<ProgressMessage>): void {
  const files = readArchive(bytes);
  const manifest = files.get('manifest.json');
  if (manifest === undefined) {
    const directory = `${store.dataRoot}/tmp/docker-import-${Number.parseInt(store.newCacheId().slice(0, 8), 16)}`;
    throw system(`open ${directory}/repositories: no such file or directory`);
  }
  const items = list(parseJson(decode(manifest))).map(readItem);
  const ids: string[] = [];
  let names = 0;
  for (const item of items) {
    const id = loadItem(store, files, item, quiet, messages);
    ids.push(id);
    for (const tag of item.tags) nameLoaded(store, id, tag, messages);
    names += item.tags.length;
    emitImage(store, 'load', id, id);
  }
  linkParents(store, items, ids);
  if (names === 0) for (const id of ids) messages.push({ stream: `Loaded image ID: ${id}\n` });
}

/** Parents count when they came in the same archive. */
function linkParents(store: ImageStore, items: readonly Item[], ids: readonly string[]): void {
  changeImages(store, (draft) => {
    for (const [at, { parent }] of items.entries()) {
      const image = draft.images[ids[at] ?? ''];
      if (image !== undefined && ids.includes(parent)) image.parent = parent;
    }
  });
}

/** Regular files by path, links within the archive followed (older archives link equal layers to one another). */
function readArchive(bytes: Uint8Array): Files {
  const files = new Map<string, Uint8Array>();
  for (const entry of readTar(isGzip(bytes) ? gunzip(bytes) : bytes).entries) {
    const name = normal(entry.name);
    if (entry.type === 'file') files.set(name, entry.content);
    else if (entry.type === 'symlink' || entry.type === 'link') {
      const from = entry.type === 'symlink' ? name.slice(0, name.lastIndexOf('/') + 1) : '';
      const target = files.get(normal(from + (entry.linkname ?? '')));
      if (target !== undefined) files.set(name, target);
    }
  }
  return files;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function readItem(value: unknown): Item {
  const json = object(value);
  return {
    config: string(json['Config']) ?? '',
    tags: strings(json['RepoTags']) ?? [],
    layers: strings(json['Layers']) ?? [],
    parent: string(json['Parent']) ?? '',
  };
}

/** Gives the image's id. */
function loadItem(
  store: ImageStore,
  files: Files,
  item: Item,
  quiet: boolean,
  messages: Channel<ProgressMessage>,
): string {
  const file = decode(fileOf(store, files, item.config));
  const diffIds = parseImageFile(file).rootfs.diff_ids ?? [];
  if (diffIds.length !== item.layers.length) {
    throw system(`invalid manifest, layers length mismatch: expected ${diffIds.length}, got ${item.layers.length}`);
  }
  let parent = '';
  for (const [at, diffId] of diffIds.entries()) {
    const chain = chainId(parent, diffId);
    if (stateOf(store).layers[chain] === undefined) {
      const bytes = fileOf(store, files, item.layers[at] ?? '');
      registerLayers(store, parent, [checkedLayer(bytes, diffId, at)]);
      if (!quiet) messages.push(layerProgress(shortDigest(diffId), 'Loading layer', bytes.length, bytes.length));
    }
    parent = chain;
  }
  return changeImages(store, (draft) => addImage(draft, file));
}

function checkedLayer(bytes: Uint8Array, diffId: string, at: number): Layer {
  const layer = layerFromBlob(bytes);
  const got = layerDigest(layer);
  if (got !== diffId) throw system(`invalid diffID for layer ${at}: expected "${diffId}", got "${got}"`);
  return layer;
}

function fileOf(store: ImageStore, files: Files, path: string): Uint8Array {
  const content = files.get(normal(path));
  if (content !== undefined) return content;
  throw system(
    `open ${store.dataRoot}/tmp/docker-import-${digestOf(path).slice(7, 16)}/${path}: no such file or directory`,
  );
}

function nameLoaded(store: ImageStore, id: string, tag: string, messages: Channel<ProgressMessage>): void {
  const reference = tagNameOnly(parseNormalizedNamed(tag));
  const before = imageByReference(stateOf(store), reference);
  const name = familiarString(reference);
  if (before !== undefined && before !== id) {
    messages.push({
      stream: `The image ${name} already exists, renaming the old one with ID ${before} to empty string\n`,
    });
  }
  changeImages(store, (draft) => addTag(draft, reference, id));
  messages.push({ stream: `Loaded image: ${name}\n` });
}
