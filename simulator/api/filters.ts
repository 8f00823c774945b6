/** The `filters` query parameter: names with their values, as the Engine API's JSON map holds them. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** The values given for one filter. */
export function filterValues(filters: Filters | undefined, name: string): readonly string[] {
  return filters?.[name] ?? [];
}
