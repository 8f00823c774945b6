/** What changes when a service's containers have to be made anew. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toJson } from './load/json.ts';
import { service as serviceCodec, type Service } from './model/project.ts';

/** SHA-256 of the service as JSON, without what does not concern a container. */
export function serviceHash(service: Service): string {
  const {
    build: _build,
    pull_policy: _pull,
    scale: _scale,
    depends_on: _depends,
    profiles: _profiles,
    ...rest
  } = service;
  const { deploy } = rest;
  const { replicas: _replicas, ...resources } = deploy ?? {};
  const hashed = deploy ? { ...rest, deploy: resources } : rest;
  return hex(sha256(new TextEncoder().encode(toJson(serviceCodec.encode(hashed, 'json') ?? null))));
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
