/** docker cp: files between the client's machine and a container, both ways, also as a tar stream. */
import type { ContainerPathStat } from '../../../api/containers.ts';
import type { Engine } from '../../../api/engine.ts';
import type { ByteStream } from '../../../api/streams.ts';
import type { Readable } from '../../../kernel/abi.ts';
import { TarReader, writeTar, type TarEntry } from '../../../vfs/tar.ts';
import { isFailure, type Client } from '../../client.ts';
import { command, exactly } from '../../command.ts';
import { containerNames } from '../../completion/engine.ts';
import {
  CopyError,
  keepEnding,
  linkTarget,
  planCopy,
  rebaseName,
  renamed,
  splitEntry,
  type CopyInfo,
} from '../../copy/copy-info.ts';
import { checkOutputPath, entriesOf, sourceInfo, targetInfo, unpack } from '../../copy/host-archive.ts';
import { bool } from '../../flags/scalars.ts';
import { humanSize } from '../../go/units.ts';
import { absolutePath } from '../../opts/path.ts';
import { bytesReader } from '../../streams/bytes-reader.ts';

/** Bits of a Go file mode (os.FileMode). */
const MODE_DIRECTORY = 2 ** 31;
const MODE_SYMLINK = 2 ** 27;
const MODE_DEVICE = 2 ** 26;
const hasBit = (mode: number, bit: number): boolean => Math.floor(mode / bit) % 2 === 1;

interface Job {
  readonly container: string;
  readonly from: string;
  readonly to: string;
  readonly follow: boolean;
  readonly archive: boolean;
  readonly quiet: boolean;
}

export default command({
  usage: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH',
  args: exactly(2),
  flags: { archive: bool('a'), 'follow-link': bool('L'), quiet: bool('q') },
  aliasLine: 'docker container cp, docker cp',
  complete: async ({ client, args, prefix }) => {
    if (args.length >= 2) return [];
    const found = (await containerNames(client, true)).filter((name) => `${name}:`.startsWith(prefix));
    return found.length > 0 ? found.map((name) => `${name}:`) : undefined;
  },
  run: async ({ client, flags, changed, args: [source = '', destination = ''] }) => {
    if (source === '') throw new Error('source can not be empty');
    if (destination === '') throw new Error('destination can not be empty');
    const from = splitArgument(source);
    const to = splitArgument(destination);
    const job: Job = {
      container: from.container || to.container,
      from: from.path,
      to: to.path,
      follow: flags['follow-link'],
      archive: flags.archive,
      quiet: changed('quiet') ? flags.quiet : !client.isTerminal('stdout'),
    };
    if (from.container !== '' && to.container !== '') throw new Error('copying between containers is not supported');
    if (from.container !== '') return copyOut(client, job);
    if (to.container !== '') return copyIn(client, job);
    throw new Error('must specify at least one container source');
  },
});

/** `container:path`; a path of the client's own that has a colon must begin with `/` or `.`. */
function splitArgument(text: string): { container: string; path: string } {
  const at = text.indexOf(':');
  if (text.startsWith('/') || at < 0 || text.startsWith('.')) return { container: '', path: text };
  return { container: text.slice(0, at), path: text.slice(at + 1) };
}

const localPath = (client: Client, path: string): string => keepEnding(absolutePath(path, client.process.cwd()), path);

async function copyOut(client: Client, job: Job): Promise<void> {
  const toStdout = job.to === '-';
  const target = toStdout ? '-' : localPath(client, job.to);
  checkOutputPath(client.process, target);
  const engine = await client.engine();
  const followed = job.follow ? await followSource(engine, job) : { path: job.from, name: '' };
  const { stat, content } = await engine.containerArchive(job.container, { path: followed.path });
  if (toStdout) return pipe(content, client);
  const { entries, size } = await readArchive(content);
  const source: CopyInfo = {
    path: followed.path,
    exists: true,
    isDirectory: hasBit(stat.mode, MODE_DIRECTORY),
    rebaseName: followed.name,
  };
  const base = splitEntry(source.path).base;
  const named = followed.name === '' ? entries : entries.map((entry) => renamed(entry, base, followed.name));
  const { directory, rename } = planCopy(source, targetInfo(client.process, target));
  unpack(client.process, named.map(rename), directory);
  if (!job.quiet) await client.complain(`Successfully copied ${humanSize(size, 3)} to ${target}`);
}

