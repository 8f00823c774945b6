/**
 * `docker pull`: asks the registry for the manifest, downloads what layers are missing, three at a time, and unpacks
 * them in order. Messages and their order are the engine's (recorded sessions image-pull*, tty-pull-progress-wide).
 */
import { createChannel } from '../../api/channel.ts';
import type { Channel } from '../../api/channel.ts';
import type { AuthConfig, Descriptor, Platform, ProgressMessage } from '../../api/common.ts';
import { system } from '../../api/errors.ts';
import type { ImageCreateQuery } from '../../api/images.ts';
import type { MessageStream } from '../../api/streams.ts';
import { decode } from '../../kernel/bytes.ts';
import type { Document } from '../../registry/assemble.ts';
import type { RegistryClient } from '../../registry/client.ts';
import { formatPlatform, isIndexType } from '../../registry/oci.ts';
import {
  checkDigest,
  familiarName,
  familiarString,
  fullString,
  isTag,
  tagNameOnly,
  withDigest,
  withTag,
} from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { addImage, releaseLease } from './create.ts';
import { downloadLayers } from './download.ts';
import { parseName } from './find.ts';
import { parseImageFile } from './image-file.ts';
import { changeImages, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { readIndex, readManifest } from './manifest-codec.ts';
import { chooseManifest, HOST_PLATFORM, readPlatform } from './platform.ts';
import { failure, status } from './progress.ts';
import { addDigest, addTag, imageByReference, noteDigest } from './references.ts';
import { translatePullError } from './registry-errors.ts';

export interface Pull {
  readonly store: ImageStore;
  readonly client: RegistryClient;
  readonly platform: Platform;
  readonly messages: Channel<ProgressMessage>;
  /** Name under which it keeps layers that no image has yet. */
  readonly lease: string;
}

/** Rejects with what goes wrong before the first message; later failures are a message with `error`. */
export async function pullImage(
  store: ImageStore,
  query: ImageCreateQuery,
  auth: AuthConfig | undefined,
): Promise<MessageStream<ProgressMessage>> {
  const asked = askedReference(query.fromImage ?? '', query.tag ?? '');
  const platform = query.platform === undefined || query.platform === '' ? HOST_PLATFORM : readPlatform(query.platform);
  const client = await connect(store, asked, auth);
  const messages = createChannel<ProgressMessage>();
  const pull: Pull = { store, client, platform, messages, lease: `pull-${store.newCacheId().slice(0, 12)}` };
  const names = isWholeRepository(asked) ? await tagsOf(pull, asked) : [asked];
  const [first] = names;
  const document = first === undefined ? undefined : await fetchManifest(pull, first);
  void run(pull, asked, names, document);
  return messages;
}

/** All tags where the request gives neither tag nor digest. */
function askedReference(name: string, tag: string): Reference {
  const reference = parseName(name);
  if (tag === '') return reference;
  if (isTag(tag)) return withTag(reference, tag);
  checkDigest(tag);
  return withDigest(reference, tag);
}

function isWholeRepository({ tag, digest }: Reference): boolean {
  return tag === undefined && digest === undefined;
}

async function connect(store: ImageStore, reference: Reference, auth: AuthConfig | undefined): Promise<RegistryClient> {
  try {
    return await store.registries.connect(reference.domain, auth);
  } catch (error) {
    throw translatePullError(error, reference);
  }
}

async function tagsOf({ client }: Pull, reference: Reference): Promise<Reference[]> {
  try {
    return (await client.tags(reference.path)).map((tag) => withTag(reference, tag));
  } catch (error) {
    throw translatePullError(error, reference);
  }
}

async function fetchManifest({ client }: Pull, reference: Reference): Promise<Document> {
  try {
    return await client.manifest(reference.path, reference.digest ?? reference.tag ?? 'latest');
  } catch (error) {
    throw translatePullError(error, reference);
  }
}

/** `first` is the manifest of the first name, which was fetched to see whether there is one. */
async function run(
  pull: Pull,
  asked: Reference,
  names: readonly Reference[],
  first: Document | undefined,
): Promise<void> {
  const { messages } = pull;
  try {
    let changed = false;
    for (const [at, name] of names.entries()) {
      const document = at === 0 && first !== undefined ? first : await fetchManifest(pull, name);
      if (await pullOne(pull, name, document)) changed = true;
    }
    const what = changed ? 'Downloaded newer image for' : 'Image is up to date for';
    messages.push(status(`Status: ${what} ${familiarString(asked)}`));
    emitImage(pull.store, 'pull', familiarString(asked), familiarName(asked));
    messages.end();
  } catch (error) {
    messages.push(failure(messageOf(error)));
    messages.end();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether the name stands for another image than before. */
async function pullOne(pull: Pull, name: Reference, document: Document): Promise<boolean> {
  const { store, messages } = pull;
  messages.push(status(`Pulling from ${name.path}`, name.digest === undefined ? (name.tag ?? '') : fullString(name)));
  const manifest = await selectPlatform(pull, name, document);
  const id = await pullManifest(pull, name, manifest);
  messages.push(status(`Digest: ${document.digest}`));
  const before = imageByReference(stateOf(store), name);
  changeImages(store, (draft) => {
    const known = withDigest(name, document.digest);
    if (name.digest !== undefined) return addDigest(draft, known, id);
    noteDigest(draft, known, id);
    addTag(draft, tagNameOnly(name), id);
  });
  return before !== id;
}

async function selectPlatform({ client, platform }: Pull, name: Reference, document: Document): Promise<Document> {
  if (!isIndexType(document.mediaType)) return document;
  const chosen = chooseManifest(readIndex(document), platform);
  if (chosen === undefined)
    throw system(`no matching manifest for ${formatPlatform(platform)} in the manifest list entries`);
  return client.manifest(name.path, chosen.digest);
}

/** Gives the id of the image, which is the digest of its configuration. */
async function pullManifest(pull: Pull, name: Reference, document: Document): Promise<string> {
  const { store, client } = pull;
  const { config, layers } = readManifest(document);
  if (stateOf(store).images[config.digest] !== undefined) return config.digest;
  const file = decode(await client.blob(name.path, config));
  const { rootfs } = parseImageFile(file);
  try {
    await downloadLayers(pull, name, pairs(layers, rootfs.diff_ids ?? []));
    return changeImages(store, (draft) => addImage(draft, file));
  } finally {
    releaseLease(store, pull.lease);
  }
}

function pairs(layers: readonly Descriptor[], diffIds: readonly string[]): { blob: Descriptor; diffId: string }[] {
  return layers.map((blob, at) => ({ blob, diffId: diffIds[at] ?? '' }));
}
