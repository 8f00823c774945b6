/**
 * What came of a session. The names and their order are those of the recorded transcripts, so that a replayed one and
 * a recorded one are the same kind of JSON.
 */

export interface PlainTranscript {
  title: string;
  steps: PlainOutcome[];
}

export interface PlainOutcome {
  command: string;
  stdout: string;
  stderr: string;
  exitCode: number;
  /** Simulated milliseconds. */
  ms: number;
  /** The limit of the step passed and what it ran was killed. */
  timedOut?: true;
}

export interface TerminalTranscript {
  title: string;
  tty: { cols: number; rows: number };
  steps: TerminalOutcome[];
}

export interface TerminalOutcome {
  /** The keys that were sent. */
  send: string;
  /** When output came, in simulated milliseconds after the sending, and how many bytes. */
  chunks: [ms: number, bytes: number][];
  /** Everything the terminal received up to the next sending. */
  output: string;
  ms: number;
  /** Patterns that were waited for in vain. */
  notSeen?: string[];
}

export type Transcript = PlainTranscript | TerminalTranscript;

/** How a replay ended: with what came of each step, and, where it could not go on, why. */
export interface Replay {
  transcript: Transcript;
  failure?: string;
}

export function isTerminal(transcript: Transcript): transcript is TerminalTranscript {
  return 'tty' in transcript;
}
