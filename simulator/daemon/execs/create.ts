/** POST /containers/{id}/exec. */
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import type { ExecCreateRequest } from '../../api/exec.ts';
import { runOf } from '../containers/find.ts';
import { linkEnvironment } from '../containers/links.ts';
import { changeContainer, emitContainerEvent } from '../containers/state.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import { containerEnvironment, overrideEnvironment } from '../runtime/environment.ts';
import { findUser } from '../runtime/user.ts';
import { castDraft } from '../store.ts';
import { parseDetachKeys } from '../streams/detach-keys.ts';
import { createOutput } from '../streams/output.ts';
import { createInput } from '../streams/input.ts';
import type { Container, Exec } from '../world.ts';
import { activeContainer } from './find.ts';

export async function execCreate(
  daemon: Daemon,
  reference: string,
  request: ExecCreateRequest,
): Promise<{ Id: string }> {
  if ((request.Cmd ?? []).length === 0) throw invalidParameter('No exec command specified');
  const container = activeContainer(daemon, reference);
  if (request.User) checkUser(daemon, container, request.User);
  if (parseDetachKeys(request.DetachKeys ?? '') === undefined) {
    throw system(`Invalid escape keys (${request.DetachKeys}) provided`);
  }
  return { Id: addExec(daemon, container, request).id };
}

function checkUser(daemon: Daemon, { id }: Container, user: string): void {
  try {
    findUser(rootFs(runOf(daemon, id).mounts, daemon.kernel.clock), user, []);
  } catch (error) {
    throw isEngineError(error) ? invalidParameter(error.message) : error;
  }
}

export function addExec(daemon: Daemon, container: Container, request: ExecCreateRequest): Exec {
  const { config } = container;
  const tty = request.Tty ?? false;
  const linked = linkEnvironment(daemon.store.read(), container);
  const inherited = containerEnvironment({ hostname: config.Hostname, tty, linked, own: config.Env ?? [] });
  const exec: Exec = {
    id: daemon.ids.next(),
    containerId: container.id,
    tty,
    openStdin: request.AttachStdin ?? false,
    openStdout: request.AttachStdout ?? false,
    openStderr: request.AttachStderr ?? false,
    privileged: request.Privileged ?? false,
    user: request.User || config.User,
    env: overrideEnvironment(inherited, request.Env ?? []),
    workingDir: request.WorkingDir || config.WorkingDir,
    command: request.Cmd ?? [],
    detachKeys: request.DetachKeys ?? '',
    consoleSize: request.ConsoleSize ?? null,
    phase: { is: 'created' },
  };
  daemon.live.execs.set(exec.id, {
    output: createOutput(() => undefined),
    input: exec.openStdin ? createInput(daemon.kernel) : undefined,
    pty: undefined,
  });
  daemon.store.change((world) => {
    world.execs[exec.id] = castDraft(exec);
  });
  changeContainer(daemon, container.id, (draft) => {
    draft.execIds.push(exec.id);
  });
  emitContainerEvent(daemon, container, execAction('exec_create', exec), { execID: exec.id });
  return exec;
}

/** `exec_create: ls -l`; a command without arguments keeps the space that would come before them. */
export function execAction(what: string, { command }: Exec): string {
  const [entrypoint = '', ...args] = command;
  return `${what}: ${entrypoint} ${args.join(' ')}`;
}
