/** The build cache: what a step came to, by the key of what went into it; and why a step could not be taken from it. */
import type { Layer } from '../vfs/layer.ts';

/** A line of the engine's book of the build cache, as `docker buildx du` lists it. Times are milliseconds since the epoch. */
export interface CacheEntry {
  /** 25 digits of base 36, as BuildKit names records. */
  id: string;
  parents: readonly string[];
  type: 'regular' | 'source.local' | 'exec.cachemount';
  description: string;
  /** Bytes. */
  size: number;
  created: number;
  lastUsed: number;
  usageCount: number;
  /** Digest of the base image whose layers it keeps in the engine. */
  base: string | undefined;
  /** What it came to; a record whose layer an image has too is shared. */
  layer: Layer | undefined;
}

/** Where the engine lists the cache, and lets it be pruned. */
export interface CacheBook {
  put(entry: CacheEntry): void;
  /** False once it has been pruned. */
  has(id: string): boolean;
}

interface CacheRecord {
  entry: CacheEntry;
  layer: Layer;
}

export interface NewRecord {
  key: string;
  layer: Layer;
  description: string;
  created: number;
  /** Key of what it stands on. */
  parent: string;
}

/** What went into a step's key, kept so that the next build can be told what differs. */
export interface KeyParts {
  instruction: string;
  parent: string;
  /** Arguments by name, for a RUN. */
  args: Readonly<Record<string, string>>;
  /** Content digests of the files taken, by path, for a COPY. */
  files: Readonly<Record<string, string>>;
}

export type Explanation =
  | { cached: true }
  | { cached: false; reason: 'new' | 'disabled' | 'parent' | 'instruction' }
  | { cached: false; reason: 'argument'; names: readonly string[] }
  | { cached: false; reason: 'files'; paths: readonly string[] };

export class BuildCache {
  readonly #book: CacheBook;
  readonly #newId: () => string;
  readonly #records = new Map<string, CacheRecord>();
  /** Files of clients by what they were fetched as. */
  readonly #sources = new Map<string, CacheEntry>();
  readonly #created = new WeakMap<Layer, number>();
  /** By step (stage and number of a Dockerfile): the parts of its last key. */
  readonly #last = new Map<string, KeyParts>();

  /** `newId` makes ids of records. */
  constructor(book: CacheBook, newId: () => string) {
    this.#book = book;
    this.#newId = newId;
  }

  has(key: string): boolean {
    return this.#kept(key) !== undefined;
  }

  /** The layer that a step with this key came to, if it has not been pruned. */
  find(key: string, now: number): Layer | undefined {
    const record = this.#kept(key);
    if (record === undefined) return undefined;
    record.entry = { ...record.entry, lastUsed: now, usageCount: record.entry.usageCount + 1 };
    this.#book.put(record.entry);
    return record.layer;
  }

  add({ key, layer, description, created, parent }: NewRecord): void {
    const above = this.#kept(parent)?.entry.id;
    const entry: CacheEntry = {
      id: this.#newId(),
      parents: above === undefined ? [] : [above],
      type: 'regular',
      description,
      size: layer.size,
      created,
      lastUsed: created,
      usageCount: 1,
      base: undefined,
      layer,
    };
    this.#records.set(key, { entry, layer });
    this.#created.set(layer, created);
    this.#book.put(entry);
  }

  /** A base image that a build stands on; `key` is its digest. Its size is the image store's, so none is counted here. */
  addBase(key: string, layer: Layer | undefined, display: string, now: number): void {
    if (layer === undefined || this.find(key, now) !== undefined) return;
    const entry: CacheEntry = {
      id: this.#newId(),
      parents: [],
      type: 'regular',
      description: `pulled from ${display}`,
      size: 0,
      created: now,
      lastUsed: now,
      usageCount: 1,
      base: key,
      layer,
    };
    this.#records.set(key, { entry, layer });
    this.#book.put(entry);
  }

  /** Files that a client has sent: `name` tells the transfers of one build apart. */
  useSource(name: string, description: string, size: number, now: number): void {
    const before = this.#sources.get(name);
    const kept = before !== undefined && this.#book.has(before.id) ? before : undefined;
    const entry: CacheEntry = {
      id: kept?.id ?? this.#newId(),
      parents: [],
      type: 'source.local',
      description,
      size,
      created: kept?.created ?? now,
      lastUsed: now,
      usageCount: (kept?.usageCount ?? 0) + 1,
      base: undefined,
      layer: undefined,
    };
    this.#sources.set(name, entry);
    this.#book.put(entry);
  }

  /** When a step made this layer, milliseconds since the epoch; undefined for layers of base images. */
  createdAt(layer: Layer): number | undefined {
    return this.#created.get(layer);
  }

  #kept(key: string): CacheRecord | undefined {
    const record = this.#records.get(key);
    if (record === undefined || this.#book.has(record.entry.id)) return record;
    this.#records.delete(key);
    return undefined;
  }

  /** Why the step missed, by comparison with the step that stood at its place last time; remembers this one. */
  explain(step: string, parts: KeyParts, cached: boolean, disabled: boolean): Explanation {
    const before = this.#last.get(step);
    this.#last.set(step, parts);
    if (cached) return { cached: true };
    if (disabled) return { cached: false, reason: 'disabled' };
    if (before === undefined) return { cached: false, reason: 'new' };
    if (before.instruction !== parts.instruction) return { cached: false, reason: 'instruction' };
    const names = changed(before.args, parts.args);
    if (names.length > 0) return { cached: false, reason: 'argument', names };
    const paths = changed(before.files, parts.files);
    if (paths.length > 0) return { cached: false, reason: 'files', paths };
    return { cached: false, reason: before.parent === parts.parent ? 'new' : 'parent' };
  }
}

function changed(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}
