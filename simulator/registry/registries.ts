/** All registries of the simulated world: Hub and the other hosts of the catalogue, and those that run in containers. */
import type { AuthConfig } from '../api/common.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Catalogue } from './catalogue.ts';
import type { Registries, RegistryClient, SearchResult } from './client.ts';
import type { Conditions } from './conditions.ts';
import { networkError, RegistryError } from './error.ts';
import { createCatalogueRegistry } from './hub.ts';
import { DEFAULT_DOMAIN } from './reference.ts';
import { createMemoryStorage } from './storage.ts';
import type { RegistryStorage } from './storage.ts';
import { createLine } from './transfer.ts';

/** Reaches a registry that is not of the catalogue, over the simulated network. Rejects with RegistryError. */
export type Dial = (domain: string, auth: AuthConfig | undefined) => Promise<RegistryClient>;

export interface RegistriesOptions {
  readonly clock: Pick<Clock, 'sleep' | 'outside'>;
  readonly catalogue: Catalogue;
  readonly conditions: Conditions;
  /** What people push to Hub. */
  readonly storage?: RegistryStorage;
  readonly dial?: Dial;
}

/** Where Hub's registry and its search answer. */
const HUB_REGISTRY = 'registry-1.docker.io';
const HUB_INDEX = 'index.docker.io';

export function createRegistries(options: RegistriesOptions): Registries {
  const { clock, catalogue, conditions } = options;
  const line = createLine(clock, conditions);
  const storage = options.storage ?? createMemoryStorage();
  const domains = new Set([DEFAULT_DOMAIN, ...catalogue.entries.flatMap(({ name }) => domainOf(name))]);
  const outside = <T>(work: () => Promise<T>): Promise<T> => clock.outside(work);

  const reach = async (host: string, path: string): Promise<void> => {
    await line.roundTrip();
    if (!conditions.offline) return;
    throw networkError(
      `Get "https://${host}${path}": dial tcp: lookup ${host} on ${conditions.nameServer}: server misbehaving`,
    );
  };
  const checkAccount = ({ username, password, identitytoken }: AuthConfig): void => {
    if (username === undefined || username === '' || identitytoken !== undefined) return;
    if (conditions.accounts[username] === password) return;
    const refusal = 'unauthorized: incorrect username or password';
    throw new RegistryError('UNAUTHORIZED', `Get "https://${HUB_REGISTRY}/v2/": ${refusal}`);
  };
  const connect = async (domain: string, auth?: AuthConfig): Promise<RegistryClient> => {
    if (!domains.has(domain)) return dial(options, domain, auth);
    const hub = domain === DEFAULT_DOMAIN;
    await reach(hub ? HUB_REGISTRY : domain, '/v2/');
    if (hub && auth !== undefined) checkAccount(auth);
    return createCatalogueRegistry({
      domain,
      catalogue,
      storage: hub ? storage : undefined,
      conditions,
      line,
      auth,
      outside,
    });
  };
  return {
    connect,
    async login(domain, auth) {
      await connect(domain, auth);
    },
    async search(term, limit) {
      await reach(HUB_INDEX, `/v1/search?q=${encodeURIComponent(term)}&n=${limit}`);
      return search(catalogue, term, limit);
    },
    unpackingTime: (bytes) => (bytes / conditions.unpacking) * 1000,
  };
}

function dial(
  { dial: reach, conditions }: RegistriesOptions,
  domain: string,
  auth: AuthConfig | undefined,
): Promise<RegistryClient> {
  if (reach !== undefined) return reach(domain, auth);
  const host = domain.replace(/:\d+$/, '');
  throw networkError(`Get "https://${domain}/v2/": dial tcp: lookup ${host} on ${conditions.nameServer}: no such host`);
}

function domainOf(name: string): string[] {
  const first = name.slice(0, Math.max(0, name.indexOf('/')));
  return /[.:]/.test(first) ? [first] : [];
}

/** Official images whose name is the term come first, then by stars. */
function search(catalogue: Catalogue, term: string, limit: number): SearchResult[] {
  const sought = term.toLowerCase().replace(/^library\//, '');
  const rank = ({ name, stars, official }: SearchResult): number =>
    (official && name === sought ? 1e9 : 0) + (official ? 1e6 : 0) + stars;
  return catalogue.entries
    .filter(({ name }) => domainOf(name).length === 0)
    .filter(({ name, description }) => name.includes(sought) || description.toLowerCase().includes(sought))
    .map(({ name, description, stars, official }) => ({ name, description, stars, official }))
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, limit);
}
