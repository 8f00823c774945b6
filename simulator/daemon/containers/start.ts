/** POST /containers/{id}/start, and the starts of restart policies. */
import { conflict, EngineError, isEngineError, notModified } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import type { ContainerLog } from '../logger/logger.ts';
import { joinNetworks } from '../networks/sandbox.ts';
import { createFailure, RuntimeError, startFailure } from '../runtime/errors.ts';
import type { StartFailure } from '../runtime/errors.ts';
import type { Container } from '../world.ts';
import { cleanUp } from './clean-up.ts';
import { containerLog } from './create.ts';
import { handleExit } from './exit.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { startHealthChecks } from './health.ts';
import { isLeaving, isPaused, isRunning } from './phase.ts';
import { prepareNetworking, prepareSources } from './prepare.ts';
import { removeContainer } from './remove.ts';
import { checkSpecification, createTask } from './task.ts';
import type { PreparedTask } from './task.ts';
import { changeContainer, emitContainerEvent } from './state.ts';
import { verifySettings } from './verify.ts';

/** What the exit code is when a start fails for no reason that has one. */
const UNKNOWN = 128;

/** Rejects with notModified when it runs already. */
export async function containerStart(daemon: Daemon, reference: string): Promise<void> {
  const container = getContainer(daemon, reference);
  if (isPaused(container)) throw conflict('cannot start a paused container, try unpause instead');
  if (isRunning(container)) throw notModified('container is already running');
  checkNotLeaving(container);
  const around = { machine: daemon.kernel.machine(), hostFs: rootFs(daemon.host.mounts, daemon.kernel.clock) };
  verifySettings(undefined, container.hostConfig, around, false);
  startContainer(daemon, container.id, true);
  await begun(daemon, container.id);
}

/** A start is answered when the program has been executed: from then on it hears signals. */
export async function begun(daemon: Daemon, id: string): Promise<void> {
  await daemon.live.containers.get(id)?.run?.task.begun;
}

function checkNotLeaving(container: Container): void {
  if (isLeaving(container)) throw conflict('container is marked for removal and cannot be started');
}

/** `byUser` starts begin the restart policy anew. Throws EngineError; the container keeps the reason. */
export function startContainer(daemon: Daemon, id: string, byUser: boolean): void {
  const container = containerById(daemon, id);
  if (byUser && isRunning(container)) return;
  checkNotLeaving(container);
  try {
    launch(daemon, container, byUser);
  } catch (error) {
    const failure = failureOf(daemon, error, container);
    recordFailure(daemon, id, failure);
    throw failure.error;
  }
}

function launch(daemon: Daemon, container: Container, byUser: boolean): void {
  const { id } = container;
  const live = liveContainer(daemon, id);
  const networking = prepareNetworking(daemon, container);
  const sources = prepareSources(daemon, id);
  checkSpecification(daemon, container);
  if (byUser) {
    Object.assign(live, { restartCanceled: false, restarts: 0, backoff: 0 });
    changeContainer(daemon, id, (draft) => {
      draft.manuallyStopped = false;
    });
  }
  const prepared = createTask(daemon, containerById(daemon, id), networking, sources);
  live.log = openLog(daemon, container);
  const startedAt = daemon.time.now();
  connect(daemon, id);
  run(daemon, id, prepared, startedAt);
}

function openLog(daemon: Daemon, container: Container): ContainerLog {
  try {
    return containerLog(daemon, container);
  } catch (error) {
    if (!(error instanceof Error) || isEngineError(error)) throw error;
    throw new LogFailure(error.message);
  }
}

class LogFailure extends Error {
  override name = 'LogFailure';
}

function connect(daemon: Daemon, id: string): void {
  try {
    joinNetworks(daemon, id);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `failed to set up container networking: ${error.message}`);
  }
}

function run(daemon: Daemon, id: string, prepared: PreparedTask, startedAt: number): void {
  const live = liveContainer(daemon, id);
  const started = prepared.start((status) =>
    handleExit(daemon, id, started, status, (again) => startContainer(daemon, again, false)),
  );
  live.run = started;
  live.restartingByUser = false;
  started.cgroup.onOom(() => recordOom(daemon, id));
  changeContainer(daemon, id, (draft) => {
    draft.phase = { is: 'running', pid: started.task.hostPid, paused: false };
    draft.lastRun = { ...draft.lastRun, startedAt, exitCode: 0, error: '', oomKilled: false };
    draft.prepared = true;
  });
  startHealthChecks(daemon, id);
  emitContainerEvent(daemon, containerById(daemon, id), 'start');
}

function recordOom(daemon: Daemon, id: string): void {
  changeContainer(daemon, id, (draft) => {
    draft.lastRun.oomKilled = true;
  });
  emitContainerEvent(daemon, containerById(daemon, id), 'oom');
}

function failureOf(daemon: Daemon, error: unknown, { lastRun }: Container): StartFailure {
  if (error instanceof RuntimeError) return createFailure(error.message, daemon.settings.runtimeErrorSuffix);
  if (error instanceof LogFailure) {
    return startFailure(`failed to create task for container: failed to initialize logging driver: ${error.message}`);
  }
  if (isEngineError(error)) return { error, exitCode: lastRun.exitCode === 0 ? UNKNOWN : lastRun.exitCode };
  throw error;
}

/** The container is as it was, with the reason; `--rm` removes it. */
function recordFailure(daemon: Daemon, id: string, { error, exitCode }: StartFailure): void {
  changeContainer(daemon, id, (draft) => {
    draft.lastRun.error = error.message;
    draft.lastRun.exitCode = exitCode;
    draft.prepared = true;
  });
  cleanUp(daemon, id, true);
  const { hostConfig } = containerById(daemon, id);
  if (hostConfig.AutoRemove) void removeContainer(daemon, id, { force: true, volumes: true });
}
