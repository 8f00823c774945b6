/** What the prune commands share: filters from config.json, and how a report reads. */
import type { Filters } from '../api/filters.ts';
import type { Client } from './client.ts';
import { humanSize } from './go/units.ts';

/** A report of what was removed, empty when nothing was, and the bytes that came free. */
export interface Pruned {
  readonly text: string;
  readonly space: number;
}

export const removed = (title: string, lines: readonly string[], space: number): Pruned =>
  lines.length === 0
    ? { text: '', space: 0 }
    : { text: `${title}:\n${lines.map((line) => `${line}\n`).join('')}`, space };

/** The filters with those of config.json's `pruneFilters`, as far as the command line does not contradict them. */
export function pruneFilters(client: Client, given: Filters): Filters {
  let filters = given;
  for (const text of client.config.list('pruneFilters')) {
    const at = text.indexOf('=');
    if (at < 0) continue;
    const name = text.slice(0, at);
    const value = text.slice(at + 1);
    const opposite = name === 'label' ? 'label!' : name === 'label!' ? 'label' : '';
    if (opposite !== '' && (filters[opposite] ?? []).includes(value)) continue;
    filters = { ...filters, [name]: [...(filters[name] ?? []), value] };
  }
  return filters;
}

/** The query of a prune call. */
export const pruneQuery = (filters: Filters): { filters?: Filters } =>
  Object.keys(filters).length > 0 ? { filters } : {};

/** Prints a report and the space that came free. */
export async function report(client: Client, { text, space }: Pruned): Promise<void> {
  if (text !== '') await client.println(text);
  await client.println(`Total reclaimed space: ${humanSize(space)}`);
}
