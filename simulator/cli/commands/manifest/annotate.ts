/** docker manifest annotate: an entry of a manifest list changed. */
import { command, exactly } from '../../command.ts';
import { strings } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';
import { NOT_SIMULATED } from './not-simulated.ts';

export default command({
  usage: '[OPTIONS] MANIFEST_LIST MANIFEST',
  args: exactly(2),
  flags: { arch: string(), os: string(), 'os-features': strings(), 'os-version': string(), variant: string() },
  unsupported: NOT_SIMULATED,
  experimental: true,
  complete: () => [],
  run: () => Promise.resolve(1),
});
