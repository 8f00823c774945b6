/**
 * `docker push`: brings the layers that the registry does not have yet, the topmost first, then a manifest. Messages are
 * the engine's (recorded session image-push-denied, and pushes to a registry on localhost).
 */
import { createChannel } from '../../api/channel.ts';
import type { Channel } from '../../api/channel.ts';
import type { AuthConfig, Descriptor, ProgressMessage } from '../../api/common.ts';
import { invalidParameter, system } from '../../api/errors.ts';
import type { ImagePushQuery } from '../../api/images.ts';
import type { MessageStream } from '../../api/streams.ts';
import { encode } from '../../kernel/bytes.ts';
import type { RegistryClient } from '../../registry/client.ts';
import { digestOf } from '../../registry/digest.ts';
import { RegistryError } from '../../registry/error.ts';
import { blobOfLayer } from '../../registry/layer-blob.ts';
import { MEDIA_TYPE } from '../../registry/oci.ts';
import {
  familiarName,
  familiarString,
  fullName,
  isTag,
  parseNormalizedNamed,
  withDigest,
  withTag,
} from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { Slots } from './download.ts';
import { parseName } from './find.ts';
import { changeImages, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { failure, layerProgress, layerStep, shortDigest, status, throttled } from './progress.ts';
import { addDigest, imageByReference, isTagged, referencesByName } from './references.ts';
import type { ImageRecord, LayerRecord } from './state.ts';

/** Uploads that run at one time (dockerd's default of max-concurrent-uploads). */
const CONCURRENT = 5;

interface Push {
  readonly store: ImageStore;
  readonly client: RegistryClient;
  readonly messages: Channel<ProgressMessage>;
  readonly target: Reference;
}

export async function pushImage(
  store: ImageStore,
  name: string,
  query: ImagePushQuery,
  auth: AuthConfig | undefined,
): Promise<MessageStream<ProgressMessage>> {
  const repository = parseName(name);
  if (query.tag !== undefined && query.tag !== '' && !isTag(query.tag)) throw invalidParameter('invalid tag format');
  const messages = createChannel<ProgressMessage>();
  messages.push(status(`The push refers to repository [${fullName(repository)}]`));
  void run(store, repository, query.tag ?? '', auth, messages);
  return Promise.resolve(messages);
}

async function run(
  store: ImageStore,
  repository: Reference,
  tag: string,
  auth: AuthConfig | undefined,
  messages: Channel<ProgressMessage>,
): Promise<void> {
  try {
    const known = referencesByName(stateOf(store), repository).map(({ reference }) => reference);
    if (known.length === 0) throw system(`An image does not exist locally with the tag: ${familiarName(repository)}`);
    const client = await store.registries.connect(repository.domain, auth);
    const tags = tag === '' ? known.filter(isTagged) : [withTag(repository, tag)];
    for (const target of tags) await pushTag({ store, client, messages, target });
    emitImage(
      store,
      'push',
      familiarString(tag === '' ? repository : withTag(repository, tag)),
      familiarName(repository),
    );
  } catch (error) {
    messages.push(failure(error instanceof Error ? error.message : String(error)));
  }
  messages.end();
}

async function pushTag(push: Push): Promise<void> {
  const { store, client, messages, target } = push;
  const state = stateOf(store);
  const id = imageByReference(state, target);
  const image = id === undefined ? undefined : state.images[id];
  if (image === undefined) throw system(`tag does not exist: ${familiarString(target)}`);
  const layers = await pushLayers(push, image);
  const config = encode(image.file);
  if ((await client.stat(target.path, image.id)) === undefined) await client.pushBlob(target.path, image.id, config);
  const bytes = encode(
    manifestOf({ mediaType: MEDIA_TYPE.dockerConfig, digest: image.id, size: config.length }, layers),
  );
  const document = { mediaType: MEDIA_TYPE.dockerManifest, digest: digestOf(bytes), bytes };
  const tag = target.tag ?? 'latest';
  await client.pushManifest(target.path, tag, document);
  messages.push(status(`${tag}: digest: ${document.digest} size: ${bytes.length}`));
  messages.push({ progressDetail: {}, aux: { Tag: tag, Digest: document.digest, Size: bytes.length } });
  changeImages(store, (draft) => addDigest(draft, withDigest(target, document.digest), image.id));
}

/** Docker's schema 2, with the blanks that the distribution library writes: they count for the digest. */
function manifestOf(config: Descriptor, layers: readonly Descriptor[]): string {
  const inOrder = ({ mediaType, size, digest }: Descriptor): object => ({ mediaType, size, digest });
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.dockerManifest,
    config: inOrder(config),
    layers: layers.map(inOrder),
  };
  return JSON.stringify(manifest, null, 3);
}

