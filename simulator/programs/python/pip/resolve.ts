/** Which releases satisfy what is asked for, and in which order they are installed. */
import { findRelease } from './index.ts';
import type { Release } from './index.ts';
import { canonical } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import type { Installed } from './site.ts';
import { satisfies } from './version.ts';

/** A requirement, and who asks for it: `flask->-r requirements.txt (line 1)`. */
export interface Wanted extends Requirement {
  from: string;
}

export interface Chosen {
  release: Release;
  /** The name as it was asked for first, which is how pip goes on to call it. */
  name: string;
  requires: readonly string[];
}

export interface Observer {
  collecting(wanted: Wanted, release: Release): Promise<void>;
  satisfied(wanted: Wanted, installed: Installed): Promise<void>;
}

/** Nothing fits; `versions` are asked for by the one who tells it. */
export class NoRelease extends Error {
  override name = 'NoRelease';
  readonly wanted: Wanted;
  constructor(wanted: Wanted) {
    super(wanted.name);
    this.wanted = wanted;
  }
}

/** Two ask for what no release can be at once. */
export class Conflict extends Error {
  override name = 'Conflict';
  readonly asked: readonly Wanted[];
  constructor(asked: readonly Wanted[]) {
    super('conflict');
    this.asked = asked;
  }
}

export interface Plan {
  chosen: ReadonlyMap<string, Chosen>;
  /** Installed packages that are replaced. */
  replaced: readonly Installed[];
}

export interface ResolveOptions {
  upgrade: boolean;
  dependencies: boolean;
  reinstall: boolean;
}

function needs(release: Release, extras: readonly string[]): Requirement[] {
  return [...release.requires, ...extras.flatMap((extra) => release.extras.get(extra) ?? [])];
}

/** Breadth first, as the log of pip reads; every name is decided by all that is known of it at that time. */
export async function resolve(
  wanted: readonly Wanted[],
  installed: ReadonlyMap<string, Installed>,
  options: ResolveOptions,
  observer: Observer,
): Promise<Plan> {
  const queue = [...wanted];
  const asked = new Map<string, Wanted[]>();
  const chosen = new Map<string, Chosen>();
  const replaced: Installed[] = [];
  const roots = new Set(wanted.map(({ name }) => canonical(name)));
  for (const each of wanted) (asked.get(canonical(each.name)) ?? asked.set(canonical(each.name), []).get(canonical(each.name)))?.push(each); // prettier-ignore
  const seen = new Set<string>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = canonical(next.name);
    const mark = `${key}[${[...next.extras].sort().join(',')}]`;
    if (!(asked.get(key)?.includes(next) ?? false)) asked.set(key, [...(asked.get(key) ?? []), next]);
    const have = chosen.get(key);
    if (have !== undefined && !satisfies(have.release.version, next.clauses)) throw new Conflict(asked.get(key) ?? []);
    if (seen.has(mark)) continue;
    seen.add(mark);
    const clauses = (asked.get(key) ?? []).flatMap((it) => it.clauses);
    const there = installed.get(key);
    const keep = there !== undefined && !(roots.has(key) && (options.upgrade || options.reinstall)) && satisfies(there.version, clauses); // prettier-ignore
    const release = have?.release ?? findRelease(next.name, clauses);
    if (keep || (there !== undefined && release?.version === there.version && !options.reinstall)) {
      await observer.satisfied(next, there);
      for (const each of needs(
        findRelease(next.name, [{ operator: '==', version: there.version }]) ?? EMPTY,
        next.extras,
      ))
        if (options.dependencies)
          queue.push({ ...each, from: `${next.name}${next.from === '' ? '' : `->${next.from}`}` });
      continue;
    }
    if (release === undefined) {
      if (findRelease(next.name, next.clauses) !== undefined) throw new Conflict(asked.get(key) ?? []);
      throw new NoRelease(next);
    }
    if (have === undefined) {
      await observer.collecting(next, release);
      if (there !== undefined) replaced.push(there);
    }
    const required = options.dependencies ? needs(release, next.extras) : [];
    chosen.set(key, { release, name: have?.name ?? next.name, requires: [...(have?.requires ?? []), ...required.map(({ name }) => canonical(name))] }); // prettier-ignore
    for (const each of required)
      queue.push({ ...each, from: `${next.name}${next.from === '' ? '' : `->${next.from}`}` });
  }
  return { chosen, replaced };
}

const EMPTY: Release = {
  name: '', version: '0', size: 0, metadata: 0, installed: 0, distribution: '', tag: '', requires: [], extras: new Map(),
  commands: new Map(), modules: [],
}; // prettier-ignore

/** Leaves first; of equals the later in the alphabet, as pip installs them. */
export function installOrder(chosen: ReadonlyMap<string, Chosen>): Chosen[] {
  const left = new Map(
    [...chosen].map(([key, { requires }]) => [key, new Set(requires.filter((it) => chosen.has(it)))]),
  );
  const order: Chosen[] = [];
  while (left.size > 0) {
    const leaves = [...left].filter(([, requires]) => requires.size === 0).map(([key]) => key);
    const round = (leaves.length > 0 ? leaves : [...left.keys()]).sort().reverse();
    for (const key of round) {
      left.delete(key);
      for (const requires of left.values()) requires.delete(key);
      const it = chosen.get(key);
      if (it !== undefined) order.push(it);
    }
  }
  return order;
}
