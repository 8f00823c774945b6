/** GET /containers/{id}/changes: `docker diff`. */
import type { FilesystemChange } from '../../api/containers.ts';
import { changesOf } from '../../vfs/index.ts';
import type { ChangeKind } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { getContainer, liveContainer } from './find.ts';

const KINDS: Readonly<Record<ChangeKind, FilesystemChange['Kind']>> = { C: 0, A: 1, D: 2 };

/** null where nothing has changed. */
export async function containerChanges(daemon: Daemon, reference: string): Promise<FilesystemChange[] | null> {
  const { id } = getContainer(daemon, reference);
  const changes = changesOf(liveContainer(daemon, id).overlay);
  return changes.length === 0 ? null : changes.map(({ path, kind }) => ({ Path: path, Kind: KINDS[kind] }));
}
