/** POST /auth: whether a registry takes these credentials. */
import type { AuthConfig } from '../../api/common.ts';
import { system, unauthorized } from '../../api/errors.ts';
import type { SystemAuthResponse } from '../../api/system.ts';
import { RegistryError } from '../../registry/error.ts';
import type { Daemon } from '../context.ts';

const HUB = 'docker.io';
const HUB_HOSTS: readonly string[] = ['', 'index.docker.io', 'registry-1.docker.io', 'docker.io', 'hub.docker.com'];

export async function systemAuth(daemon: Daemon, body: AuthConfig): Promise<SystemAuthResponse> {
  const domain = domainOf(body.serveraddress ?? '');
  try {
    await daemon.registries.login(domain, body);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw error.code === 'UNAUTHORIZED' ? unauthorized(error.message) : system(error.message);
  }
  return { IdentityToken: '', Status: 'Login Succeeded' };
}

function domainOf(address: string): string {
  const host = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return HUB_HOSTS.includes(host) ? HUB : host;
}
