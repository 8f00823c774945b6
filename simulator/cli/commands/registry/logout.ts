/** docker logout. */
import { atMost, command } from '../../command.ts';
import { HUB_KEY, hostOf } from '../../config/registry-auth.ts';
import { warnOfEnvironment } from './environment.ts';

export default command({
  usage: '[SERVER]',
  args: atMost(1),
  flags: {},
  complete: ({ client, args }) =>
    args.length === 0 ? client.config.registries().filter((name) => name !== HUB_KEY) : [],
  run: async ({ client, args: [server = ''] }) => {
    await warnOfEnvironment(client);
    const host = server === '' ? HUB_KEY : hostOf(server);
    await client.println(`Removing login credentials for ${host}`);
    const names = server === '' ? [HUB_KEY] : [server, host, `http://${host}`, `https://${host}`];
    for (const name of names) client.config.erase(name);
  },
});
