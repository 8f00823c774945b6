/** POST /containers/{id}/stop. */
import { EngineError, isEngineError, notModified } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { killContainer, sendSignal, stopSignalOf } from './kill.ts';
import { isRunning } from './phase.ts';
import { parseSignal } from './signals.ts';
import { emitContainerEvent } from './state.ts';
import { waitForStop } from './waiters.ts';

const DEFAULT_TIMEOUT_SECONDS = 10;
/** How long to wait when the signal could not be sent. */
const SHORT_WAIT_MS = 2000;

export interface StopOptions {
  readonly signal?: string | undefined;
  /** Seconds of grace before KILL; negative for ever. */
  readonly t?: number | undefined;
}

/** Rejects with notModified where it does not run. */
export async function containerStop(daemon: Daemon, reference: string, options: StopOptions = {}): Promise<void> {
  const container = getContainer(daemon, reference);
  if (!isRunning(container)) throw notModified('container is already stopped');
  try {
    await stopContainer(daemon, container, options);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `cannot stop container: ${reference}: ${error.message}`);
  }
}

export async function stopContainer(daemon: Daemon, { id, config }: Container, options: StopOptions): Promise<void> {
  if (!isRunning(containerById(daemon, id))) return;
  const signal = options.signal ? parseSignal(options.signal) : stopSignalOf(config.StopSignal);
  const seconds = options.t ?? config.StopTimeout ?? DEFAULT_TIMEOUT_SECONDS;
  const live = liveContainer(daemon, id);
  live.stopping++;
  try {
    await signalAndWait(daemon, id, signal, seconds);
  } finally {
    live.stopping--;
  }
}

async function signalAndWait(
  daemon: Daemon,
  id: string,
  signal: ReturnType<typeof stopSignalOf>,
  seconds: number,
): Promise<void> {
  let wait = seconds < 0 ? undefined : seconds * 1000;
  try {
    sendSignal(daemon, id, signal);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    wait = SHORT_WAIT_MS;
  }
  if (await waitForStop(daemon, id, wait)) return;
  try {
    await killContainer(daemon, id);
  } catch (error) {
    // Another stop has ended it meanwhile.
    if (!isEngineError(error, 'conflict') || isRunning(containerById(daemon, id))) throw error;
  }
}

/** Told by the end of the container itself, so that it comes before its `die`. */
export function emitStops(daemon: Daemon, container: Container): void {
  const { stopping } = liveContainer(daemon, container.id);
  for (let count = 0; count < stopping; count++) emitContainerEvent(daemon, container, 'stop');
}
