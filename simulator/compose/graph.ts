/** Going through services so that each comes after those it depends on (or before them), as many at a time as can. */
import type { Project } from './model/project.ts';
import { byCodeUnits } from './load/value.ts';

export type Dependencies = ReadonlyMap<string, readonly string[]>;

export function dependenciesOf(project: Pick<Project, 'services'>): Dependencies {
  return new Map(
    [...project.services].map(([name, service]) => [
      name,
      [...(service.depends_on?.keys() ?? [])].filter((other) => project.services.has(other)).sort(byCodeUnits),
    ]),
  );
}

/** Those that depend on each, instead of those it depends on. */
export function reversed(dependencies: Dependencies): Dependencies {
  const result = new Map<string, string[]>([...dependencies.keys()].map((name) => [name, []]));
  for (const [name, others] of dependencies) for (const other of others) result.get(other)?.push(name);
  return result;
}

/** Visits every service after what it depends on; after a failure nothing new begins. Rejects with the first failure. */
export async function inOrder(dependencies: Dependencies, visit: (name: string) => Promise<void>): Promise<void> {
  const visits = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const run = async (name: string): Promise<void> => {
    for (const other of dependencies.get(name) ?? []) await start(other);
    if (failure) return;
    try {
      await visit(name);
    } catch (error) {
      failure ??= { error };
    }
  };
  const start = (name: string): Promise<void> => {
    const known = visits.get(name) ?? run(name);
    visits.set(name, known);
    return known;
  };
  for (const name of [...dependencies.keys()].sort(byCodeUnits)) void start(name);
  await Promise.all(visits.values());
  if (failure) throw failure.error;
}

/** Runs all, lets all end, and rejects with the failure that came first. */
export async function together(work: readonly (() => Promise<void>)[]): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    work.map(async (each) => {
      try {
        await each();
      } catch (error) {
        failure ??= { error };
      }
    }),
  );
  if (failure) throw failure.error;
}

/** The services named and everything they depend on. */
export function closure(dependencies: Dependencies, names: readonly string[]): Set<string> {
  const result = new Set<string>();
  const add = (name: string): void => {
    if (result.has(name)) return;
    result.add(name);
    for (const other of dependencies.get(name) ?? []) add(other);
  };
  for (const name of names) add(name);
  return result;
}
