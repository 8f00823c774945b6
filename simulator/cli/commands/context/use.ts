/** docker context use. */
import { atLeast, command } from '../../command.ts';
import { checkContextName, ContextStore } from '../../config/context-store.ts';
import { DEFAULT_CONTEXT } from '../../config/default-context.ts';
import { completeContexts } from './complete.ts';

export default command({
  usage: 'CONTEXT',
  args: atLeast(0),
  flags: {},
  complete: completeContexts(1),
  run: async ({ client, args }) => {
    if (args.length !== 1) throw new Error(`accepts 1 arg(s), received ${args.length}`);
    const [name = ''] = args;
    const isDefault = name === DEFAULT_CONTEXT;
    if (!isDefault) {
      checkContextName(name);
      new ContextStore(client).get(name);
    }
    const setting = isDefault ? '' : name;
    if (client.config.text('currentContext') !== setting) client.config.setText('currentContext', setting);
    await client.println(name);
    await client.complain(`Current context is now ${JSON.stringify(name)}`);
    if (!isDefault && client.process.env.get('DOCKER_HOST')) {
      await client.complain(
        `Warning: DOCKER_HOST environment variable overrides the active context. To use ${JSON.stringify(name)}, either set the global --context flag, or unset DOCKER_HOST environment variable.`,
      );
    }
  },
});
