/** The reference store: which names stand for which images. Keys are references in full. */
import { conflict } from '../../api/errors.ts';
import type { Draft } from '../store.ts';
import {
  familiarString,
  fullName,
  fullString,
  parseNormalizedNamed,
  tagNameOnly,
  withDigest,
} from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import type { ImageState } from './state.ts';

/** A name with a digest is kept without its tag. */
export function referenceKey(reference: Reference): string {
  const { digest } = reference;
  return fullString(digest === undefined ? tagNameOnly(reference) : withDigest(reference, digest));
}

export function imageByReference(state: ImageState, reference: Reference): string | undefined {
  return state.references[referenceKey(reference)];
}

/** Names of an image in the order in which Docker lists them. */
export function referencesOf(state: ImageState, imageId: string): Reference[] {
  return Object.keys(state.references)
    .filter((key) => state.references[key] === imageId)
    .sort()
    .map(parseNormalizedNamed);
}

/** All references by image id, for listings of many images. */
export function referencesByImage(state: ImageState): Map<string, Reference[]> {
  const found = new Map<string, Reference[]>();
  for (const key of Object.keys(state.references).sort()) {
    const id = state.references[key];
    if (id === undefined) continue;
    const list = found.get(id);
    if (list === undefined) found.set(id, [parseNormalizedNamed(key)]);
    else list.push(parseNormalizedNamed(key));
  }
  return found;
}

/** Names of one repository, tags and digests. */
export function referencesByName(state: ImageState, name: Reference): { reference: Reference; imageId: string }[] {
  const wanted = fullName(name);
  return Object.entries(state.references)
    .filter(([key]) => key.startsWith(wanted))
    .map(([key, imageId]) => ({ reference: parseNormalizedNamed(key), imageId }))
    .filter(({ reference }) => fullName(reference) === wanted)
    .sort((a, b) => (fullString(a.reference) < fullString(b.reference) ? -1 : 1));
}

/** Makes a tag stand for the image, whatever it stood for before. */
export function addTag(draft: Draft<ImageState>, reference: Reference, imageId: string): void {
  draft.references[referenceKey(reference)] = imageId;
}

/** A digest names one image for ever. Throws conflict when it names another one. */
export function addDigest(draft: Draft<ImageState>, reference: Reference, imageId: string): void {
  const key = referenceKey(reference);
  const known = draft.references[key];
  if (known !== undefined && known !== imageId) {
    throw conflict(`Cannot overwrite digest ${reference.digest ?? ''}`);
  }
  draft.references[key] = imageId;
}

/** As `addDigest`, for a name that was asked for by its tag: what the digest stands for already, it goes on to. */
export function noteDigest(draft: Draft<ImageState>, reference: Reference, imageId: string): void {
  draft.references[referenceKey(reference)] ??= imageId;
}

export function removeReference(draft: Draft<ImageState>, reference: Reference): void {
  delete draft.references[referenceKey(reference)];
}

export function isTagged(reference: Reference): boolean {
  return reference.tag !== undefined && reference.digest === undefined;
}

export function repoTags(references: readonly Reference[]): string[] {
  return references.filter(isTagged).map(familiarString);
}

export function repoDigests(references: readonly Reference[]): string[] {
  return references.filter(({ digest }) => digest !== undefined).map(familiarString);
}
