/** docker network rm. */
import { isEngineError } from '../../../api/errors.ts';
import { errorText, isFailure } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeNetworks } from '../../completion/engine.ts';
import { bool } from '../../flags/scalars.ts';
import { StatusError } from '../../status-error.ts';

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
