/** docker push. */
import { command, exactly } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { authFor } from '../../config/registry-auth.ts';
import { bool, string } from '../../flags/scalars.ts';
import { canonical, fullName, parseReference, withDefaultTag } from '../../format/reference.ts';
import { parsePlatform } from '../../opts/platform.ts';
import { awaitProgress, showProgress } from '../../streams/progress.ts';
import { PLATFORMS } from './pull.ts';

export default command({
  usage: '[OPTIONS] NAME[:TAG]',
  args: exactly(1),
  flags: {
    'all-tags': bool('a'),
    'disable-content-trust': bool(undefined, true),
    platform: string(),
    quiet: bool('q'),
  },
  aliasLine: 'docker image push, docker push',
  complete: completeImages(1),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args: [name = ''] }) => {
    const platform = flags.platform === '' ? undefined : parsePlatform(flags.platform);
    const given = parseReference(name);
    const isBare = given.tag === undefined && given.digest === undefined;
    if (flags['all-tags'] && !isBare) throw new Error("tag can't be used with --all-tags/-a");
    const reference = flags['all-tags'] ? given : withDefaultTag(given);
    if (isBare && !flags['all-tags'] && !flags.quiet) await client.println(`Using default tag: ${reference.tag ?? ''}`);
    if (reference.digest !== undefined) throw new Error('cannot push a digest reference');
    const auth = authFor(client, reference);
    const engine = await client.engine();
    const [os = '', architecture = '', variant] = platform?.split('/') ?? [];
    const messages = await engine.imagePush(
      fullName(reference),
      {
        ...(flags['all-tags'] ? {} : { tag: reference.tag ?? '' }),
        ...(platform === undefined
          ? {}
          : { platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } }),
      },
      auth ? { auth } : {},
    );
    if (!flags.quiet) return showProgress(client, messages, 'stdout');
    await awaitProgress(messages);
    await client.println(canonical(reference));
  },
});
