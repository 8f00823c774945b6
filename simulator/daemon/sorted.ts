/** Maps in the order in which Go's JSON writes them. */

export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** undefined where there is nothing in it: Go's omitempty. */
export function filledRecord<T>(record: Readonly<Record<string, T>> | null | undefined): Record<string, T> | undefined {
  if (record === undefined || record === null || Object.keys(record).length === 0) return undefined;
  return sortedRecord(record);
}
