/** Finding a network by what a user typed. */
import { invalidParameter, notFound } from '../../api/errors.ts';
import type { NetworkRecord, World } from '../world.ts';

/** By full id, then name, then unique prefix of an id. Throws notFound: `network NAME not found`. */
export function findNetwork(world: World, term: string): NetworkRecord {
  const network = networkOf(world, term);
  if (network === undefined) throw notFound(`network ${term} not found`);
  return network;
}

/** As findNetwork; undefined where there is none. Throws invalidParameter for an ambiguous prefix. */
export function networkOf(world: World, term: string): NetworkRecord | undefined {
  const exact = world.networks[term] ?? networkNamed(world, term);
  if (exact !== undefined || term === '') return exact;
  const matches = Object.values(world.networks).filter(({ id }) => id.startsWith(term));
  if (matches.length > 1) {
    throw invalidParameter(`network ${term} is ambiguous (${matches.length} matches found based on ID prefix)`);
  }
  return matches[0];
}

export function networkNamed(world: World, name: string): NetworkRecord | undefined {
  return Object.values(world.networks).find((network) => network.name === name);
}
