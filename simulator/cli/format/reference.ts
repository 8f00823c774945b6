/** Image references as the client shows and checks them (the distribution project's grammar). */

/** A reference taken apart. `domain` is always there: `docker.io` when none was written. */
export interface Reference {
  readonly domain: string;
  /** With `library/` for the Hub's own images. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DOMAIN = 'index.docker.io';
const LIBRARY = 'library/';
const MAX_NAME = 255;

const DOMAIN = String.raw`(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?`;
const COMPONENT = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const PATTERN = new RegExp(
  `^((?:${DOMAIN}/)?${COMPONENT}(?:/${COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** The domain of a name as a person writes it, and the rest. */
function splitDomain(name: string): { domain: string; rest: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  if (slash < 0 || !isDomain) return { domain: DEFAULT_DOMAIN, rest: name };
  return { domain: first === LEGACY_DOMAIN ? DEFAULT_DOMAIN : first, rest: name.slice(slash + 1) };
}

/** Reads a reference as `docker pull` takes it. Throws `invalid reference format…`. */
export function parseReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new Error(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const split = splitDomain(text);
  const rest = split.domain === DEFAULT_DOMAIN && !split.rest.includes('/') ? LIBRARY + split.rest : split.rest;
  const colon = rest.indexOf(':');
  const remote = colon > -1 ? rest.slice(0, colon) : rest;
  if (remote.toLowerCase() !== remote) {
    throw new Error(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  const match = PATTERN.exec(`${split.domain}/${rest}`);
  const [, name = '', tag, digest] = match ?? [];
  if (!match) throw new Error('invalid reference format');
  const path = name.slice(split.domain.length + 1);
  if (path.length > MAX_NAME) throw new Error(`repository name must not be more than ${MAX_NAME} characters`);
  checkDigest(digest);
  return { domain: split.domain, path, tag, digest };
}

function checkDigest(digest: string | undefined): void {
  if (digest === undefined) return;
  const [algorithm = '', hex = ''] = digest.split(':');
  const length = DIGEST_LENGTHS[algorithm];
  if (length === undefined) throw new Error('unsupported digest algorithm');
  if (hex.length !== length || hex !== hex.toLowerCase()) throw new Error('invalid checksum digest length');
}

/** The name as people write it: without `docker.io/` and `library/`. */
export function familiarName(reference: Reference): string {
  const { domain, path } = reference;
  if (domain !== DEFAULT_DOMAIN) return `${domain}/${path}`;
  const short = path.startsWith(LIBRARY) ? path.slice(LIBRARY.length) : path;
  return short.includes('/') && path.startsWith(LIBRARY) ? path : short;
}

const suffix = ({ tag, digest }: Reference): string =>
  (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);

/** `nginx:latest`. */
export const familiar = (reference: Reference): string => familiarName(reference) + suffix(reference);

/** `docker.io/library/nginx`. */
export const fullName = ({ domain, path }: Reference): string => `${domain}/${path}`;

/** `docker.io/library/nginx:latest`. */
export const canonical = (reference: Reference): string => fullName(reference) + suffix(reference);

/** With `latest` where neither a tag nor a digest was given. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** Whether a text can only be an image id. */
export const isFullId = (text: string): boolean => /^(sha256:)?[a-f0-9]{64}$/.test(text);
