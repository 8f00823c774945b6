/** The flags that stand before the command: `docker --context remote ps`. */
import type { Flag, FlagTable, FlagValues } from './flags/flag.ts';
import { bool, quotedString, string } from './flags/scalars.ts';
import { listOf } from './flags/lists.ts';

/** Their defaults depend on the home directory. */
export function globalFlags(env: ReadonlyMap<string, string>) {
  const directory = env.get('DOCKER_CONFIG') || `${env.get('HOME') ?? ''}/.docker`;
  const certificates = env.get('DOCKER_CERT_PATH') || directory;
  return {
    config: { ...string(), defaultText: JSON.stringify(directory) },
    context: string('c'),
    debug: bool('D'),
    host: onlyOne(listOf('string', (text) => text, 'H')),
    'log-level': string('l', 'info'),
    tls: bool(),
    tlscacert: quotedString(undefined, `${certificates}/ca.pem`),
    tlscert: quotedString(undefined, `${certificates}/cert.pem`),
    tlskey: quotedString(undefined, `${certificates}/key.pem`),
    tlsverify: bool(undefined, false),
    version: bool('v'),
  } satisfies FlagTable;
}

export type GlobalFlags = FlagValues<ReturnType<typeof globalFlags>>;

/** A list that takes one value. */
const onlyOne = (flag: Flag<readonly string[]>): Flag<readonly string[]> => ({
  ...flag,
  set: (previous, ...rest) => {
    if (previous.length > 0) throw new Error('specify only one -H');
    return flag.set(previous, ...rest);
  },
});
