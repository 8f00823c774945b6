/** docker manifest inspect. Its manifests lie in registries, of which the engine only tells the digest. */
import { isEngineError } from '../../../api/errors.ts';
import { between, command } from '../../command.ts';
import { authFor } from '../../config/registry-auth.ts';
import { bool } from '../../flags/scalars.ts';
import { canonical, parseReference, withDefaultTag } from '../../format/reference.ts';

const DENIED = 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';

export default command({
  usage: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
  args: between(1, 2),
  flags: { insecure: bool(), verbose: bool('v') },
  experimental: true,
  complete: () => [],
  run: async ({ client, args }) => {
    const reference = withDefaultTag(parseReference(args.at(-1) ?? ''));
    const auth = authFor(client, reference);
    const engine = await client.engine();
    const name = canonical(reference);
    try {
      await engine.distributionInspect(name, auth ? { auth } : {});
    } catch (error) {
      if (!isEngineError(error)) throw error;
      if (error.kind === 'unauthorized' || error.kind === 'forbidden') throw new Error(DENIED);
      throw new Error(error.kind === 'notFound' ? `no such manifest: ${name}` : error.message);
    }
    throw new Error(
      `docker manifest inspect: Drydock does not show manifests of a registry; docker pull ${args.at(-1) ?? ''}, then docker image inspect`,
    );
  },
});
