/** docker unpause. */
import { inParallel } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: 'CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: {},
  aliasLine: 'docker container unpause, docker unpause',
  complete: completeContainers({ only: ({ State }) => State === 'paused' }),
  run: async ({ client, args }) => {
    const engine = await client.engine();
    const unpause = async (name: string): Promise<void> => engine.containerUnpause(containerId(name));
    await inParallel(args, unpause, (name) => client.println(name));
  },
});
