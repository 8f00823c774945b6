/** docker volume inspect. */
import { atLeast, command } from '../../command.ts';
import { completeVolumes } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';
import { printInspected } from '../../format/inspect.ts';
import { inspectsVolumes } from '../../format/typed-inspect.ts';

export default command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  args: atLeast(1),
  flags: { format: string('f') },
  complete: completeVolumes(),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const seen = await inspectsVolumes(client, flags.format, false);
    return printInspected(client, args, flags.format, async (name) => seen(await engine.volumeInspect(name)));
  },
});
