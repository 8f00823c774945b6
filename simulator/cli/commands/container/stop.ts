/** docker stop: asks containers to end, and kills those that do not in time. */
import { isEngineError } from '../../../api/errors.ts';
import { inParallel } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';
import { STOP_FLAGS, checkTimeout, completeSignal, stopQuery } from './stop-flags.ts';

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: STOP_FLAGS,
  aliasLine: 'docker container stop, docker stop',
  complete: completeContainers(),
  completeFlag: completeSignal,
  run: async ({ client, flags, changed, args }) => {
    checkTimeout(changed);
    const engine = await client.engine();
    const query = stopQuery(flags, changed);
    const stop = async (name: string): Promise<void> => {
      try {
        await engine.containerStop(containerId(name), query);
      } catch (error) {
        if (!isEngineError(error, 'notModified')) throw error;
      }
    };
    await inParallel(args, stop, (name) => client.println(name));
  },
});
