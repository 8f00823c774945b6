/** Failures of the container runtime (runc) as the daemon passes them on, with the exit code that each one means. */
import { invalidParameter, system } from '../../api/errors.ts';
import type { EngineError } from '../../api/errors.ts';

const PERMISSION_DENIED = 126;
const NOT_FOUND = 127;
const UNKNOWN = 128;

/** The runtime could not create or start the process. `message` is runc's own. */
export class RuntimeError extends Error {
  override name = 'RuntimeError';
  /** Where it failed: in reading what was asked for, or in starting the process. */
  readonly stage: 'request' | 'process';

  constructor(message: string, stage: 'request' | 'process' = 'process') {
    super(message);
    this.stage = stage;
  }
}

export interface StartFailure {
  readonly error: EngineError;
  readonly exitCode: number;
}

/** Reads the exit code out of the message, as the daemon does, and adds its hint to some. */
export function startFailure(text: string): StartFailure {
  const lower = text.toLowerCase();
  if (lower.includes('permission denied')) return { error: invalidParameter(text), exitCode: PERMISSION_DENIED };
  if (lower.includes('is a directory')) {
    return { error: invalidParameter(`${text}: permission denied`), exitCode: PERMISSION_DENIED };
  }
  if (lower.includes('not a directory')) {
    const hint =
      'Are you trying to mount a directory onto a file (or vice-versa)? ' +
      'Check if the specified host path exists and is the expected type';
    return { error: invalidParameter(`${text}: ${hint}`), exitCode: NOT_FOUND };
  }
  if (lower.includes('executable file not found') || lower.includes('no such file or directory')) {
    return { error: invalidParameter(text), exitCode: NOT_FOUND };
  }
  return { error: system(text), exitCode: UNKNOWN };
}

export function createFailure(runc: string, suffix: string): StartFailure {
  const prefix =
    'failed to create task for container: failed to create shim task: OCI runtime create failed: ' +
    'runc create failed: unable to start container process: ';
  return startFailure(`${prefix}${runc}${suffix}`);
}

export function execFailure({ message, stage }: RuntimeError, suffix: string): StartFailure {
  const step = stage === 'process' ? 'unable to start container process: ' : '';
  return startFailure(`OCI runtime exec failed: exec failed: ${step}${message}${suffix}`);
}
