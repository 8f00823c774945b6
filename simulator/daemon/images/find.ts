/** Finding the image that a name, an id or the beginning of one stands for. */
import { invalidParameter, notFound } from '../../api/errors.ts';
import {
  checkDigest,
  familiarString,
  parseNormalizedNamed,
  ReferenceError,
  tagNameOnly,
} from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { formatPlatform } from '../../registry/oci.ts';
import { parseImageFile } from './image-file.ts';
import { fitsPlatform, readPlatform } from './platform.ts';
import { imageByReference } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';

const WHOLE_ID = /^[a-f0-9]{64}$/;

/** What a text may be: a whole id, or a name. */
type AnyReference = { kind: 'id'; id: string } | { kind: 'name'; reference: Reference };

/** Throws invalidParameter for what is neither. */
export function parseAny(text: string): AnyReference {
  if (WHOLE_ID.test(text)) return { kind: 'id', id: `sha256:${text}` };
  if (isDigest(text)) return { kind: 'id', id: text };
  return { kind: 'name', reference: parseName(text) };
}

function isDigest(text: string): boolean {
  try {
    checkDigest(text);
    return true;
  } catch {
    return false;
  }
}

/** As `parseNormalizedNamed`, with the engine's error. */
export function parseName(text: string): Reference {
  try {
    return parseNormalizedNamed(text);
  } catch (error) {
    if (error instanceof ReferenceError) throw invalidParameter(error.message);
    throw error;
  }
}

/** The image; throws notFound: `No such image: NAME:TAG`. */
export function getImage(state: ImageState, text: string): ImageRecord {
  const asked = parseAny(text);
  const found = asked.kind === 'id' ? state.images[asked.id] : findByName(state, text, asked.reference);
  if (found !== undefined) return found;
  throw notFound(`No such image: ${asked.kind === 'id' ? asked.id : familiarString(tagNameOnly(asked.reference))}`);
}

/** Throws notFound when the image is for another platform than the one asked for. */
export function checkPlatform({ file }: ImageRecord, text: string, wanted: string): void {
  const { os, architecture, variant } = parseImageFile(file);
  const own = { os, architecture, ...(variant === undefined ? {} : { variant }) };
  const asked = readPlatform(wanted);
  if (fitsPlatform(own, asked)) return;
  throw notFound(
    `image with reference ${text} was found but its platform (${formatPlatform(own)}) does not match the specified platform (${formatPlatform(asked)})`,
  );
}

export function findImage(state: ImageState, text: string): ImageRecord | undefined {
  try {
    return getImage(state, text);
  } catch {
    return undefined;
  }
}

function findByName(state: ImageState, text: string, reference: Reference): ImageRecord | undefined {
  const id = imageByReference(state, reference) ?? findByPrefix(state, text);
  return id === undefined ? undefined : state.images[id];
}

/** The id that begins so, when exactly one does. */
export function findByPrefix(state: ImageState, text: string): string | undefined {
  const prefix = text.startsWith('sha256:') ? text : `sha256:${text}`;
  if (!/^sha256:[a-f0-9]+$/.test(prefix)) return undefined;
  const found = Object.keys(state.images).filter((id) => id.startsWith(prefix));
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a request named the image by its id, and not by a name that happens to look like one. */
export function isIdPrefix(imageId: string, text: string): boolean {
  const digits = imageId.slice('sha256:'.length);
  return digits.startsWith(text) || imageId.startsWith(text);
}
