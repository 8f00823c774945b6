/** docker network disconnect. */
import { command, exactly } from '../../command.ts';
import { containerNames, networkNames } from '../../completion/engine.ts';
import { bool } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] NETWORK CONTAINER',
  args: exactly(2),
  flags: { force: bool('f') },
  complete: async ({ client, args: [network, container] }) => {
    if (network === undefined) return networkNames(client);
    if (container !== undefined) return [];
    return containerNames(client, true, ({ NetworkSettings }) => network in NetworkSettings.Networks);
  },
  run: async ({ client, flags, args: [network = '', Container = ''] }) => {
    const engine = await client.engine();
    await engine.networkDisconnect(network, { Container, Force: flags.force });
  },
});
