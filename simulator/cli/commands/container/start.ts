/** docker start: stopped containers run again; with -a or -i one of them in the foreground. */
import type { Engine } from '../../../api/engine.ts';
import { isEngineError } from '../../../api/errors.ts';
import { errorText, isFailure, type Client } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { bool, string } from '../../flags/scalars.ts';
import { Detached } from '../../streams/detach-keys.ts';
import { stream } from '../../streams/hijack.ts';
import { forwardSignals } from '../../streams/signals.ts';
import { followSize } from '../../streams/terminal.ts';
import { exitOrRemoval } from '../../streams/wait.ts';
import { attachTo } from '../../streams/upgrade.ts';

const EXPERIMENTAL = 'is only supported on a Docker daemon with experimental features enabled';
const experimental = { hidden: true, unsupported: EXPERIMENTAL };

const FLAGS = {
  attach: bool('a'),
  interactive: bool('i'),
  'detach-keys': string(),
  checkpoint: { ...string(), ...experimental },
  'checkpoint-dir': { ...string(), ...experimental },
};

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: FLAGS,
  aliasLine: 'docker container start, docker start',
  complete: completeContainers({ all: true, only: ({ State }) => State === 'exited' || State === 'created' }),
  run: async ({ client, flags, args }) => {
    const attaches = flags.attach || flags.interactive;
    if (attaches && args.length > 1) throw new Error('you cannot start and attach multiple containers at once');
    const engine = await client.engine();
    if (!attaches) return startAll(client, engine, args);
    const [name = ''] = args;
    return startAttached(client, engine, name, flags);
  },
});

/** Starting what runs already is no failure. */
async function startOne(engine: Engine, name: string): Promise<void> {
  try {
    await engine.containerStart(name);
  } catch (error) {
    if (!isEngineError(error, 'notModified')) throw error;
  }
}

async function startAll(client: Client, engine: Engine, names: readonly string[]): Promise<number> {
  const failed: string[] = [];
  for (const name of names) {
    try {
      await startOne(engine, name);
      await client.println(name);
    } catch (error) {
      if (!isFailure(error)) throw error;
      await client.complain(errorText(error));
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new Error(`Error: failed to start containers: ${failed.join(', ')}`);
  return 0;
}

async function startAttached(
  client: Client,
  engine: Engine,
  name: string,
  flags: FlagValues<typeof FLAGS>,
): Promise<number> {
  const { Id: id, Config, HostConfig } = await engine.containerInspect(name);
  const tty = Config.Tty;
  client.interrupt.mask();
  if (!tty) forwardSignals(client, engine, id);
  const detachKeys = flags['detach-keys'] || client.config.text('detachKeys');
  const stdin = flags.interactive && Config.OpenStdin;
  const keys = detachKeys === '' ? {} : { detachKeys };
  const connection = await attachTo(engine, id, { stream: true, stdin, stdout: true, stderr: true, ...keys });
  const streaming = stream(client, connection, { stdin, stdout: true, stderr: true, tty, detachKeys });
  streaming.catch(() => undefined);
  const status = exitOrRemoval(client, engine, id, HostConfig.AutoRemove);
  status.catch(() => undefined);
  try {
    await startOne(engine, id);
  } catch (error) {
    connection.close();
    if (isFailure(error) && HostConfig.AutoRemove) await status;
    throw error;
  }
  if (tty && client.isTerminal('stdout')) await followSize(client, (size) => engine.containerResize(id, size));
  try {
    await streaming;
  } catch (error) {
    if (error instanceof Detached) return 0;
    throw error;
  } finally {
    connection.close();
  }
  return status;
}
