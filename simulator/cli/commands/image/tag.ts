/** docker tag: another name for an image. */
import { command, exactly } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { fullName, parseReference, withDefaultTag, type Reference } from '../../format/reference.ts';
import { quote } from '../../go/strconv.ts';

export default command({
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  args: exactly(2),
  flags: {},
  interspersed: false,
  aliasLine: 'docker image tag, docker tag',
  complete: completeImages(2),
  run: async ({ client, args: [source = '', target = ''] }) => {
    named(source, () => {
      if (!/^[a-f0-9]{64}$/.test(source)) parseReference(source);
    });
    const reference = named(target, () => parseReference(target));
    if (reference.digest !== undefined) throw new Error('refusing to create a tag with a digest reference');
    const { tag = '' } = withDefaultTag(reference);
    const engine = await client.engine();
    await engine.imageTag(source, { repo: fullName(reference), tag });
  },
});

function named<T extends Reference | void>(text: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Error parsing reference: ${quote(text)} is not a valid repository/tag: ${reason}`);
  }
}
