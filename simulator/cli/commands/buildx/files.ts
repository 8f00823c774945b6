/** The build context and the Dockerfile, as the command line names them. */
import type { Client } from '../../client.ts';
import type { ContextSource, SessionOptions } from './session.ts';

export interface BuildFiles {
  context: ContextSource;
  dockerfile: SessionOptions['dockerfile'];
  dockerfileName: string;
  /** `NAME=value`, or `NAME` alone for the client's own variable. */
  buildArgs(words: readonly string[]): [string, string][];
}

/** Throws for what cannot be a context, with buildx's words. */
export async function readContext(client: Client, path: string, file: string): Promise<BuildFiles> {
  const { process } = client;
  const buildArgs = (words: readonly string[]) => words.flatMap((word) => buildArg(client, word));
  if (path === '-') return { ...(await standardInput(client, file)), buildArgs };
  if (/^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(path)) {
    throw new Error(`failed to read dockerfile: Drydock has no network outside: ${path} cannot be fetched`);
  }
  if (!process.fs.exists(path) || process.fs.stat(path).type !== 'directory')
    throw new Error(`unable to prepare context: path ${JSON.stringify(path)} not found`);
  const root = process.fs.realpath(path);
  if (file === '-') {
    const bytes = await process.stdin.readAll();
    return {
      context: { kind: 'directory', path: root },
      dockerfile: { kind: 'text', name: 'Dockerfile', bytes },
      dockerfileName: 'Dockerfile',
      buildArgs,
    };
  }
  const asked = file === '' ? `${root}/Dockerfile` : file.startsWith('/') ? file : `${process.cwd()}/${file}`;
  const full = spelled(client, asked);
  const directory = full.slice(0, full.lastIndexOf('/')) || '/';
  const name = full.slice(full.lastIndexOf('/') + 1);
  return {
    context: { kind: 'directory', path: root },
    dockerfile: { kind: 'directory', path: directory },
    dockerfileName: name,
    buildArgs,
  };
}

/** Where there is no `Dockerfile` but a `dockerfile`, buildx takes that. */
function spelled({ process }: Client, path: string): string {
  const lower = path.replace(/(^|\/)Dockerfile$/, '$1dockerfile');
  return !process.fs.exists(path) && process.fs.exists(lower) ? lower : path;
}

/** `docker build -`: a Dockerfile without a context, or an archive that is the context. */
async function standardInput(client: Client, file: string): Promise<Omit<BuildFiles, 'buildArgs'>> {
  const bytes = await client.process.stdin.readAll();
  const magic = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const tar = bytes.length >= 512 && String.fromCharCode(...bytes.subarray(257, 262)) === 'ustar';
  const name = file === '' ? 'Dockerfile' : file;
  if (!magic && !tar)
    return {
      context: { kind: 'empty' },
      dockerfile: { kind: 'text', name: 'Dockerfile', bytes },
      dockerfileName: 'Dockerfile',
    };
  const { gunzipSync } = await client.load(() => import('fflate'));
  const plain = magic ? gunzipSync(bytes) : bytes;
  const { readTar } = await client.load(() => import('../../../vfs/index.ts'));
  const entry = readTar(plain).entries.find((each) => each.name.replace(/^\.?\//, '') === name);
  return {
    context: { kind: 'archive', bytes: plain },
    dockerfile: { kind: 'text', name, bytes: entry?.content ?? new Uint8Array() },
    dockerfileName: name,
  };
}

function buildArg({ process }: Client, word: string): [string, string][] {
  const at = word.indexOf('=');
  if (at !== -1) return [[word.slice(0, at), word.slice(at + 1)]];
  const value = process.env.get(word);
  return value === undefined ? [] : [[word, value]];
}
