/**
 * Names of images as the distribution project's reference grammar has them: `[domain/]path[:tag][@digest]`, read with
 * Docker's defaults (`docker.io`, `library/`) and written back in the familiar form a learner typed.
 */

export const DEFAULT_DOMAIN = 'docker.io';
/** Hub's name from the days of the index; read as `docker.io`. */
const LEGACY_DOMAIN = 'index.docker.io';
const OFFICIAL_PREFIX = 'library/';
export const DEFAULT_TAG = 'latest';
const NAME_LIMIT = 255;

/** A repository with at least a name; `tag` and `digest` are there when they were given. */
export interface Reference {
  /** `docker.io`, `localhost:5000`, `registry.example.com`. */
  readonly domain: string;
  /** `library/nginx`, `team/app`. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

/** A text that is no reference. `message` is the whole sentence Docker prints, without a prefix. */
export class ReferenceError extends Error {
  override name = 'ReferenceError';
}

const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const IPV6 = '\\[(?:[a-fA-F0-9:]+)\\]';
const DOMAIN = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|${IPV6})(?::[0-9]+)?`;
const PATH_COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${PATH_COMPONENT}(?:/${PATH_COMPONENT})*`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const REFERENCE = new RegExp(`^((?:${DOMAIN}/)?${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const NAME = new RegExp(`^(?:(${DOMAIN})/)?(${PATH})$`);
const WHOLE_TAG = new RegExp(`^${TAG}$`);
const WHOLE_ID = /^[a-f0-9]{64}$/;

/** Hexadecimal digits that each known digest algorithm yields. */
const DIGEST_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * Reads a name as Docker's commands take it: a missing domain is `docker.io`, a single name on it stands below
 * `library/`. No tag is added. Throws ReferenceError.
 */
export function parseNormalizedNamed(text: string): Reference {
  if (WHOLE_ID.test(text)) {
    throw new ReferenceError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { domain, remainder } = splitDomain(text);
  const tagAt = remainder.indexOf(':');
  const remote = tagAt < 0 ? remainder : remainder.slice(0, tagAt);
  if (remote.toLowerCase() !== remote) {
    throw new ReferenceError(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  return parseReference(`${domain}/${remainder}`);
}

/** As `parseNormalizedNamed`; a name without tag and digest gets the tag `latest`. */
export function parseTagged(text: string): Reference {
  return tagNameOnly(parseNormalizedNamed(text));
}

/** The grammar itself, without Docker's defaults: a name without a domain keeps an empty one. */
function parseReference(text: string): Reference {
  const match = REFERENCE.exec(text);
  if (match === null) throw new ReferenceError(mismatch(text));
  const [, name = '', tag, digest] = match;
  const parts = NAME.exec(name);
  const path = parts?.[2] ?? name;
  if (path.length > NAME_LIMIT) {
    throw new ReferenceError('repository name must not be more than 255 characters');
  }
  if (digest !== undefined) checkDigest(digest);
  const base = { domain: parts?.[1] ?? '', path };
  return { ...base, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function mismatch(text: string): string {
  if (text === '') return 'repository name must have at least one component';
  if (REFERENCE.test(text.toLowerCase())) return 'invalid reference format: repository name must be lowercase';
  return 'invalid reference format';
}

/** Throws ReferenceError when `digest` is not one of a known algorithm and the right length. */
export function checkDigest(digest: string): void {
  const colon = digest.indexOf(':');
  if (colon <= 0 || colon === digest.length - 1) throw new ReferenceError('invalid checksum digest format');
  const length = DIGEST_LENGTH[digest.slice(0, colon)];
  if (length === undefined) throw new ReferenceError('unsupported digest algorithm');
  const encoded = digest.slice(colon + 1);
  if (encoded.length !== length) throw new ReferenceError('invalid checksum digest length');
  if (!/^[a-f0-9]+$/.test(encoded)) throw new ReferenceError('invalid checksum digest format');
}

function splitDomain(name: string): { domain: string; remainder: string } {
  const slash = name.indexOf('/');
  if (slash < 0) return { domain: DEFAULT_DOMAIN, remainder: OFFICIAL_PREFIX + name };
  const first = name.slice(0, slash);
  const { domain, remainder } = isDomain(first)
    ? { domain: first === LEGACY_DOMAIN ? DEFAULT_DOMAIN : first, remainder: name.slice(slash + 1) }
    : { domain: DEFAULT_DOMAIN, remainder: name };
  const official = domain === DEFAULT_DOMAIN && !remainder.includes('/');
  return { domain, remainder: official ? OFFICIAL_PREFIX + remainder : remainder };
}

/** An upper-case first element can be no namespace of Hub's, so it is taken for a host. */
function isDomain(first: string): boolean {
  return first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
}

export function isTag(text: string): boolean {
  return WHOLE_TAG.test(text);
}

/** `docker.io/library/nginx`. */
export function fullName(reference: Pick<Reference, 'domain' | 'path'>): string {
  return reference.domain === '' ? reference.path : `${reference.domain}/${reference.path}`;
}

/** `docker.io/library/nginx:1.29@sha256:…`: the normal form, which stores use as key. */
export function fullString(reference: Reference): string {
  return fullName(reference) + suffix(reference);
}

/** `nginx`: the shortest name that means the same. */
export function familiarName({ domain, path }: Pick<Reference, 'domain' | 'path'>): string {
  if (domain !== DEFAULT_DOMAIN) return domain === '' ? path : `${domain}/${path}`;
  const short = path.startsWith(OFFICIAL_PREFIX) ? path.slice(OFFICIAL_PREFIX.length) : path;
  return short.includes('/') ? path : short;
}

/** `nginx:1.29`. */
export function familiarString(reference: Reference): string {
  return familiarName(reference) + suffix(reference);
}

function suffix({ tag, digest }: Reference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

export function trimNamed({ domain, path }: Reference): Reference {
  return { domain, path };
}

export function withTag(reference: Reference, tag: string): Reference {
  if (!isTag(tag)) throw new ReferenceError('invalid tag format');
  return { domain: reference.domain, path: reference.path, tag };
}

export function withDigest(reference: Reference, digest: string): Reference {
  checkDigest(digest);
  return { domain: reference.domain, path: reference.path, digest };
}

/** The reference with the tag `latest` when it has neither tag nor digest. */
export function tagNameOnly(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? withTag(reference, DEFAULT_TAG) : reference;
}

export function isNameOnly(reference: Reference): boolean {
  return reference.tag === undefined && reference.digest === undefined;
}
