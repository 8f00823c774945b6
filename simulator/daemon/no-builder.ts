/** A daemon that cannot build. */
import type { BuildService } from '../api/build.ts';
import { createChannel } from '../api/channel.ts';
import { notImplemented } from '../api/errors.ts';
import type { SolveStatus } from '../api/build.ts';

export const noBuilder: BuildService = {
  solve() {
    const status = createChannel<SolveStatus>();
    status.end();
    const result = Promise.reject(notImplemented('this daemon was made without a builder'));
    result.catch(() => undefined);
    return { status, result, cancel: () => undefined };
  },
};
