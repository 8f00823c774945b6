/** `docker commit`: a container's changes become a layer, and its configuration that of a new image. */
import type { ContainerConfig } from '../../api/containers.ts';
import { conflict, invalidParameter } from '../../api/errors.ts';
import type { ImageCommitQuery } from '../../api/images.ts';
import { rfc3339Nano } from '../../api/time.ts';
import { familiarString, isTag, tagNameOnly, withTag } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { goJson } from '../../registry/oci.ts';
import { diffUpper } from '../../vfs/index.ts';
import type { Container } from '../world.ts';
import { applyChanges } from './change.ts';
import { addImage, registerLayers, tagImage } from './create.ts';
import { parseName } from './find.ts';
import { changeImages, emitImage, imageFile, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { parseJson, object, list } from './image-file.ts';

export async function commitContainer(
  store: ImageStore,
  query: ImageCommitQuery,
  body: Partial<ContainerConfig> | undefined,
): Promise<string> {
  const reference = targetReference(query.repo, query.tag);
  const container = store.containers.get(query.container);
  if (container.phase.is === 'dead') throw conflict(`You cannot commit container ${container.id} which is Dead`);
  if (container.phase.is === 'removing') {
    throw conflict(`You cannot commit container ${container.id} which is being removed`);
  }
  const base =
    body === undefined || Object.keys(body).length === 0 ? container.config : { ...container.config, ...body };
  const config = applyChanges(base, query.changes ?? []);
  const work = async (): Promise<string> => writeImage(store, container, config, query);
  const pauses = query.pause !== false && container.phase.is === 'running' && !container.phase.paused;
  const id = pauses ? await store.containers.frozen(container.id, work) : await work();
  if (reference !== undefined) tagImage(store, id, reference);
  store.containers.emit(container.id, 'commit', {
    comment: query.comment ?? '',
    imageID: id,
    imageRef: reference === undefined ? '' : familiarString(reference),
  });
  return id;
}

/** The name that a request's `repo` and `tag` make; undefined when it gives none. */
export function targetReference(repo: string | undefined, tag: string | undefined): Reference | undefined {
  if (repo === undefined || repo === '') return undefined;
  const reference = parseName(repo);
  if (reference.digest !== undefined) throw invalidParameter('cannot import digest reference');
  if (tag === undefined || tag === '') return tagNameOnly(reference);
  if (!isTag(tag)) throw invalidParameter('invalid tag format');
  return withTag(reference, tag);
}

function writeImage(
  store: ImageStore,
  container: Container,
  config: Partial<ContainerConfig>,
  query: ImageCommitQuery,
): string {
  const parent = stateOf(store).images[container.imageId];
  const layer = diffUpper(store.containers.overlay(container.id));
  const isEmpty = layer.root.names.size === 0;
  const top = parent?.chain.at(-1) ?? '';
  if (!isEmpty) registerLayers(store, top, [layer]);
  const created = rfc3339Nano(store.time.now());
  const { author = '', comment = '' } = query;
  const below = parent === undefined ? undefined : imageFile(parent);
  const history = {
    created,
    created_by: (container.config.Cmd ?? []).join(' '),
    ...(author === '' ? {} : { author }),
    ...(comment === '' ? {} : { comment }),
    ...(isEmpty ? { empty_layer: true } : {}),
  };
  const diffIds = [...(below?.rootfs.diff_ids ?? []), ...(isEmpty ? [] : [store.contents.add(layer)])];
  const file = goJson({
    architecture: below?.architecture ?? 'amd64',
    ...(author === '' ? {} : { author }),
    config: orderedConfig(config),
    container: container.id,
    container_config: container.config,
    created,
    docker_version: store.dockerVersion,
    history: [...rawHistory(parent?.file), history],
    os: below?.os ?? 'linux',
    rootfs: { type: 'layers', diff_ids: diffIds },
    ...(below?.variant === undefined ? {} : { variant: below.variant }),
  });
  const id = changeImages(store, (draft) => addImage(draft, file, container.imageId));
  emitImage(store, 'create', id, id);
  return id;
}

/** The base's history as it stands there, with whatever fields it has. */
function rawHistory(file: string | undefined): readonly unknown[] {
  return file === undefined ? [] : list(object(parseJson(file))['history']);
}

/** The order of Go's structure, in which fields that were not set before have their place too. */
const ORDER = [
  'Hostname', 'Domainname', 'User', 'AttachStdin', 'AttachStdout', 'AttachStderr', 'ExposedPorts', 'Tty', 'OpenStdin', 'StdinOnce',
  'Env', 'Cmd', 'Healthcheck', 'ArgsEscaped', 'Image', 'Volumes', 'WorkingDir', 'Entrypoint', 'NetworkDisabled', 'MacAddress',
  'OnBuild', 'Labels', 'StopSignal', 'StopTimeout', 'Shell',
]; // prettier-ignore

export function orderedConfig(config: object): object {
  const fields = new Map<string, unknown>(Object.entries(config));
  return Object.fromEntries(ORDER.flatMap((name) => (fields.has(name) ? [[name, fields.get(name)]] : [])));
}
