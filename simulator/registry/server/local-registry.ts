/**
 * An empty registry that runs on the host itself, without a container and without authentication: what the machine on
 * which the sessions were recorded had on 127.0.0.1:5000.
 */
import type { Program } from '../../kernel/abi.ts';
import { createMemoryStorage } from '../storage.ts';
import { NO_LOG } from './log.ts';
import { serveStorage } from './serve.ts';

export function localRegistry(port: number): Program {
  const storage = createMemoryStorage();
  return (p) => serveStorage(p, { address: { host: '127.0.0.1', port }, storage, deletes: true, log: NO_LOG });
}
