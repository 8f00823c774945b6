/** Back and forward of the browser pane. */
export interface Visits {
  readonly list: readonly string[];
  readonly at: number;
}

export const NO_VISITS: Visits = { list: [], at: -1 };

/** A new visit forgets what lay ahead; the same address again is no visit. */
export function visit({ list, at }: Visits, url: string): Visits {
  if (list[at] === url) return { list, at };
  const kept = [...list.slice(0, at + 1), url];
  return { list: kept, at: kept.length - 1 };
}

export function go({ list, at }: Visits, by: number): Visits {
  return { list, at: Math.min(list.length - 1, Math.max(0, at + by)) };
}
