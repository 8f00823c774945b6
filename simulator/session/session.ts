/**
 * A session: what somebody types at a terminal, written down. Plain sessions hand commands to one shell that outlives
 * them; terminal sessions (`@tty`) type keys and look at what the screen receives.
 */

export interface PlainSession {
  kind: 'plain';
  title: string;
  steps: readonly PlainStep[];
}

/** One command, perhaps of several lines. */
export interface PlainStep {
  kind: 'command';
  command: string;
  /** Seconds it may take; then what it runs is killed. */
  limit: number;
}

export interface TerminalSession {
  kind: 'terminal';
  title: string;
  size: { cols: number; rows: number };
  steps: readonly TerminalStep[];
}

export type TerminalStep =
  /** Text that is typed and entered, or the name of a key (`^C`). */
  | { kind: 'send'; text: string; limit: number }
  /** Go on when this regular expression is seen in what came since the last sending or waiting. */
  | { kind: 'wait'; pattern: string; limit: number }
  /** From here the registry sends layers at this many bytes per second, so that progress can be seen. */
  | { kind: 'throttle'; bytesPerSecond: number };

export type Session = PlainSession | TerminalSession;

/** Seconds a step may take unless `@timeout` says otherwise. */
export const DEFAULT_LIMIT = 60;

/** A line of a session file that cannot be read. */
export class SessionSyntaxError extends Error {
  override name = 'SessionSyntaxError';
}
