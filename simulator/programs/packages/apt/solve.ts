/** What has to be installed for what is asked for. */
import type { DebianPackage } from '../debian/archive-index.ts';

export interface Plan {
  /** In the order in which they are unpacked: what others need comes first. */
  order: readonly DebianPackage[];
}

export function planFor(
  wanted: readonly DebianPackage[],
  find: (name: string) => DebianPackage | undefined,
  isInstalled: (name: string) => boolean,
  withRecommended: boolean,
): Plan {
  const order: DebianPackage[] = [];
  const seen = new Set<string>();
  const visit = (it: DebianPackage): void => {
    if (seen.has(it.name)) return;
    seen.add(it.name);
    for (const name of it.depends) follow(name);
    order.push(it);
    if (withRecommended) for (const name of it.recommends) follow(name);
  };
  const follow = (name: string): void => {
    if (isInstalled(name)) return;
    const found = find(name);
    if (found !== undefined) visit(found);
  };
  for (const it of wanted) visit(it);
  return { order };
}

/** Automatically installed packages that nothing which was asked for needs any more. */
export function orphans(
  installed: ReadonlySet<string>,
  automatic: ReadonlySet<string>,
  find: (name: string) => DebianPackage | undefined,
): string[] {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name) || !installed.has(name)) return;
    needed.add(name);
    const found = find(name);
    for (const each of [...(found?.depends ?? []), ...(found?.recommends ?? [])]) visit(each);
  };
  for (const name of installed) if (!automatic.has(name)) visit(name);
  return [...automatic].filter((name) => installed.has(name) && !needed.has(name)).sort();
}
