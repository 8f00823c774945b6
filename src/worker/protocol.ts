/**
 * The messages that cross the worker boundary. The page holds a replica of the daemon's world that patches keep up to
 * date; bytes of terminals flow both ways. Everything here is structured-cloneable and nothing in it is trusted to
 * be about an object that still exists.
 */
import type { Patch } from 'immer';
import type { LessonState } from '../../lessons/engine/progress.ts';
import type { ApiCall, EventMessage, FinishedBuild, World } from '../../simulator/index.ts';
import type { Query } from './queries.ts';

export type TerminalId = number;

/** A command at the host's prompt, told when it begins and again when it has ended. */
export interface CommandNotice {
  /** Counts up from 1 within one machine. */
  number: number;
  terminal: TerminalId;
  text: string;
  /** Simulated time, milliseconds since the epoch. */
  started: number;
  /** undefined while it runs. */
  end: CommandEnd | undefined;
}

export interface CommandEnd {
  /** Simulated time, milliseconds since the epoch. */
  at: number;
  exitCode: number;
  /** What it printed on the terminal, as plain text; of long outputs the end. */
  output: string;
}

/** A session of before that goes on. */
export interface Resumed {
  lesson: string | undefined;
  terminals: readonly TerminalId[];
}

/**
 * `kept`: it will; `blocked`: the browser does not let the page keep anything; `elsewhere`: another tab keeps its own;
 * `aside`: what was kept could not be played again and has been put aside.
 */
export type Keeping = 'kept' | 'blocked' | 'elsewhere' | 'aside';

/** Commands to undo, or `redo` for what was undone last. */
export type Travel = { undo: number } | 'redo';

/** Page to worker. */
export type Request =
  /** `session` names what is kept; `resume`: go on with it if it is there. */
  | { type: 'boot'; seed: string; lang: 'en' | 'ko'; session: string; resume: boolean }
  /** A new machine without a lesson. */
  | { type: 'machine.reset' }
  /** The prompt has been drawn: there is time to load what commands need. */
  | { type: 'warm' }
  | { type: 'terminal.open'; id: TerminalId; cols: number; rows: number }
  | { type: 'terminal.input'; id: TerminalId; data: string }
  | { type: 'terminal.resize'; id: TerminalId; cols: number; rows: number }
  | { type: 'terminal.close'; id: TerminalId }
  /** The terminal has drawn this many characters: the worker may send more (backpressure). */
  | { type: 'terminal.drawn'; id: TerminalId; count: number }
  | { type: 'lang'; lang: 'en' | 'ko' }
  | { type: 'lesson.start'; id: string }
  | { type: 'lesson.answer'; quiz: string; choices: readonly number[] }
  /** Only in journals: steps that had passed before commands were undone, and stay passed. */
  | { type: 'lesson.passed'; steps: readonly string[] }
  /**
   * The machine as it was when command `to` had ended; 0: before the first. `until`: the command that asks, which is not
   * to be done again. Answered by `ready`.
   */
  | { type: 'undo'; to: number; until?: number }
  /** Does again what was undone last. Answered by `ready`. */
  | { type: 'redo' }
  /** Answered by `answer` or `refused` with the same id. */
  | { type: 'query'; id: number; query: Query };

/** Worker to page. */
export type Notice =
  /** A program at a terminal asks to undo this many commands before its own, or to do them again. */
  | { type: 'travel'; wish: Travel; command: number }
  /** How many times something can be done again that was undone. */
  | { type: 'undone'; times: number }
  /** Terminals can be opened; with `resumed`, these run already. */
  | { type: 'ready'; resumed: Resumed | undefined }
  /** Whether the session will be there after a reload. */
  | { type: 'keeping'; keeping: Keeping }
  /** The daemon is up, and knows this. */
  | { type: 'daemon'; world: World }
  | { type: 'world'; patches: readonly Patch[] }
  | { type: 'call'; call: ApiCall }
  | { type: 'command'; command: CommandNotice }
  /** A program at a terminal asks for a file to be opened in the editor. */
  | { type: 'open'; path: string }
  | { type: 'event'; event: EventMessage }
  | { type: 'build'; build: FinishedBuild }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'refused'; id: number; reason: string }
  | { type: 'terminal.output'; id: TerminalId; data: Uint8Array }
  | { type: 'terminal.closed'; id: TerminalId }
  | { type: 'lesson'; state: LessonState }
  /** There is a new machine: terminals must be opened again. */
  | { type: 'reset' }
  | { type: 'failed'; message: string };
