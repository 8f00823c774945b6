/**
 * A container's standard input (`--interactive`): a pipe that outlives its clients. Each run has a new one, so that
 * what was left over by the last run is gone.
 */
import type { Readable } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Kernel } from '../../kernel/kernel.ts';

export interface ContainerInput {
  /** The end the process reads. */
  reader(): Readable;
  /** Waits while the pipe is full. Bytes for a pipe nobody reads any more are dropped. */
  write(bytes: Uint8Array): Promise<void>;
  /** End of file for the process. */
  end(): void;
  /** Throws the pipe away and makes the next run's. */
  renew(): void;
}

export function createInput(kernel: Pick<Kernel, 'pipe'>): ContainerInput {
  let pipe = kernel.pipe();
  return {
    reader: () => pipe.reader,
    async write(bytes) {
      try {
        await pipe.writer.write(bytes);
      } catch (error) {
        // EPIPE: the process is gone. The client learns it from the output's end.
        if (!isSysError(error)) throw error;
      }
    },
    end: () => pipe.writer.close(),
    renew() {
      pipe.writer.close();
      pipe.reader.close();
      pipe = kernel.pipe();
    },
  };
}
