/** docker manifest push: a manifest list to a registry. */
import { command, exactly } from '../../command.ts';
import { bool } from '../../flags/scalars.ts';
import { NOT_SIMULATED } from './not-simulated.ts';

export default command({
  usage: '[OPTIONS] MANIFEST_LIST',
  args: exactly(1),
  flags: { insecure: bool(), purge: bool('p') },
  unsupported: NOT_SIMULATED,
  experimental: true,
  complete: () => [],
  run: () => Promise.resolve(1),
});
