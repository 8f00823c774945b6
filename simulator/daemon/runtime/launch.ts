/** Starting a process in a container's namespaces, and what happens when the kernel cannot execute the file. */
import type { Credentials, ProcessFs, Program } from '../../kernel/abi.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { StartOptions, Task } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import type { MountNamespace } from '../../vfs/index.ts';
import { RuntimeError } from './errors.ts';
import { DEFAULT_PATH } from './environment.ts';
import { findExecutable } from './executable.ts';

/** The file system calls of a process about to start in a container. */
export function processFsOf(
  mounts: MountNamespace,
  cwd: string,
  credentials: Credentials,
  clock: Pick<Clock, 'now'>,
): ProcessFs {
  return mounts.processFs({ namespace: mounts, root: '/', cwd, credentials, umask: 0o022, now: () => clock.now() });
}

export interface Executable {
  readonly path: string;
  readonly args: readonly string[];
}

/** What will be executed: the working directory is checked, then the file is looked up. Throws RuntimeError. */
export function resolveProgram(
  fs: ProcessFs,
  cwd: string,
  args: readonly string[],
  env: ReadonlyMap<string, string>,
): Executable {
  checkWorkingDirectory(fs, cwd);
  const [file = ''] = args;
  return { path: findExecutable(fs, file, env.get('PATH') ?? DEFAULT_PATH), args };
}

function checkWorkingDirectory(fs: ProcessFs, cwd: string): void {
  const failed = (reason: string): RuntimeError =>
    new RuntimeError(`chdir to cwd (${JSON.stringify(cwd)}) set in config.json failed: ${reason}`);
  try {
    if (fs.stat(cwd).type !== 'directory') throw failed('not a directory');
    if (!fs.access(cwd, 'x')) throw failed('permission denied');
  } catch (error) {
    throw isSysError(error) ? failed(error.message.toLowerCase()) : error;
  }
}

/**
 * Starts it. A file that the kernel cannot execute (a script whose interpreter is missing, a file of no known format)
 * is found out too late for an error: the runtime's own process says so on stderr and ends with status 1.
 */
export function startProcess(daemon: Daemon, options: Omit<StartOptions, 'path'> & { path: string }): Task {
  try {
    return daemon.kernel.start(options);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const complaint = `exec ${options.path}: ${error.message.toLowerCase()}\n`;
    return daemon.kernel.start({ ...options, cwd: '/', path: { name: 'runc init', run: complain(complaint) } });
  }
}

function complain(text: string): Program {
  return async (process) => {
    await process.stderr.write(text);
    return 1;
  };
}
