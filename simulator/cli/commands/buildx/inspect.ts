/** docker buildx inspect. */
import { atMost, command } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';
import { BUILDKIT_VERSION, checkBuilder, PLATFORMS } from './builders.ts';

export default command({
  usage: '[NAME]',
  args: atMost(1),
  flags: { bootstrap: bool(), builder: string(), debug: bool('D') },
  run: async ({ client, args: [name], flags }) => {
    checkBuilder(name ?? flags.builder);
    const now = new Date(client.now()).toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' +0000 UTC'); // prettier-ignore
    await client.print(`Name:          default
Driver:        docker
Last Activity: ${now}

Nodes:
Name:             default
Endpoint:         default
Status:           running
BuildKit version: ${BUILDKIT_VERSION}
Platforms:        ${PLATFORMS.join(', ')}
Labels:
 org.mobyproject.buildkit.worker.moby.host-gateway-ip: 172.17.0.1
`);
  },
});
