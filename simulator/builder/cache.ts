/** The build cache: what a step came to, by the key of what went into it; and why a step could not be taken from it. */
import type { Layer } from '../vfs/layer.ts';

export interface CacheRecord {
  key: string;
  layer: Layer;
  description: string;
  /** Milliseconds since the epoch. */
  created: number;
  lastUsed: number;
  usageCount: number;
  parent: string;
  type: 'regular' | 'source.local' | 'exec.cachemount';
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
  readonly #records = new Map<string, CacheRecord>();
  /** By step (stage and number of a Dockerfile): the parts of its last key. */
  readonly #last = new Map<string, KeyParts>();

  has(key: string): boolean {
    return this.#records.has(key);
  }

  find(key: string, now: number): CacheRecord | undefined {
    const record = this.#records.get(key);
    if (record !== undefined) {
      record.lastUsed = now;
      record.usageCount++;
    }
    return record;
  }

  add(record: Omit<CacheRecord, 'lastUsed' | 'usageCount'>): void {
    this.#records.set(record.key, { ...record, lastUsed: record.created, usageCount: 1 });
  }

  records(): readonly CacheRecord[] {
    return [...this.#records.values()];
  }

  remove(keys: Iterable<string>): void {
    for (const key of keys) this.#records.delete(key);
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
