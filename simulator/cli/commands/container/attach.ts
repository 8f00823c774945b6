/** docker attach: the client's streams on those of a running container. */
import type { ContainerInspect } from '../../../api/containers.ts';
import type { Engine } from '../../../api/engine.ts';
import type { Client } from '../../client.ts';
import { command, exactly } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { stream } from '../../streams/hijack.ts';
import { forwardSignals } from '../../streams/signals.ts';
import { checkTty, followSize } from '../../streams/terminal.ts';
import { attachTo } from '../../streams/upgrade.ts';

export default command({
  usage: '[OPTIONS] CONTAINER',
  args: exactly(1),
  flags: { 'no-stdin': bool(), 'sig-proxy': bool(undefined, true), 'detach-keys': string() },
  aliasLine: 'docker container attach, docker attach',
  complete: completeContainers({ limit: 1, only: ({ State }) => State !== 'paused' }),
  run: async ({ client, flags, args: [name = ''] }) => {
    const engine = await client.engine();
    const ended = engine.containerWait(name);
    ended.catch(() => undefined);
    const { Config } = await attachable(engine, name);
    const tty = Config.Tty;
    checkTty(client, !flags['no-stdin'], tty);
    const detachKeys = flags['detach-keys'] || client.config.text('detachKeys');
    const stdin = !flags['no-stdin'] && Config.OpenStdin;
    if (flags['sig-proxy'] && !tty) {
      client.interrupt.mask();
      forwardSignals(client, engine, name);
    }
    const keys = detachKeys === '' ? {} : { detachKeys };
    const connection = await attachTo(engine, name, { stream: true, stdin, stdout: true, stderr: true, ...keys });
    try {
      await attachable(engine, name);
      if (tty && client.isTerminal('stdout')) await redraw(client, engine, name);
      await stream(client, connection, { stdin, stdout: true, stderr: true, tty, detachKeys });
    } finally {
      connection.close();
    }
    const { Error: failure, StatusCode } = await ended;
    if (failure) throw new Error(failure.Message);
    return StatusCode;
  },
});

async function attachable(engine: Engine, name: string): Promise<ContainerInspect> {
  const container = await engine.containerInspect(name);
  const { Running, Paused, Restarting } = container.State;
  if (!Running) throw new Error('You cannot attach to a stopped container, start it first');
  if (Paused) throw new Error('You cannot attach to a paused container, unpause it first');
  if (Restarting) throw new Error('You cannot attach to a restarting container, wait until it is running');
  return container;
}

/** A size that is one too large and then the right one makes what runs there draw itself again. */
async function redraw(client: Client, engine: Engine, name: string): Promise<void> {
  const size = client.windowSize('stdout');
  if (!size) return;
  try {
    await engine.containerResize(name, { cols: size.cols + 1, rows: size.rows + 1 });
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'ProcessGone') throw error;
  }
  await followSize(client, (current) => engine.containerResize(name, current));
}
