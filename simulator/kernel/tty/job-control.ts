/** Processes as a terminal sees them: who is in its foreground, and whom it stops ("job control" in credentials(7)). */
import type { NumberSpace } from '../process/pid-number.ts';
import type { Signal } from '../signals.ts';

/** A process group. */
export interface Job {
  /** As `space` numbers it. */
  numberIn(space: NumberSpace): number;
  readonly session: JobSession;
  /** Sends a signal to every member, on the kernel's own account. */
  signal(signal: Signal): void;
  /** Nobody could continue its members. */
  isOrphaned(): boolean;
}

export interface JobSession {
  readonly leader: { receive(signal: Signal): void };
}

/** A process that reads from a terminal or changes it. */
export interface JobMember {
  readonly group: Job;
  readonly signals: { action(signal: Signal): unknown };
  /** It has been stopped. */
  readonly held: boolean;
}
