/** docker rmi, docker image rm. */
import { isEngineError } from '../../../api/errors.ts';
import { errorText, isFailure, throwJoined } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { strings } from '../../flags/lists.ts';
import { bool } from '../../flags/scalars.ts';
import { PLATFORMS } from './pull.ts';

export default command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  args: atLeast(1),
  flags: { force: bool('f'), 'no-prune': bool(), platform: strings() },
  aliasLine: 'docker image rm, docker image remove, docker rmi',
  complete: completeImages(),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const query = {
      ...(flags.force ? { force: true } : {}),
      ...(flags['no-prune'] ? { noprune: true } : {}),
      ...(flags.platform.length > 0 ? { platforms: flags.platform } : {}),
    };
    const failures: Error[] = [];
    for (const image of args) {
      try {
        for (const item of await engine.imageDelete(image, query)) {
          await client.println('Deleted' in item ? `Deleted: ${item.Deleted}` : `Untagged: ${item.Untagged}`);
        }
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(error);
      }
    }
    const onlyMissing = failures.every((error) => isEngineError(error, 'notFound'));
    if (!flags.force || !onlyMissing) return throwJoined(failures);
    if (failures.length > 0) await client.complain(failures.map(errorText).join('\n'));
  },
});
