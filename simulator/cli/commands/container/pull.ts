/** The pull of an image that a new container needs; its progress goes to stderr. */
import type { Client } from '../../client.ts';
import { fullName, parseReference, withDefaultTag } from '../../format/reference.ts';
import { authFor } from '../../config/registry-auth.ts';
import { awaitProgress, showProgress } from '../../streams/progress.ts';

export async function pullForCreate(
  client: Client,
  image: string,
  flags: { quiet: boolean; platform: string },
): Promise<void> {
  const reference = withDefaultTag(parseReference(image));
  const auth = authFor(client, reference);
  const engine = await client.engine();
  const messages = await engine.imageCreate(
    {
      fromImage: fullName(reference),
      tag: reference.digest ?? reference.tag ?? '',
      ...(flags.platform === '' ? {} : { platform: flags.platform }),
    },
    auth ? { auth } : {},
  );
  if (flags.quiet) await awaitProgress(messages);
  else await showProgress(client, messages, 'stderr');
}
