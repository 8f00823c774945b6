import type { SolveError, SourcePlace } from '../api/build.ts';
import { DockerfileError, type LineRange } from './parser/node.ts';
import { SolveFailure } from './solve-error.ts';

/** A failure with the Dockerfile's text, for the excerpt. */
export class BuildError extends Error {
  readonly detail: SolveError;
  constructor(detail: SolveError) {
    super(detail.message);
    this.name = 'BuildError';
    this.detail = detail;
  }
}

/** Puts the place in the Dockerfile to an error of parsing or of a step. */
export function placed(error: unknown, filename: string, data: string): unknown {
  if (error instanceof DockerfileError) {
    const { range } = error;
    const isParse =
      range !== undefined && !error.bare && !/^(failed to parse stage name|no build stage in)/.test(error.message);
    const message = isParse ? `dockerfile parse error on line ${range.start}: ${error.message}` : error.message;
    return new BuildError({ message, sources: sourcesOf(range === undefined ? [] : [range], filename, data) });
  }
  if (error instanceof SolveFailure)
    return new BuildError({ message: error.message, sources: sourcesOf(error.ranges, filename, data) });
  return error;
}

function sourcesOf(ranges: readonly LineRange[], filename: string, data: string): SourcePlace[] {
  return ranges.map(({ start, end }) => ({
    filename,
    data,
    ranges: [{ start: { line: start }, end: { line: end } }],
  }));
}
