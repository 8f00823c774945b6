/** Failed file operations as Go words them: `open missing.env: no such file or directory`. */
import { isSysError } from '../../kernel/errno.ts';

/** The system's reason in Go's lower case. */
export function goReason(error: unknown): string {
  if (!isSysError(error)) return error instanceof Error ? error.message : String(error);
  const text = error.message;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Runs `work`; a failed system call becomes `OPERATION PATH: reason`. Anything else passes through. */
export function withPathError<T>(operation: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(`${operation} ${path}: ${goReason(error)}`);
  }
}
