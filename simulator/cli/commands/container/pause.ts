/** docker pause: all processes of containers stand still. */
import { inParallel } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: 'CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: {},
  aliasLine: 'docker container pause, docker pause',
  complete: completeContainers({ only: ({ State }) => State !== 'paused' }),
  run: async ({ client, args }) => {
    const engine = await client.engine();
    const pause = async (name: string): Promise<void> => engine.containerPause(containerId(name));
    await inParallel(args, pause, (name) => client.println(name));
  },
});
