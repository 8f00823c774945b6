/** docker volume update: only for cluster volumes. */
import { atMost, command } from '../../command.ts';
import { string } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] [VOLUME]',
  args: atMost(1),
  flags: { availability: string(undefined, 'active') },
  run: () =>
    Promise.reject(new Error('Drydock does not simulate cluster volumes; docker volume create makes local ones')),
});
