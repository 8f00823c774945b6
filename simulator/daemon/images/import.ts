/** `docker import`: an archive of files becomes an image of one layer without any history. */
import type { ProgressMessage } from '../../api/common.ts';
import type { ContainerConfig } from '../../api/containers.ts';
import { createChannel } from '../../api/channel.ts';
import { invalidParameter, system } from '../../api/errors.ts';
import type { ImageCreateQuery } from '../../api/images.ts';
import type { MessageStream } from '../../api/streams.ts';
import { rfc3339Nano } from '../../api/time.ts';
import type { Readable } from '../../kernel/abi.ts';
import { parsePlatform } from '../../registry/assemble.ts';
import { gunzip, isGzip } from '../../registry/gzip.ts';
import { goJson } from '../../registry/oci.ts';
import { layerFromTar, readTar } from '../../vfs/index.ts';
import type { Layer } from '../../vfs/index.ts';
import { applyChanges } from './change.ts';
import { orderedConfig, targetReference } from './commit.ts';
import { EMPTY_CONFIG } from './empty-config.ts';
import { addImage, registerLayers, tagImage } from './create.ts';
import { changeImages, emitImage } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { status } from './progress.ts';

export async function importImage(
  store: ImageStore,
  query: ImageCreateQuery,
  content: Readable | undefined,
): Promise<MessageStream<ProgressMessage>> {
  const source = query.fromSrc ?? '-';
  const reference = targetReference(query.repo, query.tag);
  const config = applyChanges({}, query.changes ?? []);
  if (source !== '-')
    throw invalidParameter(`import from ${source}: Drydock has no way to the internet; pass a file or - instead`);
  const layer = layerOfArchive(content === undefined ? new Uint8Array(0) : await content.readAll());
  registerLayers(store, '', [layer]);
  const id = changeImages(store, (draft) => addImage(draft, imageFileOf(store, query, layer, config)));
  if (reference !== undefined) tagImage(store, id, reference);
  emitImage(store, 'import', id, id);
  const messages = createChannel<ProgressMessage>();
  messages.push(status(id));
  messages.end();
  return messages;
}

/** Reads a whole archive, compressed or not. Throws when it is none. */
function layerOfArchive(bytes: Uint8Array): Layer {
  try {
    const archive = isGzip(bytes) ? gunzip(bytes) : bytes;
    readTar(archive);
    return layerFromTar(archive);
  } catch (error) {
    throw system(error instanceof Error ? error.message : 'unexpected EOF');
  }
}

function imageFileOf(
  store: ImageStore,
  query: ImageCreateQuery,
  layer: Layer,
  config: Partial<ContainerConfig>,
): string {
  const platform = parsePlatform(query.platform === undefined || query.platform === '' ? 'amd64' : query.platform);
  const created = rfc3339Nano(store.time.now());
  const comment = query.message === undefined || query.message === '' ? 'Imported from -' : query.message;
  return goJson({
    architecture: platform.architecture,
    comment,
    config: orderedConfig({ ...EMPTY_CONFIG, ...config }),
    container_config: EMPTY_CONFIG,
    created,
    docker_version: store.dockerVersion,
    history: [{ created, comment }],
    os: platform.os,
    rootfs: { type: 'layers', diff_ids: [store.contents.add(layer)] },
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
  });
}
