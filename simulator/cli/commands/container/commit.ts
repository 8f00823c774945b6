/** docker commit: an image from what a container changed. */
import { between, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { list } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { fullName, parseReference, withDefaultTag } from '../../format/reference.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  args: between(1, 2),
  flags: { author: string('a'), change: list('c'), message: string('m'), pause: bool('p', true) },
  interspersed: false,
  aliasLine: 'docker container commit, docker commit',
  complete: completeContainers({ limit: 1 }),
  run: async ({ client, flags, args: [name = '', reference = ''] }) => {
    const container = containerId(name);
    const target = targetOf(reference);
    const engine = await client.engine();
    const { Id } = await engine.imageCommit({
      container,
      ...target,
      comment: flags.message,
      author: flags.author,
      ...(flags.pause ? {} : { pause: false }),
      ...(flags.change.length === 0 ? {} : { changes: flags.change }),
    });
    await client.println(Id);
  },
});

function targetOf(text: string): { repo?: string; tag?: string } {
  if (text === '') return {};
  const reference = parseReference(text);
  if (reference.digest !== undefined) throw new Error('refusing to create a tag with a digest reference');
  const { tag = '' } = withDefaultTag(reference);
  return { repo: fullName(reference), tag };
}
