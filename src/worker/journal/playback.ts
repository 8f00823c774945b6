/** Plays a session again: the same input at the same times of a clock that stands still while anything runs. */
import type { HostTime } from '../host-time.ts';
import type { Request } from '../protocol.ts';
import type { Beginning, Entry } from './journal.ts';

export interface Session {
  readonly beginning: Beginning;
  readonly entries: readonly Entry[];
}

/** The worker, as far as a session is played on it. */
export interface Player {
  readonly time: HostTime;
  /** Switches a machine on, with everything it loads later otherwise. */
  boot(beginning: Beginning): Promise<void>;
  hear(request: Request): void;
  /** Resolves when the lesson that was begun last has set up its world. */
  lessonReady(): Promise<unknown>;
}

/** Milliseconds of real time that it may take. */
const PATIENCE = 25_000;
/** Milliseconds of session time by which it is moved on while something is awaited. */
const STRIDE = 50;

/** Throws when it takes too long. The clock still stands at the last entry afterwards. */
export async function play(player: Player, { beginning, entries }: Session): Promise<void> {
  const { time } = player;
  const until = performance.now() + PATIENCE;
  time.stand(beginning.at);
  await player.boot(beginning);
  for (const { at, request } of entries) {
    await time.advance(at);
    player.hear(request);
    // What a lesson sets up takes time of the machine.
    if (request.type === 'lesson.start') await settled(time, player.lessonReady(), until);
    if (performance.now() > until) throw new Error('too long');
  }
  await time.advance(time.now());
}

async function settled(time: HostTime, awaited: Promise<unknown>, until: number): Promise<void> {
  let done = false;
  void awaited.catch(() => undefined).then(() => (done = true));
  while (!done && performance.now() < until) await time.advance(time.now() + STRIDE);
}
