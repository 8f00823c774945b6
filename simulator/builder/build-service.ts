/**
 * BuildKit's door: takes solve requests of the Dockerfile front end and works them off. The cache and the explanations
 * of the last build stay with the service.
 */
import type { BuildService, BuildSession, SolveError, SolveRequest, SolveRun } from '../api/build.ts';
import type { Labels } from '../api/common.ts';
import { EngineError } from '../api/errors.ts';
import type { BuildBackend } from './backend.ts';
import { BuildError } from './build-error.ts';
import { BuildCache } from './cache.ts';
import { ProgressReport } from './progress.ts';
import { buildOnce, type FinishedBuild } from './build.ts';

export interface Builder extends BuildService {
  readonly cache: BuildCache;
  /** Told of every build that has ended: its steps, cached or not, and why. */
  onBuild(heard: (build: FinishedBuild) => void): () => void;
}

export function createBuilder(backend: BuildBackend): Builder {
  const cache = new BuildCache(backend.cacheBook, () => recordId(backend.random(32)));
  const listeners = new Set<(build: FinishedBuild) => void>();
  return {
    cache,
    onBuild(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    solve(request, session) {
      return solve({ backend, cache, tell: (build) => listeners.forEach((heard) => heard(build)) }, request, session);
    },
  };
}

/** 25 digits of base 36 out of hexadecimal ones, as BuildKit names its records. */
function recordId(hex: string): string {
  return BigInt(`0x${hex}`).toString(36).padStart(25, '0').slice(-25);
}

interface Tools {
  backend: BuildBackend;
  cache: BuildCache;
  tell: (build: FinishedBuild) => void;
}

function solve({ backend, cache, tell }: Tools, request: SolveRequest, session: BuildSession): SolveRun {
  const report = new ProgressReport(() => backend.now());
  let cancelled = false;
  let cancel = (): void => undefined;
  const whenCancelled = new Promise<void>((resolve) => {
    cancel = () => {
      cancelled = true;
      resolve();
    };
  });
  const work = buildOnce({
    backend,
    cache,
    report,
    request,
    session,
    cancelled: whenCancelled,
    isCancelled: () => cancelled,
    tell,
  });
  const result = work
    .then(
      (ExporterResponse: Labels) => ({ ExporterResponse }),
      (error: unknown) => ({ Error: solveError(error) }),
    )
    .finally(() => report.close());
  return { status: report, result, cancel };
}

/** What the client is told of a failure. Errors that are none of the build's are rethrown. */
function solveError(error: unknown): SolveError {
  if (error instanceof BuildError) return error.detail;
  if (error instanceof EngineError) return { message: error.message };
  throw error;
}
