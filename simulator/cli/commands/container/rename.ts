/** docker rename. */
import { errorText, isFailure } from '../../client.ts';
import { command, exactly } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';

export default command({
  usage: 'CONTAINER NEW_NAME',
  args: exactly(2),
  flags: {},
  aliasLine: 'docker container rename, docker rename',
  complete: completeContainers({ all: true, limit: 1 }),
  run: async ({ client, args: [from = '', to = ''] }) => {
    const oldName = from.trim();
    const name = to.trim();
    if (oldName === '' || name === '') throw new Error('Error: Neither old nor new names may be empty');
    const engine = await client.engine();
    try {
      await engine.containerRename(oldName, { name });
    } catch (error) {
      if (!isFailure(error)) throw error;
      await client.complain(errorText(error));
      throw new Error(`Error: failed to rename container named ${oldName}`);
    }
  },
});
