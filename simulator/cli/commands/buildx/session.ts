/** What the client offers to a build: its files as tar streams, secrets, credentials, and a place for results. */
import type { BuildSession } from '../../../api/build.ts';
import type { AuthConfig } from '../../../api/common.ts';
import type { ByteStream } from '../../../api/streams.ts';
import { isIgnored, mayHoldException, readIgnoreFile, type IgnorePattern } from '../../../builder/ignore/pattern.ts';
import type { Process, Stat } from '../../../kernel/abi.ts';
import { readTar, writeTar, type TarEntry } from '../../../vfs/index.ts';
import { bytesReader } from '../../streams/bytes-reader.ts';

/** Where a build's files come from. */
export type ContextSource =
  { kind: 'directory'; path: string } | { kind: 'archive'; bytes: Uint8Array } | { kind: 'empty' };

export interface SessionOptions {
  process: Process;
  context: ContextSource;
  /** The directory that holds the Dockerfile, or the file's own text (`-f -`). */
  dockerfile: { kind: 'directory'; path: string } | { kind: 'text'; name: string; bytes: Uint8Array };
  secrets: ReadonlyMap<string, Uint8Array>;
  credentials: (host: string) => AuthConfig | undefined;
  receive?: (content: ByteStream) => Promise<void>;
}

export function createSession(options: SessionOptions): BuildSession {
  const { process, context, dockerfile, secrets, credentials, receive } = options;
  return {
    async directory(name, { include, exclude }) {
      if (name === 'dockerfile') {
        if (dockerfile.kind === 'text') return archive([textEntry(dockerfile.name, dockerfile.bytes, process.now())]);
        return archive(namedFiles(process, dockerfile.path, include ?? []));
      }
      if (context.kind === 'empty') return archive([]);
      if (context.kind === 'archive') return archive(filtered(readTar(context.bytes).entries, include));
      if (include !== undefined) return archive(namedFiles(process, context.path, include));
      return archive(contextEntries(process, context.path, readIgnoreFile((exclude ?? []).join('\n'))));
    },
    secret: (id) => Promise.resolve(secrets.get(id)),
    credentials: (host) => Promise.resolve(credentials(host)),
    ...(receive === undefined ? {} : { receive: (_: string, content: ByteStream) => receive(content) }),
  };
}

function archive(entries: Iterable<TarEntry>): ByteStream {
  return { ...bytesReader(writeTar(entries)), close: () => undefined };
}

function textEntry(name: string, content: Uint8Array, mtime: number): TarEntry {
  return { name, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime, content };
}

function* namedFiles(process: Process, directory: string, names: readonly string[]): Generator<TarEntry> {
  for (const name of names) {
    const path = `${directory}/${name}`;
    if (!process.fs.exists(path) || process.fs.stat(path).type !== 'file') continue;
    yield fileEntry(process, path, name, process.fs.stat(path));
  }
}

function* filtered(entries: Iterable<TarEntry>, include: readonly string[] | undefined): Generator<TarEntry> {
  for (const entry of entries) {
    if (include === undefined || include.includes(entry.name.replace(/^\.?\//, ''))) yield entry;
  }
}

/** The context without what is ignored, owned by root as clients send it. */
export function* contextEntries(
  process: Process,
  root: string,
  patterns: readonly IgnorePattern[],
  below = '',
): Generator<TarEntry> {
  const names = process.fs
    .readdir(below === '' ? root : `${root}/${below}`)
    .map(({ name }) => name)
    .sort();
  for (const name of names) {
    const path = below === '' ? name : `${below}/${name}`;
    const full = `${root}/${path}`;
    const stat = process.fs.lstat(full);
    const ignored = isIgnored(patterns, path);
    if (stat.type === 'directory') {
      if (!ignored)
        yield {
          name: `${path}/`,
          type: 'directory',
          mode: stat.mode,
          uid: 0,
          gid: 0,
          mtime: stat.mtime,
          content: new Uint8Array(),
        };
      if (!ignored || mayHoldException(patterns, path)) yield* contextEntries(process, root, patterns, path);
    } else if (!ignored) {
      if (stat.type === 'symlink')
        yield {
          name: path,
          type: 'symlink',
          mode: 0o777,
          uid: 0,
          gid: 0,
          mtime: stat.mtime,
          linkname: process.fs.readlink(full),
          content: new Uint8Array(),
        };
      else if (stat.type === 'file') yield fileEntry(process, full, path, stat);
    }
  }
}

function fileEntry(process: Process, path: string, name: string, stat: Stat): TarEntry {
  return { name, type: 'file', mode: stat.mode, uid: 0, gid: 0, mtime: stat.mtime, content: process.fs.readFile(path) };
}
