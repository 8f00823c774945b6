/** HEAD /containers/{id}/archive: what lies at a path. */
import type { ContainerPathStat } from '../../../api/containers.ts';
import { notFound, system } from '../../../api/errors.ts';
import { rfc3339Nano } from '../../../api/time.ts';
import type { FileType, ProcessFs, Stat } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import type { Daemon } from '../../context.ts';
import { cleanPath } from '../../mounts/path.ts';
import { getContainer } from '../find.ts';
import { openContainerFiles } from './file-system.ts';

export async function containerArchiveInfo(
  daemon: Daemon,
  reference: string,
  path: string,
): Promise<ContainerPathStat> {
  const container = getContainer(daemon, reference);
  const { fs } = openContainerFiles(daemon, container);
  return statPath(fs, path, reference);
}

/** Throws notFound: `Could not find the file PATH in container NAME`. */
export function statPath(fs: ProcessFs, path: string, reference: string): ContainerPathStat {
  let stat: Stat;
  try {
    stat = fs.lstat(path);
  } catch (error) {
    throw pathError(error, path, reference);
  }
  return {
    name: baseName(path),
    size: stat.size,
    mode: goFileMode(stat),
    mtime: rfc3339Nano(Math.floor(stat.mtime * 1000)),
    linkTarget: stat.type === 'symlink' ? linkTarget(fs, path) : '',
  };
}

export function pathError(error: unknown, path: string, reference: string): unknown {
  if (!isSysError(error)) return error;
  if (error.code === 'ENOENT') return notFound(`Could not find the file ${path} in container ${reference}`);
  return system(`lstat ${path}: ${error.message.toLowerCase()}`);
}

/** The last name of a path, as Go's filepath.Base gives it. */
export function baseName(path: string): string {
  const bare = path.replace(/\/+$/, '');
  if (bare === '') return path === '' ? '.' : '/';
  return bare.slice(bare.lastIndexOf('/') + 1);
}

/** Where a link leads in the end, as far as that exists. */
function linkTarget(fs: ProcessFs, path: string): string {
  try {
    return fs.realpath(path);
  } catch {
    const target = fs.readlink(path);
    const parent = path.slice(0, path.lastIndexOf('/'));
    return cleanPath(target.startsWith('/') ? target : `/${parent}/${target}`);
  }
}

const TYPE_BITS: Readonly<Record<FileType, number>> = {
  file: 0,
  directory: 2 ** 31,
  symlink: 2 ** 27,
  block: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  char: 2 ** 26 + 2 ** 21,
};
const SETUID = 2 ** 23;
const SETGID = 2 ** 22;
const STICKY = 2 ** 20;

/** os.FileMode: type bits high, permissions low. */
function goFileMode({ type, mode }: Stat): number {
  const special =
    ((mode & 0o4000) !== 0 ? SETUID : 0) + ((mode & 0o2000) !== 0 ? SETGID : 0) + ((mode & 0o1000) !== 0 ? STICKY : 0);
  return TYPE_BITS[type] + special + (mode & 0o777);
}
