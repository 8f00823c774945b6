/** docker run: create, attach, start, and end as the container ends. */
import type { ContainerCreateRequest } from '../../../api/containers.ts';
import type { Engine } from '../../../api/engine.ts';
import type { Hijack } from '../../../api/streams.ts';
import { errorText, isFailure, type Client } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { bool, string } from '../../flags/scalars.ts';
import { StatusError } from '../../status-error.ts';
import { Detached } from '../../streams/detach-keys.ts';
import { stream } from '../../streams/hijack.ts';
import { forwardSignals } from '../../streams/signals.ts';
import { checkTty, followSize } from '../../streams/terminal.ts';
import { exitOrRemoval } from '../../streams/wait.ts';
import { CREATE_FLAGS } from './create-flags.ts';
import { checkPull, createContainer } from './create-container.ts';
import { completeCreateFlag } from './create-completion.ts';
import { createRequest } from './create-request.ts';
import { attachTo } from '../../streams/upgrade.ts';

const FLAGS = {
  ...CREATE_FLAGS,
  detach: bool('d'),
  'detach-keys': string(),
  'sig-proxy': bool(undefined, true),
};
type RunFlags = FlagValues<typeof FLAGS>;

export default command({
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  args: atLeast(1),
  flags: FLAGS,
  interspersed: false,
  aliasLine: 'docker container run, docker run',
  complete: completeImages(1),
  completeFlag: completeCreateFlag,
  run: async ({ client, flags, changed, args: [image = '', ...words] }) => {
    const request = withHelp(() => {
      checkPull(flags.pull);
      return createRequest(client, { flags, changed, image, command: words });
    });
    return run(client, request, flags);
  },
});

/** Failures before anything ran: status 125 and a hint. */
function withHelp<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw runFailure(error, 125);
  }
}

const runFailure = (error: unknown, status: number): StatusError =>
  new StatusError(status, `docker: ${errorText(error)}\n\nRun 'docker run --help' for more information`);

/** A failure of the engine, with the status that shells give for a program that is not there or may not run. */
function engineFailure(error: unknown): unknown {
  if (!isFailure(error)) return error;
  const text = error.message;
  const missing = /executable file not found|no such file or directory|system cannot find the file specified/;
  if (missing.test(text)) return runFailure(error, 127);
  return runFailure(error, /permission denied|is a directory/.test(text) ? 126 : 125);
}

function prepare(client: Client, request: ContainerCreateRequest, flags: RunFlags): ContainerCreateRequest {
  if (!flags.detach) {
    checkTty(client, request.AttachStdin ?? false, request.Tty ?? false);
    return request;
  }
  if (flags.attach.length > 0) throw new Error('conflicting options: cannot specify both --attach and --detach');
  return { ...request, AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false };
}

async function run(client: Client, asked: ContainerCreateRequest, flags: RunFlags): Promise<number> {
  const request = prepare(client, asked, flags);
  let id: string;
  try {
    id = await createContainer(client, request, flags);
  } catch (error) {
    throw engineFailure(error);
  }
  const engine = await client.engine();
  client.interrupt.mask();
  if (flags['sig-proxy']) forwardSignals(client, engine, id);
  const { AttachStdin: stdin = false, AttachStdout: stdout = false, AttachStderr: stderr = false } = request;
  if (stdin || stdout || stderr) return foreground(client, engine, id, request, flags);
  await client.println(id);
  await start(engine, id, flags, waitFor(client, engine, id, flags));
  return 0;
}

function waitFor(client: Client, engine: Engine, id: string, flags: RunFlags): Promise<number> {
  const status = exitOrRemoval(client, engine, id, flags.rm);
  status.catch(() => undefined);
  return status;
}

/** Starts the container; when that fails with --rm, waits until it is gone. */
async function start(
  engine: Engine,
  id: string,
  flags: RunFlags,
  status: Promise<number>,
  attached?: Hijack,
): Promise<void> {
  try {
    await engine.containerStart(id);
  } catch (error) {
    attached?.close();
    if (isFailure(error) && flags.rm) await status;
    throw engineFailure(error);
  }
}

async function foreground(
  client: Client,
  engine: Engine,
  id: string,
  request: ContainerCreateRequest,
  flags: RunFlags,
): Promise<number> {
  const {
    AttachStdin: stdin = false,
    AttachStdout: stdout = false,
    AttachStderr: stderr = false,
    Tty: tty = false,
  } = request;
  const detachKeys = flags['detach-keys'] || client.config.text('detachKeys');
  const connection = await attachTo(engine, id, {
    stream: true,
    stdin,
    stdout,
    stderr,
    ...(detachKeys === '' ? {} : { detachKeys }),
  });
  const streaming = stream(client, connection, { stdin, stdout, stderr, tty, detachKeys });
  streaming.catch(() => undefined);
  const status = waitFor(client, engine, id, flags);
  await start(engine, id, flags, status, connection);
  if (tty && client.isTerminal('stdout')) await followSize(client, (size) => engine.containerResize(id, size));
  try {
    await (stdout || stderr ? streaming : Promise.race([streaming, status]));
  } catch (error) {
    if (error instanceof Detached) return 0;
    throw error;
  } finally {
    connection.close();
  }
  return await status;
}
