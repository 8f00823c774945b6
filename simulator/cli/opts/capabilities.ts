/** Linux capabilities as the client sends them: with their full names, sorted, added ones not dropped as well. */

const ALL = 'ALL';

/** `net_admin` as `CAP_NET_ADMIN`. */
function fullName(text: string): string {
  const name = text.trim().toUpperCase();
  return name === ALL || name.startsWith('CAP_') ? name : `CAP_${name}`;
}

/** ALL makes the others needless. */
function namesOf(texts: readonly string[]): readonly string[] {
  const names = [...new Set(texts.map(fullName))].sort();
  return names.includes(ALL) ? [ALL] : names;
}

export interface Capabilities {
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
}

/** Adding goes before dropping. */
export function effectiveCapabilities(add: readonly string[], drop: readonly string[]): Capabilities {
  const added = namesOf(add);
  const dropped = namesOf(drop).filter((name) => !added.includes(name));
  return { CapAdd: added.length > 0 ? added : null, CapDrop: dropped.length > 0 ? dropped : null };
}
