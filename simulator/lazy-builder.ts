/** The builder, loaded when the first build is asked for: it is large, and many sessions never build. */
import type { BuildService, SolveRun, SolveStatus } from './api/build.ts';
import { createChannel } from './api/channel.ts';
import type { FinishedBuild } from './builder/build.ts';
import type { Builder } from './builder/build-service.ts';
import type { BuildBackend } from './builder/backend.ts';
import type { Clock } from './kernel/clock.ts';

export interface LazyBuilder extends BuildService {
  /** Told of every build that has ended. */
  onBuild(heard: (build: FinishedBuild) => void): () => void;
}

export function createLazyBuilder(backend: BuildBackend, clock: Pick<Clock, 'outside'>): LazyBuilder {
  const listeners = new Set<(build: FinishedBuild) => void>();
  let loading: Promise<Builder> | undefined;
  const load = (): Promise<Builder> => (loading ??= clock.outside(make));
  const make = async (): Promise<Builder> => {
    const { createBuilder } = await import('./builder/build-service.ts');
    const builder = createBuilder(backend);
    builder.onBuild((build) => {
      for (const heard of listeners) heard(build);
    });
    return builder;
  };
  return {
    onBuild(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    solve(request, session) {
      const status = createChannel<SolveStatus>();
      let run: SolveRun | undefined;
      const asked = { cancelled: false };
      const result = (async () => {
        try {
          run = (await load()).solve(request, session);
          if (asked.cancelled) run.cancel();
          const piped = pipe(run.status, (message) => status.push(message));
          const answer = await run.result;
          await piped;
          return answer;
        } finally {
          status.end();
        }
      })();
      return {
        status,
        result,
        cancel: () => {
          asked.cancelled = true;
          run?.cancel();
        },
      };
    },
  };
}

async function pipe<T>(from: AsyncIterable<T>, to: (message: T) => void): Promise<void> {
  for await (const message of from) to(message);
}
