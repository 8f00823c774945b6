/** docker exec: another process in a running container. */
import type { Engine } from '../../../api/engine.ts';
import type { ExecCreateRequest } from '../../../api/exec.ts';
import type { Client } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { list } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { readKeyValues } from '../../opts/key-value-file.ts';
import { validateEnv } from '../../opts/validate.ts';
import { StatusError } from '../../status-error.ts';
import { stream } from '../../streams/hijack.ts';
import { checkTty, followSize } from '../../streams/terminal.ts';
import { completeCreateFlag } from './create-completion.ts';

const FLAGS = {
  'detach-keys': string(),
  interactive: bool('i'),
  tty: bool('t'),
  detach: bool('d'),
  user: string('u'),
  privileged: bool(),
  env: list('e', validateEnv),
  'env-file': list(),
  workdir: string('w'),
};
type ExecFlags = FlagValues<typeof FLAGS>;

export default command({
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  args: atLeast(2),
  flags: FLAGS,
  interspersed: false,
  aliasLine: 'docker container exec, docker exec',
  complete: completeContainers({ limit: 1, only: ({ State }) => State !== 'paused' }),
  completeFlag: completeCreateFlag,
  run: async ({ client, flags, args: [name = '', ...words] }) => {
    const request = execRequest(client, flags, words);
    const engine = await client.engine();
    await engine.containerInspect(name);
    if (!flags.detach) checkTty(client, request.AttachStdin ?? false, flags.tty);
    const { Id } = await engine.execCreate(name, request);
    if (!flags.detach) return interactive(client, engine, Id, request);
    await engine.execStart(Id, { Detach: true, Tty: flags.tty, ...consoleSize(request) });
    return 0;
  },
});

function execRequest(client: Client, flags: ExecFlags, words: readonly string[]): ExecCreateRequest {
  const env = readKeyValues(client, flags['env-file'], flags.env, true);
  const detachKeys = flags['detach-keys'] || client.config.text('detachKeys');
  const size = flags.tty ? client.windowSize('stdout') : undefined;
  return {
    User: flags.user,
    Privileged: flags.privileged,
    Tty: flags.tty,
    ...(flags.tty ? { ConsoleSize: [size?.rows ?? 0, size?.cols ?? 0] as const } : {}),
    AttachStdin: !flags.detach && flags.interactive,
    AttachStderr: !flags.detach,
    AttachStdout: !flags.detach,
    DetachKeys: detachKeys,
    Env: env.length === 0 ? null : env,
    WorkingDir: flags.workdir,
    Cmd: words,
  };
}

const consoleSize = ({ ConsoleSize }: ExecCreateRequest) => (ConsoleSize === undefined ? {} : { ConsoleSize });

async function interactive(client: Client, engine: Engine, id: string, request: ExecCreateRequest): Promise<number> {
  const { Tty: tty = false, AttachStdin: stdin = false, DetachKeys: detachKeys = '' } = request;
  const connection = await engine.execStart(id, { Detach: false, Tty: tty, ...consoleSize(request) });
  if (!connection) return 0;
  try {
    const streaming = stream(client, connection, { stdin, stdout: true, stderr: true, tty, detachKeys });
    streaming.catch(() => undefined);
    if (tty && client.isTerminal('stdin')) await followSize(client, (size) => engine.execResize(id, size));
    await streaming;
  } finally {
    connection.close();
  }
  const { ExitCode } = await engine.execInspect(id);
  if (ExitCode !== null && ExitCode !== 0) throw new StatusError(ExitCode);
  return 0;
}
