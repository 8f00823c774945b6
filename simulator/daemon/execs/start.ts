/** POST /exec/{id}/start. */
import { conflict, isEngineError } from '../../api/errors.ts';
import type { ExecStartRequest } from '../../api/exec.ts';
import type { Hijack } from '../../api/streams.ts';
import type { ExitStatus } from '../../kernel/abi.ts';
import { encode } from '../../kernel/bytes.ts';
import type { Pty, Stdio, Task } from '../../kernel/kernel.ts';
import { exitCodeOf } from '../containers/exit.ts';
import { containerById, runOf } from '../containers/find.ts';
import { emitContainerEvent } from '../containers/state.ts';
import { pumpTerminal } from '../containers/terminal.ts';
import type { TerminalPump } from '../containers/terminal.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import type { LiveExec } from '../live.ts';
import { execFailure, RuntimeError } from '../runtime/errors.ts';
import { processEnvironment } from '../runtime/environment.ts';
import { processFsOf, resolveProgram, startProcess } from '../runtime/launch.ts';
import { credentialsIn } from '../runtime/privileges.ts';
import { findUser } from '../runtime/user.ts';
import { createHijack } from '../streams/hijack.ts';
import type { Exec } from '../world.ts';
import { execAction } from './create.ts';
import { activeExec } from './find.ts';

const NOT_STARTED = 126;

/** What there is to wait for. Failures to start show on the stream, as the real daemon writes them after the upgrade. */
export async function execStart(daemon: Daemon, id: string, request: ExecStartRequest): Promise<Hijack | undefined> {
  const exec = activeExec(daemon, id);
  if (exec.phase.is === 'exited') throw conflict(`exec command ${id} has already run`);
  if (exec.phase.is === 'running') throw conflict(`exec command ${id} is already running`);
  const live = daemon.live.execs.get(id);
  if (live === undefined) throw conflict(`exec command ${id} has already run`);
  if (request.Detach === true) {
    runExec(daemon, exec, live, request);
    return undefined;
  }
  const reader = { stdout: exec.openStdout || exec.tty, stderr: exec.openStderr };
  const output = live.output.attach(reader);
  const onDetach = (): void =>
    emitContainerEvent(daemon, containerById(daemon, exec.containerId), 'exec_detach', { execID: id });
  const { input } = live;
  const hijack = createHijack({
    tty: exec.tty,
    output,
    input,
    closesInput: true,
    detachKeys: exec.detachKeys,
    onDetach,
  });
  try {
    runExec(daemon, exec, live, request);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    output.push({ stream: 'stdout', bytes: encode(`${error.message}\r\n`) });
    output.end();
  }
  return hijack;
}

/** Throws EngineError where the runtime cannot start it. `onExit` hears the exit code. */
export function runExec(
  daemon: Daemon,
  exec: Exec,
  live: LiveExec,
  request: Pick<ExecStartRequest, 'ConsoleSize'> = {},
  onExit: (exitCode: number) => void = () => undefined,
): Task {
  const { id } = exec;
  const container = containerById(daemon, exec.containerId);
  emitContainerEvent(daemon, container, execAction('exec_start', exec), { execID: id });
  try {
    const [rows, cols] = request.ConsoleSize ?? exec.consoleSize ?? [24, 80];
    return startExecProcess(daemon, exec, live, { rows: rows || 24, cols: cols || 80 }, (status) => {
      const exitCode = exitCodeOf(status);
      finishExec(daemon, exec, live, exitCode);
      onExit(exitCode);
    });
  } catch (error) {
    const failure = error instanceof RuntimeError ? execFailure(error, daemon.settings.runtimeErrorSuffix) : undefined;
    setPhase(daemon, id, { is: 'exited', exitCode: failure?.exitCode ?? NOT_STARTED, pid: 0 });
    forget(daemon, exec);
    throw failure?.error ?? error;
  }
}

function startExecProcess(
  daemon: Daemon,
  exec: Exec,
  live: LiveExec,
  size: { rows: number; cols: number },
  onExit: (status: ExitStatus) => void,
): Task {
  const { kernel } = daemon;
  const run = runOf(daemon, exec.containerId);
  const { hostConfig } = containerById(daemon, exec.containerId);
  const user = findUser(rootFs(run.mounts, kernel.clock), exec.user, hostConfig.GroupAdd ?? []);
  const env = processEnvironment(exec.env, user.home);
  const cwd = exec.workingDir === '' ? '/' : exec.workingDir;
  if (!cwd.startsWith('/')) throw new RuntimeError('Cwd must be an absolute path', 'request');
  const credentials = credentialsIn(hostConfig, user.credentials, exec.privileged || hostConfig.Privileged);
  const fs = processFsOf(run.mounts, cwd, credentials, kernel.clock);
  const program = resolveProgram(fs, cwd, exec.command, env);
  const { stdio, pty, pump } = standardStreams(daemon, exec, live, size);
  live.pty = pty;
  const ended = (status: ExitStatus): void =>
    pump === undefined ? onExit(status) : pump.whenDrained(() => onExit(status));
  const { mounts, pids, net, uts, cgroup } = run;
  const task = startProcess(daemon, {
    ...program,
    env,
    cwd,
    credentials,
    mounts,
    pids,
    net,
    uts,
    cgroup,
    stdio,
    onExit: ended,
  });
  setPhase(daemon, exec.id, { is: 'running', pid: task.hostPid });
  return task;
}

function standardStreams(
  daemon: Daemon,
  { tty }: Exec,
  { output, input }: LiveExec,
  size: { rows: number; cols: number },
): { stdio: Stdio; pty: Pty | undefined; pump: TerminalPump | undefined } {
  if (!tty) {
    const stdin = input?.reader() ?? null;
    const stdio: Stdio = { kind: 'streams', stdin, stdout: output.writer('stdout'), stderr: output.writer('stderr') };
    return { stdio, pty: undefined, pump: undefined };
  }
  const pty = daemon.kernel.pty(size);
  return { stdio: { kind: 'tty', tty: pty.slave }, pty, pump: pumpTerminal(daemon, pty, output, input) };
}

function finishExec(daemon: Daemon, exec: Exec, live: LiveExec, exitCode: number): void {
  const world = daemon.store.read();
  const phase = world.execs[exec.id]?.phase;
  if (phase?.is === 'running') setPhase(daemon, exec.id, { is: 'exited', exitCode, pid: phase.pid });
  const container = world.containers[exec.containerId];
  forget(daemon, exec);
  if (container !== undefined) {
    emitContainerEvent(daemon, container, 'exec_die', { execID: exec.id, exitCode: String(exitCode) });
  }
  live.output.close();
  live.input?.end();
}

function setPhase(daemon: Daemon, id: string, phase: Exec['phase']): void {
  daemon.store.change((world) => {
    const exec = world.execs[id];
    if (exec !== undefined) exec.phase = phase;
  });
}

/** The container no longer lists it; it can still be inspected. */
function forget(daemon: Daemon, { id, containerId }: Exec): void {
  daemon.live.execs.delete(id);
  daemon.store.change((world) => {
    const container = world.containers[containerId];
    if (container !== undefined) container.execIds = container.execIds.filter((one) => one !== id);
  });
}
