/** docker context import: a context from an archive made by `docker context export`. */
import { decode } from '../../../kernel/bytes.ts';
import { readTar, TarError, type TarEntry } from '../../../vfs/tar.ts';
import { command, exactly } from '../../command.ts';
import { contextFrom, ContextStore } from '../../config/context-store.ts';
import { cleanPath } from '../../opts/path.ts';
import { openFile } from '../../streams/bytes-reader.ts';
import { checkNew } from './create.ts';

export default command({
  usage: 'CONTEXT FILE|-',
  args: exactly(2),
  flags: {},
  run: async ({ client, args: [name = '', source = ''] }) => {
    const store = new ContextStore(client);
    checkNew(store, name);
    const reader = source === '-' ? client.process.stdin : await openFile(client.process, source);
    take(store, name, entriesOf(await reader.readAll()));
    await client.println(name);
    await client.complain(`Successfully imported context ${JSON.stringify(name)}`);
  },
});

function entriesOf(archive: Uint8Array): readonly TarEntry[] {
  if (archive[0] === 0x50 && archive[1] === 0x4b) throw new Error('Drydock imports contexts from tar archives only');
  try {
    return readTar(archive).entries.filter((entry) => entry.type === 'file');
  } catch (error) {
    if (error instanceof TarError) throw new Error('archive/tar: invalid tar header');
    throw error;
  }
}

function take(store: ContextStore, name: string, entries: readonly TarEntry[]): void {
  const tls = new Map<string, Map<string, Uint8Array>>();
  let meta;
  for (const { name: path, content } of entries) {
    if (path !== cleanPath(path)) throw new Error(`${path}: unexpected path format`);
    if (path === 'meta.json') {
      meta = { ...contextFrom(decode(content)), Name: name };
    } else if (path.startsWith('tls/')) {
      const [endpoint, file] = path.slice('tls/'.length).split(/\/(.*)/s);
      if (endpoint === undefined || file === undefined) throw new Error('archive format is invalid');
      tls.set(endpoint, (tls.get(endpoint) ?? new Map<string, Uint8Array>()).set(file, content));
    } else {
      throw new Error(`${path}: unexpected context file`);
    }
  }
  if (!meta) throw new Error('invalid context: no metadata found');
  store.write(meta);
  for (const [endpoint, files] of tls) store.writeTls(name, endpoint, files);
}
