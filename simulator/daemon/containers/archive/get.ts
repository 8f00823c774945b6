/** GET /containers/{id}/archive and /export. */
import { byteStream } from '../../../api/channel.ts';
import type { ContainerPathStat } from '../../../api/containers.ts';
import type { ByteStream } from '../../../api/streams.ts';
import { entriesOf, flatten, freeze, writeTar } from '../../../vfs/index.ts';
import type { TarEntry } from '../../../vfs/index.ts';
import { entryOf } from '../../../vfs/layer-tar.ts';
import type { Daemon } from '../../context.ts';
import { getContainer, liveContainer } from '../find.ts';
import { emitContainerEvent } from '../state.ts';
import { openContainerFiles } from './file-system.ts';
import type { ContainerFiles } from './file-system.ts';
import { baseName, statPath } from './stat.ts';

export async function containerArchive(
  daemon: Daemon,
  reference: string,
  path: string,
): Promise<{ stat: ContainerPathStat; content: ByteStream }> {
  const container = getContainer(daemon, reference);
  const files = openContainerFiles(daemon, container);
  const absolute = path.startsWith('/') ? path : `/${path}`;
  const stat = statPath(files.fs, absolute, reference);
  const entries = [...entriesBelow(files, absolute.replace(/(?<=.)\/+$/, ''), baseName(absolute))];
  emitContainerEvent(daemon, container, 'archive-path');
  return { stat, content: byteStream(writeTar(entries)) };
}

/** The path's own entry under `name`, then what is in it, sorted; mounts are looked into. */
function* entriesBelow(files: ContainerFiles, path: string, name: string): Iterable<TarEntry> {
  const { fs, mounts } = files;
  const stat = fs.lstat(path);
  if (stat.type === 'directory') {
    const { mode, uid, gid } = stat;
    const mtime = Math.floor(stat.mtime / 1000) * 1000;
    yield { name: `${name}/`, type: 'directory', mode, uid, gid, mtime, content: new Uint8Array(0) };
    const children = fs.readdir(path).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of children) yield* entriesBelow(files, `${path}/${child.name}`, `${name}/${child.name}`);
    return;
  }
  if (stat.type === 'socket') return;
  const node = stat.type === 'symlink' ? linkAt(files, path) : mounts.locate(path);
  yield entryOf(name, freeze(node.fs, node.node));
}

/** A symbolic link itself: found by its name in its directory. */
function linkAt({ mounts }: ContainerFiles, path: string): ReturnType<ContainerFiles['mounts']['locate']> {
  const slash = path.lastIndexOf('/');
  const directory = mounts.locate(path.slice(0, slash) || '/');
  const node = directory.fs.lookup(directory.node, path.slice(slash + 1));
  return { ...directory, node: node ?? directory.node };
}

/** The root file system without mounts. */
export async function containerExport(daemon: Daemon, reference: string): Promise<ByteStream> {
  const container = getContainer(daemon, reference);
  const { root } = flatten(liveContainer(daemon, container.id).overlay);
  const content = byteStream(writeTar(entriesOf({ ...root, implied: true })));
  emitContainerEvent(daemon, container, 'export');
  return content;
}
