/** read(2), write(2) and poll(2) on descriptors. */
import { encode } from '../bytes.ts';
import { isSysError, SysError } from '../errno.ts';
import type { OpenFile } from '../io/open-file.ts';
import type { KernelProcess } from './kernel-process.ts';
import { unwatched } from './pending.ts';
import type { Thread } from './thread.ts';

/** Bytes that count as one step of work, on top of the call's own. */
const BYTES_PER_STEP = 16384;

export function readFrom(process: KernelProcess, thread: Thread, file: OpenFile, max: number): Promise<Uint8Array> {
  if (!file.readable) return failed('EBADF');
  if (max <= 0) return thread.call(1, file.canRead, () => new Uint8Array(0));
  const steps = 1 + Math.floor(Math.min(max, 65536) / BYTES_PER_STEP);
  return thread.call(steps, file.canRead, () => file.read(max, process));
}

/** Goes on until everything is taken. PIPE and EPIPE when nobody reads. */
export function writeTo(
  process: KernelProcess,
  thread: Thread,
  file: OpenFile,
  data: Uint8Array | string,
): Promise<void> {
  if (!file.writable) return failed('EBADF');
  const bytes = typeof data === 'string' ? encode(data) : data;
  let written = 0;
  const attempt = (): Uint8Array | undefined => {
    written += writeSome(process, thread, file, written === 0 ? bytes : bytes.subarray(written));
    return written >= bytes.length ? bytes : undefined;
  };
  const steps = 1 + Math.floor(bytes.length / BYTES_PER_STEP);
  return unwatched(thread.call(steps, file.canWrite, attempt).then(discard));
}

function discard(): void {
  // The caller knows what it wrote.
}

function writeSome(process: KernelProcess, thread: Thread, file: OpenFile, bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  try {
    return file.write(bytes, process);
  } catch (error) {
    if (!isSysError(error, 'EPIPE')) throw error;
    process.machinery.sendSignal(process, 'PIPE', 'kernel');
    thread.count(0);
    throw error;
  }
}

/** Those of `fds` that can be read at once. */
export async function pollDescriptors(
  process: KernelProcess,
  thread: Thread,
  fds: readonly number[],
  timeout: number | undefined,
): Promise<number[]> {
  const pause = thread.enter(1);
  if (pause !== undefined) await pause;
  const deadline = process.now() + (timeout ?? Infinity);
  for (;;) {
    const files = fds.map((fd) => process.descriptors.get(fd));
    const ready = fds.filter((_fd, index) => files[index]?.readReady === true);
    const left = deadline - process.now();
    if (ready.length > 0 || left <= 0) return ready;
    await thread.sleepOnAny(
      files.map((file) => file.canRead),
      left,
    );
  }
}

function failed(code: 'EBADF'): Promise<never> {
  return unwatched(Promise.reject(new SysError(code)));
}
