/** The catalogue of public images: what each repository is, and its content, loaded when it is first asked for. */
import type { ImageFamily } from './catalog/form/image.ts';

export interface CatalogueEntry {
  /** As on Hub: `nginx`, `traefik/whoami`; others with their registry: `mcr.microsoft.com/dotnet/sdk`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
  load(): Promise<ImageFamily>;
}

export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  /** By domain and repository path (`docker.io`, `library/nginx`). */
  find(domain: string, repository: string): CatalogueEntry | undefined;
}

export function createCatalogue(entries: readonly CatalogueEntry[]): Catalogue {
  const byName = new Map(entries.map((entry) => [fullNameOf(entry.name), entry]));
  return {
    entries,
    find: (domain, repository) => byName.get(`${domain}/${repository}`),
  };
}

function fullNameOf(name: string): string {
  const first = name.slice(0, Math.max(0, name.indexOf('/')));
  if (/[.:]/.test(first)) return name;
  return name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`;
}
