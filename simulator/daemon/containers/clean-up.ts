/** What goes when a container has ended, or has failed to start: its network, its mounts, its execs. */
import type { Daemon } from '../context.ts';
import { releaseSandbox } from '../networks/sandbox.ts';
import { containerById, liveContainer } from './find.ts';
import { changeContainer } from './state.ts';

/** `mounted` tells whether its volumes had been mounted. */
export function cleanUp(daemon: Daemon, id: string, mounted: boolean): void {
  releaseSandbox(daemon, id);
  const live = liveContainer(daemon, id);
  live.run = undefined;
  const { mounts } = containerById(daemon, id);
  changeContainer(daemon, id, (draft) => {
    draft.execIds = [];
  });
  if (!mounted) return;
  for (const { type, name, driver } of Object.values(mounts)) {
    if (type === 'volume') daemon.events.emit('volume', 'unmount', name, { container: id, driver });
  }
}
