/** docker export: a container's file system as one tar archive. */
import { command, exactly } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';
import { saveTo } from '../../streams/save.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: '[OPTIONS] CONTAINER',
  args: exactly(1),
  flags: { output: string('o') },
  aliasLine: 'docker container export, docker export',
  complete: completeContainers({ all: true, limit: 1 }),
  run: async ({ client, flags, args: [name = ''] }) => {
    await saveTo(client, flags.output, 'failed to export container', async () =>
      (await client.engine()).containerExport(containerId(name)),
    );
  },
});
