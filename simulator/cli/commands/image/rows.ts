/** Rows of `docker images`: one per tag of an image, and per digest where digests are asked for. */
import type { ImageSummary } from '../../../api/images.ts';
import type { Row } from '../../format/listing.ts';
import { familiarName, parseReference } from '../../format/reference.ts';
import { ago, createdAt, truncateId } from '../../format/text.ts';
import { humanSize } from '../../go/units.ts';

export const IMAGE_TYPE = '*formatter.imageContext';

export const IMAGE_TITLES: Readonly<Record<string, string>> = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  VirtualSize: 'SIZE',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};

const NONE = '<none>';

export interface ImageName {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

export interface ImageRowOptions {
  readonly truncate: boolean;
  readonly now: number;
}

/** An image that no tag names. */
export function isDangling({ RepoTags, RepoDigests }: ImageSummary): boolean {
  if (RepoTags.length === 0 && RepoDigests.length === 0) return true;
  return (
    RepoTags.length === 1 &&
    RepoTags[0] === '<none>:<none>' &&
    RepoDigests.length === 1 &&
    RepoDigests[0] === '<none>@<none>'
  );
}

/** Tags or digests by repository, in the order in which the engine gives them. */
function byRepository(names: readonly string[], part: 'tag' | 'digest'): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    try {
      const reference = parseReference(name);
      const value = reference[part];
      if (value === undefined) continue;
      const repository = familiarName(reference);
      found.set(repository, [...(found.get(repository) ?? []), value]);
    } catch {
      // `<none>:<none>` names nothing.
    }
  }
  return found;
}

/** The names under which an image is listed. `digests`: rows for digests too; `digestColumn`: their column is shown. */
export function imageNames(image: ImageSummary, digests: boolean, digestColumn: boolean): ImageName[] {
  if (isDangling(image)) return [{ repository: NONE, tag: NONE, digest: NONE }];
  const tags = byRepository(image.RepoTags, 'tag');
  const known = byRepository(image.RepoDigests, 'digest');
  const names: ImageName[] = [];
  for (const [repository, all] of tags) {
    const shown = digestColumn ? (known.get(repository) ?? []) : [];
    known.delete(repository);
    for (const tag of all) {
      if (shown.length === 0) names.push({ repository, tag, digest: NONE });
      for (const digest of shown) names.push({ repository, tag, digest });
    }
  }
  for (const [repository, all] of known) {
    if (!digests) names.push({ repository, tag: NONE, digest: '' });
    else for (const digest of all) names.push({ repository, tag: NONE, digest });
  }
  return names;
}

const orUnknown = (value: number, text: (known: number) => string): string => (value === -1 ? 'N/A' : text(value));

export function imageRow(image: ImageSummary, name: ImageName, { truncate, now }: ImageRowOptions): Row {
  return {
    ID: () => (truncate ? truncateId(image.Id) : image.Id),
    Repository: () => name.repository,
    Tag: () => name.tag,
    Digest: () => name.digest,
    CreatedSince: () => ago(image.Created, now),
    CreatedAt: () => createdAt(image.Created),
    Size: () => humanSize(image.Size, 3),
    Containers: () => orUnknown(image.Containers, String),
    VirtualSize: () => humanSize(image.Size),
    SharedSize: () => orUnknown(image.SharedSize, humanSize),
    UniqueSize: () =>
      image.Size === -1 ? 'N/A' : orUnknown(image.SharedSize, (shared) => humanSize(image.Size - shared)),
  };
}
