/** docker context create. */
import type { Client } from '../../client.ts';
import { command, exactly } from '../../command.ts';
import {
  checkContextName, ContextNotFound, ContextStore, DEFAULT_DESCRIPTION, type ContextMeta,
} from '../../config/context-store.ts'; // prettier-ignore
import { DEFAULT_CONTEXT } from '../../config/default-context.ts';
import { currentContext } from '../../config/endpoint.ts';
import { stringToString } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';
import { readEndpoint } from './endpoint-flag.ts';

export default command({
  usage: '[OPTIONS] CONTEXT',
  args: exactly(1),
  flags: { description: string(), docker: stringToString(), from: string() },
  complete: () => [],
  run: async ({ client, flags, args: [name = ''], changed }) => {
    const store = new ContextStore(client);
    checkNew(store, name);
    if (flags.from === '' && changed('docker')) {
      createNew(client, store, name, flags);
    } else {
      if (Object.keys(flags.docker).length > 0) throw new Error('cannot use --docker flag when --from is set');
      copyContext(store, flags.from || currentContext(client), name, flags.description);
    }
    await client.println(name);
    await client.complain(`Successfully created context ${JSON.stringify(name)}`);
  },
});

/** Throws unless a context of that name can be made. */
export function checkNew(store: ContextStore, name: string): void {
  checkContextName(name);
  try {
    store.get(name);
  } catch (error) {
    if (error instanceof ContextNotFound) return;
    throw new Error(`error while getting existing contexts: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Error(`context ${JSON.stringify(name)} already exists`);
}

function createNew(
  client: Client,
  store: ContextStore,
  name: string,
  { description, docker }: { description: string; docker: Readonly<Record<string, string>> },
): void {
  const { endpoint, tls } = readEndpoint(client, store, docker);
  const Metadata = description === '' ? {} : { Description: description };
  store.write({ Name: name, Metadata, Endpoints: { docker: endpoint } });
  store.writeTls(name, 'docker', tls);
}

function copyContext(store: ContextStore, from: string, name: string, description: string): void {
  const source = store.get(from);
  const own = from === DEFAULT_CONTEXT ? { Description: DEFAULT_DESCRIPTION } : source.Metadata;
  const copy: ContextMeta = {
    ...source,
    Name: name,
    Metadata: description === '' ? own : { ...own, Description: description },
  };
  store.write(copy);
  for (const [endpoint, files] of Object.entries(store.tlsFiles(from))) {
    store.writeTls(name, endpoint, new Map(files.map((file) => [file, store.readTls(from, endpoint, file)])));
  }
}
