/** POST /containers/{id}/attach and /resize. */
import type { ContainerAttachQuery } from '../../api/containers.ts';
import { conflict, invalidParameter } from '../../api/errors.ts';
import type { Hijack } from '../../api/streams.ts';
import type { WindowSize } from '../../kernel/abi.ts';
import type { Daemon } from '../context.ts';
import { parseDetachKeys } from '../streams/detach-keys.ts';
import { createHijack } from '../streams/hijack.ts';
import { getContainer, liveContainer, runOf } from './find.ts';
import { isPaused, isRestarting } from './phase.ts';
import { emitContainerEvent } from './state.ts';

export async function containerAttach(daemon: Daemon, reference: string, query: ContainerAttachQuery): Promise<Hijack> {
  const { detachKeys = '' } = query;
  if (parseDetachKeys(detachKeys) === undefined) throw invalidParameter(`Invalid detach keys (${detachKeys}) provided`);
  const container = getContainer(daemon, reference);
  if (isPaused(container)) throw conflict(`container ${reference} is paused, unpause the container before attach`);
  if (isRestarting(container)) {
    throw conflict(`container ${reference} is restarting, wait until the container is running`);
  }
  const live = liveContainer(daemon, container.id);
  const { config } = container;
  const wanted = { stdout: query.stdout === true, stderr: query.stderr === true };
  const output = live.output.attach(wanted);
  if (query.logs === true) {
    for (const { stream, bytes } of live.log?.entries() ?? []) if (wanted[stream]) output.push({ stream, bytes });
  }
  emitContainerEvent(daemon, container, 'attach');
  if (query.stream !== true) output.end();
  return createHijack({
    tty: config.Tty,
    output,
    input: query.stdin === true ? live.input : undefined,
    closesInput: config.StdinOnce,
    detachKeys,
    onDetach: () => emitContainerEvent(daemon, container, 'detach'),
  });
}

export async function containerResize(daemon: Daemon, reference: string, size: WindowSize): Promise<void> {
  const container = getContainer(daemon, reference);
  const { pty } = runOf(daemon, container.id);
  pty?.resize(size);
  const { rows, cols } = size;
  emitContainerEvent(daemon, container, 'resize', { height: String(rows), width: String(cols) });
}
