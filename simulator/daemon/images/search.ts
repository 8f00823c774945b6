/** `docker search`. */
import { invalidParameter, system } from '../../api/errors.ts';
import { filterValues } from '../../api/filters.ts';
import type { ImageSearchItem, ImageSearchQuery } from '../../api/images.ts';
import { booleanFilter, checkFilters, hasFilter } from '../filters.ts';
import type { ImageStore } from './image-store.ts';
import { registryFailure } from './registry-errors.ts';

const FILTERS = ['is-automated', 'is-official', 'stars'];
const DEFAULT_LIMIT = 25;
const MOST = 100;

export async function searchImages(store: ImageStore, query: ImageSearchQuery): Promise<ImageSearchItem[]> {
  const { filters } = query;
  checkFilters(filters, FILTERS);
  const automated = booleanFilter(filters, 'is-automated', false);
  const official = hasFilter(filters, 'is-official') ? booleanFilter(filters, 'is-official', false) : undefined;
  const stars = Math.max(0, ...filterValues(filters, 'stars').map(readStars));
  const limit = query.limit === undefined || query.limit === 0 ? DEFAULT_LIMIT : query.limit;
  if (limit < 1 || limit > MOST) throw invalidParameter(`limit ${limit} is outside the range of [1, ${MOST}]`);
  // Hub has built nothing automatically since 2021: the filter finds nothing.
  if (automated) return [];
  const results = await ask(store, query.term, limit);
  return results
    .filter((result) => (official === undefined || result.official === official) && result.stars >= stars)
    .map(({ name, description, stars: star_count, official: is_official }) => ({
      star_count,
      is_official,
      name,
      is_automated: false,
      description,
    }));
}

async function ask({ registries }: ImageStore, term: string, limit: number): ReturnType<typeof registries.search> {
  const slash = term.indexOf('/');
  const host = term.slice(0, Math.max(0, slash));
  const elsewhere = /[.:]/.test(host) || host === 'localhost';
  if (elsewhere && host !== 'docker.io') throw system('Unexpected status code 404');
  try {
    return await registries.search(elsewhere ? term.slice(slash + 1) : term, limit);
  } catch (error) {
    throw registryFailure(error);
  }
}

function readStars(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw invalidParameter(
    `invalid filter 'stars=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}
