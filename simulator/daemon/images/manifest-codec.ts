/** Reading manifests and indexes, which come from anywhere. */
import type { Descriptor, Platform } from '../../api/common.ts';
import { system } from '../../api/errors.ts';
import { decode } from '../../kernel/bytes.ts';
import type { Document } from '../../registry/assemble.ts';
import { MEDIA_TYPE } from '../../registry/oci.ts';
import { list, number, object, parseJson, string } from './image-file.ts';

/** Base first. Throws when the document is no image manifest. */
export function readManifest(document: Document): { config: Descriptor; layers: Descriptor[] } {
  const json = object(parseJson(decode(document.bytes)));
  const config = readDescriptor(json['config']);
  if (config.digest === '')
    throw system(`unsupported manifest media type and no default available: ${document.mediaType}`);
  return { config, layers: list(json['layers']).map(readDescriptor) };
}

export function readIndex(document: Document): Descriptor[] {
  return list(object(parseJson(decode(document.bytes)))['manifests']).map(readDescriptor);
}

export function readDescriptor(value: unknown): Descriptor {
  const json = object(value);
  const platform = json['platform'];
  return {
    mediaType: string(json['mediaType']) ?? MEDIA_TYPE.manifest,
    digest: string(json['digest']) ?? '',
    size: number(json['size']) ?? 0,
    ...(platform === undefined ? {} : { platform: readDescriptorPlatform(platform) }),
  };
}

function readDescriptorPlatform(value: unknown): Platform {
  const json = object(value);
  const variant = string(json['variant']);
  return {
    architecture: string(json['architecture']) ?? '',
    os: string(json['os']) ?? '',
    ...(variant === undefined ? {} : { variant }),
  };
}
