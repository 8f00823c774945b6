/** docker rm: containers go, with -v their anonymous volumes too. */
import { isEngineError } from '../../../api/errors.ts';
import { errorText, inParallel } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { bool } from '../../flags/scalars.ts';

/** Thrown for a container that --force does not miss. */
class Ignored extends Error {}

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: { force: bool('f'), link: bool('l'), volumes: bool('v') },
  aliasLine: 'docker container rm, docker container remove, docker rm',
  complete: completeContainers({ all: true }),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const query = {
      ...(flags.force ? { force: true } : {}),
      ...(flags.link ? { link: true } : {}),
      ...(flags.volumes ? { v: true } : {}),
    };
    const missing = new Set<number>();
    let number = 0;
    const remove = async (name: string): Promise<void> => {
      const at = number++;
      const id = name.replace(/^\/+|\/+$/g, '');
      if (id === '') throw new Error('container name cannot be empty');
      try {
        await engine.containerDelete(id, query);
      } catch (error) {
        if (!flags.force || !isEngineError(error, 'notFound')) throw error;
        missing.add(at);
        throw new Ignored(errorText(error));
      }
    };
    await reportIgnoring(
      args,
      remove,
      (name) => client.println(name),
      (text) => client.complain(text),
    );
  },
});

/** Like `inParallel`, but what was ignored is only told. */
async function reportIgnoring(
  args: readonly string[],
  remove: (name: string) => Promise<void>,
  done: (name: string) => Promise<void>,
  tell: (text: string) => Promise<void>,
): Promise<void> {
  const ignored: (string | undefined)[] = [];
  const tolerant = async (name: string): Promise<void> => {
    const at = ignored.push(undefined) - 1;
    try {
      await remove(name);
    } catch (error) {
      if (!(error instanceof Ignored)) throw error;
      ignored[at] = error.message;
    }
  };
  let next = 0;
  await inParallel(args, tolerant, async (name) => {
    const text = ignored[next++];
    await (text === undefined ? done(name) : tell(text));
  });
}
