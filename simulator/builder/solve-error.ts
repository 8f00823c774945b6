import type { LineRange } from './parser/node.ts';

/** A step that failed: what the step shows, what the whole build shows, and where in the Dockerfile. */
export class SolveFailure extends Error {
  /** As the step itself shows it, without what the solver puts before. */
  readonly stepMessage: string;
  /** As the client prints them, one after the other. */
  readonly ranges: readonly LineRange[];
  constructor(message: string, stepMessage: string, ...ranges: readonly (LineRange | undefined)[]) {
    super(message);
    this.name = 'SolveFailure';
    this.stepMessage = stepMessage;
    this.ranges = ranges.filter((range) => range !== undefined);
  }
}
