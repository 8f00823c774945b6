import type { SolveError } from '../api/build.ts';
import { DockerfileError } from './parser/node.ts';
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
    const isParse = range !== undefined && !/^(failed to parse stage name|no build stage in)/.test(error.message);
    const message = isParse ? `dockerfile parse error on line ${range.start}: ${error.message}` : error.message;
    return new BuildError({ message, ...sourceOf(range, filename, data) });
  }
  if (error instanceof SolveFailure)
    return new BuildError({ message: error.message, ...sourceOf(error.range, filename, data) });
  return error;
}

function sourceOf(
  range: { start: number; end: number } | undefined,
  filename: string,
  data: string,
): Pick<SolveError, 'source'> | Record<string, never> {
  if (range === undefined) return {};
  return { source: { filename, data, ranges: [{ start: { line: range.start }, end: { line: range.end } }] } };
}
