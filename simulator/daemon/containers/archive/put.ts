/** PUT /containers/{id}/archive: unpacks an archive in a container. */
import type { PutArchiveQuery } from '../../../api/containers.ts';
import { invalidParameter, system } from '../../../api/errors.ts';
import type { Readable } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { readTar, TarError } from '../../../vfs/index.ts';
import type { TarEntry } from '../../../vfs/index.ts';
import type { Daemon } from '../../context.ts';
import { rootFs } from '../../host.ts';
import { findUser } from '../../runtime/user.ts';
import type { Container } from '../../world.ts';
import { getContainer } from '../find.ts';
import { emitContainerEvent } from '../state.ts';
import { openContainerFiles } from './file-system.ts';
import { pathError } from './stat.ts';
import { createUnpacker } from './unpack.ts';

export async function putContainerArchive(
  daemon: Daemon,
  reference: string,
  query: PutArchiveQuery,
  content: Readable,
): Promise<void> {
  const container = getContainer(daemon, reference);
  const files = openContainerFiles(daemon, container);
  const { path } = query;
  let directory: string;
  try {
    directory = files.fs.realpath(path.startsWith('/') ? path : `/${path}`);
  } catch (error) {
    throw pathError(error, path, reference);
  }
  if (files.fs.stat(directory).type !== 'directory') throw invalidParameter('extraction point is not a directory');
  checkWritable(container, directory);
  const entries = parse(await content.readAll());
  const owner = query.copyUIDGID === true ? ownerOf(daemon, container) : undefined;
  const unpack = createUnpacker(files, directory, {
    now: daemon.kernel.clock.now(),
    keepsKinds: query.noOverwriteDirNonDir === true,
    owner,
  });
  try {
    for (const entry of entries) unpack(entry);
  } catch (error) {
    throw isSysError(error) ? system(`${error.subject ?? directory}: ${error.message.toLowerCase()}`) : error;
  }
  emitContainerEvent(daemon, container, 'extract-to-dir');
}

function parse(archive: Uint8Array): TarEntry[] {
  try {
    return readTar(archive).entries;
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw system(error.message);
  }
}

function checkWritable({ mounts, hostConfig }: Container, path: string): void {
  for (const { destination, writable } of Object.values(mounts)) {
    if (path !== destination && !path.startsWith(`${destination}/`)) continue;
    if (!writable) throw invalidParameter('mounted volume is marked read-only');
    return;
  }
  if (hostConfig.ReadonlyRootfs) throw invalidParameter('container rootfs is marked read-only');
}

/** With `docker cp -a` files belong to the container's user. */
function ownerOf(daemon: Daemon, container: Container): { uid: number; gid: number } | undefined {
  if (container.config.User === '') return undefined;
  const { mounts } = openContainerFiles(daemon, container);
  return findUser(rootFs(mounts, daemon.kernel.clock), container.config.User, []).credentials;
}
