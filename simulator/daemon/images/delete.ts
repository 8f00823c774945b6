/**
 * `docker rmi`: takes names away, and with the last one the image, its layers that nobody else has, and parents that
 * nothing keeps. The rules and sentences are the engine's (API v1.51, ImageDelete; recorded sessions image-rmi,
 * image-dangling-in-use).
 */
import { conflict } from '../../api/errors.ts';
import type { ImageDeleteItem, ImageDeleteQuery } from '../../api/images.ts';
import { familiarString, fullName } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { shortId } from '../ids.ts';
import type { Container } from '../world.ts';
import { getImage, isIdPrefix, parseName } from './find.ts';
import { changeImages, childrenOf, containerGraphs, emitImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { collectLayers } from './layers.ts';
import { referencesOf, removeReference } from './references.ts';
import type { ImageRecord } from './state.ts';
import { shortDigest } from './progress.ts';

export function deleteImage(store: ImageStore, name: string, query: ImageDeleteQuery = {}): ImageDeleteItem[] {
  const image = getImage(stateOf(store), name);
  const deletion = new Deletion(store, query.force === true, query.noprune !== true);
  if (isIdPrefix(image.id, name)) deletion.byId(image);
  else deletion.byName(image, name);
  return deletion.items;
}

class Deletion {
  readonly items: ImageDeleteItem[] = [];
  readonly #store: ImageStore;
  readonly #force: boolean;
  readonly #prune: boolean;

  constructor(store: ImageStore, force: boolean, prune: boolean) {
    this.#store = store;
    this.#force = force;
    this.#prune = prune;
  }

  /** Removes the name; the image too when no other name is left. */
  byName(image: ImageRecord, name: string): void {
    const user = this.#containers(image)[0];
    if (!this.#force && user !== undefined && isSingleReference(this.#references(image))) {
      const using = `container ${shortId(user.id)} is using its referenced image ${shortDigest(image.id)}`;
      throw conflict(`conflict: unable to remove repository reference "${name}" (must force) - ${using}`);
    }
    const asked = parseName(name);
    const reference = asked.digest === undefined ? { ...asked, tag: asked.tag ?? 'latest' } : withoutTag(asked);
    this.#untag(image, reference);
    if (reference.digest === undefined) this.#untagDigests(image, reference);
    if (this.#references(image).length === 0) this.#remove(image, this.#force, true);
  }

  /** An id stands for all names of the image, as long as they are of one repository. */
  byId(image: ImageRecord): void {
    const references = this.#references(image);
    if (isSingleReference(references)) {
      const problem = this.#hardConflict(image) ?? (this.#force ? undefined : this.#stoppedConflict(image));
      if (problem !== undefined) throw problem.error;
      for (const reference of references) this.#untag(image, reference);
    }
    this.#remove(image, this.#force, false);
  }

  /** Digests of a repository go with its last tag. */
  #untagDigests(image: ImageRecord, removed: Reference): void {
    const same = this.#references(image).filter((reference) => fullName(reference) === fullName(removed));
    if (same.some(({ digest }) => digest === undefined)) return;
    for (const reference of same) this.#untag(image, reference, false);
  }

  /** `quietly`: a name has been removed already, so what keeps the image is no error. */
  #remove(image: ImageRecord, force: boolean, quietly: boolean): void {
    const problem = this.#hardConflict(image) ?? (force ? undefined : this.#softConflict(image));
    if (problem !== undefined) {
      if (quietly && (this.#references(image).length > 0 || problem.used)) return;
      throw problem.error;
    }
    for (const reference of this.#references(image)) this.#untag(image, reference);
    const parent = image.parent;
    const layers = changeImages(this.#store, (draft) => {
      delete draft.images[image.id];
      return collectLayers(draft, containerGraphs(this.#store));
    });
    emitImage(this.#store, 'delete', image.id, image.id);
    this.items.push({ Deleted: image.id }, ...layers.map((Deleted) => ({ Deleted })));
    const above = stateOf(this.#store).images[parent];
    if (this.#prune && above !== undefined) this.#remove(above, false, true);
  }

  #untag(image: ImageRecord, reference: Reference, tell = true): void {
    changeImages(this.#store, (draft) => removeReference(draft, reference));
    this.items.push({ Untagged: familiarString(reference) });
    if (tell) emitImage(this.#store, 'untag', image.id, image.id);
  }

  #references(image: ImageRecord): Reference[] {
    return referencesOf(stateOf(this.#store), image.id);
  }

  #containers(image: ImageRecord): readonly Container[] {
    return this.#store.containers.all().filter(({ imageId }) => imageId === image.id);
  }

  #hardConflict(image: ImageRecord): Problem | undefined {
    if (childrenOf(stateOf(this.#store), image.id).length > 0) {
      return problem(image, 'cannot be forced', 'image has dependent child images', false);
    }
    const running = this.#containers(image).find(({ phase }) => phase.is === 'running');
    if (running === undefined) return undefined;
    return problem(image, 'cannot be forced', `image is being used by running container ${shortId(running.id)}`, true);
  }

  #softConflict(image: ImageRecord): Problem | undefined {
    if (this.#references(image).length > 0) {
      return problem(image, 'must be forced', 'image is referenced in multiple repositories', false);
    }
    return this.#stoppedConflict(image);
  }

  #stoppedConflict(image: ImageRecord): Problem | undefined {
    const stopped = this.#containers(image).find(({ phase }) => phase.is !== 'running');
    if (stopped === undefined) return undefined;
    return problem(image, 'must be forced', `image is being used by stopped container ${shortId(stopped.id)}`, true);
  }
}

interface Problem {
  readonly error: Error;
  /** A container is in the way, not only another image or name. */
  readonly used: boolean;
}

function problem(image: ImageRecord, force: string, reason: string, used: boolean): Problem {
  return { error: conflict(`conflict: unable to delete ${shortDigest(image.id)} (${force}) - ${reason}`), used };
}

function withoutTag({ domain, path, digest }: Reference): Reference {
  return { domain, path, ...(digest === undefined ? {} : { digest }) };
}

/** At most one tag, and all digests of the same repository. */
function isSingleReference(references: readonly Reference[]): boolean {
  if (references.length <= 1) return true;
  const tags = references.filter(({ digest }) => digest === undefined);
  if (tags.length > 1) return false;
  const repositories = new Set(references.map(fullName));
  return repositories.size === 1;
}
