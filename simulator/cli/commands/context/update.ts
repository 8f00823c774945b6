/** docker context update. */
import { command, exactly } from '../../command.ts';
import { checkContextName, ContextStore } from '../../config/context-store.ts';
import { stringToString } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';
import { completeContexts } from './complete.ts';
import { readEndpoint } from './endpoint-flag.ts';

export default command({
  usage: '[OPTIONS] CONTEXT',
  args: exactly(1),
  flags: { description: string(), docker: stringToString() },
  complete: completeContexts(1),
  run: async ({ client, flags, args: [name = ''], changed }) => {
    checkContextName(name);
    const store = new ContextStore(client);
    const old = store.get(name);
    const Metadata = flags.description === '' ? old.Metadata : { ...old.Metadata, Description: flags.description };
    const given = changed('docker') ? readEndpoint(client, store, flags.docker) : undefined;
    store.write({ ...old, Metadata, Endpoints: given ? { docker: given.endpoint } : old.Endpoints });
    if (given) store.writeTls(name, 'docker', given.tls);
    await client.println(name);
    await client.complain(`Successfully updated context ${JSON.stringify(name)}`);
  },
});
