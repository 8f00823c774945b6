/** What an operation of Compose runs with. */
import type { ProgressMessage } from '../api/common.ts';
import type { Engine } from '../api/engine.ts';
import type { Process } from '../kernel/abi.ts';
import type { ProgressSink } from './progress/event.ts';

export interface Context {
  readonly engine: Engine;
  /** Gives time, files and chance. */
  readonly process: Pick<Process, 'now' | 'sleep' | 'random' | 'fs'>;
  readonly progress: ProgressSink;
  readonly warn: (text: string) => Promise<void>;
  /** A transfer as a bar or as counts. */
  readonly transferText: (detail: NonNullable<ProgressMessage['progressDetail']>) => string;
  /** The same context telling its progress elsewhere. */
  withProgress(title: string, work: (context: Context) => Promise<void>): Promise<void>;
}
