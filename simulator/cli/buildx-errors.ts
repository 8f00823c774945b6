import { StatusError } from './status-error.ts';

/** buildx says `ERROR: ` before what went wrong, except where a flag is not right. */
export async function withBuildxErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StatusError || !(error instanceof Error) || error.name === 'ProcessGone') throw error;
    throw new StatusError(1, `ERROR: ${error.message}`);
  }
}