/** Gives the descriptors in the manifest's order, the base first. */
async function pushLayers(push: Push, image: ImageRecord): Promise<Descriptor[]> {
  const { store, messages } = push;
  const state = stateOf(store);
  const layers = image.chain.flatMap((id) => state.layers[id] ?? []).reverse();
  for (const { diffId } of layers) messages.push(layerStep(shortDigest(diffId), 'Preparing'));
  for (const { diffId } of layers.slice(CONCURRENT)) messages.push(layerStep(shortDigest(diffId), 'Waiting'));
  const slots = new Slots(CONCURRENT);
  const uploads = new Map<string, Promise<Descriptor>>();
  const uploading = layers.map((layer) => {
    const upload = uploads.get(layer.diffId) ?? slots.run(() => pushLayer(push, layer));
    uploads.set(layer.diffId, upload);
    return upload;
  });
  // All come to their end before the first failure is told, as the engine does.
  await Promise.allSettled(uploading);
  return (await Promise.all(uploading)).reverse();
}

async function pushLayer(push: Push, layer: LayerRecord): Promise<Descriptor> {
  const { store, messages, target } = push;
  const id = shortDigest(layer.diffId);
  const there = (await findInRepository(push, layer)) ?? (await mountFromOther(push, layer));
  if (there !== undefined) {
    messages.push(layerStep(id, there.how));
    return there.descriptor;
  }
  const { digest, content } = blobOfLayer(store.contents.get(layer.diffId));
  const total = Math.max(layer.size, 1);
  const tell = throttled(
    total,
    () => store.clock.now(),
    (current) => messages.push(layerProgress(id, 'Pushing', current, total)),
  );
  const progress = (bytes: number): void => tell(Math.round((bytes / content.length) * total));
  await push.client.pushBlob(target.path, digest, content, { progress });
  messages.push(layerStep(id, 'Pushed'));
  return remember(push, layer, { digest, size: content.length });
}

interface There {
  readonly how: string;
  readonly descriptor: Descriptor;
}

/** Whether the repository has the layer under one of the digests that it is known by. */
async function findInRepository(push: Push, layer: LayerRecord): Promise<There | undefined> {
  const { store, client, target } = push;
  const known = stateOf(store).blobs[layer.diffId] ?? [];
  const digests = known.length > 0 ? known.map(({ digest }) => digest) : [];
  for (const digest of new Set(digests)) {
    const size = await client.stat(target.path, digest);
    if (size !== undefined) return { how: 'Layer already exists', descriptor: remember(push, layer, { digest, size }) };
  }
  // Nothing is known of a layer made here, but whether one may push at all is asked before anything is compressed.
  if (known.length === 0) await client.stat(target.path, layer.diffId);
  return undefined;
}

async function mountFromOther(push: Push, layer: LayerRecord): Promise<There | undefined> {
  const { store, client, target } = push;
  for (const { digest, size, repository } of stateOf(store).blobs[layer.diffId] ?? []) {
    const from = parseNormalizedNamed(repository);
    if (from.domain !== target.domain || from.path === target.path) continue;
    if (await tryMount(client, target.path, digest, from.path)) {
      return { how: `Mounted from ${from.path}`, descriptor: remember(push, layer, { digest, size }) };
    }
  }
  return undefined;
}

async function tryMount(client: RegistryClient, repository: string, digest: string, from: string): Promise<boolean> {
  try {
    return await client.mount(repository, digest, from);
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'BLOB_UNKNOWN') return false;
    throw error;
  }
}

function remember(
  { store, target }: Push,
  { diffId }: LayerRecord,
  blob: { digest: string; size: number },
): Descriptor {
  const repository = fullName(target);
  changeImages(store, (draft) => {
    const known = (draft.blobs[diffId] ??= []);
    const same = known.some((each) => each.digest === blob.digest && each.repository === repository);
    if (!same) known.push({ ...blob, repository });
  });
  return { mediaType: MEDIA_TYPE.dockerLayerGzip, ...blob };
}
