/** `--docker host=…,ca=…,cert=…,key=…` of context create and update. */
import type { Client } from '../../client.ts';
import type { ContextEndpoint, ContextStore } from '../../config/context-store.ts';
import { withPathError } from '../../go/path-error.ts';
import { NumError, parseBool } from '../../go/strconv.ts';

const KEYS = new Set(['from', 'host', 'ca', 'cert', 'key', 'skip-tls-verify']);
const TLS_FILES = ['ca', 'cert', 'key'] as const;

export interface EndpointFlag {
  readonly endpoint: ContextEndpoint;
  /** Certificates and keys by the name they get in the store. */
  readonly tls: ReadonlyMap<string, Uint8Array>;
}

/** Reads the flag's pairs. Throws with `unable to create docker endpoint config: ` before the reason. */
export function readEndpoint(
  client: Client,
  store: ContextStore,
  pairs: Readonly<Record<string, string>>,
): EndpointFlag {
  try {
    return read(client, store, pairs);
  } catch (error) {
    throw new Error(
      `unable to create docker endpoint config: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function read(client: Client, store: ContextStore, pairs: Readonly<Record<string, string>>): EndpointFlag {
  const unknown = Object.keys(pairs).filter((key) => !KEYS.has(key));
  if (unknown.length > 0) throw new Error(unknown.map((key) => `unrecognized config key: ${key}`).join('\n'));
  if (pairs.from !== undefined) {
    const endpoint = store.get(pairs.from).Endpoints.docker;
    if (!endpoint) throw new Error(`unable to get endpoint from context ${JSON.stringify(pairs.from)}`);
    return { endpoint, tls: new Map() };
  }
  const tls = new Map<string, Uint8Array>();
  for (const key of TLS_FILES) {
    const path = pairs[key];
    if (path !== undefined)
      tls.set(
        `${key}.pem`,
        withPathError('open', path, () => client.process.fs.readFile(path)),
      );
  }
  const SkipTLSVerify = skipsVerification(pairs['skip-tls-verify']);
  checkTls(tls);
  const host = pairs.host ?? '';
  if (host !== '' && !host.includes('://')) {
    throw new Error(`unable to apply docker endpoint options: unable to parse docker host \`${host}\``);
  }
  return { endpoint: { ...(host === '' ? {} : { Host: host }), SkipTLSVerify }, tls };
}

function skipsVerification(text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    return parseBool(text);
  } catch (error) {
    if (error instanceof NumError) throw new Error(`skip-tls-verify: parsing ${JSON.stringify(text)}: ${error.reason}`);
    throw error;
  }
}

function checkTls(files: ReadonlyMap<string, Uint8Array>): void {
  const has = (name: string, pattern: RegExp): boolean => {
    const content = files.get(name);
    return content === undefined || pattern.test(new TextDecoder().decode(content));
  };
  const invalid = 'invalid docker endpoint options: ';
  if (!has('ca.pem', /-----BEGIN CERTIFICATE-----/)) {
    throw new Error(`${invalid}failed to retrieve context tls info: ca.pem seems invalid`);
  }
  if (files.has('cert.pem') && !has('key.pem', /-----BEGIN [A-Z ]*PRIVATE KEY-----/)) {
    throw new Error(`${invalid}no valid private key found`);
  }
}
