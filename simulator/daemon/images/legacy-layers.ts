/**
 * What Docker called an image before 1.10: one JSON file for each layer, with an id made from its content and its
 * parent's. `docker save` still writes them.
 */
import { digestOf, encodedPart } from '../../registry/digest.ts';
import { goJson } from '../../registry/oci.ts';
import type { ImageFile } from '../../registry/oci.ts';
import { orderedConfig } from './commit.ts';
import { createdText, object, parseJson } from './image-file.ts';
import { EMPTY_CONFIG } from './empty-config.ts';
import type { ImageRecord } from './state.ts';

const EPOCH = '1970-01-01T00:00:00Z';

/** The files, the base's first. */
export function legacyLayers(image: ImageRecord, file: ImageFile): string[] {
  const files: string[] = [];
  let parent = '';
  for (const [at, chainId] of image.chain.entries()) {
    const own =
      at === image.chain.length - 1 ? ownFields(image, file) : { created: EPOCH, container_config: EMPTY_CONFIG };
    const id = legacyId(own, chainId, parent);
    const { os: _os, ...fields } = { os: '', ...own };
    files.push(
      goJson({
        id: encodedPart(id),
        ...(parent === '' ? {} : { parent: encodedPart(parent) }),
        ...fields,
        os: file.os,
      }),
    );
    parent = id;
  }
  return files;
}

function ownFields(image: ImageRecord, file: ImageFile): Record<string, unknown> {
  const json = object(parseJson(image.file));
  const config = json['config'];
  const created = createdText(file);
  const containerConfig = object(json['container_config']);
  return {
    ...(file.comment === undefined ? {} : { comment: file.comment }),
    ...(created === undefined ? {} : { created }),
    ...(file.container === undefined ? {} : { container: file.container }),
    container_config: complete(containerConfig),
    ...(file.docker_version === undefined ? {} : { docker_version: file.docker_version }),
    ...(file.author === undefined ? {} : { author: file.author }),
    ...(config === undefined || config === null ? {} : { config: complete(object(config)) }),
    architecture: file.architecture,
    ...(file.variant === undefined ? {} : { variant: file.variant }),
    os: file.os,
  };
}

function complete(config: Readonly<Record<string, unknown>>): object {
  return orderedConfig({ ...EMPTY_CONFIG, ...config });
}

/** Of the fields with sorted names, among them the chain id and the parent's id. */
function legacyId(fields: Readonly<Record<string, unknown>>, chainId: string, parent: string): string {
  const all: Record<string, unknown> = { ...fields, layer_id: chainId, ...(parent === '' ? {} : { parent }) };
  const sorted = Object.keys(all)
    .sort()
    .map((name) => [name, all[name]]);
  return digestOf(goJson(Object.fromEntries(sorted)));
}
