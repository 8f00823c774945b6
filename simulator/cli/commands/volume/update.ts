/** docker volume update: only for cluster volumes. */
import { command, exactly } from '../../command.ts';
import { completeVolumes } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] [VOLUME]',
  args: exactly(1),
  flags: { availability: string(undefined, 'active') },
  complete: completeVolumes(1),
  run: async ({ client, args: [name = ''] }) => {
    const engine = await client.engine();
    await engine.volumeInspect(name);
    throw new Error('can only update cluster volumes');
  },
});
