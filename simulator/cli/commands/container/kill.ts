/** docker kill: a signal to containers. */
import { inParallel } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';
import { containerId } from './container-id.ts';
import { completeSignal } from './stop-flags.ts';

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: { signal: string('s') },
  aliasLine: 'docker container kill, docker kill',
  complete: completeContainers(),
  completeFlag: completeSignal,
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const query = flags.signal === '' ? {} : { signal: flags.signal };
    const kill = async (name: string): Promise<void> => engine.containerKill(containerId(name), query);
    await inParallel(args, kill, (name) => client.println(name));
  },
});
