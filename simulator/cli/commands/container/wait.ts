/** docker wait: exit codes of containers once they have stopped. */
import { forEach } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: 'CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: {},
  aliasLine: 'docker container wait, docker wait',
  complete: completeContainers(),
  run: async ({ client, args }) => {
    const engine = await client.engine();
    await forEach(args, async (name) => {
      const { StatusCode } = await engine.containerWait(containerId(name));
      await client.println(String(StatusCode));
    });
  },
});
