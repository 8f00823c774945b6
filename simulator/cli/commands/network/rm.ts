/** docker network rm. */
import type { Engine } from '../../../api/engine.ts';
import { isEngineError } from '../../../api/errors.ts';
import { errorText, isFailure } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeNetworks } from '../../completion/engine.ts';
import { bool } from '../../flags/scalars.ts';
import { confirm } from '../../prompt.ts';
import { StatusError } from '../../status-error.ts';

const WARNING =
  'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue?';

export default command({
  usage: 'NETWORK [NETWORK...]',
  args: atLeast(1),
  flags: { force: bool('f') },
  aliasLine: 'docker network rm, docker network remove',
  complete: completeNetworks(),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    let failed = false;
    for (const name of args) {
      try {
        if ((await isIngress(engine, name)) && !(await confirm(client, WARNING))) continue;
        await engine.networkDelete(name);
        await client.println(name);
      } catch (error) {
        if (!isFailure(error)) throw error;
        if (flags.force && isEngineError(error, 'notFound')) continue;
        await client.complain(errorText(error));
        failed = true;
      }
    }
    if (failed) throw new StatusError(1, 'exit status 1');
  },
});

/** Only a swarm has such a network; the client looks all the same. */
async function isIngress(engine: Engine, name: string): Promise<boolean> {
  try {
    return (await engine.networkInspect(name)).Ingress;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}
