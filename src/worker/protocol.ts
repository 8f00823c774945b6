/**
 * The messages that cross the worker boundary. The page holds a replica of the daemon's world that patches keep up to
 * date; bytes of terminals flow both ways. Everything here is structured-cloneable and nothing in it is trusted to
 * be about an object that still exists.
 */
import type { Patch } from 'immer';
import type { LessonState } from '../../lessons/engine/progress.ts';
import type { ApiCall, World } from '../../simulator/index.ts';

export type TerminalId = number;

/** Page to worker. */
export type Request =
  | { type: 'boot'; seed: string; lang: 'en' | 'ko' }
  | { type: 'terminal.open'; id: TerminalId; cols: number; rows: number }
  | { type: 'terminal.input'; id: TerminalId; data: string }
  | { type: 'terminal.resize'; id: TerminalId; cols: number; rows: number }
  | { type: 'terminal.close'; id: TerminalId }
  /** The terminal has drawn this many characters: the worker may send more (backpressure). */
  | { type: 'terminal.drawn'; id: TerminalId; count: number }
  | { type: 'lang'; lang: 'en' | 'ko' }
  | { type: 'lesson.start'; id: string }
  | { type: 'lesson.answer'; quiz: string; choices: readonly number[] };

/** Worker to page. */
export type Notice =
  /** Terminals can be opened. */
  | { type: 'ready' }
  /** The daemon is up, and knows this. */
  | { type: 'daemon'; world: World }
  | { type: 'world'; patches: readonly Patch[] }
  | { type: 'call'; call: ApiCall }
  | { type: 'terminal.output'; id: TerminalId; data: Uint8Array }
  | { type: 'terminal.closed'; id: TerminalId }
  | { type: 'lesson'; state: LessonState }
  /** There is a new machine: terminals must be opened again. */
  | { type: 'reset' }
  | { type: 'failed'; message: string };
