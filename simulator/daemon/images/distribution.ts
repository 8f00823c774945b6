/** GET /distribution/NAME/json: what a registry has under a name, without pulling it. */
import type { AuthConfig, Platform } from '../../api/common.ts';
import { system } from '../../api/errors.ts';
import type { DistributionInspect } from '../../api/images.ts';
import { decode } from '../../kernel/bytes.ts';
import type { Document } from '../../registry/assemble.ts';
import type { RegistryClient } from '../../registry/client.ts';
import { RegistryError } from '../../registry/error.ts';
import { isIndexType } from '../../registry/oci.ts';
import { tagNameOnly } from '../../registry/reference.ts';
import { parseName } from './find.ts';
import { parseImageFile } from './image-file.ts';
import type { ImageStore } from './image-store.ts';
import { readIndex, readManifest } from './manifest-codec.ts';
import { registryFailure } from './registry-errors.ts';

export async function inspectDistribution(
  store: ImageStore,
  name: string,
  auth: AuthConfig | undefined,
): Promise<DistributionInspect> {
  const reference = tagNameOnly(parseName(name));
  try {
    const client = await store.registries.connect(reference.domain, auth);
    const document = await client.manifest(reference.path, reference.digest ?? reference.tag ?? '');
    const { mediaType, digest, bytes } = document;
    const Platforms = await platformsOf(client, reference.path, document);
    return { Descriptor: { mediaType, digest, size: bytes.length }, Platforms };
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'DENIED') throw system(REFUSED);
    throw registryFailure(error);
  }
}

const REFUSED = 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';

async function platformsOf(client: RegistryClient, repository: string, document: Document): Promise<Platform[]> {
  if (isIndexType(document.mediaType)) return readIndex(document).flatMap(({ platform }) => platform ?? []);
  const file = parseImageFile(decode(await client.blob(repository, readManifest(document).config)));
  const { architecture, os, variant } = file;
  return [{ architecture, os, ...(variant === undefined ? {} : { variant }) }];
}
