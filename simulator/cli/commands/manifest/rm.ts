/** docker manifest rm: manifest lists of the client removed. */
import { atLeast, command } from '../../command.ts';
import { NOT_SIMULATED } from './not-simulated.ts';

export default command({
  usage: 'MANIFEST_LIST [MANIFEST_LIST...]',
  args: atLeast(1),
  flags: {},
  unsupported: NOT_SIMULATED,
  experimental: true,
  complete: () => [],
  run: () => Promise.resolve(1),
});
