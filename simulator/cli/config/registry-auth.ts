/** Which stored credentials go with a request to a registry. */
import type { AuthConfig } from '../../api/common.ts';
import type { Client } from '../client.ts';
import { DEFAULT_DOMAIN, type Reference } from '../format/reference.ts';

/** How config.json names the Hub. */
export const HUB_KEY = 'https://index.docker.io/v1/';

/** The key under which a registry's credentials are kept. */
export const credentialKey = (domain: string): string => (domain === DEFAULT_DOMAIN ? HUB_KEY : domain);

/** `https://registry.example.com/v1/` as its host. */
export function hostOf(server: string): string {
  return server.replace(/^[a-z]+:\/\/(?:[^/@]*@)?/, '').split('/', 1)[0] ?? server;
}

/** The credentials stored for a registry, also under a URL of it. */
export function storedCredentials(client: Client, domain: string): AuthConfig | undefined {
  const key = credentialKey(domain);
  const exact = client.config.credentials(key);
  if (exact) return exact;
  const other = client.config.registries().find((name) => hostOf(name) === hostOf(key));
  return other === undefined ? undefined : client.config.credentials(other);
}

export const authFor = (client: Client, reference: Reference): AuthConfig | undefined =>
  storedCredentials(client, reference.domain);
