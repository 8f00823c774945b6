/** `docker tag`. */
import { invalidParameter } from '../../api/errors.ts';
import type { ImageTagQuery } from '../../api/images.ts';
import { familiarName } from '../../registry/reference.ts';
import { targetReference } from './commit.ts';
import { tagImage } from './create.ts';
import { getImage } from './find.ts';
import { stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';

export function addName(store: ImageStore, name: string, query: ImageTagQuery): void {
  const reference = targetReference(query.repo, query.tag);
  if (reference === undefined) throw invalidParameter('repository name must have at least one component');
  if (familiarName(reference) === 'sha256') {
    throw invalidParameter('refusing to create an ambiguous tag using digest algorithm as name');
  }
  tagImage(store, getImage(stateOf(store), name).id, reference);
}
