/** `--output`: where the result goes. */
import type { ByteStream } from '../../../api/streams.ts';
import { readTar } from '../../../vfs/index.ts';
import type { Client } from '../../client.ts';
import { unpack } from '../../copy/host-archive.ts';

export type Output =
  | { kind: 'image' }
  /** The builder has no such exporter, and says so when asked for it. */
  | { kind: 'unknown'; type: string }
  | { kind: 'local' | 'tar'; receive: (content: ByteStream) => Promise<void> };

/** Exporters of the real builder. */
const UNSUPPORTED = new Set(['registry', 'oci', 'cacheonly']);

/** Throws for what Drydock does not write. */
export function readOutput(client: Client, words: readonly string[]): Output {
  const [word] = words;
  if (word === undefined) return { kind: 'image' };
  const fields = new Map(
    word.includes('=')
      ? word
          .split(',')
          .map((field): [string, string] => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)])
      : [],
  );
  const destination = fields.get('dest') ?? (word.includes('=') ? '' : word);
  const type = fields.get('type') ?? (destination === '-' ? 'tar' : 'local');
  if (type === 'docker' || type === 'image') return { kind: 'image' };
  if (type === 'tar') return { kind: 'tar', receive: (content) => writeArchive(client, destination, content) };
  if (UNSUPPORTED.has(type))
    throw new Error(`Drydock does not write output of the type ${type}; it writes local, tar and docker`);
  if (type !== 'local') return { kind: 'unknown', type };
  if (destination === '') throw new Error('dest is required for local output');
  return { kind: 'local', receive: (content) => writeDirectory(client, destination, content) };
}

async function writeArchive({ process }: Client, destination: string, content: ByteStream): Promise<void> {
  const bytes = await content.readAll();
  if (destination === '' || destination === '-') await process.stdout.write(bytes);
  else process.fs.writeFile(destination, bytes);
}

async function writeDirectory({ process }: Client, destination: string, content: ByteStream): Promise<void> {
  const bytes = await content.readAll();
  let at = destination.startsWith('/') ? '' : '.';
  for (const part of destination.split('/').filter((each) => each !== '')) {
    at += `/${part}`;
    if (!process.fs.exists(at)) process.fs.mkdir(at);
  }
  unpack(process, readTar(bytes).entries, destination);
}
