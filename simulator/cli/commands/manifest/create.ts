/** docker manifest create: several manifests as one list. */
import { atLeast, command } from '../../command.ts';
import { bool } from '../../flags/scalars.ts';
import { NOT_SIMULATED } from './not-simulated.ts';

export default command({
  usage: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
  args: atLeast(2),
  flags: { amend: bool('a'), insecure: bool() },
  unsupported: NOT_SIMULATED,
  experimental: true,
  complete: () => [],
  run: () => Promise.resolve(1),
});
