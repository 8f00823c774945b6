/**
 * `next`, in which every item that says the same as the one with its id in `before` is that very one: what draws them
 * by identity then touches only what changed.
 */
export function keepEqual<T extends { readonly id: string }>(before: readonly T[], next: readonly T[]): readonly T[] {
  const old = new Map(before.map((item) => [item.id, item]));
  return next.map((item) => {
    const was = old.get(item.id);
    return was !== undefined && isSame(was, item) ? was : item;
  });
}

function isSame<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.every((key) => a[key] === b[key]);
}
