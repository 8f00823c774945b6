/** docker pull. */
import { command, exactly } from '../../command.ts';
import { completeImages, words } from '../../completion/engine.ts';
import { authFor } from '../../config/registry-auth.ts';
import { bool, string } from '../../flags/scalars.ts';
import { canonical, fullName, parseReference, withDefaultTag } from '../../format/reference.ts';
import { awaitProgress, showProgress } from '../../streams/progress.ts';

export const PLATFORMS = words('linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'windows/amd64');

export default command({
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  args: exactly(1),
  flags: {
    'all-tags': bool('a'),
    'disable-content-trust': bool(undefined, true),
    platform: string(),
    quiet: bool('q'),
  },
  aliasLine: 'docker image pull, docker pull',
  complete: completeImages(1),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args: [name = ''] }) => {
    const given = parseReference(name);
    const isBare = given.tag === undefined && given.digest === undefined;
    if (flags['all-tags'] && !isBare) throw new Error("tag can't be used with --all-tags/-a");
    const reference = flags['all-tags'] ? given : withDefaultTag(given);
    if (isBare && !flags['all-tags'] && !flags.quiet) await client.println(`Using default tag: ${reference.tag ?? ''}`);
    const auth = authFor(client, reference);
    const engine = await client.engine();
    const messages = await engine.imageCreate(
      {
        fromImage: fullName(reference),
        ...(flags['all-tags'] ? {} : { tag: reference.digest ?? reference.tag ?? '' }),
        ...(flags.platform === '' ? {} : { platform: flags.platform }),
      },
      auth ? { auth } : {},
    );
    if (flags.quiet) await awaitProgress(messages);
    else await showProgress(client, messages, 'stdout');
    await client.println(canonical(reference));
  },
});
