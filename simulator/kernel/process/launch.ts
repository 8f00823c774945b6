/** Programs start: posix_spawn, fork, exec, and the first process of a namespace. */
import type { ExitStatus, Program, SpawnOptions } from '../abi.ts';
import type { StartOptions, Task } from '../kernel.ts';
import type { Signal } from '../signals.ts';
import { createChild, createLeader, surroundings } from './create.ts';
import { checkArguments, resolveExecutable } from './executable.ts';
import type { Executable } from './executable.ts';
import type { KernelProcess, Machinery, ProcessSpace, Surroundings, Title } from './kernel-process.ts';
import { runProgram } from './run.ts';
import { Thread } from './thread.ts';

/** What starting a program costs, in simulated milliseconds. */
const START_TIME = 0.5;
/** Threads of the container runtime that take the numbers after that of the process they turn into. */
const RUNTIME_THREADS = 5;
/** TASK_COMM_LEN without its zero. */
const COMM_LENGTH = 15;

/** ENOENT, ENOTDIR, EACCES, ENOEXEC, ELOOP, E2BIG, EAGAIN, EPERM before there is a child. */
export function spawnProcess(
  parent: KernelProcess,
  path: string,
  args: readonly string[],
  options: SpawnOptions,
): KernelProcess {
  const from = surroundings(parent, options);
  const inPlace = from.cwd === parent.cwd && from.credentials === parent.credentials;
  const executable = inPlace
    ? resolveExecutable(parent.fs, parent, path, args)
    : resolveFrom(from, path, args, parent.pids);
  checkArguments(args, from.env);
  const child = createChild(
    parent,
    { ...from, credentials: executable.credentials },
    titleOf(path, executable),
    options,
  );
  child.descriptors.closeMarked();
  parent.machinery.clock.spend(START_TIME);
  begin(child, child.machinery.programs.get(executable.program));
  return child;
}

/** fork(2), with a program of its own for the child. EAGAIN, EPERM. */
export function forkProcess(
  parent: KernelProcess,
  body: Program,
  options: SpawnOptions & { name?: string },
): KernelProcess {
  const title = { ...parent.title, comm: options.name === undefined ? parent.title.comm : commOf(options.name) };
  const child = createChild(parent, surroundings(parent, options), title, options);
  begin(child, body);
  return child;
}

/** execve(2). When this comes back the old thread has ended and the new program is about to start. */
export function execProgram(
  process: KernelProcess,
  path: string,
  args: readonly string[],
  env: Iterable<readonly [string, string]>,
): void {
  const variables = [...env];
  const executable = resolveExecutable(process.fs, process, path, args);
  checkArguments(args, variables);
  process.title = titleOf(path, executable);
  process.env = new Map(variables);
  process.credentials = executable.credentials;
  process.signals.resetHandlers();
  process.thread?.end();
  process.closeSockets();
  process.descriptors.closeMarked();
  process.machinery.clock.spend(START_TIME);
  begin(process, process.machinery.programs.get(executable.program));
}

/** Where a process without a parent starts, and how its descriptors 0, 1 and 2 are opened. */
export interface StartPlace {
  space: ProcessSpace;
  from: Surroundings;
  openStandardStreams: (process: KernelProcess) => void;
}

/** The first process of a namespace, or one that joins from outside (`docker exec`). Errors as spawnProcess. */
export function startProcess(machinery: Machinery, options: StartOptions, place: StartPlace): KernelProcess {
  const { path, args, env } = options;
  const { space, from } = place;
  const executable = typeof path === 'string' ? resolveFrom(from, path, args, space) : undefined;
  checkArguments(args, env);
  const credentials = executable?.credentials ?? from.credentials;
  const process = createLeader(machinery, space, { ...from, credentials }, firstTitle(options, executable));
  space.skip(options.numbersBeside ?? (space.isRoot ? 0 : RUNTIME_THREADS));
  place.openStandardStreams(process);
  machinery.clock.spend(START_TIME);
  const program = typeof path === 'string' ? undefined : path.run;
  begin(process, program ?? machinery.programs.get(executable?.program ?? ''));
  return process;
}

/** What a caller outside holds of a process it has started. */
export function taskOf(process: KernelProcess): Task {
  const ended = new Promise<ExitStatus>((resolve) => process.exitListeners.push(resolve));
  return {
    hostPid: process.number.host,
    pid: process.number.own,
    ended,
    begun: Promise.race([process.begun, ended]).then(() => undefined),
    kill: (signal: Signal) => process.machinery.sendSignal(process, signal, 'outside'),
  };
}

/** As the child will see the path, which may differ from how its parent does. */
function resolveFrom(from: Surroundings, path: string, args: readonly string[], space: ProcessSpace): Executable {
  const { mounts: namespace, root, cwd, umask, credentials } = from;
  const context = { namespace, root, cwd, umask, credentials, pid: space.init?.pid, now: () => 0 };
  return resolveExecutable(namespace.processFs(context), context, path, args);
}

function begin(process: KernelProcess, program: Program | string | Promise<Program | string>): void {
  const thread = new Thread(process, process.machinery.clock);
  process.thread = thread;
  process.begun = Promise.resolve(program);
  runProgram(process, thread, process.machinery.callsOf(process, thread), program);
}

function titleOf(path: string, executable: Executable): Title {
  return { comm: commOf(path), args: executable.args, executable: executable.path };
}

function firstTitle({ path, args }: StartOptions, executable: Executable | undefined): Title {
  if (typeof path !== 'string') return { comm: commOf(path.name), args, executable: undefined };
  return { comm: commOf(path), args: executable?.args ?? args, executable: executable?.path };
}

function commOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).slice(0, COMM_LENGTH);
}
