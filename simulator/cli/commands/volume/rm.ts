/** docker volume rm. */
import { forEach } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeVolumes } from '../../completion/engine.ts';
import { bool } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  args: atLeast(1),
  flags: { force: bool('f') },
  aliasLine: 'docker volume rm, docker volume remove',
  complete: completeVolumes(),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    await forEach(args, async (name) => {
      await engine.volumeDelete(name, flags.force ? { force: true } : {});
      await client.println(name);
    });
  },
});
