/** docker network inspect. */
import { atLeast, command } from '../../command.ts';
import { completeNetworks } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { printInspected } from '../../format/inspect.ts';
import { inspectsNetworks } from '../../format/typed-inspect.ts';

export default command({
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  args: atLeast(1),
  flags: { format: string('f'), verbose: bool('v') },
  complete: completeNetworks(),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const seen = await inspectsNetworks(client, flags.format);
    const query = flags.verbose ? { verbose: true } : {};
    return printInspected(client, args, flags.format, async (name) => seen(await engine.networkInspect(name, query)));
  },
});
