/** docker restart. */
import { forEach } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';
import { STOP_FLAGS, checkTimeout, completeSignal, stopQuery } from './stop-flags.ts';

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: STOP_FLAGS,
  aliasLine: 'docker container restart, docker restart',
  complete: completeContainers({ all: true }),
  completeFlag: completeSignal,
  run: async ({ client, flags, changed, args }) => {
    checkTimeout(changed);
    const engine = await client.engine();
    const query = stopQuery(flags, changed);
    await forEach(args, async (name) => {
      await engine.containerRestart(containerId(name), query);
      await client.println(name);
    });
  },
});
