/** docker context export: a context as a tar archive. */
import { encode } from '../../../kernel/bytes.ts';
import { tarOf, type TarEntry } from '../../../vfs/tar.ts';
import type { Client } from '../../client.ts';
import { between, command } from '../../command.ts';
import { checkContextName, ContextStore, contextJson } from '../../config/context-store.ts';
import { DEFAULT_CONTEXT } from '../../config/default-context.ts';
import { withPathError } from '../../go/path-error.ts';
import { completeContexts } from './complete.ts';

export default command({
  usage: '[OPTIONS] CONTEXT [FILE|-]',
  args: between(1, 2),
  flags: {},
  complete: completeContexts(1),
  run: async ({ client, args: [name = '', target = `${name}.dockercontext`] }) => {
    if (name !== DEFAULT_CONTEXT) checkContextName(name);
    const archive = (): Uint8Array => tarOf(archiveEntries(new ContextStore(client), name));
    if (target === '-') {
      if (client.isTerminal('stdout')) {
        throw new Error('cowardly refusing to export to a terminal, specify a file path');
      }
      return client.process.stdout.write(archive());
    }
    await writeNew(client, target, archive());
    return client.complain(`Written file ${JSON.stringify(target)}`);
  },
});

async function writeNew(client: Client, path: string, content: Uint8Array): Promise<void> {
  const { process } = client;
  if (process.fs.exists(path)) throw new Error(`open ${path}: file exists`);
  withPathError('open', path, () => process.fs.writeFile(path, content, 0o600));
  return Promise.resolve();
}

const HEAD = { uid: 0, gid: 0, mtime: 0 };
const directory = (name: string): TarEntry => ({
  ...HEAD,
  name,
  type: 'directory',
  mode: 0o700,
  content: new Uint8Array(),
});
const file = (name: string, mode: number, content: Uint8Array): TarEntry => ({
  ...HEAD,
  name,
  type: 'file',
  mode,
  content,
});

function archiveEntries(store: ContextStore, name: string): TarEntry[] {
  const entries = [file('meta.json', 0o644, encode(contextJson(store.get(name)))), directory('tls')];
  for (const [endpoint, files] of Object.entries(store.tlsFiles(name))) {
    entries.push(directory(`tls/${endpoint}`));
    for (const each of files) entries.push(file(`tls/${endpoint}/${each}`, 0o600, store.readTls(name, endpoint, each)));
  }
  return entries;
}
