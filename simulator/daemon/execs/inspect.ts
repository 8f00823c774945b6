/** GET /exec/{id}/json and POST /exec/{id}/resize. */
import type { ExecInspect } from '../../api/exec.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { WindowSize } from '../../kernel/abi.ts';
import type { Daemon } from '../context.ts';
import { activeExec, getExec } from './find.ts';

export async function execInspect(daemon: Daemon, id: string): Promise<ExecInspect> {
  const exec = getExec(daemon, id);
  const { phase } = exec;
  const [entrypoint = '', ...args] = exec.command;
  return {
    ID: id,
    Running: phase.is === 'running',
    ExitCode: phase.is === 'exited' ? phase.exitCode : null,
    ProcessConfig: {
      tty: exec.tty,
      entrypoint,
      arguments: args,
      privileged: exec.privileged,
      ...(exec.user === '' ? {} : { user: exec.user }),
    },
    OpenStdin: exec.openStdin,
    OpenStderr: exec.openStderr,
    OpenStdout: exec.openStdout,
    CanRemove: false,
    ContainerID: exec.containerId,
    DetachKeys: exec.detachKeys,
    Pid: phase.is === 'created' ? 0 : phase.pid,
  };
}

export async function execResize(daemon: Daemon, id: string, size: WindowSize): Promise<void> {
  activeExec(daemon, id);
  const pty = daemon.live.execs.get(id)?.pty;
  if (pty === undefined) throw invalidParameter('exec process is not started');
  pty.resize(size);
}
