/** docker context rm. */
import { forEach } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { ContextStore } from '../../config/context-store.ts';
import { DEFAULT_CONTEXT } from '../../config/default-context.ts';
import { currentContext } from '../../config/endpoint.ts';
import { bool } from '../../flags/scalars.ts';
import { completeContexts } from './complete.ts';

export default command({
  usage: 'CONTEXT [CONTEXT...]',
  args: atLeast(1),
  flags: { force: bool('f') },
  aliasLine: 'docker context rm, docker context remove',
  complete: completeContexts(),
  run: async ({ client, flags, args }) => {
    const store = new ContextStore(client);
    const current = currentContext(client);
    await forEach(args, async (name) => {
      if (name === DEFAULT_CONTEXT) throw new Error('context "default" cannot be removed');
      const shown = JSON.stringify(name);
      if (name === current) {
        if (!flags.force) throw new Error(`context ${shown} is in use, set -f flag to force remove`);
        client.config.setText('currentContext', '');
      }
      if (!flags.force && !store.has(name)) throw new Error(`context ${shown} does not exist`);
      store.remove(name);
      await client.println(name);
    });
  },
});
