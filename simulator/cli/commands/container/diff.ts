/** docker diff: what a container changed in its file system. */
import { command, exactly } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { containerId } from './container-id.ts';

const KINDS = { 0: 'C', 1: 'A', 2: 'D' } as const;

export default command({
  usage: 'CONTAINER',
  args: exactly(1),
  flags: {},
  aliasLine: 'docker container diff, docker diff',
  complete: completeContainers({ limit: 1 }),
  run: async ({ client, args: [name = ''] }) => {
    const engine = await client.engine();
    const changes = (await engine.containerChanges(containerId(name))) ?? [];
    await client.print(changes.map(({ Kind, Path }) => `${KINDS[Kind]} ${Path}\n`).join(''));
  },
});
