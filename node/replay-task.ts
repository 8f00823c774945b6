/** What the pool and its threads say to each other. */
import type { Transcript } from '../simulator/session/transcript.ts';
import type { MachineChoice } from './machine.ts';

export interface ReplayTask {
  name: string;
  /** The text of the session file. */
  text: string;
  choice: MachineChoice;
}

export interface Replayed {
  name: string;
  /** Absent when the machine failed so that nothing can be said of any step. */
  transcript: Transcript | undefined;
  failure?: string;
  /** Milliseconds on the wall. */
  took: number;
}
