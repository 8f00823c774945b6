/** POST /containers/{id}/kill, and the signals of stop and remove. */
import { EngineError, isEngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer, liveContainer, notRunning } from './find.ts';
import { isPaused, isRunning } from './phase.ts';
import { parseSignal } from './signals.ts';
import type { ParsedSignal } from './signals.ts';
import { changeContainer, emitContainerEvent } from './state.ts';
import { waitForStop } from './waiters.ts';

const KILL: ParsedSignal = { number: 9, signal: 'KILL' };
const TERM: ParsedSignal = { number: 15, signal: 'TERM' };
/** How long a killed container may take. */
const KILL_TIMEOUT_MS = 10_000;

export async function containerKill(daemon: Daemon, reference: string, signal = ''): Promise<void> {
  try {
    const parsed = signal === '' ? KILL : parseSignal(signal);
    const container = getContainer(daemon, reference);
    if (parsed.number !== KILL.number) return sendSignal(daemon, container.id, parsed);
    await killContainer(daemon, container.id);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `cannot kill container: ${reference}: ${error.message}`);
  }
}

/** KILL, and the wait for the end. Throws conflict where it does not run. */
export async function killContainer(daemon: Daemon, id: string): Promise<void> {
  if (!isRunning(containerById(daemon, id))) throw notRunning(id);
  sendSignal(daemon, id, KILL);
  await waitForStop(daemon, id, KILL_TIMEOUT_MS);
}

/** Throws conflict where it does not run. A container that waits for its restart only stops waiting. */
export function sendSignal(daemon: Daemon, id: string, signal: ParsedSignal): void {
  const container = containerById(daemon, id);
  if (!isRunning(container)) throw notRunning(id);
  const endsRestarts = isMeantToEnd(container, signal);
  if (endsRestarts) cancelRestarts(daemon, id);
  changeContainer(daemon, id, (draft) => {
    draft.manuallyStopped = true;
  });
  const run = liveContainer(daemon, id).run;
  if (container.phase.is === 'restarting' || run === undefined) return;
  emitContainerEvent(daemon, container, 'kill', { signal: String(signal.number) });
  const thaws = endsRestarts && isPaused(container);
  if (thaws) setUnpaused(daemon, id);
  if (signal.signal !== undefined) run.task.kill(signal.signal);
  if (thaws) run.cgroup.thaw();
}

/** A user who sends the stop signal, or any to a container without one of its own, wants it to end. */
function isMeantToEnd({ config }: Container, { number }: ParsedSignal): boolean {
  if (!config.StopSignal || number === KILL.number) return true;
  return stopSignalOf(config.StopSignal).number === number;
}

/** Also ends a wait for the next restart: the container has stopped then. */
export function cancelRestarts(daemon: Daemon, id: string): void {
  const live = liveContainer(daemon, id);
  live.restartCanceled = true;
  const cancel = live.cancelRestart;
  live.cancelRestart = undefined;
  cancel?.();
}

/** Only what runs can end. */
function setUnpaused(daemon: Daemon, id: string): void {
  changeContainer(daemon, id, (draft) => {
    if (draft.phase.is === 'running') draft.phase.paused = false;
  });
  emitContainerEvent(daemon, containerById(daemon, id), 'unpause');
}

/** The signal that `docker stop` sends: TERM unless the image or the user says another. */
export function stopSignalOf(text: string | undefined): ParsedSignal {
  if (!text) return TERM;
  try {
    return parseSignal(text);
  } catch (error) {
    if (isEngineError(error)) return TERM;
    throw error;
  }
}
