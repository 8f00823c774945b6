/** docker container inspect. */
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { printInspected } from '../../format/inspect.ts';
import { inspectsContainers } from '../../format/typed-inspect.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: { format: string('f'), size: bool('s') },
  complete: completeContainers({ all: true }),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const seen = await inspectsContainers(client, flags.format);
    const query = flags.size ? { size: true } : {};
    return printInspected(client, args, flags.format, async (name) =>
      seen(await engine.containerInspect(containerId(name), query)),
    );
  },
});