async function followSource(engine: Engine, job: Job): Promise<{ path: string; name: string }> {
  const stat = await statOrNothing(engine, job.container, job.from);
  if (!stat || !hasBit(stat.mode, MODE_SYMLINK)) return { path: job.from, name: '' };
  return rebaseName(job.from, linkTarget(job.from, stat.linkTarget));
}

async function statOrNothing(engine: Engine, container: string, path: string): Promise<ContainerPathStat | undefined> {
  try {
    return await engine.containerArchiveInfo(container, { path });
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
}

async function pipe(content: ByteStream, client: Client): Promise<void> {
  try {
    for (let bytes = await content.read(); bytes.length > 0; bytes = await content.read()) {
      await client.process.stdout.write(bytes);
    }
  } finally {
    content.close();
  }
}

/** The entries of an archive, and how many bytes of it a tar reader takes in. */
async function readArchive(content: ByteStream): Promise<{ entries: TarEntry[]; size: number }> {
  const reader = new TarReader();
  const entries: TarEntry[] = [];
  let size = 0;
  try {
    for (let bytes = await content.read(); bytes.length > 0; bytes = await content.read()) {
      size += bytes.length;
      entries.push(...reader.push(bytes));
    }
  } finally {
    content.close();
  }
  const trailer = reader.end();
  return { entries, size: size - Math.max(0, trailer.length - TRAILER_READ) };
}

/** Of the two blocks of zeros at an archive's end the client takes in one. */
const TRAILER_READ = 512;

async function copyIn(client: Client, job: Job): Promise<void> {
  const fromStdin = job.from === '-';
  const path = fromStdin ? '-' : localPath(client, job.from);
  const engine = await client.engine();
  const target = await containerTarget(engine, job);
  if (fromStdin) {
    if (!target.isDirectory) throw new Error(`destination "${job.container}:${job.to}" must be a directory`);
    await put(engine, job, target.path, client.process.stdin);
    return;
  }
  const source = sourceInfo(client.process, path, job.follow);
  const archive = [...entriesOf(client.process, source)];
  const { directory, rename } = await planned(client, source, target);
  const pieces = [...writeTar(archive.map(rename))];
  await put(engine, job, directory, bytesReader(pieces));
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (!job.quiet) {
    await client.complain(`Successfully copied ${humanSize(size, 3)} to ${job.container}:${target.path}`);
  }
}

/** The plan; where there is none, the archive that was already under way says so in the client's log. */
async function planned(client: Client, source: CopyInfo, target: CopyInfo): Promise<ReturnType<typeof planCopy>> {
  try {
    return planCopy(source, target);
  } catch (error) {
    if (error instanceof CopyError) {
      const { logLine } = await client.load(() => import('../../streams/log-line.ts'));
      const message = `Can't add file ${source.path} to tar: io: read/write on closed pipe`;
      await client.complain(logLine(client, 'error', message));
    }
    throw error;
  }
}

async function containerTarget(engine: Engine, job: Job): Promise<CopyInfo> {
  let path = job.to;
  let stat = await statOrNothing(engine, job.container, path);
  if (stat && hasBit(stat.mode, MODE_SYMLINK)) {
    path = linkTarget(path, stat.linkTarget);
    stat = await statOrNothing(engine, job.container, path);
  }
  if (stat && hasBit(stat.mode, MODE_DEVICE)) {
    throw new Error(`destination "${job.container}:${job.to}" must be a directory or a regular file: got a device`);
  }
  return {
    path,
    exists: stat !== undefined,
    isDirectory: stat ? hasBit(stat.mode, MODE_DIRECTORY) : false,
    rebaseName: '',
  };
}

async function put(engine: Engine, job: Job, path: string, content: Readable): Promise<void> {
  const query = { path, noOverwriteDirNonDir: true, ...(job.archive ? { copyUIDGID: true } : {}) };
  await engine.putContainerArchive(job.container, query, content);
}
